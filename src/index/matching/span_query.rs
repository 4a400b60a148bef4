//! Filters an approximate query's matches by word positions.
//!
//! The approximate query finds the documents that have the words at all, and scores them; only of
//! those are positions read.

use crate::engine::error::Result;
use crate::engine::matching::occurrence::PositionSpan;
use crate::engine::matching::positions::Positions;
use crate::engine::matching::spans::{Spans, TEXT_FROM};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

#[derive(Debug)]
pub(crate) struct SpanQuery {
    /// Matches every document that may match: a superset.
    pub coarse: Box<dyn Query>,
    pub wanted: Arc<SpanSpec>,
}

#[derive(Debug)]
pub(crate) struct SpanSpec {
    pub spans: Spans,
    /// The terms of each leaf.
    pub leaves: Vec<Vec<Term>>,
    /// The terms that mark where sentences and paragraphs begin, where the query needs them.
    pub sentences: Option<Term>,
    pub paragraphs: Option<Term>,
    /// Whether only positions in the text count, not those in the title.
    pub body: bool,
    pub least: usize,
}

impl SpanSpec {
    /// Returns how many texts have it at most, by how many have one of some terms.
    pub(crate) fn having(&self, count: impl Fn(&[Term]) -> Result<u64>) -> Result<u64> {
        let leaves: Result<Vec<u64>> = self.leaves.iter().map(|terms| count(terms)).collect();
        Ok(self.spans.at_most(&leaves?))
    }
}

impl Clone for SpanQuery {
    fn clone(&self) -> Self {
        Self {
            coarse: self.coarse.box_clone(),
            wanted: Arc::clone(&self.wanted),
        }
    }
}

impl Query for SpanQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(SpanWeight {
            coarse: self.coarse.weight(scoring)?,
            wanted: Arc::clone(&self.wanted),
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.coarse.query_terms(visitor);
    }
}

struct SpanWeight {
    coarse: Box<dyn Weight>,
    wanted: Arc<SpanSpec>,
}

impl Weight for SpanWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = SpanScorer {
            coarse: self.coarse.scorer(reader, boost)?,
            cursor: Cursor::open(&self.wanted, reader)?,
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.coarse.explain(reader, doc)
    }
}

/// Positions in the documents of one segment; seeks forwards only.
pub(crate) struct Cursor {
    wanted: Arc<SpanSpec>,
    leaves: Vec<Union>,
    sentences: Union,
    paragraphs: Union,
    positions: Positions,
}

impl Cursor {
    pub(crate) fn open(wanted: &Arc<SpanSpec>, reader: &SegmentReader) -> tantivy::Result<Self> {
        let leaves = wanted.leaves.iter().map(|terms| Union::open(terms, reader));
        let leaves = leaves.collect::<tantivy::Result<Vec<Union>>>()?;
        let breaks = [&wanted.sentences, &wanted.paragraphs].map(Option::as_slice);
        let [sentences, paragraphs] = breaks.map(|term| Union::open(term, reader));
        let positions = Positions {
            leaves: vec![Vec::new(); leaves.len()],
            ..Positions::default()
        };
        Ok(Self {
            wanted: Arc::clone(wanted),
            leaves,
            sentences: sentences?,
            paragraphs: paragraphs?,
            positions,
        })
    }

    /// Returns the hulls of the occurrences in a document, sorted, each once.
    pub(crate) fn places(&mut self, doc: DocId) -> Vec<PositionSpan> {
        self.read(doc);
        self.wanted.spans.places(&self.positions)
    }

    /// Tells whether there are as many occurrences in a document as are wanted.
    fn matches(&mut self, doc: DocId) -> bool {
        self.read(doc);
        match self.wanted.least {
            0 | 1 => self.wanted.spans.occurs(&self.positions),
            least => self.wanted.spans.places(&self.positions).len() >= least,
        }
    }

