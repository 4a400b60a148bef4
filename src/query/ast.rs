//! The question as understood: a tree whose every part knows where it was typed.

use crate::query::Days;
use crate::query::Field;
use crate::query::Plan;
use crate::text::Span;

/// A question or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub node: Node,
    /// Where it stands in the text typed.
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Nothing was asked, so everything answers.
    All,
    Word {
        field: Field,
        word: String,
    },
    /// Words that follow one another.
    Phrase {
        field: Field,
        words: Vec<String>,
    },
    /// One value of a closed list: a country's code, a language.
    Value {
        field: Field,
        value: String,
    },
    Dates(Days),
    And(Vec<Query>),
    Or(Vec<Query>),
    Not(Box<Query>),
}

impl Query {
    /// Returns the question without its spans, as an engine takes it.
    pub fn plan(&self) -> Plan {
        match &self.node {
            Node::All => Plan::All,
            Node::Word { field, word } => Plan::Word {
                field: *field,
                word: word.clone(),
            },
            Node::Phrase { field, words } => Plan::Phrase {
                field: *field,
                words: words.clone(),
            },
            Node::Value { field, value } => Plan::Value {
                field: *field,
                value: value.clone(),
            },
            Node::Dates(days) => Plan::Dates(*days),
            Node::And(parts) => parts.iter().map(Query::plan).fold(Plan::All, Plan::and),
            Node::Or(parts) => Plan::Or(parts.iter().map(Query::plan).collect()),
            Node::Not(part) => Plan::Not(Box::new(part.plan())),
        }
    }
}
