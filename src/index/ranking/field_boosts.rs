//! Boosts words of a query that occur in the headline, in the lead, or in a speaker's name.
//!
//! A newspaper says first what an article is about, and who searches for a name prefers passages
//! where that person speaks.

use crate::engine::analysis::terms::Languages;
use crate::engine::document::record::Unit;
use crate::engine::error::Result;
use crate::engine::matching::analyzed_query::placed;
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
const BOOSTED_HITS: usize = 1000;

/// A word or phrase of the query in one field.
pub(crate) struct FieldBoost {
    spec: Arc<SpanSpec>,
    earns: Score,
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
    let fields: &[_] = match unit {
        Unit::Passage => &[TITLE, LEAD, SPEAKER],
        Unit::Quote => &[SPEAKER],
    };
    let mut words = Vec::new();
    boosted_words(plan, 1.0, &mut words);
    let having = |terms: &_| statistics.having(terms);
    let mut boosts = Vec::new();
    for (word, boost) in words {
        let anywhere = span_spec(&placed(word, 1, languages)?, unit, searcher)?;
        let weight = idf(anywhere.having(having)?, statistics.documents);
        for &(field, share, what) in fields {
            let clause = placed(&within(word, field), 1, languages)?;
            let spec = span_spec(&clause, unit, searcher)?;
            if spec.having(having)? == 0 {
                continue;
            }
            boosts.push(FieldBoost {
                earns: boost * share * weight,
                shown: format!("{word} {what}"),
                spec: Arc::new(spec),
            });
        }
    }
    Ok(boosts)
}

/// Gathers the words and phrases of the text that must be there, or may be.
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
    hits: &mut [GroupedHit],
    boosts: &[FieldBoost],
    order: &Order,
    searcher: &Searcher,
) -> Result<()> {
    if boosts.is_empty() {
        return Ok(());
    }
    let hits = order.first(hits, BOOSTED_HITS);
    hits.sort_unstable_by_key(|hit| (hit.segment, hit.doc));
    for hits in hits.chunk_by_mut(|a, b| a.segment == b.segment) {
        let reader = searcher.segment_reader(hits[0].segment);
        for boost in boosts {
            let mut cursor = Cursor::open(&boost.spec, reader)?;
            for hit in &mut *hits {
                if cursor.count(hit.doc) > 0 {
                    hit.earned += boost.earns;
                    hit.score += boost.earns;
                }
            }
        }
    }
    Ok(())
}

impl FieldBoost {
    /// Returns a document's boost, with its explanation.
    pub(crate) fn explain(&self, doc: DocId, reader: &SegmentReader) -> Result<(Score, &str)> {
        let stands = Cursor::open(&self.spec, reader)?.count(doc) > 0;
        Ok((if stands { self.earns } else { 0.0 }, &self.shown))
    }
}
