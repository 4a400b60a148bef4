//! What the parser returns.

use crate::query::ast::Query;
use crate::query::diagnostic::Diagnostic;

/// A parsed query with the errors and warnings about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The query. If there are errors it is not what was meant, and should not be evaluated.
    pub query: Query,
    /// The parts that are not understood, in text order; at most ten.
    pub errors: Vec<Diagnostic>,
    /// The parts that are understood but may have been meant otherwise.
    pub warnings: Vec<Diagnostic>,
}
