//! Ranks whole articles by the words of a query, none of which is required.
//!
//! An article's score is by three fifths that of all its passages together and by two that of its
//! best one, each by BM25. So an article all about the matter comes before one that mentions it,
//! and one that treats it in a paragraph before one whose words lie pages apart.

use crate::engine::document::record::Unit;
use crate::engine::error::Result;
use crate::engine::matching::analyzed_query::SpanClause;
use crate::index::document::schema;
use crate::index::document::schema::field;
use crate::index::matching::span_query::{Cursor, SpanSpec};
use crate::index::matching::translate::wanted;
use crate::index::ranking::bm25::{idf, saturation};
use crate::index::ranking::group::GroupedHit;
use crate::index::storage::statistics::Lengths;
use std::sync::Arc;
use tantivy::columnar::ColumnValues;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, Term};

/// How much the best passage counts, beside the article as a whole: about half, as is usual where
/// passages and documents are ranked together.
const PASSAGE: f32 = 0.4;
/// Words to rank articles by.
pub(crate) struct BagOfWords {
    pub parts: Vec<Part>,
    /// How many of them come from the query; the others come from feedback.
    pub asked: usize,
    /// How many tokens a passage, and an article, has on average.
    pub lengths: Lengths,
}

pub(crate) struct Part {
    /// As typed.
    pub shown: String,
    pub wanted: Arc<SpanSpec>,
    /// Its weight: inverse document frequency times its boost in the query.
    pub weight: f32,
}

/// Returns how many articles have one of the terms in their passages.
pub(crate) fn articles_having(terms: &[Term], searcher: &Searcher) -> Result<u64> {
    let mut having = 0;
    for segment in searcher.segment_readers() {
        let articles = segment
            .fast_fields()
            .column_first_or_default(schema::ARTICLE)?;
        let mut docs: Vec<DocId> = Vec::new();
        for term in terms {
            let inverted = segment.inverted_index(term.field())?;
            let Some(mut postings) = inverted.read_postings(term, IndexRecordOption::Basic)? else {
                continue;
            };
            while postings.doc() != TERMINATED {
                docs.push(postings.doc());
                postings.advance();
            }
        }
        if terms.len() > 1 {
            docs.sort_unstable();
        }
        // An article's documents lie side by side.
        let mut last = None;
        for doc in docs {
            let article: u64 = articles.get_val(doc);
            having += u64::from(last != Some(article));
            last = Some(article);
        }
    }
    Ok(having)
}

/// Scores the passages of one segment, in order.
pub(crate) struct SegmentBag {
    bag: Arc<BagOfWords>,
    cursors: Vec<Cursor>,
    norms: FieldNormReader,
    words: Arc<dyn ColumnValues<u64>>,
    /// Of the article we are in.
    counts: Vec<f32>,
}

impl SegmentBag {
    pub(crate) fn open(bag: &Arc<BagOfWords>, reader: &SegmentReader) -> tantivy::Result<Self> {
        let cursors = bag
            .parts
            .iter()
            .map(|part| Cursor::open(&part.wanted, reader));
        Ok(Self {
            cursors: cursors.collect::<tantivy::Result<_>>()?,
            counts: vec![0.0; bag.parts.len()],
            norms: reader.get_fieldnorms_reader(field(schema::WORDS))?,
            words: reader
                .fast_fields()
                .column_first_or_default(schema::ARTICLE_WORDS)?,
            bag: Arc::clone(bag),
        })
    }

    /// Returns a passage's own score, and counts it to its article.
    pub(crate) fn passage(&mut self, doc: DocId) -> Score {
        let length = self.norms.fieldnorm(doc) as f32 / self.bag.lengths.passage;
        let mut score = 0.0;
        for ((part, cursor), sum) in self
            .bag
            .parts
            .iter()
            .zip(&mut self.cursors)
            .zip(&mut self.counts)
        {
            let count = cursor.count(doc) as f32;
            if count > 0.0 {
                *sum += count;
                score += part.weight * saturation(count, length);
            }
        }
        score
    }

    /// Returns the score of the article whose passages were counted, the best of which is
    /// `best`, and begins the next.
    pub(crate) fn article(&mut self, doc: DocId, best: Score) -> Score {
        let length = self.bag.lengths.of_article(&*self.words, doc);
        let mut whole = 0.0;
        for (part, count) in self.bag.parts.iter().zip(&mut self.counts) {
            if *count > 0.0 {
                whole += part.weight * saturation(std::mem::take(count), length);
            }
        }
        PASSAGE * best + (1.0 - PASSAGE) * whole
    }
}

/// Returns the words of a query with their weights among so many documents; `having` counts those
/// that have any of some terms.
pub(crate) fn parts(
    words: &[SpanClause],
    unit: Unit,
    searcher: &Searcher,
    documents: u64,
    having: impl Fn(&[Term]) -> Result<u64>,
) -> Result<Vec<Part>> {
    let part = |placed: &SpanClause| {
        let wanted = wanted(placed, unit, searcher)?;
        let boost = placed.leaves.first().map_or(1.0, |leaf| leaf.boost);
        Ok(Part {
            shown: placed.shown.clone(),
            weight: boost * idf(wanted.having(&having)?, documents),
            wanted: Arc::new(wanted),
        })
    };
    words.iter().map(part).collect()
}

impl BagOfWords {
    /// Returns what each word adds to an article's score, with its explanation.
    pub(crate) fn explain(
        &self,
        run: &GroupedHit,
        searcher: &Searcher,
    ) -> Result<Vec<(Score, String)>> {
        let reader = searcher.segment_reader(run.segment);
        let norms = reader.get_fieldnorms_reader(field(schema::WORDS))?;
        let words = reader
            .fast_fields()
            .column_first_or_default(schema::ARTICLE_WORDS)?;
        let whole = self.lengths.of_article(&*words, run.doc);
        let passage = norms.fieldnorm(run.doc) as f32 / self.lengths.passage;
        let mut steps = Vec::new();
        for part in &self.parts {
            let mut cursor = Cursor::open(&part.wanted, reader)?;
            let mut counts = [0, 0];
            for doc in run.first..=run.last {
                let count = cursor.count(doc);
                counts[0] += count;
                counts[1] += if doc == run.doc { count } else { 0 };
            }
            let shares = [
                (1.0 - PASSAGE) * part.weight * saturation(counts[0] as f32, whole),
                PASSAGE * part.weight * saturation(counts[1] as f32, passage),
            ];
            if counts[0] > 0 {
                let told = format!(
                    "{}: {} in the article {:.2}, {} in this passage {:.2}; it tells {:.2}",
                    part.shown, counts[0], shares[0], counts[1], shares[1], part.weight
                );
                steps.push((shares[0] + shares[1], told));
            }
        }
        Ok(steps)
    }
}
