//! Statements: clauses of indirect speech.

use crate::annotate::indirect_speech::rule::IndirectRule;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::TokenKind;
use crate::text::Span;
use std::ops::Range;

/// A clause of indirect or mixed speech.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Statement {
    /// Index into `ParsedArticle::cues`; `None` where no cue introduces it.
    pub cue: Option<usize>,
    pub span: Span,
    /// The quoted spans inside the clause, as indices into `ParsedArticle::quoted_spans`.
    pub quoted_spans: Range<usize>,
    pub rule: IndirectRule,
}

pub(crate) fn quoted_spans_in(parsed: &ParsedArticle, tokens: &Range<usize>) -> Range<usize> {
    let from = parsed
        .quoted_spans
        .partition_point(|quoted| quoted.open < tokens.start);
    let to = parsed
        .quoted_spans
        .partition_point(|quoted| quoted.open < tokens.end);
    from..to.max(from)
}

/// Drops punctuation outside quotation marks at both ends.
pub(crate) fn trim_punctuation(parsed: &ParsedArticle, tokens: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = tokens;
    let loose = |at: usize| {
        parsed.is_narration(at)
            && matches!(
                parsed.kind(at),
                Some(
                    TokenKind::Comma
                        | TokenKind::Terminator
                        | TokenKind::Dash
                        | TokenKind::Colon
                        | TokenKind::Semicolon
                )
            )
    };
    while start < end && loose(start) {
        start += 1;
    }
    while end > start && loose(end - 1) {
        end -= 1;
    }
    start..end
}
