//! Content before its cue or on both sides of it: the cue is a parenthetical.

use crate::annotate::cues::cue::{Cue, CueKind};
use crate::annotate::indirect_speech::adjuncts::skip_addressee;
use crate::annotate::indirect_speech::rule::IndirectRule;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::TokenKind;
use crate::lang::{Class, Frames, Inflection};
use std::ops::Range;

type Clauses = Vec<(Range<usize>, IndirectRule)>;

/// Returns the start of a cue, with the "as" before it: "*as* Lind said".
pub(crate) fn cue_start(parsed: &ParsedArticle, cue: &Cue) -> usize {
    let start = cue.start();
    start - usize::from(start > 0 && parsed.is(start - 1, Class::AS))
}

/// "The plan, he said, will fail." and "The plan will fail, he said."
pub(crate) fn parenthesis(parsed: &ParsedArticle, cue: &Cue, sentence: &Range<usize>) -> Clauses {
    // An earlier cue's clause is not this one's: begin after it.
    let others = &parsed.cues[parsed.cues_in(cue.sentence)];
    let said = others
        .iter()
        .filter(|other| other.kind == CueKind::Verb && other.inverted && other.end() < cue.start());
    let start = said.map(Cue::end).max().unwrap_or(sentence.start);
    let first = cue_start(parsed, cue);
    let stop = first - usize::from(parsed.is_narration(first - 1));
    let before = skip_connective(parsed, start)..stop;
    let mut found = Vec::new();
    let marked = before.clone().any(|token| !parsed.is_narration(token));
    let clause = is_clause(parsed, &before);
    let last = cue.end() >= sentence.end || parsed.kind(cue.end()) == Some(TokenKind::Terminator);
    if marked || clause || ((cue.inverted || last) && before.len() > 2) {
        found.push((before.clone(), IndirectRule::Parenthesis));
    }
    // After "said Lind," comes more about Lind.
    let end = if cue.frames.has(Frames::ADDRESSEE) {
        skip_addressee(parsed, cue.end(), sentence)
    } else {
        cue.end()
    };
    if cue.inverted || parsed.kind(end) != Some(TokenKind::Comma) || end >= sentence.end {
        return found;
    }
    let at = end + 1;
    let because = parsed.tokenized.text_is(at, "because");
    let goes_on = at < sentence.end
        && parsed.is_narration(at)
        && parsed.kind(at) == Some(TokenKind::Word)
        && !parsed.is(at, Class::CONJUNCTION.with(Class::SUBORDINATOR))
        && !parsed.tokenized.tokens[at].inflected(Inflection::GERUND);
    if because || (goes_on && (!clause || parsed.is(at, Class::AUXILIARY))) {
        if found.is_empty() && !before.is_empty() {
            found.push((before, IndirectRule::Parenthesis));
        }
        found.push((at..sentence.end, IndirectRule::Parenthesis));
    }
    found
}

/// Tells a clause from an adjunct of time or place: "Since then, Lind said …".
fn is_clause(parsed: &ParsedArticle, range: &Range<usize>) -> bool {
    let Some(first) = range.clone().next() else {
        return false;
    };
    let comma = range
        .clone()
        .any(|token| parsed.kind(token) == Some(TokenKind::Comma));
    let subordinate = parsed.is(first, Class::SUBORDINATOR.with(Class::PREPOSITION));
    if subordinate && !comma {
        return false;
    }
    let verb = |token: usize| {
        let here = &parsed.tokenized.tokens[token];
        let words = parsed.tokenized.token_text(token);
        here.is(Class::AUXILIARY.with(Class::VERB))
            || here.kind == TokenKind::Possessive
            || (here.kind == TokenKind::Word
                && !here.is_capital()
                && (words.ends_with("ed") || words.ends_with('s') || here.is(Class::SPEECH_VERB)))
    };
    range.len() > 2 && range.clone().skip(1).any(verb)
}

/// Skips a connective: "But", "However,", "In fact,".
fn skip_connective(parsed: &ParsedArticle, start: usize) -> usize {
    let mut at = start;
    if parsed.is(at, Class::CONJUNCTION) && parsed.is_narration(at) {
        at += 1;
    }
    let adverb = parsed.is(at, Class::ADVERB) && parsed.kind(at + 1) == Some(TokenKind::Comma);
    if adverb && parsed.is_narration(at) {
        at + 2
    } else {
        at
    }
}

/// "According to X, …", "…, according to X."
pub(crate) fn source_clause(
    parsed: &ParsedArticle,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<(Range<usize>, IndirectRule)> {
    let end = cue.end();
    let lead = sentence.start..cue.start();
    if parsed.tokenized.lexicon.verb_second() && goes_on(parsed, end, sentence) {
        return Some((end..sentence.end, IndirectRule::AccordingTo));
    }
    let comma_follows = parsed.kind(end) == Some(TokenKind::Comma) && end + 1 < sentence.end;
    if lead.len() <= 1 || (comma_follows && lead.len() <= 8 && !is_clause(parsed, &lead)) {
        let comma = (end..sentence.end.min(end + 25))
            .find(|&at| parsed.is_narration(at) && parsed.kind(at) == Some(TokenKind::Comma));
        let start = comma.map_or(end, |comma| comma + 1);
        return (start < sentence.end).then_some((start..sentence.end, IndirectRule::AccordingTo));
    }
    let comma = parsed.kind(cue.tokens.start - 1) == Some(TokenKind::Comma);
    let stop = cue.tokens.start - usize::from(comma);
    let colon = (sentence.start..stop).rev().find(|&at| {
        parsed.is_narration(at)
            && matches!(
                parsed.kind(at),
                Some(TokenKind::Colon | TokenKind::Semicolon)
            )
    });
    let start = colon.map_or(sentence.start, |colon| colon + 1);
    Some((
        skip_connective(parsed, start)..stop,
        IndirectRule::AccordingTo,
    ))
}

/// "Laut Polizei *gab es* Tote", "Es gab nach Angaben der Polizei *zehn Tote*": tells whether the
/// content follows its source without a comma.
fn goes_on(parsed: &ParsedArticle, at: usize, sentence: &Range<usize>) -> bool {
    at < sentence.end
        && (!parsed.is_narration(at)
            || matches!(parsed.kind(at), Some(TokenKind::Word | TokenKind::Number)))
}

/// "As Lind said, the plan failed.": returns the start of the content.
pub(crate) fn as_introduced(
    parsed: &ParsedArticle,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<usize> {
    let end = cue.end();
    let opens = cue.start() == sentence.start
        || (cue.start() == sentence.start + 1 && parsed.is(sentence.start, Class::AS));
    let comma = parsed.kind(end) == Some(TokenKind::Comma);
    let content = comma
        && end + 1 < sentence.end
        && parsed.is_narration(end + 1)
        && !cue.gerund
        && cue.frames.has(Frames::THAT);
    (opens && content).then_some(end + 1)
}
