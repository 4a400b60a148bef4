//! Content that is no clause: what was announced, and what something was called.

use crate::annotate::cues::cue::{Cue, CueKind};
use crate::annotate::indirect_speech::adjuncts::past_time;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::Kind;
use crate::annotate::titles_in_quotes::is_title;
use crate::lang::Class;
use std::ops::Range;

/// "announced his candidacy last year": a noun phrase that is itself what was said.
pub(crate) fn noun_phrase(
    scene: &ParsedArticle,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let mut start = past_time(scene, cue.tokens.end, sentence);
    if scene.is(start, Class::PREPOSITION)
        && matches!(
            scene.reading.words(start),
            "about" | "of" | "against" | "at" | "for" | "to"
        )
    {
        start += 1;
    }
    let first = scene
        .reading
        .tokens
        .get(start)
        .filter(|_| start < sentence.end)?;
    if !scene.narrates(start)
        || !matches!(first.kind, Kind::Word | Kind::Number)
        || first.is(Class::PREPOSITION
            .with(Class::CONJUNCTION)
            .with(Class::SUBORDINATOR)
            .with(Class::ADVERB))
    {
        return None;
    }
    let mut end = start + 1;
    while end < sentence.end {
        let timed = scene.is(end, Class::PREPOSITION)
            && (scene.is(end + 1, Class::DATE) || scene.is(end + 1, Class::TIME));
        let aside = matches!(
            scene.kind(end),
            Some(Kind::Comma | Kind::Dash | Kind::Semicolon | Kind::Colon | Kind::Stop)
        );
        if (scene.narrates(end) && (timed || aside)) || scene.is(end, Class::DATE) {
            break;
        }
        end += 1;
    }
    Some(start..end)
}

/// "called it 'a sham'": the object of a verb of naming, as far as its words stand in marks.
pub(crate) fn marked_object(
    scene: &ParsedArticle,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let start = if cue.inverted {
        cue.end()
    } else {
        cue.tokens.end
    };
    let first = scene.regions.partition_point(|region| region.open < start);
    let region = scene
        .regions
        .get(first)
        .filter(|region| region.close < sentence.end && region.open <= start + 16)?;
    let breaks = |at: usize| {
        matches!(
            scene.kind(at),
            Some(Kind::Comma | Kind::Dash | Kind::Semicolon | Kind::Colon)
        )
    };
    let other_verb = scene.cues[scene.cues_of(cue.sentence)].iter().any(|other| {
        other.kind == CueKind::Verb && (start..region.open).contains(&other.tokens.start)
    });
    // "called for a ban", "a band called 'Nine'": not what somebody calls something.
    let named = scene.is(start, Class::PREPOSITION)
        && matches!(
            scene.reading.words(start),
            "for" | "on" | "off" | "out" | "in"
        );
    if other_verb || named || (start..region.open).any(breaks) || is_title(scene, region) {
        return None;
    }
    let mut end = region.close + usize::from(region.closed);
    // "a 'sham' and 'a disgrace'"
    for next in &scene.regions[first + 1..] {
        let joined = next.close < sentence.end
            && next.open <= end + 3
            && (end..next.open)
                .all(|at| scene.kind(at) == Some(Kind::Comma) || scene.is(at, Class::CONJUNCTION));
        if !joined {
            break;
        }
        end = next.close + usize::from(next.closed);
    }
    Some(start..end)
}
