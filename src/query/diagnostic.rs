//! What the parser has to say about a part of a query.

use crate::text::Span;

/// A message about a part of a query: an error or a warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The part, in bytes of the text typed.
    pub span: Span,
    /// What is wrong with it, or how it was read.
    pub message: String,
    /// What to type in place of the span.
    pub suggestion: Option<String>,
}
