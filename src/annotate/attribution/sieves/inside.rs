//! « Non, *dit-elle*, jamais. »: in French the cue may stand inside the quotation marks.

use crate::annotate::attribution::sieves::decision::{Decision, SieveMatch};
use crate::annotate::cues::cue::Subject;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::QuotedSpan;
use crate::annotate::text::tokens::TokenKind;
use crate::lang::Class;

pub(crate) fn inside(
    parsed: &ParsedArticle,
    quoted: &QuotedSpan,
    _: usize,
    _: &[Option<Decision>],
) -> Option<SieveMatch> {
    if !parsed.tokenized.lexicon.hyphenated_inversion() {
        return None;
    }
    let commas =
        (quoted.open + 1..quoted.close).filter(|&at| parsed.kind(at) == Some(TokenKind::Comma));
    let subject = commas.into_iter().find_map(|comma| {
        // "dit Anne Lind", "dit-elle", "a-t-elle dit"
        let first = comma + 1;
        let (subject, says) = if parsed.is(first, Class::SPEECH_VERB) {
            (first + 1, true)
        } else {
            let auxiliary = parsed.is(first, Class::AUXILIARY);
            (
                first + 1,
                auxiliary && parsed.is(first + 2, Class::SPEECH_VERB),
            )
        };
        let mention = parsed
            .mentions
            .binary_search_by_key(&subject, |mention| mention.tokens.start);
        mention.ok().filter(|_| says && subject < quoted.close)
    })?;
    Some(SieveMatch {
        subject: Subject::of(
            parsed.mentions[subject].tokens.clone(),
            Some(subject),
            "after",
        ),
        cue: None,
        entity: None,
    })
}
