//! Finds names: runs of capitals, told from titles before them and nouns behind them.

use crate::annotate::entities::mentions::{
    Gender, Mention, MentionKind, described, is_governed, is_indefinite, phrase_start,
};
use crate::annotate::text::tokens::{Kind, Reading, Shape};
use crate::lang::LanguageSet;
use crate::lang::{Class, Inflection};
use crate::place::gazetteer;
use std::ops::Range;

/// Tells whether a capital here is a name's and not a sentence's.
pub(crate) fn begins_name(reading: &Reading, limits: &Range<usize>, token: usize) -> bool {
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
pub(crate) const CLOSED: Class = Class::PREPOSITION
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
        // "USA TODAY"
        let upper = here.shape == Shape::Upper && reading.tokens[end - 1].shape == Shape::Upper;
        let date = here.is(Class::DATE.with(Class::TIME)) && !upper;
        let is_name_word = here.is_word() && here.is_capital() && !closed && !date;
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

pub(crate) fn name(
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
                governed: is_governed(reading, start),
                neuter: false,
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
        && !last.word.name.has(Class::GIVEN)
        && !labels(reading, limits, end);
    if kind == MentionKind::Name {
        if body || acronym {
            kind = MentionKind::Organisation;
        } else if is_place(reading, &run) {
            kind = MentionKind::Place;
        } else if given(name.start) && name.len() > 1 {
            kind = MentionKind::Person;
        }
    }
    if kind == MentionKind::Name && is_noun(reading, limits, &run) {
        return None;
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
        governed: is_governed(reading, start),
        neuter: false,
    })
}

/// "LIND:" at the head of its paragraph: a name in capitals, and not letters that stand for a body.
fn labels(reading: &Reading, limits: &Range<usize>, end: usize) -> bool {
    let heads = reading
        .paragraph_tokens
        .binary_search_by_key(&limits.start, |tokens| tokens.start)
        .is_ok();
    let colon = reading.tokens.get(end);
    heads && colon.is_some_and(|colon| colon.kind == Kind::Colon && colon.is_quoted())
}

/// "das Testament", "im Bericht": tells whether a lone capital is a common noun's, where all nouns
/// have one: an article or an adjective stands before it.
fn is_noun(reading: &Reading, limits: &Range<usize>, run: &Range<usize>) -> bool {
    if !reading.lexicon.capitalized_nouns() || run.len() > 1 || run.start == limits.start {
        return false;
    }
    let before = &reading.tokens[run.start - 1];
    let article = before.is(Class::DETERMINER.with(Class::POSSESSIVE))
        || matches!(
            reading.words(run.start - 1),
            "im" | "am" | "zum" | "zur" | "beim" | "vom"
        );
    let adjective = before.shape == Shape::Lower
        && !before.is(Class::FUNCTION.with(Class::ROLE).with(Class::SPEECH_VERB));
    before.kind == Kind::Word && (article || adjective)
}

/// Tells whether the whole run is a place's name and nothing else's.
fn is_place(reading: &Reading, run: &Range<usize>) -> bool {
    let says = |step: usize, word: &str| {
        run.start + step < run.end && reading.words(run.start + step) == word
    };
    let lang = LanguageSet::of(reading.lexicon.code());
    let found = gazetteer().longest_match(reading.words(run.start), lang, says);
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
    while at < limits.end.min(from + 6) {
        let here = &reading.tokens[at];
        if here.kind != Kind::Word || here.is_quoted() {
            return None;
        }
        if here.is_capital() {
            return (role && !here.is(CLOSED) && !here.is(Class::DATE)).then_some(at);
        }
        // "press secretary": a verb's letters, but a noun before a title.
        let compound = here.inflected(Inflection::BASE)
            && reading
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.is(Class::ROLE));
        let verb = here.is(Class::SPEECH_VERB) && !here.is(Class::ROLE) && !compound;
        if here.is(CLOSED) || verb {
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
