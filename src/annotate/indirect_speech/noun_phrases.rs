//! Content that is a noun phrase: what was announced, and what something was called.

use crate::annotate::cues::cue::{Cue, CueKind};
use crate::annotate::indirect_speech::adjuncts::skip_time_phrase;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::TokenKind;
use crate::annotate::text::word_lists::WordList;
use crate::annotate::titles_in_quotes::is_title;
use crate::lang::Class;
use std::ops::Range;

/// "announced his candidacy last year": a noun phrase as content.
pub(crate) fn noun_phrase(
    parsed: &ParsedArticle,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let mut start = skip_time_phrase(parsed, cue.tokens.end, sentence);
    if parsed.is(start, Class::PREPOSITION)
        && WordList::ObjectPrepositions.contains(parsed.tokenized.token_text(start))
    {
        start += 1;
    }
    let first = parsed
        .tokenized
        .tokens
        .get(start)
        .filter(|_| start < sentence.end)?;
    if !parsed.is_narration(start)
        || !matches!(first.kind, TokenKind::Word | TokenKind::Number)
        || first.is(Class::PREPOSITION
            .with(Class::CONJUNCTION)
            .with(Class::SUBORDINATOR)
            .with(Class::ADVERB))
    {
        return None;
    }
    let mut end = start + 1;
    while end < sentence.end {
        let timed = parsed.is(end, Class::PREPOSITION)
            && (parsed.is(end + 1, Class::DATE) || parsed.is(end + 1, Class::TIME));
        let aside = matches!(
            parsed.kind(end),
            Some(
                TokenKind::Comma
                    | TokenKind::Dash
                    | TokenKind::Semicolon
                    | TokenKind::Colon
                    | TokenKind::Terminator
            )
        );
        if (parsed.is_narration(end) && (timed || aside)) || parsed.is(end, Class::DATE) {
            break;
        }
        end += 1;
    }
    Some(start..end)
}

/// "called it 'a sham'": the object of a verb of naming, up to the end of its quoted words.
pub(crate) fn marked_object(
    parsed: &ParsedArticle,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let start = if cue.inverted {
        cue.end()
    } else {
        cue.tokens.end
    };
    let first = parsed
        .quoted_spans
        .partition_point(|quoted| quoted.open < start);
    let quoted = parsed
        .quoted_spans
        .get(first)
        .filter(|quoted| quoted.close < sentence.end && quoted.open <= start + 16)?;
    let breaks = |at: usize| {
        matches!(
            parsed.kind(at),
            Some(TokenKind::Comma | TokenKind::Dash | TokenKind::Semicolon | TokenKind::Colon)
        )
    };
    let other_verb = parsed.cues[parsed.cues_in(cue.sentence)]
        .iter()
        .any(|other| {
            other.kind == CueKind::Verb && (start..quoted.open).contains(&other.tokens.start)
        });
    // "called for a ban", "a band called 'Nine'": not what somebody calls something.
    let named = parsed.is(start, Class::PREPOSITION)
        && WordList::VerbParticles.contains(parsed.tokenized.token_text(start));
    if other_verb || named || (start..quoted.open).any(breaks) || is_title(parsed, quoted) {
        return None;
    }
    let mut end = quoted.close + usize::from(quoted.closed);
    // "a 'sham' and 'a disgrace'"
    for next in &parsed.quoted_spans[first + 1..] {
        let joined = next.close < sentence.end
            && next.open <= end + 3
            && (end..next.open).all(|at| {
                parsed.kind(at) == Some(TokenKind::Comma) || parsed.is(at, Class::CONJUNCTION)
            });
        if !joined {
            break;
        }
        end = next.close + usize::from(next.closed);
    }
    Some(start..end)
}
