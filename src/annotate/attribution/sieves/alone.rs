//! A paragraph of nothing but speech: the one who spoke last goes on.

use crate::annotate::attribution::sieves::decision::{Decision, Found};
use crate::annotate::attribution::utterance::is_utterance;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::Region;

pub(crate) fn alone(
    scene: &ParsedArticle,
    region: &Region,
    index: usize,
    decided: &[Option<Decision>],
) -> Option<Found> {
    if !is_utterance(scene, region) || scene.before(region).is_some() {
        return None;
    }
    let paragraph = scene.paragraph(region);
    // The nearest of: the speaker of an earlier quotation, the speaker of an earlier sentence.
    let quoted = decided[..index]
        .iter()
        .enumerate()
        .rev()
        .find_map(|(index, decision)| decision.as_ref().map(|decision| (index, decision)));
    let cue = scene
        .cues
        .partition_point(|cue| cue.tokens.start < paragraph.start);
    let told = scene.cues[..cue]
        .iter()
        .enumerate()
        .rev()
        .find(|(_, cue)| cue.subject.is_some());
    let near = |token: usize| {
        scene
            .sentence_of(region.open)
            .saturating_sub(scene.sentence_of(token))
            <= 4
    };
    let told = told.filter(|(_, cue)| near(cue.tokens.start));
    let quoted = quoted.filter(|(last, _)| near(scene.regions[*last].close));
    match (quoted, told) {
        (Some((last, decision)), told)
            if told.is_none_or(|(_, cue)| {
                cue.tokens.start < scene.regions[last].close
                    || decision
                        .cue
                        .is_some_and(|own| scene.cues[own].tokens.start >= cue.tokens.start)
            }) =>
        {
            Some(Found {
                subject: decision.subject.clone(),
                cue: None,
                person: decision.person,
            })
        }
        (_, Some((_, cue))) => Some(Found {
            subject: cue.subject.clone()?,
            cue: None,
            person: None,
        }),
        _ => {
            let sentence = scene.sentence_of(region.open).checked_sub(1)?;
            Some(Found {
                subject: scene.subject_of(sentence)?,
                cue: None,
                person: None,
            })
        }
    }
}
