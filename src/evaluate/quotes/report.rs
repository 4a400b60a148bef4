//! The scores of all articles, and their JSON export.

use crate::evaluate::metrics::{PrecisionRecall, Ratio};
use crate::evaluate::quotes::compare::QuoteCategory;
use crate::evaluate::quotes::gender_gap_tracker::COVERAGE_THRESHOLDS;
use crate::evaluate::quotes::mistakes::QuoteMistakes;
use crate::evaluate::quotes::options::ScoringOptions;
use crate::evaluate::quotes::score::{CategoryScores, QuoteScores};
use crate::evaluate::quotes::speakers::SpeakerScores;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The result of an evaluation.
#[derive(Clone, Debug, PartialEq)]
pub struct QuoteReport {
    /// The options it was scored with.
    pub options: ScoringOptions,
    /// The number of articles scored.
    pub articles: usize,
    /// The number of articles without prediction, whose quotations count as missed.
    pub without_prediction: usize,
    /// The sums over all articles.
    pub score: QuoteScores,
    /// The articles with most mistakes, most first, as many as the options ask for.
    pub worst: Vec<QuoteMistakes>,
}

impl QuoteReport {
    /// Returns the categories with any quotation.
    pub fn rows(&self) -> Vec<(QuoteCategory, &CategoryScores)> {
        let rows = QuoteCategory::ALL.into_iter().zip(&self.score.categories);
        rows.filter(|(_, row)| row.exact.gold.of + row.exact.predicted.of > 0)
            .collect()
    }

    /// Returns the speaker scores by kind of quotation and then by type of speaker, without empty
    /// ones.
    pub fn speakers(&self) -> Vec<(String, &SpeakerScores)> {
        let kinds = QuoteCategory::ALL.into_iter().zip(&self.score.speakers);
        let kinds = kinds.filter(|(row, _)| {
            !matches!(
                row,
                QuoteCategory::DirectLenient | QuoteCategory::IndirectOrMixed
            )
        });
        let kinds = kinds.map(|(row, speakers)| (row.name().to_owned(), speakers));
        let types = self.score.speaker_types.iter();
        let types = types.map(|(name, speakers)| (format!("type {name}"), speakers));
        kinds
            .chain(types)
            .filter(|(_, speakers)| speakers.right.of > 0)
            .collect()
    }

    /// Returns the report as JSON, with the counts behind every share.
    pub fn json(&self) -> Value {
        let kinds: Map<String, Value> = self
            .rows()
            .into_iter()
            .map(|(row, score)| {
                let row_json = json!({
                    "gold": score.exact.gold.of,
                    "found": score.exact.predicted.of,
                    "exact": Line::of(score.exact.spans(), score.exact.predicted, score.exact.gold),
                    "overlap": Line::of(score.overlap.spans(), score.overlap.predicted, score.overlap.gold),
                    "token": Line::of(score.tokens(), score.predicted_tokens, score.gold_tokens),
                    "end_to_end_exact": Line::of(
                        score.exact.end_to_end(), score.exact.predicted_right, score.exact.gold_right),
                    "end_to_end_overlap": Line::of(
                        score.overlap.end_to_end(), score.overlap.predicted_right, score.overlap.gold_right),
                });
                (row.name().to_owned(), row_json)
            })
            .collect();
        let speakers: Map<String, Value> = self
            .speakers()
            .into_iter()
            .map(|(name, speakers)| (name, json!(speakers)))
            .collect();
        let tracker = COVERAGE_THRESHOLDS.into_iter().zip(&self.score.coverage);
        let tracker: Vec<Value> = tracker
            .map(|(share, coverage)| {
                json!({
                    "more_than": share,
                    "figures": coverage.scores(),
                    "counts": coverage,
                })
            })
            .collect();
        json!({
            "articles": self.articles,
            "without_prediction": self.without_prediction,
            "options": self.options,
            "kinds": kinds,
            "kind_label": self.score.kinds,
            "speakers": speakers,
            "rules": self.score.rules,
            "calibration": self.score.calibration,
            "gender_gap_tracker": tracker,
            "worst": self.worst,
        })
    }
}

/// Precision, recall and F1 with the counts behind them.
#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    scores: PrecisionRecall,
    found: Ratio,
    gold: Ratio,
}

impl Line {
    const fn of(scores: PrecisionRecall, found: Ratio, gold: Ratio) -> Self {
        Self {
            scores,
            found,
            gold,
        }
    }
}
