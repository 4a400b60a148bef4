//! "A," *Lind* said. "B.": what follows in the same paragraph, with no cue of its own.

use crate::annotate::attribution::sieves::decision::{Decision, Found};
use crate::annotate::attribution::utterance::is_utterance;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::Region;

pub(crate) fn continued(
    scene: &ParsedArticle,
    region: &Region,
    index: usize,
    decided: &[Option<Decision>],
) -> Option<Found> {
    let before = index.checked_sub(1)?;
    let last = &scene.regions[before];
    if last.paragraph != region.paragraph || !is_utterance(scene, region) {
        return None;
    }
    let decision = decided[before].as_ref()?;
    // Somebody else took the floor in between, in a sentence of their own.
    let said = decision
        .cue
        .map_or(last.close, |cue| scene.cues[cue].end())
        .max(last.close);
    let sentence = scene.sentence_of(said.min(region.open - 1));
    let others = scene.cues.partition_point(|cue| cue.sentence <= sentence)
        ..scene
            .cues
            .partition_point(|cue| cue.tokens.end <= region.open);
    let interrupted = scene
        .cues
        .get(others)
        .unwrap_or_default()
        .iter()
        .any(|other| {
            let other_subject = other.subject.as_ref();
            !other.gerund
                && other_subject.is_some_and(|subject| subject.mention != decision.subject.mention)
        });
    if interrupted {
        return None;
    }
    Some(Found {
        subject: decision.subject.clone(),
        cue: decision.cue,
        person: decision.person,
    })
}
