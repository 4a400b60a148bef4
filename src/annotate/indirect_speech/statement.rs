//! A statement.

use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::Kind;
use crate::text::Span;
use std::ops::Range;

/// A clause of retold speech.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Statement {
    /// `None` where nothing in the sentence introduces it.
    pub cue: Option<usize>,
    pub span: Span,
    /// Regions that lie in the clause.
    pub regions: Range<usize>,
    pub rule: &'static str,
}

pub(crate) fn regions_in(scene: &ParsedArticle, tokens: &Range<usize>) -> Range<usize> {
    let from = scene
        .regions
        .partition_point(|region| region.open < tokens.start);
    let to = scene
        .regions
        .partition_point(|region| region.open < tokens.end);
    from..to.max(from)
}

/// Drops commas, stops and conjunctions at the edges.
pub(crate) fn trimmed(scene: &ParsedArticle, tokens: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = tokens;
    let loose = |at: usize| {
        scene.narrates(at)
            && matches!(
                scene.kind(at),
                Some(Kind::Comma | Kind::Stop | Kind::Dash | Kind::Colon | Kind::Semicolon)
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
