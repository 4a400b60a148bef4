//! Scores by rule, so that a change to one rule shows.

use crate::evaluate::metrics::Ratio;
use crate::evaluate::quotes::documents::QuoteLabel;
use serde::Serialize;
use std::collections::BTreeMap;

/// The scores of one rule's predictions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RuleScore {
    /// Predictions that overlap a gold quotation, of all.
    pub matched: Ratio,
    /// Of the matches whose gold has a speaker, those with the right one.
    pub speaker: Ratio,
}

/// The rules by name; predictions without a rule are under "".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct RuleScores {
    /// The scores by the rule's name.
    pub by_name: BTreeMap<String, RuleScore>,
}

impl RuleScores {
    /// Counts a prediction, the gold quotation it matches, and whether its speaker is right.
    pub(crate) fn count(
        &mut self,
        predicted: &QuoteLabel,
        gold: Option<&QuoteLabel>,
        right: Option<bool>,
    ) {
        let name = predicted.rule.as_deref().unwrap_or_default();
        let score = self.by_name.entry(name.to_owned()).or_default();
        score.matched.count(gold.is_some());
        if gold.is_some_and(QuoteLabel::has_speaker) {
            score.speaker.count(right == Some(true));
        }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        for (name, other) in &other.by_name {
            let score = self.by_name.entry(name.clone()).or_default();
            score.matched += other.matched;
            score.speaker += other.speaker;
        }
    }

    /// Returns the rules, those with most predictions first.
    pub fn most_used(&self) -> Vec<(&str, RuleScore)> {
        let by_name = self.by_name.iter();
        let mut rules: Vec<_> = by_name
            .map(|(name, score)| (name.as_str(), *score))
            .collect();
        rules.sort_by_key(|(_, score)| std::cmp::Reverse(score.matched.of));
        rules
    }
}
