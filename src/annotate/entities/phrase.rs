//! Noun phrases: where they begin, and mentions whose head is a common noun.

use crate::annotate::entities::mention::{Gender, Mention, MentionKind};
use crate::annotate::text::tokens::{Shape, TokenKind, TokenizedText};
use crate::annotate::text::word_lists::WordList;
use crate::lang::Class;
use std::ops::Range;

pub(crate) fn nominal_mention(
    tokenized: &TokenizedText,
    sentence: usize,
    limits: &Range<usize>,
    tokens: Range<usize>,
    head: usize,
) -> Mention {
    let here = &tokenized.tokens[head];
    let kind = if here.is(Class::ROLE) {
        MentionKind::Role
    } else {
        MentionKind::Organisation
    };
    let has_complement = tokenized.tokens.get(head + 1).is_some_and(|next| {
        head + 1 < limits.end
            && next.is_word()
            && WordList::ComplementPrepositions.contains(tokenized.token_text(head + 1))
    });
    Mention {
        indefinite: is_indefinite(tokenized, tokens.start),
        possessive: tokenized
            .tokens
            .get(head + 1)
            .is_some_and(|next| head + 1 < limits.end && next.kind == TokenKind::Possessive),
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
        has_complement,
        locative: is_locative(tokenized, tokens.start),
        neuter: false,
        tokens,
    }
}

/// Tells whether a preposition of place precedes the phrase.
pub(crate) fn is_locative(tokenized: &TokenizedText, start: usize) -> bool {
    start > 0 && WordList::PlacePrepositions.contains(tokenized.token_text(start - 1))
}

pub(crate) fn is_indefinite(tokenized: &TokenizedText, start: usize) -> bool {
    let first = &tokenized.tokens[start];
    (first.is(Class::DETERMINER)
        && !WordList::DefiniteDeterminers.contains_in_any_case(tokenized.token_text(start)))
        || first.kind == TokenKind::Number
}

/// Returns the start of the noun phrase with its head at `head`: its article, its possessor or its
/// first adjective.
pub(crate) fn phrase_start(tokenized: &TokenizedText, floor: usize, head: usize) -> usize {
    let mut start = head;
    let mut at = head;
    let quoted = tokenized.tokens[head].quoted_span;
    while at > floor && head - at < 6 {
        let before = &tokenized.tokens[at - 1];
        if before.quoted_span != quoted {
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
            || before.kind == TokenKind::Possessive
            || before.kind == TokenKind::Number;
        if !describes {
            break;
        }
        at -= 1;
        if before.is_capital()
            || before.is(Class::ROLE.with(Class::ORGANISATION))
            || before.kind == TokenKind::Number
        {
            start = at;
        }
    }
    // Adjectives count where nothing else can stand: at a clause's head.
    let heads = at == 0
        || matches!(
            tokenized.tokens[at - 1].kind,
            TokenKind::Comma | TokenKind::Terminator | TokenKind::QuoteMark | TokenKind::Dash
        );
    let adjectives = heads && tokenized.tokens[at].shape == Shape::Lower;
    if adjectives { at } else { start }
}
