//! "No new taxes." — *Anna Lind*, Stockholm: a dash and a name, as under a letter or a pulled quote.

use crate::annotate::attribution::sieves::decision::{Decision, Found};
use crate::annotate::cues::cue::Subject;
use crate::annotate::entities::mention::MentionKind;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::{Region, Style};
use crate::annotate::text::tokens::Kind;

pub(crate) fn signed(
    scene: &ParsedArticle,
    region: &Region,
    _: usize,
    _: &[Option<Decision>],
) -> Option<Found> {
    if region.style == Style::Dash {
        return None;
    }
    // The dash stands right after the marks, or opens the next paragraph.
    let dash = match scene.after(region) {
        Some(next) => next,
        None => {
            scene
                .reading
                .paragraph_tokens
                .get(region.paragraph + 1)?
                .start
        }
    };
    if scene.kind(dash) != Some(Kind::Dash) || !scene.narrates(dash) {
        return None;
    }
    let sentence = scene.sentence_of(dash + 1);
    let mention = scene
        .mentions_of(sentence)
        .find(|&mention| scene.mentions[mention].tokens.start == dash + 1)?;
    let found = &scene.mentions[mention];
    let ends = matches!(
        scene.kind(found.tokens.end),
        None | Some(Kind::Comma | Kind::Stop | Kind::Open)
    ) || scene.sentence_of(found.tokens.end) != sentence;
    (found.kind == MentionKind::Person && ends).then(|| Found {
        subject: Subject::of(found.tokens.clone(), Some(mention), "signed"),
        cue: None,
        person: None,
    })
}
