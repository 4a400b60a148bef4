//! Explains how a hit's score was computed: the parts of BM25, boosts, proximity and recency.

use crate::engine::document::record::Unit;
use crate::engine::error::Result;
use crate::engine::matching::analyzed_query::AnalyzedQuery;
use crate::index::matching::translate::translate;
use crate::index::ranking::article_score::BagOfWords;
use crate::index::ranking::field_boosts::FieldBoost;
use crate::index::ranking::group::GroupedHit;
use crate::index::ranking::order::Order;
use crate::index::ranking::recency::Recency;
use crate::index::storage::statistics::Statistics;
use crate::query::Field;
use std::sync::Arc;
use tantivy::query::EnableScoring;
use tantivy::{Score, Searcher};

/// Explains the scores of one query's hits.
pub(crate) struct ScoreExplainer {
    pub unit: Unit,
    pub query: AnalyzedQuery,
    /// What articles were ranked by as wholes instead.
    pub bag: Option<Arc<BagOfWords>>,
    pub boosts: Vec<FieldBoost>,
    pub recency: Option<Recency>,
    pub order: Order,
}

impl ScoreExplainer {
    /// Returns how a hit's score was computed, one line per part.
    pub(crate) fn explain(&self, run: &GroupedHit, searcher: &Searcher) -> Result<Vec<String>> {
        let reader = searcher.segment_reader(run.segment);
        let mut steps: Vec<(Score, String)> = Vec::new();
        if let Some(bag) = &self.bag {
            steps = bag.explain(run, searcher)?;
        } else {
            self.gather(&self.query, 1.0, run, searcher, &mut steps)?;
        }
        for favour in self.boosts.iter().filter(|_| run.earned > 0.0) {
            let (earned, shown) = favour.told(run.doc, reader)?;
            steps.push((earned, shown.to_owned()));
        }
        let fresh = self.recency.as_ref();
        let factor = fresh.map_or(1.0, |fresh| fresh.factor(run, &self.order));
        let sum: Score = steps.iter().map(|(score, _)| score).sum();
        let partial = if run.partial > 0.0 { run.partial } else { 1.0 };
        steps.push((
            run.score / factor / partial - sum,
            "words near one another".to_owned(),
        ));
        steps.retain(|(score, _)| *score > 0.005);
        let whole = run.score;
        let mut lines: Vec<String> = steps
            .iter()
            .map(|(score, told)| format!("{score:.2}  {told}"))
            .collect();
        if let Some(fresh) = fresh {
            let days = fresh.age(run, &self.order).round();
            lines.push(format!(
                "× {factor:.2}  {days} days older than the newest found"
            ));
        }
        if run.partial > 0.0 {
            lines.push(format!("× {partial:.2}  has only some of the words"));
        }
        lines.push(format!("= {whole:.2}"));
        Ok(lines)
    }

    /// Collects what each part of a query adds to a hit's score by itself.
    fn gather(
        &self,
        asked: &AnalyzedQuery,
        boost: f32,
        run: &GroupedHit,
        searcher: &Searcher,
        steps: &mut Vec<(Score, String)>,
    ) -> Result<()> {
        let score = self.score(asked, run, searcher)?;
        let shown = match asked {
            AnalyzedQuery::SpanClause(placed) if placed.field.is_text() => placed.shown.clone(),
            AnalyzedQuery::Value {
                field: Field::About,
                value,
            } => format!("about:{value}"),
            AnalyzedQuery::WithinQuote(_) if self.unit == Unit::Passage => {
                "said in its best quotation".to_owned()
            }
            AnalyzedQuery::And(parts) | AnalyzedQuery::Or(parts) if score.is_some() => {
                for part in parts {
                    self.gather(part, boost, run, searcher, steps)?;
                }
                return Ok(());
            }
            AnalyzedQuery::Boost(by, part) => {
                return self.gather(part, boost * by, run, searcher, steps);
            }
            AnalyzedQuery::WithinQuote(part) => {
                return self.gather(part, boost, run, searcher, steps);
            }
            _ => return Ok(()),
        };
        let score = boost * score.unwrap_or_default();
        steps.push((score, format!("{shown} by BM25")));
        Ok(())
    }

    /// Returns the score of a hit by one part of the query, if that matches.
    fn score(
        &self,
        asked: &AnalyzedQuery,
        run: &GroupedHit,
        searcher: &Searcher,
    ) -> Result<Option<Score>> {
        let query = translate(asked, self.unit, None, searcher)?.query;
        let statistics = Statistics::of(self.unit, searcher)?;
        let scoring = EnableScoring::enabled_from_statistics_provider(&statistics, searcher);
        let reader = searcher.segment_reader(run.segment);
        let mut scorer = query.weight(scoring)?.scorer(reader, 1.0)?;
        let found = scorer.doc() <= run.doc && scorer.seek(run.doc) == run.doc;
        Ok(found.then(|| scorer.score()))
    }
}
