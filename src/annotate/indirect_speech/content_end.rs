//! Where content ends that began to the right of its cue: where the reporter takes over.

use crate::annotate::cues::cue::{Cue, CueKind};
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::{Kind, OUTSIDE};
use crate::lang::{Class, Frames};
use std::ops::Range;

/// Returns where the content that begins at `start` ends.
pub(crate) fn end(
    scene: &ParsedArticle,
    index: usize,
    start: usize,
    sentence: &Range<usize>,
) -> usize {
    let cue = &scene.cues[index];
    // "While Lind has said so, Boer …": a clause that hangs on another ends at the comma.
    let first = cue.start().max(sentence.start);
    let hangs = (first > sentence.start
        && (scene.is(first - 1, Class::SUBORDINATOR.with(Class::AS))))
        || ((cue.frames.has(Frames::PASSIVE) || cue.gerund)
            && cue.tokens.start <= sentence.start + 1);
    let related = cue.subject.as_ref().is_some_and(|subject| {
        subject.tokens.start > sentence.start + 1
            && scene.is(subject.tokens.start - 1, Class::RELATIVE)
            && scene.kind(subject.tokens.start - 2) == Some(Kind::Comma)
    });
    // "Lind, who said he would come, stayed": so does an aside.
    let who = cue
        .subject
        .as_ref()
        .and_then(|subject| subject.also.clone());
    let aside = who.is_some_and(|who| {
        who.start > sentence.start && scene.kind(who.start - 1) == Some(Kind::Comma)
    });
    if hangs || related || aside {
        let comma = (start + 2..sentence.end).find(|&at| is_comma(scene, at));
        if let Some(comma) = comma {
            return comma;
        }
    }
    let turn = (start + 3..sentence.end)
        .find(|&at| scene.narrates(at) && (turns(scene, at) || breaks_off(scene, at, sentence)));
    let end = turn.unwrap_or(sentence.end);
    for other in &scene.cues[scene.cues_of(cue.sentence)] {
        if other.kind == CueKind::Noun
            || other.tokens.start <= start
            || other.tokens.start >= end
            || other.tokens == cue.tokens
        {
            continue;
        }
        let own = other
            .subject
            .as_ref()
            .is_some_and(|subject| subject.tokens.start > start);
        let first = if own && !other.gerund {
            other.start()
        } else {
            group_start(scene, other.tokens.start, start)
        };
        let Some(joint) = first.checked_sub(1).filter(|&joint| joint > start) else {
            continue;
        };
        let comma = is_comma(scene, joint);
        let joined = scene.is(joint, Class::CONJUNCTION);
        let mention = |cue: &Cue| cue.subject.as_ref().map(|subject| subject.mention);
        let shares = mention(other) == mention(cue);
        if (comma && (other.gerund || other.inverted || other.kind == CueKind::Source))
            || (joined && shares)
        {
            return joint;
        }
    }
    end
}

/// Tells whether a comma stands here, or just inside the marks that close here.
fn is_comma(scene: &ParsedArticle, token: usize) -> bool {
    let region = scene.reading.tokens[token].region;
    if region == OUTSIDE {
        return scene.kind(token) == Some(Kind::Comma);
    }
    let region = &scene.regions[region as usize];
    region.closed && region.close == token && scene.kind(token - 1) == Some(Kind::Comma)
}

/// Tells whether the reporter takes over at this token: after a semicolon, or after a comma with
/// "which", "but" or a participle ("…, throwing the race open").
fn turns(scene: &ParsedArticle, token: usize) -> bool {
    if scene.kind(token) == Some(Kind::Semicolon) {
        return true;
    }
    if !is_comma(scene, token - 1) || scene.kind(token) != Some(Kind::Word) {
        return false;
    }
    let word = scene.reading.words(token);
    let participle = word.len() > 5
        && word.ends_with("ing")
        && !scene.reading.tokens[token].is_capital()
        && !scene.is(token, Class::FUNCTION);
    participle || matches!(word, "which" | "though" | "although" | "while") || sums_up(scene, token)
}

/// "… — and he named names": a dash that no other closes. The reporter goes on after it.
fn breaks_off(scene: &ParsedArticle, token: usize, sentence: &Range<usize>) -> bool {
    let dash = |at: usize| scene.narrates(at) && scene.kind(at) == Some(Kind::Dash);
    dash(token)
        && (sentence.start..sentence.end)
            .filter(|&at| dash(at))
            .count()
            == 1
}

/// "…, a charge that the party denied": tells whether the reporter names here what was said.
fn sums_up(scene: &ParsedArticle, token: usize) -> bool {
    let first = token + usize::from(scene.is(token, Class::DETERMINER));
    (first..token + 4)
        .take_while(|&at| scene.narrates(at) && scene.kind(at) == Some(Kind::Word))
        .any(|at| {
            scene.is(at, Class::SPEECH_NOUN)
                && (scene.is(at + 1, Class::THAT.with(Class::RELATIVE))
                    || (first > token && scene.is(at + 1, Class::PREPOSITION)))
        })
}

/// Returns where a verb's auxiliaries and adverbs begin.
fn group_start(scene: &ParsedArticle, verb: usize, floor: usize) -> usize {
    let mut at = verb;
    while at > floor
        && scene.is(
            at - 1,
            Class::AUXILIARY.with(Class::ADVERB).with(Class::NEGATION),
        )
    {
        at -= 1;
    }
    at
}
