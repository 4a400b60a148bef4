//! Confidence: logistic regression over the named features of a finding (`features`), with the
//! weights in `confidence.tsv`. One model gives the probability that quotation and speaker are both
//! right, the other that the speaker is right, given that the quotation is.
//!
//! `onrecord evaluate quotes GOLD … --fit` fits the weights anew to marked articles.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A feature: a group and its value, such as ("rule", "said-after").
pub(crate) type Feature = (&'static str, &'static str);

/// The intercept.
pub(crate) const BIAS: Feature = ("bias", "");

/// A speaker is named only with at least this probability.
const NAMED: f32 = 0.4;

/// The weight of a feature in log odds; 0 where it has none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Weight {
    /// For quotation and speaker together.
    pub finding: f32,
    /// For the speaker, given that the quotation is right.
    pub speaker: f32,
}

/// Weights set by hand for rules without examples in the fitted data: transcript turns, signed
/// quotations, and French dialogue with the speaker inside the quotation marks.
const BY_HAND: [(Feature, f32); 3] = [
    (("rule", "turn"), 1.0),
    (("rule", "signed"), 0.7),
    (("rule", "said-inside"), 1.0),
];

static WEIGHTS: LazyLock<FxHashMap<Feature, Weight>> =
    LazyLock::new(|| weights(include_str!("confidence.tsv")));

fn weights(table: &'static str) -> FxHashMap<Feature, Weight> {
    let rows = table.lines().filter(|row| !row.starts_with('#'));
    let by_hand = BY_HAND.map(|(feature, weight)| {
        let (finding, speaker) = (weight, weight);
        (feature, Weight { finding, speaker })
    });
    let fitted = rows.filter_map(|row| {
        let mut columns = row.split('\t');
        let feature = columns.next()?;
        let feature = feature.split_once('=').unwrap_or((feature, ""));
        let mut number = || columns.next()?.parse().ok();
        let weight = Weight {
            finding: number()?,
            speaker: number()?,
        };
        Some((feature, weight))
    });
    fitted.chain(by_hand).collect()
}

/// Tells whether the rule's weight was set by hand, so that the finding is left out of the fit.
pub(crate) fn is_by_hand(evidence: &[Feature]) -> bool {
    let mut rules = BY_HAND.iter().map(|(feature, _)| feature);
    rules.any(|rule| evidence.contains(rule))
}

/// Returns a feature's weight; 0 for one that was never fitted.
pub(crate) fn weight(feature: Feature) -> Weight {
    WEIGHTS.get(&feature).copied().unwrap_or_default()
}

/// Returns the probability, from 0 to 1, that a finding with these features is right, speaker
/// included.
pub(crate) fn confidence(evidence: &[Feature]) -> f32 {
    let weights = evidence.iter().map(|&feature| weight(feature).finding);
    logistic(weight(BIAS).finding + weights.sum::<f32>())
}

/// Tells whether the speaker of a quotation with these features is too uncertain to be named.
pub(crate) fn is_doubtful(evidence: &[Feature]) -> bool {
    let weights = evidence.iter().map(|&feature| weight(feature).speaker);
    logistic(weight(BIAS).speaker + weights.sum::<f32>()) < NAMED
}

/// The logistic function: the probability for log odds.
pub(crate) fn logistic(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weighs_what_the_table_has() {
        let known = weights("# note\nbias\t1.5\t2\nrule=alone\t-2.25\t-1\nbroken\n");
        let weight = |finding, speaker| Some(Weight { finding, speaker });
        assert_eq!(known.get(&BIAS).copied(), weight(1.5, 2.0));
        assert_eq!(known.get(&("rule", "alone")).copied(), weight(-2.25, -1.0));
        assert_eq!(known.len(), 2 + BY_HAND.len());
    }

    #[test]
    fn a_cue_beside_its_quotation_is_surer_than_none() {
        let cued = confidence(&[("kind", "direct"), ("rule", "said-after")]);
        let alone = confidence(&[("kind", "direct"), ("rule", "alone")]);
        assert!(cued > alone, "{cued} {alone}");
    }
}
