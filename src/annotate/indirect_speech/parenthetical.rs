//! Content that stands before its cue, or on both sides of it.

use crate::annotate::cues::{Cue, CueKind};
use crate::annotate::indirect_speech::adjuncts::past_listener;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::Kind;
use crate::lang::{Class, Frames, Inflection};
use std::ops::Range;

type Clauses = Vec<(Range<usize>, &'static str)>;

/// Returns where a cue begins with what leads up to it: "*as* Lind said".
pub(crate) fn first(scene: &ParsedArticle, cue: &Cue) -> usize {
    let start = cue.start();
    start - usize::from(start > 0 && scene.is(start - 1, Class::AS))
}

/// "The plan, he said, will fail." and "The plan will fail, he said."
pub(crate) fn parenthesis(scene: &ParsedArticle, cue: &Cue, sentence: &Range<usize>) -> Clauses {
    // An earlier cue's clause is not this one's: begin after it.
    let others = &scene.cues[scene.cues_of(cue.sentence)];
    let said = others
        .iter()
        .filter(|other| other.kind == CueKind::Verb && other.inverted && other.end() < cue.start());
    let start = said.map(Cue::end).max().unwrap_or(sentence.start);
    let first = first(scene, cue);
    let stop = first - usize::from(scene.narrates(first - 1));
    let before = past_opening(scene, start)..stop;
    let mut found = Vec::new();
    let marked = before.clone().any(|token| !scene.narrates(token));
    let clause = is_clause(scene, &before);
    let last = cue.end() >= sentence.end || scene.kind(cue.end()) == Some(Kind::Stop);
    if marked || clause || ((cue.inverted || last) && before.len() > 2) {
        found.push((before.clone(), "parenthesis"));
    }
    // After "said Lind," comes more about Lind.
    let end = if cue.frames.has(Frames::ADDRESSEE) {
        past_listener(scene, cue.end(), sentence)
    } else {
        cue.end()
    };
    if cue.inverted || scene.kind(end) != Some(Kind::Comma) || end >= sentence.end {
        return found;
    }
    let at = end + 1;
    let because = scene.reading.says(at, "because");
    let goes_on = at < sentence.end
        && scene.narrates(at)
        && scene.kind(at) == Some(Kind::Word)
        && !scene.is(at, Class::CONJUNCTION.with(Class::SUBORDINATOR))
        && !scene.reading.tokens[at].inflected(Inflection::GERUND);
    if because || (goes_on && (!clause || scene.is(at, Class::AUXILIARY))) {
        if found.is_empty() && !before.is_empty() {
            found.push((before, "parenthesis"));
        }
        found.push((at..sentence.end, "parenthesis"));
    }
    found
}

/// Tells a clause from a phrase that only says when or where: "Since then, Lind said …".
fn is_clause(scene: &ParsedArticle, range: &Range<usize>) -> bool {
    let Some(first) = range.clone().next() else {
        return false;
    };
    let comma = range
        .clone()
        .any(|token| scene.kind(token) == Some(Kind::Comma));
    let subordinate = scene.is(first, Class::SUBORDINATOR.with(Class::PREPOSITION));
    if subordinate && !comma {
        return false;
    }
    let verb = |token: usize| {
        let here = &scene.reading.tokens[token];
        let words = scene.reading.words(token);
        here.is(Class::AUXILIARY.with(Class::VERB))
            || here.kind == Kind::Possessive
            || (here.kind == Kind::Word
                && !here.is_capital()
                && (words.ends_with("ed") || words.ends_with('s') || here.is(Class::SPEECH_VERB)))
    };
    range.len() > 2 && range.clone().skip(1).any(verb)
}

/// Skips what only leads over: "But", "However,", "In fact,".
fn past_opening(scene: &ParsedArticle, start: usize) -> usize {
    let mut at = start;
    if scene.is(at, Class::CONJUNCTION) && scene.narrates(at) {
        at += 1;
    }
    let adverb = scene.is(at, Class::ADVERB) && scene.kind(at + 1) == Some(Kind::Comma);
    if adverb && scene.narrates(at) {
        at + 2
    } else {
        at
    }
}

/// "According to X, …", "…, according to X."
pub(crate) fn source(
    scene: &ParsedArticle,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<(Range<usize>, &'static str)> {
    let end = cue.end();
    let lead = sentence.start..cue.start();
    if scene.reading.lexicon.verb_second() && goes_on(scene, end, sentence) {
        return Some((end..sentence.end, "according-to"));
    }
    let comma_follows = scene.kind(end) == Some(Kind::Comma) && end + 1 < sentence.end;
    if lead.len() <= 1 || (comma_follows && lead.len() <= 8 && !is_clause(scene, &lead)) {
        let comma = (end..sentence.end.min(end + 25))
            .find(|&at| scene.narrates(at) && scene.kind(at) == Some(Kind::Comma));
        let start = comma.map_or(end, |comma| comma + 1);
        return (start < sentence.end).then_some((start..sentence.end, "according-to"));
    }
    let comma = scene.kind(cue.tokens.start - 1) == Some(Kind::Comma);
    let stop = cue.tokens.start - usize::from(comma);
    let colon = (sentence.start..stop).rev().find(|&at| {
        scene.narrates(at) && matches!(scene.kind(at), Some(Kind::Colon | Kind::Semicolon))
    });
    let start = colon.map_or(sentence.start, |colon| colon + 1);
    Some((past_opening(scene, start)..stop, "according-to"))
}

/// "Laut Polizei *gab es* Tote", "Es gab nach Angaben der Polizei *zehn Tote*": tells whether what
/// a source said follows it with no comma.
fn goes_on(scene: &ParsedArticle, at: usize, sentence: &Range<usize>) -> bool {
    at < sentence.end
        && (!scene.narrates(at) || matches!(scene.kind(at), Some(Kind::Word | Kind::Number)))
}

/// "As Lind said, the plan failed.": returns where the content begins.
pub(crate) fn introduced(
    scene: &ParsedArticle,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<usize> {
    let end = cue.end();
    let opens = cue.start() == sentence.start
        || (cue.start() == sentence.start + 1 && scene.is(sentence.start, Class::AS));
    let comma = scene.kind(end) == Some(Kind::Comma);
    let content = comma
        && end + 1 < sentence.end
        && scene.narrates(end + 1)
        && !cue.gerund
        && cue.frames.has(Frames::THAT);
    (opens && content).then_some(end + 1)
}
