//! Finds who could be speaking: names, roles, bodies and pronouns.

use crate::annotate::reading::{Kind, Reading, Shape};
use crate::annotate::sentences::Sentence;
use crate::lang::{Class, Inflection};
use crate::place::gazetteer;
use crate::text::Span;
use std::ops::Range;

/// Words that stand for someone or some body.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
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
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
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
pub enum Gender {
    Male,
    Female,
    #[default]
    Unknown,
}

impl Gender {
    pub fn of(class: Class) -> Self {
        match (class.has(Class::MALE), class.has(Class::FEMALE)) {
            (true, false) => Self::Male,
            (false, true) => Self::Female,
            _ => Self::Unknown,
        }
    }

    pub fn agrees(self, other: Self) -> bool {
        self == Self::Unknown || other == Self::Unknown || self == other
    }

    pub fn or(self, other: Self) -> Self {
        if self == Self::Unknown { other } else { self }
    }
}

impl Mention {
    pub fn span(&self, reading: &Reading) -> Span {
        reading.range(&self.tokens)
    }

    pub fn is_person(&self) -> bool {
        matches!(self.kind, MentionKind::Person | MentionKind::Name)
    }
}

/// Returns the mentions in text order; they do not overlap.
pub fn mentions(reading: &Reading, sentences: &[Sentence]) -> Vec<Mention> {
    let mut found = Vec::new();
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
    }
}

/// Tells whether a capital here is a name's and not a sentence's.
fn begins_name(reading: &Reading, limits: &Range<usize>, token: usize) -> bool {
    let here = &reading.tokens[token];
    if here.is(Class::DATE) && !here.word.name.has(Class::GIVEN) {
        return false;
    }
    let opens = token == limits.start
        || !matches!(
            reading.tokens[token - 1].kind,
            Kind::Word | Kind::Number | Kind::Comma | Kind::Possessive
        );
    let ordinary = here.is(Class::FUNCTION)
        || (here.is(Class::SPEECH_VERB) && !here.word.name.has(Class::GIVEN))
        || here.is(Class::DETERMINER)
        || here.is(Class::PRONOUN);
    let name_follows = reading
        .tokens
        .get(token + 1)
        .is_some_and(|next| next.is_word() && next.is_capital() && token + 1 < limits.end);
    let titled = reading.tokens.get(token + 1).is_some_and(|next| {
        next.shape == Shape::Lower && next.is(Class::ROLE) && token + 1 < limits.end
    });
    if ordinary && here.shape != Shape::Upper && !(titled && here.is(Class::SPEECH_VERB)) {
        return here.word.name.has(Class::GIVEN) && name_follows;
    }
    if here.shape == Shape::Upper && (here.is(Class::FUNCTION) || reading.words(token).len() < 2) {
        return false;
    }
    if here.shape == Shape::Initial {
        return name_follows;
    }
    if opens && !here.word.name.has(Class::GIVEN) && !name_follows {
        // "Republicans said", "Senators left": a common noun at the sentence's head.
        // "Recognizing that …": a participle.
        let verb_follows = reading
            .tokens
            .get(token + 1)
            .is_some_and(|next| next.is(Class::SPEECH_VERB.with(Class::AUXILIARY)));
        let participle = reading.words(token).ends_with("ing")
            && reading.words(token).len() > 5
            && !verb_follows;
        let common = participle || here.is(Class::ROLE) || here.is(Class::ORGANISATION);
        return !common || here.shape == Shape::Upper;
    }
    true
}

/// Words that end a name even with a capital, as headlines write them.
const CLOSED: Class = Class::PREPOSITION
    .with(Class::AUXILIARY)
    .with(Class::DETERMINER)
    .with(Class::CONJUNCTION)
    .with(Class::SUBORDINATOR)
    .with(Class::RELATIVE)
    .with(Class::PRONOUN)
    .with(Class::THAT);

/// Particles inside names: Ursula von der Leyen, Osama bin Laden.
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "del"
            | "della"
            | "da"
            | "das"
            | "do"
            | "dos"
            | "di"
            | "du"
            | "des"
            | "la"
            | "le"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "ten"
            | "zu"
            | "bin"
            | "ibn"
            | "bint"
            | "al"
            | "el"
            | "abu"
            | "y"
            | "e"
            | "ben"
            | "st"
            | "af"
            | "av"
    )
}

