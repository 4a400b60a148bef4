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
}

impl ScoreExplainer {
    /// Returns how a hit's score was computed, one line per part.
    pub(crate) fn explain(&self, hit: &GroupedHit, searcher: &Searcher) -> Result<Vec<String>> {
        let reader = searcher.segment_reader(hit.segment);
        let mut steps: Vec<(Score, String)> = Vec::new();
        if let Some(bag) = &self.bag {
            steps = bag.explain(hit, searcher)?;
        } else {
            self.gather(&self.query, 1.0, hit, searcher, &mut steps)?;
        }
        for boost in self.boosts.iter().filter(|_| hit.earned > 0.0) {
            let (earned, shown) = boost.explain(hit.doc, reader)?;
            steps.push((earned, shown.to_owned()));
        }
        let order = Order::new(searcher)?;
        let fresh = self.recency.as_ref();
        let factor = fresh.map_or(1.0, |fresh| fresh.factor(hit, &order));
        let sum: Score = steps.iter().map(|(score, _)| score).sum();
        let partial = if hit.partial > 0.0 { hit.partial } else { 1.0 };
        steps.push((
            hit.score / factor / partial - sum,
            "words near one another".to_owned(),
        ));
        steps.retain(|(score, _)| *score > 0.005);
        let whole = hit.score;
        let mut lines: Vec<String> = steps
            .iter()
            .map(|(score, line)| format!("{score:.2}  {line}"))
            .collect();
        if let Some(fresh) = fresh {
            let days = fresh.age(hit, &order).round();
            lines.push(format!(
                "× {factor:.2}  {days} days older than the newest found"
            ));
        }
        if hit.partial > 0.0 {
            lines.push(format!("× {partial:.2}  has only some of the words"));
        }
        lines.push(format!("= {whole:.2}"));
        Ok(lines)
    }

    /// Collects what each part of a query adds to a hit's score by itself.
    fn gather(
        &self,
        query: &AnalyzedQuery,
        boost: f32,
        hit: &GroupedHit,
        searcher: &Searcher,
        steps: &mut Vec<(Score, String)>,
    ) -> Result<()> {
        let score = self.score(query, hit, searcher)?;
        let shown = match query {
            AnalyzedQuery::SpanClause(clause) if clause.field.is_text() => clause.shown.clone(),
            AnalyzedQuery::Value {
                field: Field::About,
                value,
            } => format!("about:{value}"),
            AnalyzedQuery::WithinQuote(_) if self.unit == Unit::Passage => {
                "said in its best quotation".to_owned()
            }
            AnalyzedQuery::And(parts) | AnalyzedQuery::Or(parts) if score.is_some() => {
                for part in parts {
                    self.gather(part, boost, hit, searcher, steps)?;
                }
                return Ok(());
            }
            AnalyzedQuery::Boost(by, part) => {
                return self.gather(part, boost * by, hit, searcher, steps);
            }
            AnalyzedQuery::WithinQuote(part) => {
                return self.gather(part, boost, hit, searcher, steps);
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
        query: &AnalyzedQuery,
        hit: &GroupedHit,
        searcher: &Searcher,
    ) -> Result<Option<Score>> {
        let query = translate(query, self.unit, None, searcher)?.query;
        let statistics = Statistics::of(self.unit, searcher)?;
        let scoring = EnableScoring::enabled_from_statistics_provider(&statistics, searcher);
        let reader = searcher.segment_reader(hit.segment);
        let mut scorer = query.weight(scoring)?.scorer(reader, 1.0)?;
        let found = scorer.doc() <= hit.doc && scorer.seek(hit.doc) == hit.doc;
        Ok(found.then(|| scorer.score()))
    }
}
