//! How often each rule is right, so that a change to one shows.

use crate::evaluate::Ratio;
use crate::evaluate::quotes::sheet::Marking;
use serde::Serialize;
use std::collections::BTreeMap;

/// What one rule's findings came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RuleScore {
    /// Findings that overlap a marked quotation, of all.
    pub matched: Ratio,
    /// Of the matched whose gold has a speaker, those with the right one.
    pub speaker: Ratio,
}

/// The rules by name; what came without one is under "".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Rules {
    pub by_name: BTreeMap<String, RuleScore>,
}

impl Rules {
    /// Counts a finding, its partner, and whether the partner's speaker is the same.
    pub(crate) fn count(&mut self, found: &Marking, gold: Option<&Marking>, right: Option<bool>) {
        let name = found.rule.as_deref().unwrap_or_default();
        let score = self.by_name.entry(name.to_owned()).or_default();
        score.matched.count(gold.is_some());
        if gold.is_some_and(Marking::has_speaker) {
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

    /// Returns the rules that found most first.
    pub fn most_used(&self) -> Vec<(&str, RuleScore)> {
        let by_name = self.by_name.iter();
        let mut rules: Vec<_> = by_name
            .map(|(name, score)| (name.as_str(), *score))
            .collect();
        rules.sort_by_key(|(_, score)| std::cmp::Reverse(score.matched.of));
        rules
    }
}
