//! The article's evidence for each country: country names, local places, and regional vocabulary.

use crate::annotate::places::candidate::SenseKind;
use crate::annotate::places::candidate::{PlaceCandidates, Sense};
use crate::annotate::text::tokens::{TokenKind, TokenizedText};
use crate::place::{Country, outlet_words};
use rustc_hash::FxHashMap;

/// The evidence for one country.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Evidence {
    /// Mentions of its name or demonym.
    pub names: f32,
    /// Mentions of its towns and provinces.
    pub local: f32,
    /// Regional vocabulary of its newspapers, and that the article is from one of them.
    pub vocabulary: f32,
}

pub(crate) type EvidenceByCountry = FxHashMap<Country, Evidence>;

impl Evidence {
    /// Returns the total, with diminishing returns (log2) and a cap for each kind.
    pub(crate) fn sum(self) -> f32 {
        let part =
            |count: f32, weight: f32, most: f32| (weight * (1.0 + count.max(0.0)).log2()).min(most);
        part(self.names, 2.0, 6.0) + part(self.local, 2.5, 9.0) + part(self.vocabulary, 1.5, 6.0)
    }

    pub(crate) fn count(&mut self, sense: &Sense) {
        match sense.kind {
            SenseKind::Name | SenseKind::Demonym | SenseKind::Former | SenseKind::Metonym => {
                self.names += 1.0
            }
            _ => self.local += 1.0,
        }
    }

    pub(crate) fn without(self, other: Self) -> Self {
        Self {
            names: self.names - other.names,
            local: self.local - other.local,
            vocabulary: self.vocabulary - other.vocabulary,
        }
    }
}

/// Returns the evidence of unambiguous candidates and of vocabulary.
pub(crate) fn collect_evidence(
    tokenized: &TokenizedText,
    candidates: &PlaceCandidates,
    qualified: &[Option<Country>],
) -> EvidenceByCountry {
    let mut evidence_by_country = EvidenceByCountry::default();
    for token in &tokenized.tokens {
        if matches!(token.kind, TokenKind::Word | TokenKind::Other) {
            for &(country, weight) in outlet_words(token.span().of(tokenized.text)) {
                evidence_by_country.entry(country).or_default().vocabulary += weight;
            }
        }
    }
    for (index, qualified) in qualified.iter().enumerate() {
        if let Some(country) = qualified {
            evidence_by_country.entry(*country).or_default().local += 1.0;
        } else if let Some(sense) = certain_sense(candidates, index) {
            evidence_by_country
                .entry(sense.country)
                .or_default()
                .count(&sense);
        }
    }
    evidence_by_country
}

/// Returns the sense of a candidate that needs no context.
pub(crate) fn certain_sense(candidates: &PlaceCandidates, index: usize) -> Option<Sense> {
    let candidate = &candidates.list[index];
    candidate.context_score.filter(|_| candidate.unambiguous)?;
    let senses = candidates.senses(index);
    let best = senses.iter().max_by(|a, b| a.weight.total_cmp(&b.weight))?;
    let mut rivals = senses.iter().filter(|sense| sense.country != best.country);
    rivals
        .all(|rival| rival.weight + 5.0 < best.weight)
        .then_some(*best)
}

/// Returns the country that the vocabulary points to, where that is clear.
pub(crate) fn country_of_vocabulary(evidence_by_country: &EvidenceByCountry) -> Option<Country> {
    let mut countries: Vec<(f32, Country)> = evidence_by_country
        .iter()
        .map(|(country, evidence)| (evidence.vocabulary, *country))
        .collect();
    countries.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let &(most, country) = countries.first()?;
    let second = countries.get(1).map_or(0.0, |second| second.0);
    (most >= 2.0 && most >= 2.0 * second).then_some(country)
}