    /// Reads the positions in a document.
    fn read(&mut self, doc: DocId) {
        let from = if self.wanted.body { TEXT_FROM } else { 0 };
        for (leaf, positions) in self.leaves.iter_mut().zip(&mut self.positions.leaves) {
            leaf.positions(doc, positions);
            positions.retain(|&at| at >= from);
        }
        self.sentences.positions(doc, &mut self.positions.sentences);
        self.paragraphs
            .positions(doc, &mut self.positions.paragraphs);
    }

    /// Returns how many places there are; of a single word, without reading where.
    pub(crate) fn count(&mut self, doc: DocId) -> usize {
        match self.wanted.spans {
            Spans::Leaf(leaf) if !self.wanted.body => self.leaves[leaf].count(doc),
            _ => self.places(doc).len(),
        }
    }
}

/// `seek_danger` is left out on purpose: tantivy's own, by `seek`, looks before it leaps.
struct SpanScorer {
    coarse: Box<dyn Scorer>,
    cursor: Cursor,
}

impl SpanScorer {
    /// Goes on to the next document that answers, or stays.
    fn settle(&mut self) -> DocId {
        loop {
            let doc = self.coarse.doc();
            if doc == TERMINATED || self.cursor.matches(doc) {
                return doc;
            }
            self.coarse.advance();
        }
    }
}

impl DocSet for SpanScorer {
    fn advance(&mut self) -> DocId {
        self.coarse.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.coarse.doc() >= target {
            return self.coarse.doc();
        }
        self.coarse.seek(target);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.coarse.doc()
    }

    fn size_hint(&self) -> u32 {
        self.coarse.size_hint()
    }

    fn cost(&self) -> u64 {
        // Positions are read of each.
        self.coarse.cost().saturating_mul(4)
    }
}

impl Scorer for SpanScorer {
    fn score(&mut self) -> Score {
        self.coarse.score()
    }
}

/// The union of the postings of several terms; seeks forwards only.
struct Union {
    lists: Vec<SegmentPostings>,
    /// The lists by the document each is at.
    next: BinaryHeap<Reverse<(DocId, usize)>>,
    buffer: Vec<u32>,
}

impl Union {
    fn open(terms: &[Term], reader: &SegmentReader) -> tantivy::Result<Self> {
        let mut lists = Vec::new();
        for term in terms {
            let inverted = reader.inverted_index(term.field())?;
            lists.extend(inverted.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?);
        }
        let next = lists
            .iter()
            .enumerate()
            .map(|(at, list)| Reverse((list.doc(), at)));
        Ok(Self {
            next: next.collect(),
            lists,
            buffer: Vec::new(),
        })
    }

    /// Gives each list that stands at a document.
    fn at(&mut self, doc: DocId, mut take: impl FnMut(&mut SegmentPostings)) {
        // Most words are one term, and need no heap.
        if let [list] = self.lists.as_mut_slice() {
            if list.doc() < doc {
                list.seek(doc);
            }
            if list.doc() == doc {
                take(list);
            }
            return;
        }
        while let Some(mut first) = self.next.peek_mut() {
            let Reverse((at_doc, list)) = *first;
            if at_doc > doc {
                break;
            }
            let postings = &mut self.lists[list];
            if postings.seek(doc) == doc {
                take(postings);
                // Past it, so that it is not met again for this document.
                postings.advance();
            }
            *first = Reverse((postings.doc(), list));
        }
    }

    /// Returns how often the terms stand in a document.
    fn count(&mut self, doc: DocId) -> usize {
        let mut count = 0;
        self.at(doc, |list| count += list.term_freq() as usize);
        count
    }

    /// Puts the positions in a document into `positions`, sorted, each once.
    fn positions(&mut self, doc: DocId, positions: &mut Vec<u32>) {
        positions.clear();
        let mut several = false;
        let mut buffer = std::mem::take(&mut self.buffer);
        self.at(doc, |list| {
            if positions.is_empty() {
                list.positions(positions);
            } else {
                list.positions(&mut buffer);
                positions.extend(&buffer);
                several = true;
            }
        });
        self.buffer = buffer;
        if several {
            positions.sort_unstable();
        }
        // A word broken at a line's end may have the same part twice.
        positions.dedup();
    }
}
