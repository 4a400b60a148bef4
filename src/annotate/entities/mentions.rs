//! Finds who could be speaking: names, roles, bodies and pronouns.

use crate::annotate::entities::names::{CLOSED, begins_name, name};
use crate::annotate::text::sentences::Sentence;
use crate::annotate::text::tokens::{Kind, Reading, Shape};
use crate::lang::Class;
use crate::text::Span;
use std::ops::Range;

/// Words that stand for someone or some body.
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
    /// Begins with "a" or "an": somebody new.
    pub indefinite: bool,
    /// A possessive follows: "Lavrov's".
    pub possessive: bool,
    /// In quotation marks: named, but not speaking.
    pub quoted: bool,
    /// "a spokesman for X": the phrase goes on with whom the head belongs to.
    pub belongs: bool,
    /// A preposition of place stands before it: "in Rombark".
    pub governed: bool,
    /// "it": stands for a body, never for a person.
    pub neuter: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MentionKind {
    /// A name with a given name or a title: a person.
    Person,
    /// A name that could be anything.
    Name,
    /// A country, a city: it seldom speaks, and seldom is who was meant.
    Place,
    /// A body: "the Foreign Ministry", "NATO", "state media".
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
    pub(crate) fn span(&self, reading: &Reading) -> Span {
        reading.range(&self.tokens)
    }

    /// Tells whether the phrase could be the subject of a sentence that begins at `start`: no
    /// preposition governs it, and nothing is said to be its own.
    pub(crate) fn is_free(&self, reading: &Reading, start: usize) -> bool {
        let first = self.tokens.start;
        let governed = first > start && reading.tokens[first - 1].is(Class::PREPOSITION);
        !self.quoted && !governed && !self.possessive
    }

    pub(crate) fn is_person(&self) -> bool {
        matches!(self.kind, MentionKind::Person | MentionKind::Name)
    }
}

/// Returns the mentions in text order; they do not overlap.
pub(crate) fn mentions(reading: &Reading, sentences: &[Sentence]) -> Vec<Mention> {
    let mut found = Vec::with_capacity(reading.tokens.len() / 8);
    for (sentence, range) in sentences.iter().enumerate() {
        let mut token = range.tokens.start;
        let mut floor = token;
        while token < range.tokens.end {
            let mention = at(reading, sentence, &range.tokens, token, floor);
            match mention {
                Some(mention) => {
                    token = mention.tokens.end;
                    floor = token;
                    found.push(mention);
                }
                None => token += 1,
            }
        }
    }
    found
}

/// Returns the mention whose head begins at this token; `floor` is where the one before ends.
fn at(
    reading: &Reading,
    sentence: usize,
    limits: &Range<usize>,
    token: usize,
    floor: usize,
) -> Option<Mention> {
    let here = &reading.tokens[token];
    if here.kind != Kind::Word {
        return None;
    }
    // German articles are pronouns, too: "der Minister", but "der sagte".
    let article = here.is(Class::DETERMINER)
        && reading.tokens.get(token + 1).is_some_and(|next| {
            token + 1 < limits.end
                && next.is_word()
                && !next.is(Class::AUXILIARY.with(Class::SPEECH_VERB))
        });
    if here.is(Class::PRONOUN)
        && !article
        && (!here.is(Class::POSSESSIVE) || here.is(Class::SUBJECT))
    {
        return Some(pronoun(reading, sentence, token));
    }
    if here.is_capital() && begins_name(reading, limits, token) {
        return name(reading, sentence, limits, token, floor);
    }
    if here.shape == Shape::Lower && (here.is(Class::ROLE) || here.is(Class::ORGANISATION)) {
        return common(reading, sentence, limits, token, floor);
    }
    None
}

