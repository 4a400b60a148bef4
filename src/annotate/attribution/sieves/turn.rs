//! LIND: No. — Q: Why? — A: I had to.: the label of a turn, or of the turn it goes on with.

use crate::annotate::attribution::sieves::decision::{Decision, Found};
use crate::annotate::cues::cue::Subject;
use crate::annotate::entities::mention::MentionKind;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::{Region, Style};
use crate::annotate::text::tokens::Kind;

pub(crate) fn turn(
    scene: &ParsedArticle,
    region: &Region,
    index: usize,
    decided: &[Option<Decision>],
) -> Option<Found> {
    if region.continues {
        let last = decided[index.checked_sub(1)?].as_ref()?;
        return Some(Found {
            subject: last.subject.clone(),
            cue: None,
            person: last.person,
        });
    }
    let start = scene.reading.paragraph_tokens[region.paragraph].start;
    let plain = |&token: &usize| scene.kind(token) == Some(Kind::Word);
    let first = (start..region.open).find(plain)?;
    let last = (start..region.open).rev().find(plain)?;
    let sentence = scene.sentence_of(first);
    let mention = scene.mentions_of(sentence).find(|&mention| {
        let found = &scene.mentions[mention];
        found.tokens.start <= first && found.tokens.end == last + 1
    });
    let letter = first == last && scene.reading.words(first).len() == 1;
    let answers = letter && scene.reading.words(first) == "A";
    let mention = mention.filter(|_| !letter);
    Some(Found {
        subject: Subject::of(first..last + 1, mention, "label"),
        cue: None,
        person: answers.then(|| guest(scene, region)).flatten(),
    })
}

/// Returns who is questioned: of the people named before the conversation, the most mentioned.
fn guest(scene: &ParsedArticle, region: &Region) -> Option<usize> {
    let first = scene
        .regions
        .iter()
        .find(|turn| turn.style == Style::Turn)?;
    let before = scene
        .mentions
        .partition_point(|mention| mention.tokens.start < first.open.min(region.open));
    let people = (0..before)
        .filter(|&mention| scene.mentions[mention].kind == MentionKind::Person)
        .filter_map(|mention| scene.cast.of[mention]);
    people.max_by_key(|&person| scene.cast.people[person].mentions.len())
}
