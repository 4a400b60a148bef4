//! Fits the weights of the annotator's confidence to gold articles: logistic regression over its
//! features with an L2 penalty (ridge), by batch gradient descent, with five-fold cross-validation
//! over articles.

use crate::annotate::annotate_all;
use crate::annotate::attribution::confidence::{BIAS, Feature, Weight, is_by_hand, logistic};
use crate::evaluate::quotes::alignment::SpanMatch;
use crate::evaluate::quotes::calibration::Calibration;
use crate::evaluate::quotes::compare::{Comparison, QuoteCategory};
use crate::evaluate::quotes::documents::{QuoteDocument, quote_labels};
use crate::evaluate::quotes::options::ScoringOptions;
use crate::evaluate::quotes::speakers::speaker_matches;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Fitted weights, and how well they predict.
pub struct Fit {
    /// The features in order of group and value.
    pub weights: Vec<(Feature, Weight)>,
    /// Calibration on the held-out folds, each article once.
    pub held_out: Calibration,
    /// The number of predictions learned from.
    pub findings: usize,
}

const FOLDS: usize = 5;
/// The strength of the L2 penalty, which keeps weights of rare features near 0.
const PENALTY: f64 = 2.0;
const STEPS: usize = 1500;

/// A prediction: its features, and whether its speaker is right; `None` if no gold matches.
struct Sample {
    evidence: Vec<Feature>,
    right: Option<bool>,
}

/// Fits the weights to gold articles, so that the confidence of a prediction is its probability of
/// being right.
pub fn fit(gold: &[QuoteDocument], options: &ScoringOptions) -> Fit {
    let articles: Vec<Vec<Sample>> = options
        .select(gold)
        .into_par_iter()
        .map(|document| samples(document, options))
        .collect();
    let held_out = (0..FOLDS)
        .into_par_iter()
        .map(|fold| {
            let seen = |index: usize| index % FOLDS != fold;
            let weights = weights(&outcomes(&part(&articles, seen)));
            let mut calibration = Calibration::default();
            for sample in part(&articles, |index| !seen(index)) {
                let sum = |feature| weights.get(feature).copied().unwrap_or_default();
                let odds: f64 = sum(&BIAS) + sample.evidence.iter().map(sum).sum::<f64>();
                calibration.count(Some(logistic(odds as f32)), sample.right);
            }
            calibration
        })
        .reduce(Calibration::default, |mut all, fold| {
            all.add(&fold);
            all
        });
    let all = part(&articles, |_| true);
    let findings = weights(&outcomes(&all));
    let said: Vec<&Sample> = all
        .iter()
        .copied()
        .filter(|sample| sample.right.is_some())
        .collect();
    let speakers = weights(&outcomes(&said));
    let both = findings.into_iter().map(|(feature, finding)| {
        let weight = Weight {
            finding: finding as f32,
            speaker: speakers.get(&feature).copied().unwrap_or_default() as f32,
        };
        (feature, weight)
    });
    Fit {
        weights: both.collect(),
        held_out,
        findings: all.len(),
    }
}

/// The features of a prediction, and whether it is right.
type Outcome<'s> = (&'s [Feature], bool);

fn outcomes<'s>(samples: &[&'s Sample]) -> Vec<Outcome<'s>> {
    let samples = samples.iter();
    samples
        .map(|sample| (&sample.evidence[..], sample.right == Some(true)))
        .collect()
}

fn part(articles: &[Vec<Sample>], takes: impl Fn(usize) -> bool) -> Vec<&Sample> {
    let articles = articles.iter().enumerate();
    let taken = articles.filter(|(index, _)| takes(*index));
    taken.flat_map(|(_, samples)| samples).collect()
}

fn samples(document: &QuoteDocument, options: &ScoringOptions) -> Vec<Sample> {
    let text = document.text.as_deref().unwrap_or_default();
    let lang = document.lang.as_deref().unwrap_or_default();
    let annotated = annotate_all(text, lang);
    let predicted = quote_labels(text, &annotated);
    let article = Comparison::of(document, &predicted, options);
    let alignment = article.alignment(SpanMatch::Overlap);
    let mut samples = Vec::new();
    for (finding, &gold) in alignment.gold_of.iter().enumerate() {
        let Some(attribution) = &annotated.quotes[finding].attribution else {
            continue;
        };
        if article.is_counted(QuoteCategory::All, finding, gold)
            && !is_by_hand(&attribution.evidence)
        {
            let marked = gold.map(|gold| &document.quotes[gold]);
            samples.push(Sample {
                evidence: attribution.evidence.clone(),
                right: marked.map(|gold| speaker_matches(&article.text, gold, &predicted[finding])),
            });
        }
    }
    samples
}

/// Batch gradient descent with a step size per weight: the inverse of a bound on the curvature,
/// from the count of the feature.
fn weights(outcomes: &[Outcome]) -> BTreeMap<Feature, f64> {
    let mut counts: BTreeMap<Feature, f64> = BTreeMap::from([(BIAS, outcomes.len() as f64)]);
    for feature in outcomes.iter().flat_map(|(evidence, _)| *evidence) {
        *counts.entry(*feature).or_default() += 1.0;
    }
    let places: BTreeMap<Feature, usize> = counts.keys().copied().zip(0..).collect();
    let rows: Vec<(Vec<usize>, f64)> = outcomes
        .iter()
        .map(|(evidence, right)| {
            let features = evidence.iter().chain([&BIAS]);
            let features = features.map(|feature| places[feature]).collect();
            (features, f64::from(u8::from(*right)))
        })
        .collect();
    let groups = rows.iter().map(|(row, _)| row.len()).max().unwrap_or(1) as f64;
    let counts: Vec<f64> = counts.into_values().collect();
    let mut weights = vec![0.0; counts.len()];
    for _ in 0..STEPS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| -PENALTY * weight).collect();
        gradient[places[&BIAS]] = 0.0;
        for (row, right) in &rows {
            let odds: f64 = row.iter().map(|&place| weights[place]).sum();
            let residual = right - 1.0 / (1.0 + (-odds).exp());
            for &place in row {
                gradient[place] += residual;
            }
        }
        for ((weight, gradient), count) in weights.iter_mut().zip(gradient).zip(&counts) {
            *weight += gradient * 4.0 / (groups * count + PENALTY);
        }
    }
    places.into_keys().zip(weights).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_tells_right_from_wrong() {
        let (sure, weak) = ([("rule", "sure")], [("rule", "weak")]);
        let outcomes: Vec<Outcome> = (0..100)
            .flat_map(|turn| [(&sure[..], turn % 10 > 0), (&weak[..], turn % 10 < 3)])
            .collect();
        let weights = weights(&outcomes);
        let chance = |value| logistic((weights[&BIAS] + weights[&("rule", value)]) as f32);
        assert!((chance("sure") - 0.9).abs() < 0.03, "{}", chance("sure"));
        assert!((chance("weak") - 0.3).abs() < 0.03, "{}", chance("weak"));
    }
}
