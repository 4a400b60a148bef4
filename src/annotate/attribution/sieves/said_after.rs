//! "No new taxes," said *Olaf Scholz*. "No," *she* added. "Why?" *Lind* asked.

use crate::annotate::attribution::sieves::decision::{Decision, SieveMatch};
use crate::annotate::cues::cue::CueKind;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::QuotedSpan;
use crate::annotate::text::tokens::TokenKind;
use crate::lang::{Class, Frames};

pub(crate) fn said_after(
    parsed: &ParsedArticle,
    quoted: &QuotedSpan,
    _: usize,
    _: &[Option<Decision>],
) -> Option<SieveMatch> {
    let next = parsed.token_after(quoted)?;
    let sentence = parsed.sentence_of(next);
    let ended = parsed.sentence_of(quoted.open) != sentence;
    for index in parsed.cues_in(sentence) {
        let cue = &parsed.cues[index];
        let Some(subject) = &cue.subject else {
            continue;
        };
        if cue.kind == CueKind::Noun
            || cue.tokens.start < next
            || subject.tokens.start < quoted.close
        {
            continue;
        }
        let near = reaches(parsed, next, cue.start())
            || (!cue.inverted && leads_on(parsed, quoted, next, cue.start()));
        if !near {
            return None;
        }
        if cue.kind == CueKind::Verb
            && !cue
                .frames
                .has(Frames::QUOTED.or(Frames::THAT).or(Frames::NOUN))
        {
            return None;
        }
        // "It is over." Lind said the plan was dead: a new sentence with its own content.
        if ended && !ends_soon(parsed, cue.end()) {
            return None;
        }
        // The plan "is a sham," said Lind: the marked words are the end of a longer statement.
        if !ended && is_tail(parsed, quoted) {
            return None;
        }
        return Some(SieveMatch {
            subject: subject.clone(),
            cue: Some(index),
            entity: None,
        });
    }
    None
}

/// Tells whether the quoted span ends a longer statement that began before the quotation marks.
fn is_tail(parsed: &ParsedArticle, quoted: &QuotedSpan) -> bool {
    let Some(before) = parsed.token_before(quoted) else {
        return false;
    };
    let sentence = &parsed.sentences[parsed.sentence_of(quoted.open)].tokens;
    let goes_on = match parsed.kind(before) {
        Some(TokenKind::Word) => true,
        Some(TokenKind::Comma) => !parsed.tokenized.tokens[quoted.open + 1].is_capital(),
        _ => false,
    };
    let leads = sentence.contains(&before) && goes_on && parsed.is_narration(before);
    leads && !parsed.is(before, Class::SPEECH_VERB) && quoted.open >= sentence.start + 2
}

/// Tells whether only punctuation, "as", adverbs and auxiliaries stand between the quotation and
/// the cue.
fn reaches(parsed: &ParsedArticle, from: usize, to: usize) -> bool {
    if to > from + 4 {
        return false;
    }
    (from..to).all(|token| {
        matches!(
            parsed.kind(token),
            Some(TokenKind::Comma | TokenKind::Dash | TokenKind::Terminator | TokenKind::QuoteMark)
        ) || parsed.is(
            token,
            Class::ADVERB
                .with(Class::CONJUNCTION)
                .with(Class::TIME)
                .with(Class::AUXILIARY),
        ) || parsed.tokenized.text_is(token, "as")
    })
}

/// "No," White House spokesman Josh *Lind said*: tells whether only the speaker's description
/// stands between quotation and cue. A quotation that ends with a comma needs a speaker after it.
fn leads_on(parsed: &ParsedArticle, quoted: &QuotedSpan, from: usize, to: usize) -> bool {
    let last = quoted.content.of(parsed.tokenized.text).chars().next_back();
    let wants = last.is_some_and(|c| matches!(c, ',' | '?' | '!' | '—' | '…'));
    let verbs = Class::AUXILIARY
        .with(Class::SPEECH_VERB)
        .with(Class::SUBORDINATOR)
        .with(Class::PRONOUN);
    let describes = |token: usize| {
        let here = &parsed.tokenized.tokens[token];
        let plain = matches!(
            here.kind,
            TokenKind::Word
                | TokenKind::Number
                | TokenKind::Possessive
                | TokenKind::Comma
                | TokenKind::QuoteMark
        );
        plain && parsed.is_narration(token) && (!here.is(verbs) || here.is(Class::ROLE))
    };
    wants && to <= from + 14 && (from..to).all(describes)
}

/// Tells whether the clause ends after the cue.
fn ends_soon(parsed: &ParsedArticle, end: usize) -> bool {
    match parsed.kind(end) {
        None
        | Some(
            TokenKind::Terminator | TokenKind::Comma | TokenKind::Colon | TokenKind::QuoteMark,
        ) => true,
        Some(TokenKind::Word) => {
            parsed.is(end, Class::PREPOSITION.with(Class::TIME).with(Class::DATE))
        }
        _ => false,
    }
}
