//! Boosts words of a query that occur in the headline, in the lead, or in a speaker's name.
//!
//! A newspaper says first what an article is about, and who searches for a name prefers passages
//! where that person speaks.

use crate::engine::analysis::terms::Languages;
use crate::engine::document::record::Unit;
use crate::engine::error::Result;
use crate::engine::matching::analyzed_query::span_clause;
use crate::index::matching::cursor::Cursor;
use crate::index::matching::span_spec::SpanSpec;
use crate::index::matching::translate::span_spec;
use crate::index::ranking::bm25::idf;
use crate::index::ranking::group::GroupedHit;
use crate::index::ranking::order::Order;
use crate::index::storage::statistics::Statistics;
use crate::query::{Field, Plan};
use std::sync::Arc;
use tantivy::{DocId, Score, Searcher, SegmentReader};

/// The fields that boost, by how much (one occurrence in a text of average length scores 1), and
/// the words of the explanation.
const TITLE: (Field, f32, &str) = (Field::Title, 0.6, "in the headline");
const LEAD: (Field, f32, &str) = (Field::Lead, 0.3, "in the lead");
const SPEAKER: (Field, f32, &str) = (Field::Spelled, 0.5, "who speaks");

/// How many of the best hits are boosted: more than anybody reads.
const MAX_BOOSTED_HITS: usize = 1000;

/// A word or phrase of the query in one field.
pub(crate) struct FieldBoost {
    spec: Arc<SpanSpec>,
    score: Score,
    /// "nato in the headline".
    shown: String,
}

/// Returns the boosts of a query's words in documents of a unit.
///
/// A quotation's headline is not its own: there only the speaker counts.
pub(crate) fn field_boosts(
    plan: &Plan,
    unit: Unit,
    languages: &mut Languages,
    searcher: &Searcher,
    statistics: &Statistics<'_>,
) -> Result<Vec<FieldBoost>> {
    let places: &[_] = match unit {
        Unit::Passage => &[TITLE, LEAD, SPEAKER],
        Unit::Quote => &[SPEAKER],
    };
    let mut words = Vec::new();
    boosted_words(plan, 1.0, &mut words);
    let having = |terms: &_| statistics.having(terms);
    let mut boosts = Vec::new();
    for (word, boost) in words {
        let anywhere = span_spec(&span_clause(word, 1, languages)?, unit, searcher)?;
        let idf = idf(anywhere.having(having)?, statistics.documents);
        for &(field, share, what) in places {
            let clause = span_clause(&within(word, field), 1, languages)?;
            let spec = span_spec(&clause, unit, searcher)?;
            if spec.having(having)? == 0 {
                continue;
            }
            boosts.push(FieldBoost {
                score: boost * share * idf,
                shown: format!("{word} {what}"),
                spec: Arc::new(spec),
            });
        }
    }
    Ok(boosts)
}

/// Collects the words and phrases of the query that are searched for in the text.
fn boosted_words<'p>(plan: &'p Plan, boost: f32, words: &mut Vec<(&'p Plan, f32)>) {
    match plan {
        Plan::Word { field, .. } | Plan::Phrase { field, .. } if *field == Field::Words => {
            words.push((plan, boost));
        }
        Plan::And(parts) | Plan::Or(parts) | Plan::AllWords(parts) => {
            parts
                .iter()
                .for_each(|part| boosted_words(part, boost, words));
        }
        Plan::Boost { by, part } => boosted_words(part, boost * by, words),
        _ => {}
    }
}

/// Returns a word or phrase in another field.
fn within(word: &Plan, field: Field) -> Plan {
    match word.clone() {
        Plan::Word { word, .. } => Plan::Word { field, word },
        Plan::Phrase { words, .. } => Plan::Phrase { field, words },
        plan => plan,
    }
}

/// Adds the boosts to the scores of the best hits.
pub(crate) fn add_field_boosts(
    groups: &mut [GroupedHit],
    boosts: &[FieldBoost],
    order: &Order,
    searcher: &Searcher,
) -> Result<()> {
    if boosts.is_empty() {
        return Ok(());
    }
    let groups = order.first(groups, MAX_BOOSTED_HITS);
    groups.sort_unstable_by_key(|group| (group.segment, group.doc));
    for groups in groups.chunk_by_mut(|a, b| a.segment == b.segment) {
        let reader = searcher.segment_reader(groups[0].segment);
        for boost in boosts {
            let mut cursor = Cursor::open(&boost.spec, reader)?;
            for group in &mut *groups {
                if cursor.count(group.doc) > 0 {
                    group.field_boost += boost.score;
                    group.score += boost.score;
                }
            }
        }
    }
    Ok(())
}

impl FieldBoost {
    /// Returns the boost of a document, with its explanation.
    pub(crate) fn explain(&self, doc: DocId, reader: &SegmentReader) -> Result<(Score, &str)> {
        let occurs = Cursor::open(&self.spec, reader)?.count(doc) > 0;
        Ok((if occurs { self.score } else { 0.0 }, &self.shown))
    }
}
