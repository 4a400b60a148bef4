//! Ranks whole articles by the words of a query, none of which is required.
//!
//! An article's score is by three fifths that of its whole text, in which its title counts once,
//! and by two that of its best passage, each by BM25. So an article all about the matter comes
//! before one that mentions it, and one that treats it in a paragraph before one whose words lie
//! pages apart.

use crate::engine::document::record::Unit;
use crate::engine::error::Result;
use crate::engine::matching::analyzed_query::SpanClause;
use crate::engine::matching::spans::Spans;
use crate::engine::options::RankingWeights;
use crate::index::document::schema;
use crate::index::matching::cursor::Cursor;
use crate::index::matching::span_spec::{LeafTerm, SpanSpec};
use crate::index::matching::translate::span_spec;
use crate::index::ranking::bm25::{idf, saturation};
use crate::index::ranking::group::GroupedHit;
use crate::index::storage::statistics::{ArticleLengths, Lengths, PassageLengths};
use std::sync::Arc;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED};

/// Words to rank articles by.
pub(crate) struct BagOfWords {
    pub parts: Vec<Part>,
    /// How many of them come from the query; the others come from feedback.
    pub query_parts: usize,
    /// How long a passage, and an article, is on average.
    pub lengths: Lengths,
    pub weights: RankingWeights,
}

pub(crate) struct Part {
    /// As typed.
    pub shown: String,
    pub spec: Arc<SpanSpec>,
    /// Its boost in the query: under 1 for another name of a country beside the one typed.
    pub boost: f32,
    /// Its weight: inverse document frequency times its boost.
    pub weight: f32,
}

impl Part {
    pub(crate) fn new(shown: String, spec: SpanSpec, boost: f32, idf: f32) -> Self {
        Self {
            shown,
            spec: Arc::new(spec),
            boost,
            weight: boost * idf,
        }
    }
}

/// Returns words of which any counts as the same, as one word: so their documents are counted
/// once, and none of their positions read.
fn joined(mut spec: SpanSpec) -> SpanSpec {
    let is_leaf = |part: &Spans| matches!(part, Spans::Leaf(_));
    if matches!(&spec.spans, Spans::Or(parts) if !parts.is_empty() && parts.iter().all(is_leaf)) {
        let mut terms: Vec<LeafTerm> = std::mem::take(&mut spec.leaves).concat();
        terms.sort_unstable();
        terms.dedup();
        spec.leaves = vec![terms];
        spec.spans = Spans::Leaf(0);
    }
    spec
}

/// Returns how many articles have one of the terms in their passages.
pub(crate) fn articles_having(terms: &[LeafTerm], searcher: &Searcher) -> Result<u64> {
    let mut having = 0;
    for segment in searcher.segment_readers() {
        let articles = segment
            .fast_fields()
            .column_first_or_default(schema::ARTICLE)?;
        let mut docs: Vec<DocId> = Vec::new();
        for LeafTerm { term, .. } in terms {
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
    passages: PassageLengths,
    lengths: ArticleLengths,
    /// Of the article we are in, and of its title.
    counts: Vec<f32>,
    title_counts: Vec<f32>,
}

impl SegmentBag {
    pub(crate) fn open(bag: &Arc<BagOfWords>, reader: &SegmentReader) -> tantivy::Result<Self> {
        let parts = bag.parts.iter();
        let cursors = parts.map(|part| Cursor::open(&part.spec, reader));
        Ok(Self {
            cursors: cursors.collect::<tantivy::Result<_>>()?,
            counts: vec![0.0; bag.parts.len()],
            title_counts: vec![0.0; bag.parts.len()],
            passages: PassageLengths::open(reader)?,
            lengths: ArticleLengths::open(reader)?,
            bag: Arc::clone(bag),
        })
    }

    /// Returns a passage's own score, its title included, and counts it to its article; `begins`
    /// says that it is the first of its article.
    pub(crate) fn passage(&mut self, doc: DocId, begins: bool) -> Score {
        let length = self.passages.rounded(doc) / self.bag.lengths.passage;
        let mut score = 0.0;
        for (at, part) in self.bag.parts.iter().enumerate() {
            let count = if begins {
                let (count, in_title) = self.cursors[at].count_with_title(doc);
                self.title_counts[at] = in_title as f32;
                self.counts[at] = in_title as f32;
                count as f32
            } else {
                self.cursors[at].count(doc) as f32
            };
            if count > 0.0 {
                // Every passage has the words of the title, the article has them once.
                self.counts[at] += count - self.title_counts[at];
                score += part.weight * saturation(count, length);
            }
        }
        score
    }

    /// Returns the score of the article whose passages were counted, the best of which is
    /// `best`.
    pub(crate) fn article(&mut self, doc: DocId, best: Score) -> Score {
        let length = self.lengths.words(doc) / self.bag.lengths.article;
        let mut whole = 0.0;
        for (part, &count) in self.bag.parts.iter().zip(&self.counts) {
            if count > 0.0 {
                whole += part.weight * saturation(count, length);
            }
        }
        let share = self.bag.weights.passage;
        share * best + (1.0 - share) * whole
    }
}

/// Returns the words of a query with their weights among so many documents; `having` counts those
/// that have any of some terms.
pub(crate) fn parts(
    words: &[SpanClause],
    unit: Unit,
    searcher: &Searcher,
    documents: u64,
    having: impl Fn(&[LeafTerm]) -> Result<u64>,
) -> Result<Vec<Part>> {
    let part = |clause: &SpanClause| {
        let spec = joined(span_spec(clause, unit, searcher)?);
        let boost = clause.leaves.first().map_or(1.0, |leaf| leaf.boost);
        let idf = idf(spec.having(&having)?, documents);
        Ok(Part::new(clause.shown.clone(), spec, boost, idf))
    };
    words.iter().map(part).collect()
}

impl BagOfWords {
    /// Returns what each word adds to an article's score, with its explanation.
    pub(crate) fn explain(
        &self,
        group: &GroupedHit,
        searcher: &Searcher,
    ) -> Result<Vec<(Score, String)>> {
        let reader = searcher.segment_reader(group.segment);
        let passages = PassageLengths::open(reader)?;
        let whole = ArticleLengths::open(reader)?.words(group.doc) / self.lengths.article;
        let share = self.weights.passage;
        let passage = passages.rounded(group.doc) / self.lengths.passage;
        let mut steps = Vec::new();
        for part in &self.parts {
            let mut cursor = Cursor::open(&part.spec, reader)?;
            let (mut counts, mut title) = ([0, 0], 0);
            for doc in group.first..=group.last {
                let (count, in_title) = cursor.count_with_title(doc);
                if doc == group.first {
                    (title, counts[0]) = (in_title, in_title);
                }
                counts[0] += count.saturating_sub(title);
                counts[1] += if doc == group.doc { count } else { 0 };
            }
            let shares = [
                (1.0 - share) * part.weight * saturation(counts[0] as f32, whole),
                share * part.weight * saturation(counts[1] as f32, passage),
            ];
            if counts[0] > 0 {
                let text = format!(
                    "{}: {} in the article {:.2}, {} in this passage {:.2}; weight {:.2}",
                    part.shown, counts[0], shares[0], counts[1], shares[1], part.weight
                );
                steps.push((shares[0] + shares[1], text));
            }
        }
        Ok(steps)
    }
}
