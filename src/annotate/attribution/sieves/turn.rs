//! LIND: No. — Q: Why? — A: I had to. The label of a transcript turn, or of the turn it continues.

use crate::annotate::attribution::sieves::decision::{Decision, SieveMatch};
use crate::annotate::cues::cue::Subject;
use crate::annotate::entities::mention::MentionKind;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::{QuoteStyle, QuotedSpan};
use crate::annotate::text::tokens::TokenKind;

pub(crate) fn turn(
    parsed: &ParsedArticle,
    quoted: &QuotedSpan,
    index: usize,
    decided: &[Option<Decision>],
) -> Option<SieveMatch> {
    if quoted.continues {
        let last = decided[index.checked_sub(1)?].as_ref()?;
        return Some(SieveMatch {
            subject: last.subject.clone(),
            cue: None,
            entity: last.entity,
        });
    }
    let start = parsed.tokenized.paragraph_tokens[quoted.paragraph].start;
    let plain = |&token: &usize| parsed.kind(token) == Some(TokenKind::Word);
    let first = (start..quoted.open).find(plain)?;
    let last = (start..quoted.open).rev().find(plain)?;
    let sentence = parsed.sentence_of(first);
    let mention = parsed.mentions_in(sentence).find(|&mention| {
        let found = &parsed.mentions[mention];
        found.tokens.start <= first && found.tokens.end == last + 1
    });
    let letter = first == last && parsed.tokenized.token_text(first).len() == 1;
    let answers = letter && parsed.tokenized.token_text(first) == "A";
    let mention = mention.filter(|_| !letter);
    Some(SieveMatch {
        subject: Subject::of(first..last + 1, mention, "label"),
        cue: None,
        entity: answers.then(|| guest(parsed, quoted)).flatten(),
    })
}

/// Returns the guest of an interview: of the people named before it, the one mentioned most.
fn guest(parsed: &ParsedArticle, quoted: &QuotedSpan) -> Option<usize> {
    let first = parsed
        .quoted_spans
        .iter()
        .find(|turn| turn.style == QuoteStyle::TranscriptTurn)?;
    let before = parsed
        .mentions
        .partition_point(|mention| mention.tokens.start < first.open.min(quoted.open));
    let people = (0..before)
        .filter(|&mention| parsed.mentions[mention].kind == MentionKind::Person)
        .filter_map(|mention| parsed.entities.of_mention[mention]);
    people.max_by_key(|&entity| parsed.entities.list[entity].mentions.len())
}
