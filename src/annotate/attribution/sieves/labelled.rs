//! LIND: "No." — *Lind*: "No." A name and a colon before the quotation, as in transcripts and
//! headlines.

use crate::annotate::attribution::sieves::decision::{Decision, SieveMatch};
use crate::annotate::cues::cue::Subject;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::QuotedSpan;
use crate::annotate::text::tokens::TokenKind;

pub(crate) fn labelled(
    parsed: &ParsedArticle,
    quoted: &QuotedSpan,
    _: usize,
    _: &[Option<Decision>],
) -> Option<SieveMatch> {
    let colon = parsed
        .token_before(quoted)
        .filter(|&before| parsed.kind(before) == Some(TokenKind::Colon))?;
    let sentence = parsed.sentence_of(colon);
    let start = parsed.sentences[sentence].tokens.start;
    // "Rep. Anna Lind (D-Ohio):" ends in a bracket.
    let end = match parsed.kind(colon.checked_sub(1)?) {
        Some(TokenKind::CloseBracket) => (start..colon)
            .rev()
            .find(|&at| parsed.kind(at) == Some(TokenKind::OpenBracket))?,
        _ => colon,
    };
    let mention = parsed.mentions_in(sentence).find(|&mention| {
        parsed.mentions[mention].tokens.end == end && parsed.mentions[mention].tokens.start == start
    })?;
    Some(SieveMatch {
        subject: Subject::of(start..colon, Some(mention), "label"),
        cue: None,
        entity: None,
    })
}
