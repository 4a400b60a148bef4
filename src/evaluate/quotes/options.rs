//! Options of scoring.

use crate::evaluate::quotes::documents::QuoteDocument;
use serde::Serialize;

/// What is scored, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ScoringOptions {
    /// Gold quotations whose cue is not a reporting verb are optional: neither missing nor finding
    /// one counts.
    pub speech_only: bool,
    /// Only the articles whose speaker names a person checked.
    pub names_checked: bool,
    /// How a leading "that" is treated.
    pub conjunctions: LeadingConjunction,
    /// The number of articles with most mistakes to report.
    pub worst: usize,
}

/// Whether the "that" at the start of indirect speech is part of the quotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeadingConjunction {
    /// Part of it: a span with it differs from one without.
    #[default]
    Count,
    /// Trimmed from gold and predictions before they are compared.
    Ignore,
}

impl ScoringOptions {
    /// Returns the gold articles to score.
    pub(crate) fn select<'g>(&self, gold: &'g [QuoteDocument]) -> Vec<&'g QuoteDocument> {
        gold.iter()
            .filter(|document| document.names_checked || !self.names_checked)
            .collect()
    }
}
