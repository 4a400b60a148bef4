//! Counts what was right in an article, and keeps what was wrong to be read.

use crate::evaluate::places::sheet::{Place, Sheet};
use crate::evaluate::{Figures, Ratio};
use crate::place::Country;
use serde::Serialize;
use std::collections::BTreeMap;

/// All that is counted of an article, or of many.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Score {
    /// Of the places found, those whose span is marked; of those marked, what was found.
    pub exact_found: Ratio,
    pub exact_gold: Ratio,
    /// The same where any letter in common will do.
    pub overlap_found: Ratio,
    pub overlap_gold: Ratio,
    /// Of the places found at a marked span, those of the right country.
    pub country: Ratio,
    /// Of all places marked, those found at their span with the right country.
    pub country_of_all: Ratio,
    /// Of the countries found in articles, those marked; of those marked, what was found.
    pub document_found: Ratio,
    pub document_gold: Ratio,
    /// By the rule that found a place: whether span and country are right.
    pub rules: BTreeMap<String, Ratio>,
}

impl Score {
    pub fn exact(&self) -> Figures {
        Figures::of(self.exact_found, self.exact_gold)
    }

    pub fn overlap(&self) -> Figures {
        Figures::of(self.overlap_found, self.overlap_gold)
    }

    pub fn documents(&self) -> Figures {
        Figures::of(self.document_found, self.document_gold)
    }

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
pub struct Mistakes {
    pub id: String,
    pub places: Vec<Mistake>,
    /// Codes of countries marked and not found, and the other way round.
    pub missed_countries: Vec<String>,
    pub extra_countries: Vec<String>,
}

/// One place got wrong: marked and not found, found and not marked, or of another country.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mistake {
    pub start: usize,
    pub end: usize,
    pub before: String,
    pub words: String,
    pub after: String,
    pub gold: Option<String>,
    pub found: Option<String>,
    pub rule: Option<String>,
}

impl Mistakes {
    pub fn count(&self) -> usize {
        self.places.len() + self.missed_countries.len() + self.extra_countries.len()
    }
}

/// Scores what was found in one article.
pub(crate) fn score(gold: &Sheet, found: &Sheet) -> (Score, Mistakes) {
    let mut score = Score::default();
    let mut mistakes = Mistakes {
        id: gold.id.clone(),
        ..Mistakes::default()
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
    if let Some(marked) = &gold.places {
        let found = found.places.as_deref().unwrap_or_default();
        let text: Vec<char> = gold.article.body.chars().collect();
        count_places(&text, marked, found, &mut score, &mut mistakes);
    }
    (score, mistakes)
}

fn count_places(
    text: &[char],
    marked: &[Place],
    found: &[Place],
    score: &mut Score,
    mistakes: &mut Mistakes,
) {
    for place in marked.iter().filter(|place| place.country.is_some()) {
        let same = found.iter().find(|other| same(place, other));
        let right = same.is_some_and(|other| other.country == place.country);
        let meets = found.iter().any(|other| meet(place, other));
        score.exact_gold.count(same.is_some());
        score.overlap_gold.count(meets);
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
        let partner = marked.iter().find(|other| same(place, other));
        // A place whose country the gold does not know: neither right nor wrong.
        if partner.is_some_and(|partner| partner.country.is_none()) {
            continue;
        }
        score.exact_found.count(partner.is_some());
        score
            .overlap_found
            .count(marked.iter().any(|other| meet(place, other)));
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

fn same(one: &Place, other: &Place) -> bool {
    (one.start, one.end) == (other.start, other.end)
}

fn meet(one: &Place, other: &Place) -> bool {
    one.start < other.end && other.start < one.end
}

/// How many signs of context to show on either side.
const CONTEXT: usize = 40;

fn mistake(text: &[char], at: &Place, gold: Option<&Place>, found: Option<&Place>) -> Mistake {
    let words = |from: usize, to: usize| {
        let part = text.get(from..to.min(text.len())).unwrap_or_default();
        part.iter().collect::<String>()
    };
    let code = |country: Option<Country>| {
        country.map_or_else(|| "none".to_owned(), |country| country.code().to_owned())
    };
    Mistake {
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
