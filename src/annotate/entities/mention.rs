//! Mentions: noun phrases and pronouns that refer to an entity.

use crate::annotate::text::tokens::TokenizedText;
use crate::lang::Class;
use crate::text::Span;
use std::ops::Range;

/// A noun phrase or pronoun that refers to a person, an organisation or a place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mention {
    /// The whole phrase: "Russian Foreign Minister Sergei Lavrov".
    pub tokens: Range<usize>,
    /// The name in it, without titles: "Sergei Lavrov"; empty for roles and pronouns.
    pub name: Range<usize>,
    pub head: usize,
    pub kind: MentionKind,
    pub gender: Gender,
    pub plural: bool,
    pub sentence: usize,
    /// Begins with an indefinite determiner or a number: introduces somebody new.
    pub indefinite: bool,
    /// A possessive follows: "Lavrov's".
    pub possessive: bool,
    /// Inside quotation marks: mentioned, but not the one who speaks.
    pub quoted: bool,
    /// A complement follows the head: "a spokesman *for X*".
    pub has_complement: bool,
    /// A preposition of place stands before it: "in Rombark".
    pub locative: bool,
    /// "it": refers to an organisation, never to a person.
    pub neuter: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MentionKind {
    /// A name with a given name or a title: a person.
    Person,
    /// A name that could be anything.
    Name,
    /// A country or a city: seldom a speaker.
    Place,
    /// "the Foreign Ministry", "NATO", "state media".
    Organisation,
    /// "the minister", "two officials".
    Role,
    Pronoun,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Gender {
    Male,
    Female,
    #[default]
    Unknown,
}

impl Gender {
    pub(crate) fn of(class: Class) -> Self {
        match (class.has(Class::MALE), class.has(Class::FEMALE)) {
            (true, false) => Self::Male,
            (false, true) => Self::Female,
            _ => Self::Unknown,
        }
    }

    pub(crate) fn agrees(self, other: Self) -> bool {
        self == Self::Unknown || other == Self::Unknown || self == other
    }

    pub(crate) fn or(self, other: Self) -> Self {
        if self == Self::Unknown { other } else { self }
    }
}

impl Mention {
    pub(crate) fn span(&self, tokenized: &TokenizedText) -> Span {
        tokenized.span_of(&self.tokens)
    }

    /// Tells whether the phrase can be the subject of a sentence that begins at token `start`: it
    /// is not quoted, follows no preposition and is no possessor.
    pub(crate) fn can_be_subject(&self, tokenized: &TokenizedText, start: usize) -> bool {
        let first = self.tokens.start;
        let governed = first > start && tokenized.tokens[first - 1].is(Class::PREPOSITION);
        !self.quoted && !governed && !self.possessive
    }

    pub(crate) fn is_person(&self) -> bool {
        matches!(self.kind, MentionKind::Person | MentionKind::Name)
    }
}
