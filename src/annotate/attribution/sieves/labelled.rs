//! LIND: "No." — *Lind*: "No.": a name and a colon, as in transcripts and headlines.

use crate::annotate::attribution::sieves::decision::{Decision, Found};
use crate::annotate::cues::cue::Subject;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::Region;
use crate::annotate::text::tokens::Kind;

pub(crate) fn labelled(
    scene: &ParsedArticle,
    region: &Region,
    _: usize,
    _: &[Option<Decision>],
) -> Option<Found> {
    let colon = scene
        .before(region)
        .filter(|&before| scene.kind(before) == Some(Kind::Colon))?;
    let sentence = scene.sentence_of(colon);
    let start = scene.sentences[sentence].tokens.start;
    // "Rep. Anna Lind (D-Ohio):" ends in a bracket.
    let end = match scene.kind(colon.checked_sub(1)?) {
        Some(Kind::Close) => (start..colon)
            .rev()
            .find(|&at| scene.kind(at) == Some(Kind::Open))?,
        _ => colon,
    };
    let mention = scene.mentions_of(sentence).find(|&mention| {
        scene.mentions[mention].tokens.end == end && scene.mentions[mention].tokens.start == start
    })?;
    Some(Found {
        subject: Subject::of(start..colon, Some(mention), "label"),
        cue: None,
        person: None,
    })
}
