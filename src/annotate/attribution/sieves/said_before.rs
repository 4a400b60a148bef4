//! *Olaf Scholz* said: "No new taxes." *Lind* told reporters, "No." As *she* put it, "No."

use crate::annotate::attribution::sieves::{Decision, Found, is_utterance};
use crate::annotate::cues::CueKind;
use crate::annotate::indirect_speech::opens;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::Region;
use crate::annotate::text::tokens::Kind;
use crate::lang::Frames;

pub(crate) fn said_before(
    scene: &ParsedArticle,
    region: &Region,
    _: usize,
    _: &[Option<Decision>],
) -> Option<Found> {
    let before = scene.before(region)?;
    let sentence = scene.sentence_of(region.open);
    if !scene.sentences[sentence].tokens.contains(&before) {
        return None;
    }
    let joint = scene.kind(before)?;
    let joined = match joint {
        Kind::Colon | Kind::Comma | Kind::Dash => true,
        Kind::Word => is_utterance(scene, region),
        _ => false,
    };
    if !joined || scene.goes_on(region) {
        return None;
    }
    for index in scene.cues_of(sentence).rev() {
        let cue = &scene.cues[index];
        if cue.end() > region.open || cue.kind == CueKind::Noun || cue.subject.is_none() {
            continue;
        }
        // Another region in between takes the cue for itself, unless a comma hands it on.
        let between = (cue.end()..region.open).any(|token| !scene.narrates(token));
        if between && joint != Kind::Colon {
            return None;
        }
        let distance = region.open - cue.end();
        let near = match joint {
            Kind::Colon => true,
            Kind::Comma => distance <= 25 && cue.kind == CueKind::Verb,
            _ => distance <= 2,
        };
        if !near
            || (joint == Kind::Comma && opens(scene, cue, before))
            || (cue.kind == CueKind::Verb
                && !cue.frames.has(Frames::QUOTED)
                && joint != Kind::Colon)
        {
            return None;
        }
        return Some(Found {
            subject: cue.subject.clone()?,
            cue: Some(index),
            person: None,
        });
    }
    None
}
