//! The score of all articles together, and the form it is exported in.

use crate::evaluate::quotes::Options;
use crate::evaluate::quotes::compare::Row;
use crate::evaluate::quotes::mistakes::Mistakes;
use crate::evaluate::quotes::score::Score;
use crate::evaluate::quotes::speakers::Speakers;
use crate::evaluate::quotes::tracker;
use crate::evaluate::{Figures, Ratio};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// What an evaluation came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub options: Options,
    /// Articles that were scored.
    pub articles: usize,
    /// Articles that the predictions do not have; all of their quotations are missed.
    pub without_prediction: usize,
    pub score: Score,
    /// The articles with most mistakes first, as many as were asked for.
    pub worst: Vec<Mistakes>,
}

impl Report {
    /// Returns the rows that have anything to show.
    pub fn rows(&self) -> Vec<(Row, &super::score::RowScore)> {
        let rows = Row::ALL.into_iter().zip(&self.score.rows);
        rows.filter(|(_, row)| row.exact.gold.of + row.exact.found.of > 0)
            .collect()
    }

    /// Returns the speakers by kind of quotation and then by type of speaker, where any is.
    pub fn speakers(&self) -> Vec<(String, &Speakers)> {
        let kinds = Row::ALL.into_iter().zip(&self.score.speakers);
        let kinds = kinds.filter(|(row, _)| !matches!(row, Row::DirectOrPart | Row::Retold));
        let kinds = kinds.map(|(row, speakers)| (row.name().to_owned(), speakers));
        let types = self.score.speaker_types.iter();
        let types = types.map(|(name, speakers)| (format!("type {name}"), speakers));
        kinds
            .chain(types)
            .filter(|(_, speakers)| speakers.right.of > 0)
            .collect()
    }

    /// Returns the report as JSON, with every count its shares are made of.
    pub fn json(&self) -> Value {
        let kinds: Map<String, Value> = self
            .rows()
            .into_iter()
            .map(|(row, score)| {
                let row_json = json!({
                    "gold": score.exact.gold.of,
                    "found": score.exact.found.of,
                    "exact": Line::of(score.exact.spans(), score.exact.found, score.exact.gold),
                    "overlap": Line::of(score.overlap.spans(), score.overlap.found, score.overlap.gold),
                    "token": Line::of(score.tokens(), score.found_tokens, score.gold_tokens),
                    "end_to_end_exact": Line::of(
                        score.exact.end_to_end(), score.exact.found_right, score.exact.gold_right),
                    "end_to_end_overlap": Line::of(
                        score.overlap.end_to_end(), score.overlap.found_right, score.overlap.gold_right),
                });
                (row.name().to_owned(), row_json)
            })
            .collect();
        let speakers: Map<String, Value> = self
            .speakers()
            .into_iter()
            .map(|(name, speakers)| (name, json!(speakers)))
            .collect();
        let tracker = tracker::SHARES.into_iter().zip(&self.score.tracker);
        let tracker: Vec<Value> = tracker
            .map(|(share, coverage)| {
                json!({
                    "more_than": share,
                    "figures": coverage.figures(),
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

/// Figures with the counts behind them.
#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    figures: Figures,
    found: Ratio,
    gold: Ratio,
}

impl Line {
    const fn of(figures: Figures, found: Ratio, gold: Ratio) -> Self {
        Self {
            figures,
            found,
            gold,
        }
    }
}
