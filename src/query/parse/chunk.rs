//! A run of characters of a query without a space, .

use crate::query::diagnostic::Diagnostic;
use crate::query::parse::characters::next_word;
use crate::text::Span;

/// A run of characters without a space, within its query.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chunk<'a> {
    /// The whole query.
    pub text: &'a str,
    /// The run, in bytes.
    pub span: Span,
}

impl<'a> Chunk<'a> {
    pub(crate) fn typed(&self) -> &'a str {
        self.span.of(self.text)
    }

    /// Returns the text after it.
    pub(crate) fn after(&self) -> &'a str {
        &self.text[self.span.end..]
    }

    /// Returns the run after it.
    pub(crate) fn next_word(&self) -> &'a str {
        next_word(self.text, self.span.end)
    }

    /// Tells whether capitals single it out: the query is not all in capitals.
    pub(crate) fn stands_out(&self) -> bool {
        self.typed().contains(|c: char| c.is_ascii_uppercase())
            && self.text.contains(char::is_lowercase)
    }

    pub(crate) fn error(
        &self,
        message: impl Into<String>,
        suggestion: Option<&str>,
    ) -> Option<Diagnostic> {
        self.error_up_to(self.span.end, message, suggestion)
    }

    pub(crate) fn error_up_to(
        &self,
        end: usize,
        message: impl Into<String>,
        suggestion: Option<&str>,
    ) -> Option<Diagnostic> {
        Some(Diagnostic {
            span: Span::new(self.span.start, end),
            message: message.into(),
            suggestion: suggestion.map(str::to_owned),
        })
    }
}
