//! Where content begins in languages that part clauses with commas.

use crate::annotate::attribution::titles_in_quotes::is_title;
use crate::annotate::cues::Cue;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::{Kind, Shape};
use crate::lang::{Class, Frames};
use std::ops::Range;

/// "sagte am Montag, er komme": where commas part clauses, returns where the content begins.
pub(crate) fn after_comma(
    scene: &ParsedArticle,
    cue: &Cue,
    from: usize,
    sentence: &Range<usize>,
) -> Option<(usize, &'static str)> {
    let mut at = from;
    while at < sentence.end.min(from + 24) && scene.kind(at) != Some(Kind::Comma) {
        // "im Magazin 'Nature' (London), es sei"
        let passes = matches!(
            scene.kind(at),
            Some(Kind::Word | Kind::Number | Kind::Possessive | Kind::Open | Kind::Close)
        );
        if !scene.narrates(at) {
            let region = &scene.regions[scene.reading.tokens[at].region as usize];
            if !is_title(scene, region) {
                return None;
            }
        } else if !passes {
            return None;
        }
        at += 1;
    }
    let first = at + 1;
    if first >= sentence.end || !scene.narrates(at) || !scene.narrates(first) {
        return None;
    }
    if scene.is(first, Class::THAT) {
        return (!scene.reading.says(at - 1, "so")).then_some((first, "that-clause"));
    }
    let end = (first..sentence.end)
        .find(|&at| scene.narrates(at) && scene.kind(at) == Some(Kind::Comma))
        .unwrap_or(sentence.end);
    let retold = (first..sentence.end).any(|at| scene.retells(at));
    let word = scene.reading.words(first);
    if matches!(word, "ob" | "warum" | "weshalb" | "wieso" | "was") {
        return Some((first, "whether"));
    }
    if scene.is(first, Class::RELATIVE.with(Class::CONJUNCTION)) {
        return None;
    }
    if infinitive(scene, first..end) {
        return Some((first, "infinitive"));
    }
    let relative = scene.is(first, Class::DETERMINER.with(Class::PREPOSITION)) && {
        let article = if scene.is(first, Class::PREPOSITION) {
            first + 1
        } else {
            first
        };
        matches!(
            scene.reading.words(article),
            "der" | "die" | "das" | "den" | "dem" | "deren" | "dessen" | "denen"
        )
    };
    let opens = scene.is(first, Class::PRONOUN.with(Class::POSSESSIVE))
        || (scene.is(first, Class::DETERMINER) && !relative);
    let main = !scene.is(first, Class::SUBORDINATOR);
    (cue.frames.has(Frames::BARE_CLAUSE) && (retold || (main && opens)))
        .then_some((first, "bare-clause"))
}

/// "das Land zu verlassen", "militärisch vorzugehen": tells whether a clause ends in an infinitive
/// that a verb of saying governs.
fn infinitive(scene: &ParsedArticle, clause: Range<usize>) -> bool {
    let Some(last) = clause
        .clone()
        .rev()
        .find(|&at| scene.kind(at) == Some(Kind::Word))
    else {
        return false;
    };
    let word = scene.reading.words(last);
    let inside = word.get(2..).is_some_and(|rest| rest.contains("zu"));
    let small = scene.reading.tokens[last].shape == Shape::Lower;
    let to = small && word.ends_with('n') && (inside || scene.reading.says(last - 1, "zu"));
    let first = scene.reading.words(clause.start);
    to && !matches!(first, "um" | "ohne" | "statt" | "anstatt" | "außer")
}
