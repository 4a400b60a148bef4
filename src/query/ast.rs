//! The question as understood: a tree whose every part knows where it was typed.

use crate::query::Near;
use crate::query::Plan;
use crate::query::rewrite::quote_scope::settled;
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
    /// What has no parts: a word, a phrase, a value, a range of days.
    Leaf(Plan),
    Near {
        near: Near,
        parts: Box<[Query; 2]>,
    },
    AtLeast {
        count: u32,
        part: Box<Query>,
    },
    Boost {
        by: f32,
        part: Box<Query>,
    },
    /// Within one quotation.
    Said(Box<Query>),
    And(Vec<Query>),
    Or(Vec<Query>),
    Any(Vec<Query>),
    Not(Box<Query>),
}

impl Query {
    /// Returns the question without its spans, as an engine takes it.
    pub fn plan(&self) -> Plan {
        settled(self.bare())
    }

    fn bare(&self) -> Plan {
        match &self.node {
            Node::Leaf(plan) => plan.clone(),
            Node::Near { near, parts } => {
                let [first, second] = &**parts;
                Plan::Near {
                    near: *near,
                    parts: Box::new([first.bare(), second.bare()]),
                }
            }
            Node::AtLeast { count, part } => Plan::AtLeast {
                count: *count,
                part: Box::new(part.bare()),
            },
            Node::Boost { by, part } => Plan::Boost {
                by: *by,
                part: Box::new(part.bare()),
            },
            Node::Said(part) => Plan::Said(Box::new(part.bare())),
            Node::And(parts) => parts.iter().map(Query::bare).fold(Plan::All, Plan::and),
            Node::Or(parts) => Plan::Or(parts.iter().map(Query::bare).collect()),
            Node::Any(parts) => Plan::Any(parts.iter().map(Query::bare).collect()),
            Node::Not(part) => Plan::Not(Box::new(part.bare())),
        }
    }
}
