//! Noun phrases.

use crate::annotate::entities::mention::{Gender, Mention, MentionKind};
use crate::annotate::text::tokens::{Kind, Reading, Shape};
use crate::lang::Class;
use std::ops::Range;

pub(crate) fn described(
    reading: &Reading,
    sentence: usize,
    limits: &Range<usize>,
    tokens: Range<usize>,
    head: usize,
) -> Mention {
    let here = &reading.tokens[head];
    let kind = if here.is(Class::ROLE) {
        MentionKind::Role
    } else {
        MentionKind::Organisation
    };
    let belongs = reading.tokens.get(head + 1).is_some_and(|next| {
        head + 1 < limits.end
            && next.is_word()
            && matches!(
                reading.words(head + 1),
                "for" | "of" | "from" | "at" | "with" | "in"
            )
    });
    Mention {
        indefinite: is_indefinite(reading, tokens.start),
        possessive: reading
            .tokens
            .get(head + 1)
            .is_some_and(|next| head + 1 < limits.end && next.kind == Kind::Possessive),
        quoted: here.is_quoted(),
        gender: if kind == MentionKind::Role {
            Gender::of(here.word.class)
        } else {
            Gender::Unknown
        },
        plural: here.is(Class::PLURAL),
        name: head + 1..head + 1,
        head,
        kind,
        sentence,
        belongs,
        governed: is_governed(reading, tokens.start),
        neuter: false,
        tokens,
    }
}

/// Tells whether a preposition of place stands before a phrase.
pub(crate) fn is_governed(reading: &Reading, start: usize) -> bool {
    start > 0
        && matches!(
            reading.words(start - 1),
            "in" | "at" | "near" | "from" | "across" | "around"
        )
}

/// Tells whether a determiner means somebody known, in any of the languages that have lists.
fn is_definite(word: &str) -> bool {
    const WORDS: [&str; 26] = [
        "the", "this", "that", "der", "die", "das", "dem", "den", "des", "dieser", "diese",
        "dieses", "le", "la", "les", "l'", "ce", "cet", "cette", "el", "los", "las", "este",
        "esta", "ese", "esa",
    ];
    WORDS
        .iter()
        .any(|definite| definite.eq_ignore_ascii_case(word))
}

pub(crate) fn is_indefinite(reading: &Reading, start: usize) -> bool {
    let first = &reading.tokens[start];
    (first.is(Class::DETERMINER) && !is_definite(reading.words(start)))
        || first.kind == Kind::Number
}

/// Returns where the noun phrase begins whose noun stands at `head`: at its article, its
/// possessor or its first adjective.
pub(crate) fn phrase_start(reading: &Reading, floor: usize, head: usize) -> usize {
    let mut start = head;
    let mut at = head;
    let region = reading.tokens[head].region;
    while at > floor && head - at < 6 {
        let before = &reading.tokens[at - 1];
        if before.region != region {
            break;
        }
        let word = before.is_word();
        if word
            && (before.is(Class::DETERMINER) || before.is(Class::POSSESSIVE))
            && !before.is(Class::THAT)
            && !before.is(Class::RELATIVE)
        {
            return at - 1;
        }
        let describes = (word
            && !before.is(Class::PREPOSITION
                .with(Class::AUXILIARY)
                .with(Class::CONJUNCTION)
                .with(Class::SUBORDINATOR)
                .with(Class::RELATIVE)
                .with(Class::ADVERB)
                .with(Class::NEGATION)
                .with(Class::PRONOUN))
            && !before.is(Class::THAT)
            && !before.is(Class::SPEECH_VERB))
            || before.kind == Kind::Possessive
            || before.kind == Kind::Number;
        if !describes {
            break;
        }
        at -= 1;
        if before.is_capital()
            || before.is(Class::ROLE.with(Class::ORGANISATION))
            || before.kind == Kind::Number
        {
            start = at;
        }
    }
    // Adjectives count where nothing else can stand: at a clause's head.
    let heads = at == 0
        || matches!(
            reading.tokens[at - 1].kind,
            Kind::Comma | Kind::Stop | Kind::Mark | Kind::Dash
        );
    let adjectives = heads && reading.tokens[at].shape == Shape::Lower;
    if adjectives { at } else { start }
}
