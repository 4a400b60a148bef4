//! A statement.

use crate::annotate::indirect_speech::rule::IndirectRule;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::TokenKind;
use crate::text::Span;
use std::ops::Range;

/// A clause of retold speech.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Statement {
    /// `None` where nothing in the sentence introduces it.
    pub cue: Option<usize>,
    pub span: Span,
    /// Regions that lie in the clause.
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

/// Drops commas, stops and conjunctions at the edges.
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
