//! Finds where a text speaks of a country: its names, people, towns and seats of power.
//!
//! `candidates` finds every name that some place has, with all that it could mean; `support` weighs
//! whether it means a place at all here, by the words around it; `settle` chooses among its
//! countries, the rest of the article speaking for each (`evidence`).

pub(crate) mod surface_form;

pub(crate) mod candidates;

pub(crate) mod context;

pub(crate) mod evidence;

pub(crate) mod disambiguate;

pub(crate) mod outlet_home;

#[cfg(test)]
mod tests;

pub(crate) use outlet_home::country_of_outlet;

use crate::annotate::entities::coreference::Entities;
use crate::annotate::entities::mention::Mention;
use crate::annotate::text::tokens::TokenizedText;
use crate::article::{About, CountryTag};
use crate::place::Country;
use crate::text::Span;
use std::collections::BTreeMap;

/// Places in a text, and what they add up to.
pub(crate) struct Places {
    /// In text order; no two at one span.
    pub tags: Vec<CountryTag>,
    /// Most mentioned first; equal counts by code. Where no place is named, the country whose
    /// newspapers write so.
    pub countries: Vec<Country>,
}

/// Returns the places of a text, in a outlet_country of this country if it is known.
pub(crate) fn places(
    tokenized: &TokenizedText,
    mentions: &[Mention],
    entities: &Entities,
    outlet_country: Option<Country>,
) -> Places {
    let mut candidates = candidates::place_candidates(tokenized, mentions);
    context::score_contexts(tokenized, mentions, entities, &mut candidates);
    let (tags, home) = disambiguate::disambiguate(tokenized, &candidates, outlet_country);
    let mut counts: BTreeMap<Country, usize> = BTreeMap::new();
    for tag in &tags {
        *counts.entry(tag.country).or_default() += 1;
    }
    let mut countries: Vec<(usize, Country)> = counts
        .into_iter()
        .map(|(country, count)| (count, country))
        .collect();
    countries.sort_by_key(|&(count, country)| (std::cmp::Reverse(count), country));
    let mut countries: Vec<Country> = countries.into_iter().map(|(_, country)| country).collect();
    if countries.is_empty() {
        countries.extend(home);
    }
    Places { tags, countries }
}

/// A title's place counts as so many, and one in the first fifth of the text.
const IN_TITLE: f32 = 4.0;
const EARLY: f32 = 2.0;

/// Returns how much of an article is about each country, the largest share first; all of it is
/// about its home where it names no place.
pub(crate) fn about(
    text: &str,
    tags: &[CountryTag],
    title: &[CountryTag],
    countries: &[Country],
) -> Vec<About> {
    let early = text.len() / 5;
    let weight = |tag: &CountryTag| if tag.span.start < early { EARLY } else { 1.0 };
    let mut shares: BTreeMap<Country, f32> = BTreeMap::new();
    for tag in tags {
        *shares.entry(tag.country).or_default() += weight(tag);
    }
    for tag in title {
        *shares.entry(tag.country).or_default() += IN_TITLE;
    }
    if shares.is_empty() {
        shares.extend(countries.iter().map(|&country| (country, 1.0)));
    }
    let all: f32 = shares.values().sum();
    let mut about: Vec<About> = shares
        .into_iter()
        .map(|(country, share)| About {
            country,
            score: share / all,
        })
        .collect();
    // Stable, so equals stay in the order of their codes.
    about.sort_by(|a, b| b.score.total_cmp(&a.score));
    about
}

/// Returns the first country that a run of text names: "Russian", "Kenya's".
pub(crate) fn country_in(tags: &[CountryTag], span: Span) -> Option<Country> {
    let from = tags.partition_point(|tag| tag.span.end <= span.start);
    tags[from..]
        .iter()
        .take_while(|tag| tag.span.start < span.end)
        .find(|tag| span.contains(tag.span))
        .map(|tag| tag.country)
}
