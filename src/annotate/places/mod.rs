//! Places and the countries they are in: geocoding by gazetteer.
//!
//! `candidates` looks names up, `context` scores whether each is used as a place name,
//! `disambiguate` chooses its country by the `evidence` in the rest of the article.

pub(crate) mod surface_form;

pub(crate) mod candidate;

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

/// The places of a text, and its countries.
pub(crate) struct Places {
    /// In text order; no two with one span.
    pub tags: Vec<CountryTag>,
    /// Most mentioned first; ties by code. Where no place is named, the country that the vocabulary
    /// points to.
    pub countries: Vec<Country>,
}

/// Returns the places of a text; `outlet_country` is where its outlet is based, if known.
pub(crate) fn places(
    tokenized: &TokenizedText,
    mentions: &[Mention],
    entities: &Entities,
    outlet_country: Option<Country>,
) -> Places {
    let mut candidates = candidates::place_candidates(tokenized, mentions);
    context::score_contexts(tokenized, mentions, entities, &mut candidates);
    let (tags, likely_country) = disambiguate::disambiguate(tokenized, &candidates, outlet_country);
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
        countries.extend(likely_country);
    }
    Places { tags, countries }
}

/// The weight of a place in the title, and of one in the first fifth of the text; others weigh 1.
const IN_TITLE: f32 = 4.0;
const EARLY: f32 = 2.0;

/// Returns each country's share of the article, the largest first; where no place is named,
/// `countries` share it.
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

/// Returns the first country tagged inside a span: "Russian", "Kenya's".
pub(crate) fn country_in(tags: &[CountryTag], span: Span) -> Option<Country> {
    let from = tags.partition_point(|tag| tag.span.end <= span.start);
    tags[from..]
        .iter()
        .take_while(|tag| tag.span.start < span.end)
        .find(|tag| span.contains(tag.span))
        .map(|tag| tag.country)
}
