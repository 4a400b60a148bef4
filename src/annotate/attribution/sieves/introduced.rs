//! *Lind* was blunt. "No." — and: *Lind* spoke of ruin: "No.": the words before name the speaker.

use crate::annotate::attribution::sieves::decision::{Decision, Found};
use crate::annotate::attribution::utterance::is_utterance;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::Region;
use crate::annotate::text::tokens::Kind;

pub(crate) fn introduced(
    scene: &ParsedArticle,
    region: &Region,
    _: usize,
    _: &[Option<Decision>],
) -> Option<Found> {
    if !is_utterance(scene, region) {
        return None;
    }
    let own = scene.sentence_of(region.open);
    let opens = scene.sentences[own].tokens.start == region.open;
    let sentence = if opens { own.checked_sub(1)? } else { own };
    let before = &scene.sentences[sentence];
    let paragraph = scene.reading.paragraph_tokens[region.paragraph].clone();
    let colon = before.tokens.end > 0
        && scene.kind(if opens {
            before.tokens.end - 1
        } else {
            region.open - 1
        }) == Some(Kind::Colon);
    // Across paragraphs only a colon leads on.
    if !colon && !paragraph.contains(&before.tokens.start) {
        return None;
    }
    if !opens && !colon {
        return None;
    }
    let cue = scene
        .cues_of(sentence)
        .rev()
        .find(|&cue| scene.cues[cue].end() <= region.open && scene.cues[cue].subject.is_some());
    if let Some(index) = cue {
        return Some(Found {
            subject: scene.cues[index].subject.clone()?,
            cue: colon.then_some(index),
            person: None,
        });
    }
    let subject = scene.subject_of(sentence)?;
    Some(Found {
        subject,
        cue: None,
        person: None,
    })
}
