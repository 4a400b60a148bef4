//! « Non, *dit-elle*, jamais. »: French leaves who speaks inside the marks.

use crate::annotate::attribution::sieves::{Decision, Found};
use crate::annotate::cues::Subject;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::Region;
use crate::annotate::text::tokens::Kind;
use crate::lang::Class;

pub(crate) fn inside(
    scene: &ParsedArticle,
    region: &Region,
    _: usize,
    _: &[Option<Decision>],
) -> Option<Found> {
    if !scene.reading.lexicon.hyphenated_inversion() {
        return None;
    }
    let commas = (region.open + 1..region.close).filter(|&at| scene.kind(at) == Some(Kind::Comma));
    let subject = commas.into_iter().find_map(|comma| {
        // "dit Anne Lind", "dit-elle", "a-t-elle dit"
        let first = comma + 1;
        let (subject, says) = if scene.is(first, Class::SPEECH_VERB) {
            (first + 1, true)
        } else {
            let auxiliary = scene.is(first, Class::AUXILIARY);
            (
                first + 1,
                auxiliary && scene.is(first + 2, Class::SPEECH_VERB),
            )
        };
        let mention = scene
            .mentions
            .binary_search_by_key(&subject, |mention| mention.tokens.start);
        mention.ok().filter(|_| says && subject < region.close)
    })?;
    Some(Found {
        subject: Subject::of(
            scene.mentions[subject].tokens.clone(),
            Some(subject),
            "after",
        ),
        cue: None,
        person: None,
    })
}
