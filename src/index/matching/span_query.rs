//! Filters an approximate query's matches by word positions.
//!
//! The approximate query finds the documents that have the words at all; only of those are
//! positions read.

use crate::index::matching::cursor::Cursor;
use crate::index::matching::span_spec::{LeafTerm, SpanSpec};
use std::sync::Arc;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{
    Bm25StatisticsProvider, Bm25Weight, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

#[derive(Debug)]
pub(crate) struct SpanQuery {
    /// Matches every document that may match: a superset.
    pub approximation: Box<dyn Query>,
    pub spec: Arc<SpanSpec>,
    pub scored: Scored,
}

/// What a match is scored by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scored {
    /// The words of the approximation, by themselves.
    ByWords,
    /// BM25 of the occurrences, as of one term.
    ByOccurrences,
}

impl Clone for SpanQuery {
    fn clone(&self) -> Self {
        Self {
            approximation: self.approximation.box_clone(),
            spec: Arc::clone(&self.spec),
            scored: self.scored,
        }
    }
}

impl Query for SpanQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let mut bm25 = None;
        let mut approximate = scoring;
        if let EnableScoring::Enabled {
            statistics_provider,
            ..
        } = scoring
            && self.scored == Scored::ByOccurrences
        {
            bm25 = Some(similarity(&self.spec, statistics_provider)?);
            approximate = EnableScoring::disabled_from_schema(scoring.schema());
        }
        Ok(Box::new(SpanWeight {
            approximation: self.approximation.weight(approximate)?,
            spec: Arc::clone(&self.spec),
            bm25,
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a tantivy::Term, bool)) {
        self.approximation.query_terms(visitor);
    }
}

/// Returns how an occurrence scores: as a term that as many documents have as may have one.
fn similarity(
    spec: &SpanSpec,
    statistics: &dyn Bm25StatisticsProvider,
) -> tantivy::Result<Bm25Weight> {
    let documents = statistics.total_num_docs()?;
    let having = spec.having(|terms: &[LeafTerm]| -> tantivy::Result<u64> {
        let mut having = 0;
        for leaf in terms {
            having += statistics.doc_freq(&leaf.term)?;
        }
        Ok(having.min(documents))
    })?;
    let tokens = statistics.total_num_tokens(spec.column)?;
    let average = tokens as Score / documents.max(1) as Score;
    Ok(Bm25Weight::for_one_term_without_explain(
        having.min(documents),
        documents,
        average,
    ))
}

struct SpanWeight {
    approximation: Box<dyn Weight>,
    spec: Arc<SpanSpec>,
    bm25: Option<Bm25Weight>,
}

impl Weight for SpanWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = SpanScorer {
            approximation: self.approximation.scorer(reader, boost)?,
            cursor: Cursor::open(&self.spec, reader)?,
            bm25: match &self.bm25 {
                Some(bm25) => {
                    let norms = reader.get_fieldnorms_reader(self.spec.column)?;
                    Some((bm25.boost_by(boost), norms))
                }
                None => None,
            },
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.approximation.explain(reader, doc)
    }
}

/// `seek_danger` is left out on purpose: tantivy's own, by `seek`, looks before it leaps.
struct SpanScorer {
    approximation: Box<dyn Scorer>,
    cursor: Cursor,
    bm25: Option<(Bm25Weight, FieldNormReader)>,
}

impl SpanScorer {
    /// Goes on to the next document that matches, or stays.
    fn settle(&mut self) -> DocId {
        loop {
            let doc = self.approximation.doc();
            if doc == TERMINATED || self.cursor.matches(doc) {
                return doc;
            }
            self.approximation.advance();
        }
    }
}

impl DocSet for SpanScorer {
    fn advance(&mut self) -> DocId {
        self.approximation.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.approximation.doc() >= target {
            return self.approximation.doc();
        }
        self.approximation.seek(target);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.approximation.doc()
    }

    fn size_hint(&self) -> u32 {
        self.approximation.size_hint()
    }

    fn cost(&self) -> u64 {
        // Positions are read of each.
        self.approximation.cost().saturating_mul(4)
    }
}

impl Scorer for SpanScorer {
    fn score(&mut self) -> Score {
        match &self.bm25 {
            Some((bm25, norms)) => {
                let count = self.cursor.last_count() as u32;
                bm25.score(norms.fieldnorm_id(self.approximation.doc()), count)
            }
            None => self.approximation.score(),
        }
    }
}