/// Returns where the run of capitals that begins at `start` ends.
fn run_end(reading: &Reading, limits: &Range<usize>, start: usize) -> usize {
    let mut end = start + 1;
    let quoted = reading.tokens[start].region;
    while end < limits.end && reading.tokens[end].region == quoted {
        let here = &reading.tokens[end];
        let closed =
            here.is(CLOSED) && here.shape == Shape::Capital && !here.word.name.has(Class::GIVEN);
        let is_name_word = here.is_word() && here.is_capital() && !closed && !here.is(Class::DATE);
        if is_name_word {
            end += 1;
            continue;
        }
        let next_capital = |at: usize| {
            reading.tokens.get(at).is_some_and(|next| {
                at < limits.end && next.is_word() && next.is_capital() && !next.is(Class::FUNCTION)
            })
        };
        if here.is_word() && here.shape == Shape::Lower && is_particle(reading.words(end)) {
            let mut after = end + 1;
            while after < limits.end && after < end + 3 && is_particle(reading.words(after)) {
                after += 1;
            }
            if next_capital(after) {
                end = after + 1;
                continue;
            }
        }
        // "Department of State", "House of Representatives", "Ministry for Foreign Affairs".
        let body = reading.tokens[start..end]
            .iter()
            .any(|token| token.is(Class::ORGANISATION));
        if body && here.is_word() && (reading.says(end, "of") || reading.says(end, "for")) {
            let after = if reading
                .tokens
                .get(end + 1)
                .is_some_and(|next| next.is(Class::DETERMINER))
            {
                end + 2
            } else {
                end + 1
            };
            if next_capital(after) && reading.tokens[end - 1].is(Class::ORGANISATION) {
                end = after + 1;
                continue;
            }
        }
        if here.kind == Kind::Other && reading.words(end) == "&" && next_capital(end + 1) {
            end += 2;
            continue;
        }
        break;
    }
    end
}

fn name(
    reading: &Reading,
    sentence: usize,
    limits: &Range<usize>,
    token: usize,
    floor: usize,
) -> Option<Mention> {
    let end = run_end(reading, limits, token);
    let run = token..end;
    let possessive = reading
        .tokens
        .get(end)
        .is_some_and(|next| next.kind == Kind::Possessive && end < limits.end);
    // "U.S. State Department spokesman | John Kirby": the capitals describe the next name's title.
    if !possessive && let Some(names) = title_after(reading, limits, end) {
        let start = phrase_start(reading, limits.start.max(floor), token);
        let mention = self::name(reading, sentence, limits, names, end);
        return mention.map(|mention| Mention {
            tokens: start..mention.tokens.end,
            ..mention
        });
    }
    // The last title in the run parts it: "Russian Foreign Minister | Sergei Lavrov".
    let title = run.clone().rev().find(|&at| {
        reading.tokens[at].is(Class::ROLE.with(Class::HONORIFIC))
            && !(reading.tokens[at].word.name.has(Class::GIVEN) && at + 1 == end)
    });
    let given = |at: usize| reading.tokens[at].word.name.has(Class::GIVEN);
    let mut gender = Gender::Unknown;
    let mut name = run.clone();
    let mut kind = MentionKind::Name;
    match title {
        Some(at) if at + 1 < end => {
            name = at + 1..end;
            kind = MentionKind::Person;
            gender = Gender::of(reading.tokens[at].word.class);
        }
        // "the Attorney General", "Democrats": a role written with capitals.
        Some(at) if at + 1 == end && !given(token) => {
            let class = reading.tokens[at].word.class;
            // "Campaign manager", "Prime Minister" alone.
            let start = phrase_start(reading, limits.start.max(floor), token);
            return Some(Mention {
                tokens: start..end,
                name: end..end,
                head: at,
                kind: MentionKind::Role,
                gender: Gender::of(class),
                plural: class.has(Class::PLURAL),
                sentence,
                indefinite: is_indefinite(reading, start),
                possessive,
                quoted: reading.tokens[token].is_quoted(),
                belongs: false,
            });
        }
        _ => {}
    }
    let last = &reading.tokens[end - 1];
    let body = run
        .clone()
        .any(|at| reading.tokens[at].is(Class::ORGANISATION) && !given(at));
    let acronym = name.len() == 1
        && last.shape == Shape::Upper
        && reading.words(end - 1).len() <= 6
        && !last.word.name.has(Class::GIVEN);
    if kind == MentionKind::Name {
        if body || acronym {
            kind = MentionKind::Organisation;
        } else if is_place(reading, &run) {
            kind = MentionKind::Place;
        } else if given(name.start) && name.len() > 1 {
            kind = MentionKind::Person;
        }
    }
    if given(name.start) {
        gender = gender.or(Gender::of(reading.tokens[name.start].word.name));
    }
    // "spokesman Josh Earnest", "Clinton campaign manager Robby Mook": a role before the name.
    let mut start = token;
    if title.is_none() && token > floor.max(limits.start) {
        let before = &reading.tokens[token - 1];
        if before.is_word()
            && before.shape == Shape::Lower
            && before.is(Class::ROLE)
            && !before.is(Class::FUNCTION)
        {
            start = phrase_start(reading, limits.start.max(floor), token - 1);
            gender = gender.or(Gender::of(before.word.class));
            if matches!(kind, MentionKind::Name | MentionKind::Place) {
                kind = MentionKind::Person;
            }
        }
    }
    start = if start == token {
        phrase_start(reading, limits.start.max(floor), token)
    } else {
        start
    };
    // "the Trump campaign", "FBI officials", "a Clinton aide": the capitals only describe a head.
    if !possessive && let Some(head) = head_after(reading, limits, end) {
        return Some(described(reading, sentence, limits, start..head + 1, head));
    }
    Some(Mention {
        tokens: start..end,
        name,
        head: end - 1,
        kind,
        gender,
        plural: false,
        sentence,
        indefinite: false,
        possessive,
        quoted: reading.tokens[token].is_quoted(),
        belongs: false,
    })
}

