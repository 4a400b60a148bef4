//! Counts what is right in an article, and collects the mistakes.

use crate::evaluate::metrics::{PrecisionRecall, Ratio};
use crate::evaluate::places::documents::{PlaceDocument, PlaceLabel};
use crate::place::Country;
use serde::Serialize;
use std::collections::BTreeMap;

/// All counts of an article, or of many.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PlaceScores {
    /// Of the predicted places, those whose span is gold.
    pub exact_found: Ratio,
    /// Of the gold places, those predicted with the same span.
    pub exact_gold: Ratio,
    /// Of the predicted places, those that overlap a gold one.
    pub overlap_found: Ratio,
    /// Of the gold places, those that overlap a predicted one.
    pub overlap_gold: Ratio,
    /// Of the places predicted at a gold span, those of the right country.
    pub country: Ratio,
    /// Of all gold places, those predicted at their span with the right country.
    pub country_of_all: Ratio,
    /// Of the countries predicted for articles, those in the gold.
    pub document_found: Ratio,
    /// Of the gold countries of articles, those predicted.
    pub document_gold: Ratio,
    /// By rule: of the predicted places, those with the right span and country.
    pub rules: BTreeMap<String, Ratio>,
}

impl PlaceScores {
    /// Returns the scores of exact spans.
    pub fn exact(&self) -> PrecisionRecall {
        PrecisionRecall::of(self.exact_found, self.exact_gold)
    }

    /// Returns the scores of overlapping spans.
    pub fn overlap(&self) -> PrecisionRecall {
        PrecisionRecall::of(self.overlap_found, self.overlap_gold)
    }

    /// Returns the scores of the sets of countries.
    pub fn documents(&self) -> PrecisionRecall {
        PrecisionRecall::of(self.document_found, self.document_gold)
    }

    /// Adds the counts of another article.
    pub fn add(&mut self, other: &Self) {
        self.exact_found += other.exact_found;
        self.exact_gold += other.exact_gold;
        self.overlap_found += other.overlap_found;
        self.overlap_gold += other.overlap_gold;
        self.country += other.country;
        self.country_of_all += other.country_of_all;
        self.document_found += other.document_found;
        self.document_gold += other.document_gold;
        for (rule, ratio) in &other.rules {
            *self.rules.entry(rule.clone()).or_default() += *ratio;
        }
    }
}

/// The mistakes in one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PlaceMistakes {
    /// The article's identifier.
    pub id: String,
    /// The wrong places, in text order.
    pub places: Vec<PlaceMistake>,
    /// Codes of gold countries that were not predicted.
    pub missed_countries: Vec<String>,
    /// Codes of predicted countries that are not in the gold.
    pub extra_countries: Vec<String>,
}

/// A wrong place: a false negative, a false positive, or of another country. Offsets in code points,
/// the end exclusive.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceMistake {
    /// Where the place starts, in code points, inclusive.
    pub start: usize,
    /// Where it ends, in code points, exclusive.
    pub end: usize,
    /// The text before it.
    pub before: String,
    /// The place name.
    pub words: String,
    /// The text after it.
    pub after: String,
    /// The gold country's code, or "none" if the place has none; `None` for a false positive.
    pub gold: Option<String>,
    /// The predicted country's code, or "none"; `None` for a false negative.
    pub found: Option<String>,
    /// The rule that found it; `None` for a false negative.
    pub rule: Option<String>,
}

impl PlaceMistakes {
    /// Returns the number of mistakes.
    pub fn count(&self) -> usize {
        self.places.len() + self.missed_countries.len() + self.extra_countries.len()
    }
}

/// Scores the prediction for one article.
pub(crate) fn score(gold: &PlaceDocument, found: &PlaceDocument) -> (PlaceScores, PlaceMistakes) {
    let mut score = PlaceScores::default();
    let mut mistakes = PlaceMistakes {
        id: gold.id.clone(),
        ..PlaceMistakes::default()
    };
    for country in &found.countries {
        let right = gold.countries.contains(country);
        score.document_found.count(right);
        if !right {
            mistakes.extra_countries.push(country.code().to_owned());
        }
    }
    for country in &gold.countries {
        let right = found.countries.contains(country);
        score.document_gold.count(right);
        if !right {
            mistakes.missed_countries.push(country.code().to_owned());
        }
    }
    if let Some(gold_places) = &gold.places {
        let found = found.places.as_deref().unwrap_or_default();
        let text: Vec<char> = gold.article.body.chars().collect();
        count_places(&text, gold_places, found, &mut score, &mut mistakes);
    }
    (score, mistakes)
}

fn count_places(
    text: &[char],
    gold: &[PlaceLabel],
    found: &[PlaceLabel],
    score: &mut PlaceScores,
    mistakes: &mut PlaceMistakes,
) {
    for place in gold.iter().filter(|place| place.country.is_some()) {
        let same = found.iter().find(|other| same_span(place, other));
        let right = same.is_some_and(|other| other.country == place.country);
        let overlaps_any = found.iter().any(|other| overlap(place, other));
        score.exact_gold.count(same.is_some());
        score.overlap_gold.count(overlaps_any);
        score.country_of_all.count(right);
        if same.is_some() {
            score.country.count(right);
        }
        if !right {
            mistakes
                .places
                .push(mistake(text, place, Some(place), same));
        }
    }
    for place in found {
        let partner = gold.iter().find(|other| same_span(place, other));
        // A place without gold country is neither right nor wrong.
        if partner.is_some_and(|partner| partner.country.is_none()) {
            continue;
        }
        score.exact_found.count(partner.is_some());
        score
            .overlap_found
            .count(gold.iter().any(|other| overlap(place, other)));
        let right = partner.is_some_and(|partner| partner.country == place.country);
        let rule = place.rule.clone().unwrap_or_default();
        score.rules.entry(rule).or_default().count(right);
        if partner.is_none() {
            mistakes
                .places
                .push(mistake(text, place, None, Some(place)));
        }
    }
    mistakes
        .places
        .sort_by_key(|place| (place.start, place.end));
}

fn same_span(one: &PlaceLabel, other: &PlaceLabel) -> bool {
    (one.start, one.end) == (other.start, other.end)
}

fn overlap(one: &PlaceLabel, other: &PlaceLabel) -> bool {
    one.start < other.end && other.start < one.end
}

/// The number of characters of context on either side.
const CONTEXT: usize = 40;

fn mistake(
    text: &[char],
    at: &PlaceLabel,
    gold: Option<&PlaceLabel>,
    found: Option<&PlaceLabel>,
) -> PlaceMistake {
    let words = |from: usize, to: usize| {
        let part = text.get(from..to.min(text.len())).unwrap_or_default();
        part.iter().collect::<String>()
    };
    let code = |country: Option<Country>| {
        country.map_or_else(|| "none".to_owned(), |country| country.code().to_owned())
    };
    PlaceMistake {
        start: at.start,
        end: at.end,
        before: words(at.start.saturating_sub(CONTEXT), at.start),
        words: words(at.start, at.end),
        after: words(at.end, at.end + CONTEXT),
        gold: gold.map(|place| code(place.country)),
        found: found.map(|place| code(place.country)),
        rule: found.and_then(|place| place.rule.clone()),
    }
}
