//! "No new taxes," said *Olaf Scholz*. "No," *she* added. "Why?" *Lind* asked.

use crate::annotate::attribution::sieves::{Decision, Found};
use crate::annotate::cues::CueKind;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::Region;
use crate::annotate::text::tokens::Kind;
use crate::lang::{Class, Frames};

pub(crate) fn said_after(
    scene: &ParsedArticle,
    region: &Region,
    _: usize,
    _: &[Option<Decision>],
) -> Option<Found> {
    let next = scene.after(region)?;
    let sentence = scene.sentence_of(next);
    let ended = scene.sentence_of(region.open) != sentence;
    for index in scene.cues_of(sentence) {
        let cue = &scene.cues[index];
        let Some(subject) = &cue.subject else {
            continue;
        };
        if cue.kind == CueKind::Noun
            || cue.tokens.start < next
            || subject.tokens.start < region.close
        {
            continue;
        }
        let near = reaches(scene, next, cue.start())
            || (!cue.inverted && leads_on(scene, region, next, cue.start()));
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
        if ended && !ends_soon(scene, cue.end()) {
            return None;
        }
        // The plan "is a sham," said Lind: the marked words are the end of a longer statement.
        if !ended && is_tail(scene, region) {
            return None;
        }
        return Some(Found {
            subject: subject.clone(),
            cue: Some(index),
            person: None,
        });
    }
    None
}

/// Tells whether words of the same sentence lead up to the marks.
fn is_tail(scene: &ParsedArticle, region: &Region) -> bool {
    let Some(before) = scene.before(region) else {
        return false;
    };
    let sentence = &scene.sentences[scene.sentence_of(region.open)].tokens;
    let goes_on = match scene.kind(before) {
        Some(Kind::Word) => true,
        Some(Kind::Comma) => !scene.reading.tokens[region.open + 1].is_capital(),
        _ => false,
    };
    let leads = sentence.contains(&before) && goes_on && scene.narrates(before);
    leads && !scene.is(before, Class::SPEECH_VERB) && region.open >= sentence.start + 2
}

/// Tells whether only a comma, a dash, "as" or an adverb stands between the marks and the cue.
fn reaches(scene: &ParsedArticle, from: usize, to: usize) -> bool {
    if to > from + 4 {
        return false;
    }
    (from..to).all(|token| {
        matches!(
            scene.kind(token),
            Some(Kind::Comma | Kind::Dash | Kind::Stop | Kind::Mark)
        ) || scene.is(
            token,
            Class::ADVERB
                .with(Class::CONJUNCTION)
                .with(Class::TIME)
                .with(Class::AUXILIARY),
        ) || scene.reading.says(token, "as")
    })
}

/// "No," White House spokesman Josh *Lind said*: tells whether only more of the speaker's
/// description stands in between. Marks that end with a comma want somebody to speak.
fn leads_on(scene: &ParsedArticle, region: &Region, from: usize, to: usize) -> bool {
    let last = region.inner.of(scene.reading.text).chars().next_back();
    let wants = last.is_some_and(|c| matches!(c, ',' | '?' | '!' | '—' | '…'));
    let verbs = Class::AUXILIARY
        .with(Class::SPEECH_VERB)
        .with(Class::SUBORDINATOR)
        .with(Class::PRONOUN);
    let describes = |token: usize| {
        let here = &scene.reading.tokens[token];
        let plain = matches!(
            here.kind,
            Kind::Word | Kind::Number | Kind::Possessive | Kind::Comma | Kind::Mark
        );
        plain && scene.narrates(token) && (!here.is(verbs) || here.is(Class::ROLE))
    };
    wants && to <= from + 14 && (from..to).all(describes)
}

/// Tells whether the sentence has nothing more to say after the cue.
fn ends_soon(scene: &ParsedArticle, end: usize) -> bool {
    match scene.kind(end) {
        None | Some(Kind::Stop | Kind::Comma | Kind::Colon | Kind::Mark) => true,
        Some(Kind::Word) => scene.is(end, Class::PREPOSITION.with(Class::TIME).with(Class::DATE)),
        _ => false,
    }
}
