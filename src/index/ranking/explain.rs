//! What scores are made of: over which documents words are counted, how much newer articles are
//! favoured, and how a hit's score came about.

use crate::engine::document::record::Unit;
use crate::engine::error::Result;
use crate::engine::matching::analyzed_query::AnalyzedQuery;
use crate::index::document::schema;
use crate::index::document::schema::field;
use crate::index::matching::translate::lower;
use crate::index::ranking::article_score::BagOfWords;
use crate::index::ranking::field_boosts::FieldBoost;
use crate::index::ranking::grouping::GroupedHit;
use crate::index::ranking::order::Order;
use crate::query::Field;
use std::sync::Arc;
use tantivy::query::{Bm25StatisticsProvider, EnableScoring};
use tantivy::{DateTime, Score, Searcher, Term};

/// What BM25 counts over: the documents of one unit, not all there are.
pub(crate) struct Statistics<'a> {
    searcher: &'a Searcher,
    pub documents: u64,
}

impl<'a> Statistics<'a> {
    pub(crate) fn of(unit: Unit, searcher: &'a Searcher) -> Result<Self> {
        let unit = Term::from_field_text(field(schema::UNIT), unit.name());
        let documents = searcher.doc_freq(&unit)?.max(1);
        Ok(Self {
            searcher,
            documents,
        })
    }

    /// Returns how many documents have one of the terms, at most.
    pub(crate) fn having(&self, terms: &[Term]) -> Result<u64> {
        let mut having = 0;
        for term in terms {
            having += self.searcher.doc_freq(term)?;
        }
        Ok(having.min(self.documents))
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: tantivy::schema::Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.documents)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        // A title counts in both kinds; more documents than there are would be nonsense.
        Ok(self.searcher.doc_freq(term)?.min(self.documents))
    }
}

/// Favours newer articles: one so many days older than the newest found counts half, one three
/// times as many days a quarter. What has no date counts as the oldest does.
pub(crate) struct Recency {
    days: u32,
    newest: Option<DateTime>,
    oldest: Option<DateTime>,
}

impl Recency {
    pub(crate) fn of(days: u32, runs: &[GroupedHit], order: &Order) -> Self {
        let dates = || runs.iter().filter_map(|run| order.date(run));
        Self {
            days: days.max(1),
            newest: dates().max(),
            oldest: dates().min(),
        }
    }

    /// Returns how many days older than the newest a hit is.
    fn age(&self, run: &GroupedHit, order: &Order) -> f32 {
        let date = order.date(run).or(self.oldest);
        let seconds = |date: Option<DateTime>| date.map_or(0, DateTime::into_timestamp_secs);
        (seconds(self.newest) - seconds(date)) as f32 / 86_400.0
    }

    pub(crate) fn factor(&self, run: &GroupedHit, order: &Order) -> Score {
        let days = self.days as f32;
        days / (days + self.age(run, order))
    }
}

/// How the answers to one question were scored.
pub(crate) struct Scoring {
    pub unit: Unit,
    pub asked: AnalyzedQuery,
    /// What articles were ranked by as wholes instead.
    pub bag: Option<Arc<BagOfWords>>,
    pub favours: Vec<FieldBoost>,
    pub fresh: Option<Recency>,
}

impl Scoring {
    /// Returns how a hit's score came about, a line each.
    pub(crate) fn explained(&self, run: &GroupedHit, searcher: &Searcher) -> Result<Vec<String>> {
        let reader = searcher.segment_reader(run.segment);
        let mut steps: Vec<(Score, String)> = Vec::new();
        if let Some(bag) = &self.bag {
            steps = bag.explained(run, searcher)?;
        } else {
            self.gather(&self.asked, 1.0, run, searcher, &mut steps)?;
        }
        for favour in self.favours.iter().filter(|_| run.earned > 0.0) {
            let (earned, shown) = favour.told(run.doc, reader)?;
            steps.push((earned, shown.to_owned()));
        }
        let order = Order::new(searcher)?;
        let fresh = self.fresh.as_ref();
        let factor = fresh.map_or(1.0, |fresh| fresh.factor(run, &order));
        let sum: Score = steps.iter().map(|(score, _)| score).sum();
        steps.push((
            run.score / factor - sum,
            "words near one another".to_owned(),
        ));
        steps.retain(|(score, _)| *score > 0.005);
        let whole = run.score;
        let mut lines: Vec<String> = steps
            .iter()
            .map(|(score, told)| format!("{score:.2}  {told}"))
            .collect();
        if let Some(fresh) = fresh {
            let days = fresh.age(run, &order).round();
            lines.push(format!(
                "× {factor:.2}  {days} days older than the newest found"
            ));
        }
        lines.push(format!("= {whole:.2}"));
        Ok(lines)
    }

    /// Gathers what each part of a question adds to a hit's score by itself.
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
            AnalyzedQuery::Said(_) if self.unit == Unit::Passage => {
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
            AnalyzedQuery::Said(part) => return self.gather(part, boost, run, searcher, steps),
            _ => return Ok(()),
        };
        let score = boost * score.unwrap_or_default();
        steps.push((score, format!("{shown} by BM25")));
        Ok(())
    }

    /// Returns the score of a hit by one part of the question, if it answers that.
    fn score(
        &self,
        asked: &AnalyzedQuery,
        run: &GroupedHit,
        searcher: &Searcher,
    ) -> Result<Option<Score>> {
        let query = lower(asked, self.unit, None, searcher)?.query;
        let statistics = Statistics::of(self.unit, searcher)?;
        let scoring = EnableScoring::enabled_from_statistics_provider(&statistics, searcher);
        let reader = searcher.segment_reader(run.segment);
        let mut scorer = query.weight(scoring)?.scorer(reader, 1.0)?;
        let found = scorer.doc() <= run.doc && scorer.seek(run.doc) == run.doc;
        Ok(found.then(|| scorer.score()))
    }
}
