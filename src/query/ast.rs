//! The syntax tree of a query, in which every node knows where it was typed.

use crate::query::operator::Boolean;
use crate::query::plan::Plan;
use crate::query::proximity::Near;
use crate::text::Span;

/// A query or a clause of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// What the clause says.
    pub node: Node,
    /// Where it stands in the text typed, in bytes.
    pub span: Span,
}

/// An operator with its operands, or a leaf.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A clause without operands: a word, a phrase, a value, a range of days.
    Leaf(Plan),
    /// Two clauses near each other: `a w/5 b`.
    Near {
        /// How near they must be.
        near: Near,
        /// The left operand and the right one.
        parts: Box<[Query; 2]>,
    },
    /// A minimum number of occurrences in one passage: `atleast3(a)`.
    AtLeast {
        /// The minimum.
        count: u32,
        /// What is counted.
        part: Box<Query>,
    },
    /// A clause with its score multiplied: `a^2`.
    Boost {
        /// The factor.
        by: f32,
        /// What is boosted.
        part: Box<Query>,
    },
    /// Conditions on one quotation: `said:( … )`.
    WithinQuote(Box<Query>),
    /// Clauses combined by which of them match: `a b`, `a OR b`, `NOT a`, `any( … )`.
    Boolean(Boolean, Vec<Query>),
}

impl Query {
    /// Returns the operands, in the order typed; none of a leaf.
    pub fn children(&self) -> &[Query] {
        match &self.node {
            Node::Boolean(_, parts) => parts,
            Node::Near { parts, .. } => parts.as_slice(),
            Node::AtLeast { part, .. } | Node::Boost { part, .. } | Node::WithinQuote(part) => {
                std::slice::from_ref(part)
            }
            Node::Leaf(_) => &[],
        }
    }

    /// Calls a function for every clause, each before its operands, until it returns an error.
    pub fn try_visit<E>(&self, visit: &mut dyn FnMut(&Query) -> Result<(), E>) -> Result<(), E> {
        visit(self)?;
        self.children()
            .iter()
            .try_for_each(|child| child.try_visit(visit))
    }
}