/// Tells whether the whole run is a place's name and nothing else's.
fn is_place(reading: &Reading, run: &Range<usize>) -> bool {
    let says = |step: usize, word: &str| {
        run.start + step < run.end && reading.words(run.start + step) == word
    };
    let found = gazetteer().longest(reading.words(run.start), says);
    found.is_some_and(|(length, forms)| {
        length == run.len()
            && forms
                .iter()
                .all(|form| !form.weak && form.kind != "demonym" && form.kind != "metonym")
    })
}

/// Returns where the name begins that lower-case titles after a run of capitals lead to.
fn title_after(reading: &Reading, limits: &Range<usize>, from: usize) -> Option<usize> {
    let mut at = from;
    let mut role = false;
    while at < limits.end.min(from + 4) {
        let here = &reading.tokens[at];
        if here.kind != Kind::Word || here.is_quoted() {
            return None;
        }
        if here.is_capital() {
            return (role && !here.is(CLOSED) && !here.is(Class::DATE)).then_some(at);
        }
        if here.is(CLOSED) || (here.is(Class::SPEECH_VERB) && !here.is(Class::ROLE)) {
            return None;
        }
        role = here.is(Class::ROLE);
        at += 1;
    }
    None
}

/// Returns the lower-case head noun a run of capitals describes, if one follows.
fn head_after(reading: &Reading, limits: &Range<usize>, from: usize) -> Option<usize> {
    let mut head = None;
    for at in from..limits.end.min(from + 4) {
        let here = &reading.tokens[at];
        if here.kind != Kind::Word
            || here.shape != Shape::Lower
            || here.is(Class::FUNCTION) && !here.is(Class::ROLE.with(Class::ORGANISATION))
        {
            break;
        }
        let noun_follows = reading.tokens.get(at + 1).is_some_and(|next| {
            next.is(Class::ROLE.with(Class::ORGANISATION)) && next.shape == Shape::Lower
        });
        if here.is(Class::SPEECH_VERB)
            && !here.is(Class::ROLE.with(Class::ORGANISATION))
            && !(noun_follows && here.inflected(Inflection::BASE))
        {
            break;
        }
        if here.is(Class::ROLE.with(Class::ORGANISATION)) {
            head = Some(at);
        } else if head.is_some()
            || here.is(Class::PREPOSITION
                .with(Class::AUXILIARY)
                .with(Class::ADVERB))
        {
            break;
        }
    }
    let head = head?;
    // "campaign manager Kellyanne Conway": the head is itself a title; the name comes next.
    let names = reading.tokens.get(head + 1).is_some_and(|next| {
        head + 1 < limits.end && next.is_word() && next.is_capital() && !next.is(Class::FUNCTION)
    });
    (!(names && reading.tokens[head].is(Class::ROLE))).then_some(head)
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

fn described(
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
        tokens,
    }
}

fn is_indefinite(reading: &Reading, start: usize) -> bool {
    let first = &reading.tokens[start];
    (first.is(Class::DETERMINER)
        && !reading.says(start, "the")
        && !reading.says(start, "this")
        && !reading.says(start, "that"))
        || first.kind == Kind::Number
}

/// Returns where the noun phrase begins whose noun stands at `head`: at its article, its
/// possessor or its first adjective.
fn phrase_start(reading: &Reading, floor: usize, head: usize) -> usize {
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
    use crate::annotate::marks::regions;
    use crate::annotate::sentences::sentences;
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