fn pronoun(reading: &Reading, sentence: usize, token: usize) -> Mention {
    let here = &reading.tokens[token];
    Mention {
        tokens: token..token + 1,
        name: token..token,
        head: token,
        kind: MentionKind::Pronoun,
        gender: Gender::of(here.word.class),
        plural: here.is(Class::PLURAL),
        sentence,
        indefinite: false,
        possessive: false,
        quoted: here.is_quoted(),
        belongs: false,
        governed: false,
        neuter: matches!(reading.words(token), "it" | "It" | "es" | "Es"),
    }
}

/// "the minister", "two senior officials", "the campaign".
fn common(
    reading: &Reading,
    sentence: usize,
    limits: &Range<usize>,
    token: usize,
    floor: usize,
) -> Option<Mention> {
    let mut head = token;
    while head + 1 < limits.end {
        let next = &reading.tokens[head + 1];
        let joins = next.is_word()
            && next.shape == Shape::Lower
            && next.is(Class::ROLE.with(Class::ORGANISATION))
            && !next.is(Class::SPEECH_VERB)
            && !next.is(CLOSED);
        if !joins {
            break;
        }
        head += 1;
    }
    let next = reading
        .tokens
        .get(head + 1)
        .filter(|_| head + 1 < limits.end);
    // A title before a name belongs to the name.
    if reading.tokens[head].is(Class::ROLE)
        && next.is_some_and(|next| {
            next.is_word()
                && next.is_capital()
                && !next.is(Class::FUNCTION)
                && !next.is(Class::DATE)
        })
    {
        return None;
    }
    let start = phrase_start(reading, limits.start.max(floor), token);
    // "Lind's campaign": the phrase begins at the possessive; its owner is a mention of its own.
    let owned = (floor.max(1)..=token).contains(&start)
        && (start..token).len() < 4
        && floor > limits.start
        && reading
            .tokens
            .get(floor)
            .is_some_and(|at| at.kind == Kind::Possessive)
        && (floor + 1..token)
            .all(|at| reading.tokens[at].shape == Shape::Lower && !reading.tokens[at].is(CLOSED));
    let start = if owned { floor } else { start };
    // A bare singular noun is seldom anyone: "in office", "by law".
    let bare = start == token && !reading.tokens[head].is(Class::PLURAL) && head == token;
    if bare && !(reading.says(head, "police") || token == limits.start) {
        return None;
    }
    Some(described(reading, sentence, limits, start..head + 1, head))
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::quoted_spans::regions;
    use crate::annotate::text::sentences::sentences;
    use crate::lang::lexicon;

    fn check(text: &str, expected: &[(&str, MentionKind)]) {
        let mut reading = Reading::of(text, lexicon("en"));
        let regions = regions(&mut reading);
        let sentences = sentences(&reading, &regions);
        let mentions = mentions(&reading, &sentences);
        let found: Vec<(&str, MentionKind)> = mentions
            .iter()
            .map(|mention| (mention.span(&reading).of(text), mention.kind))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_people_with_their_titles() {
        use MentionKind::*;
        check(
            "Russian Foreign Minister Sergei Lavrov left.",
            &[("Russian Foreign Minister Sergei Lavrov", Person)],
        );
        check(
            "U.S. State Department spokesman John Kirby left.",
            &[("U.S. State Department spokesman John Kirby", Person)],
        );
        check(
            "They met Ursula von der Leyen.",
            &[("They", Pronoun), ("Ursula von der Leyen", Person)],
        );
        check(
            "a spokesman for Lind",
            &[("a spokesman", Role), ("Lind", Name)],
        );
        check(
            "senior administration officials left",
            &[("senior administration officials", Role)],
        );
    }

    #[test]
    fn finds_bodies() {
        use MentionKind::*;
        check(
            "The U.S. State Department left.",
            &[("The U.S. State Department", Organisation)],
        );
        check(
            "But North Korean state media left.",
            &[("North Korean state media", Organisation)],
        );
        check(
            "The Trump campaign left.",
            &[("The Trump campaign", Organisation)],
        );
    }

    #[test]
    fn leaves_ordinary_capitals_alone() {
        check("Meanwhile nothing moved on Monday.", &[]);
        check("However, nothing moved.", &[]);
    }
}
