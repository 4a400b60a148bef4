//! Why a request cannot be answered.

use crate::engine;
use crate::query::Diagnostic;

/// What the search service returns.
pub type Result<T> = std::result::Result<T, Error>;

/// A request that cannot be answered. Messages name no command and no option: the front end adds
/// those.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Part of the query, or of a filter's value, was not understood.
    #[error("{}", .diagnostic.message)]
    Query {
        /// The text as typed, into which the diagnostic's span points.
        typed: String,
        /// What is wrong where, and what to write instead.
        diagnostic: Diagnostic,
    },
    /// A bound of the dates is no date.
    #[error("`{value}` is not a date")]
    Date {
        /// Which of the bounds.
        bound: Bound,
        /// What was typed.
        value: String,
    },
    /// [`WordMode::Any`](crate::search::WordMode::Any) was requested, but the query has operators or
    /// fields.
    #[error("only plain words can be matched by any of them; the query has operators or fields")]
    NotPlainWords,
    /// No article, or more than one, has an id that begins with what was typed.
    #[error("{found} articles have an id that begins with `{typed}`")]
    AmbiguousArticle {
        /// What was typed.
        typed: String,
        /// How many articles match, ten at most.
        found: usize,
    },
    /// The engine failed.
    #[error(transparent)]
    Engine(#[from] engine::Error),
}

/// A bound of the dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The first day.
    From,
    /// The last day.
    To,
}
