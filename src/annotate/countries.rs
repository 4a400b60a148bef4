//! Finds where a text speaks of a country: its names, people, capitals and seats of power.

use crate::annotate::mentions::{Mention, MentionKind};
use crate::annotate::reading::{Kind, Reading, Shape};
use crate::article::CountryTag;
use crate::place::{Country, Form, gazetteer};
use crate::text::Span;
use std::collections::BTreeMap;

/// Places in a text, and what they add up to.
pub struct Places {
    pub tags: Vec<CountryTag>,
    /// Most mentioned first; equal counts by code.
    pub countries: Vec<Country>,
}

/// Returns the places of a text in order.
///
/// A form that is also a person's name or another country's place counts only where something
/// plainer speaks for the same country.
pub fn places(reading: &Reading, mentions: &[Mention]) -> Places {
    let mut found: Vec<(CountryTag, bool)> = Vec::new();
    let mut token = 0;
    let mut mention = 0;
    while token < reading.tokens.len() {
        while mentions
            .get(mention)
            .is_some_and(|mention| mention.tokens.end <= token)
        {
            mention += 1;
        }
        let inside = mentions
            .get(mention)
            .filter(|mention| mention.name.contains(&token));
        let step = at(reading, token, inside, &mut found);
        token += step;
    }
    let sure = |country: Country, found: &[(CountryTag, bool)]| {
        found
            .iter()
            .any(|(tag, weak)| !weak && tag.country == country)
    };
    let tags: Vec<CountryTag> = found
        .iter()
        .filter(|(tag, weak)| !weak || sure(tag.country, &found))
        .map(|(tag, _)| *tag)
        .collect();
    let mut counts: BTreeMap<Country, usize> = BTreeMap::new();
    for tag in &tags {
        *counts.entry(tag.country).or_default() += 1;
    }
    let mut countries: Vec<(usize, Country)> = counts
        .into_iter()
        .map(|(country, count)| (count, country))
        .collect();
    countries.sort_by_key(|&(count, country)| (std::cmp::Reverse(count), country));
    Places {
        tags,
        countries: countries.into_iter().map(|(_, country)| country).collect(),
    }
}

/// Adds what begins at the token, and returns how many tokens it takes.
fn at(
    reading: &Reading,
    token: usize,
    mention: Option<&Mention>,
    found: &mut Vec<(CountryTag, bool)>,
) -> usize {
    let here = &reading.tokens[token];
    if here.kind != Kind::Word
        || (here.shape == Shape::Lower && !reading.lexicon.small_adjectives())
    {
        return 1;
    }
    let words = reading.words(token);
    let straight;
    let first = if words.contains('’') {
        straight = words.replace('’', "'");
        straight.as_str()
    } else {
        words
    };
    let limit = reading.tokens.len();
    let says = |step: usize, word: &str| says(reading, token, step, word, limit);
    if let Some((length, forms)) = gazetteer().longest(first, says) {
        let length = tokens_of(reading, token, length);
        // A person's name: Paris Hilton, Jordan Peele.
        let person = mention.is_some_and(|mention| {
            mention.kind == MentionKind::Person && mention.name.len() > length
        });
        if !person {
            add(forms, reading.span(token, token + length - 1), found);
        }
        return length;
    }
    if first.contains('-') {
        let mut start = here.span().start;
        for part in words.split('-') {
            if let Some((1, forms)) = gazetteer().longest(part, |_, _| false) {
                add(forms, Span::new(start, start + part.len()), found);
            }
            start += part.len() + 1;
        }
    }
    1
}

fn add(forms: &[Form], span: Span, found: &mut Vec<(CountryTag, bool)>) {
    let weak = forms.iter().any(|form| form.weak);
    for form in forms {
        if let Some(country) = form.country {
            found.push((
                CountryTag {
                    span,
                    country,
                    rule: form.kind,
                },
                weak,
            ));
        }
    }
}

/// Tells whether the `step`th word after `token` is this one; a possessive is part of its word.
fn says(reading: &Reading, token: usize, step: usize, word: &str, limit: usize) -> bool {
    let at = at_word(reading, token, step);
    if at >= limit {
        return false;
    }
    match word.strip_suffix("'s") {
        Some(stem) => {
            reading.words(at) == stem
                && reading
                    .tokens
                    .get(at + 1)
                    .is_some_and(|next| next.kind == Kind::Possessive)
        }
        None => {
            reading.words(at) == word
                || (word.contains('\'') && reading.words(at).replace('’', "'") == word)
        }
    }
}

/// Returns the token of the `step`th word after `token`, not counting possessives.
fn at_word(reading: &Reading, token: usize, step: usize) -> usize {
    let mut at = token;
    for _ in 0..step {
        at += 1;
        if reading
            .tokens
            .get(at)
            .is_some_and(|token| token.kind == Kind::Possessive)
        {
            at += 1;
        }
    }
    at
}

fn tokens_of(reading: &Reading, token: usize, words: usize) -> usize {
    at_word(reading, token, words - 1) - token + 1
}

/// Returns the country a run of tokens names, the last one winning: "Russian", "Kenya's".
pub fn country_in(tags: &[CountryTag], span: Span) -> Option<Country> {
    let from = tags.partition_point(|tag| tag.span.end <= span.start);
    tags[from..]
        .iter()
        .take_while(|tag| tag.span.start < span.end)
        .filter(|tag| span.contains(tag.span))
        .map(|tag| tag.country)
        .next()
}
