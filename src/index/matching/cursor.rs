//! Reads the occurrences of spans in the documents of a segment, by the positions of their terms.

use crate::engine::matching::occurrence::PositionSpan;
use crate::engine::matching::positions::Positions;
use crate::engine::matching::spans::{Spans, TEXT_FROM};
use crate::index::analysis::positions::{Spellings, place};
use crate::index::analysis::record_terms::text_start;
use crate::index::document::schema;
use crate::index::matching::span_spec::{LeafTerm, Region, SpanSpec};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;
use tantivy::columnar::ColumnValues;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader};

/// Occurrences in the documents of one segment; seeks forwards only.
pub(crate) struct Cursor {
    spec: Arc<SpanSpec>,
    leaves: Vec<Union>,
    sentences: Union,
    paragraphs: Union,
    /// How many words the titles of documents have, and their leads.
    title_words: Option<Arc<dyn ColumnValues<u64>>>,
    lead_words: Option<Arc<dyn ColumnValues<u64>>>,
    positions: Positions,
}

impl Cursor {
    pub(crate) fn open(spec: &Arc<SpanSpec>, reader: &SegmentReader) -> tantivy::Result<Self> {
        let leaves = spec.leaves.iter().map(|terms| Union::open(terms, reader));
        let leaves = leaves.collect::<tantivy::Result<Vec<Union>>>()?;
        let breaks = [&spec.sentences, &spec.paragraphs]
            .map(|term| term.iter().cloned().map(LeafTerm::any).collect::<Vec<_>>());
        let [sentences, paragraphs] = breaks.map(|terms| Union::open(&terms, reader));
        let positions = Positions {
            leaves: vec![Vec::new(); leaves.len()],
            ..Positions::default()
        };
        let columns = reader.fast_fields();
        Ok(Self {
            spec: Arc::clone(spec),
            leaves,
            sentences: sentences?,
            paragraphs: paragraphs?,
            title_words: match spec.is_of_text() {
                true => Some(columns.column_first_or_default(schema::TITLE_WORDS)?),
                false => None,
            },
            lead_words: match spec.region {
                Region::Lead => Some(columns.column_first_or_default(schema::LEAD_WORDS)?),
                _ => None,
            },
            positions,
        })
    }

    /// Returns the hulls of the occurrences in a document, sorted, each once.
    pub(crate) fn places(&mut self, doc: DocId) -> Vec<PositionSpan> {
        self.read(doc);
        self.spec.spans.places(&self.positions)
    }

    /// Tells whether there are as many occurrences in a document as the query requires.
    pub(crate) fn matches(&mut self, doc: DocId) -> bool {
        self.read(doc);
        match self.spec.least {
            0 | 1 => self.spec.spans.occurs(&self.positions),
            least => self.last_count() >= least,
        }
    }

    /// Returns how many occurrences there are in the document read last.
    pub(crate) fn last_count(&self) -> usize {
        match self.spec.spans {
            Spans::Leaf(leaf) => self.positions.leaves[leaf].len(),
            _ => self.spec.spans.places(&self.positions).len(),
        }
    }

    /// Returns how many occurrences there are; of a single word, without reading where.
    pub(crate) fn count(&mut self, doc: DocId) -> usize {
        if let Spans::Leaf(leaf) = self.spec.spans
            && self.spec.region == Region::Everywhere
            && self.leaves[leaf].counts_all
        {
            return self.leaves[leaf].count(doc);
        }
        self.read(doc);
        self.last_count()
    }

    /// Returns how many occurrences there are, and how many of them in the title.
    pub(crate) fn count_with_title(&mut self, doc: DocId) -> (usize, usize) {
        self.read(doc);
        if let Spans::Leaf(leaf) = self.spec.spans {
            let places = &self.positions.leaves[leaf];
            return (places.len(), places.partition_point(|&at| at < TEXT_FROM));
        }
        let places = self.spec.spans.places(&self.positions);
        let in_title = places.partition_point(|place| place.start < TEXT_FROM);
        (places.len(), in_title)
    }

    /// Reads the positions in a document.
    fn read(&mut self, doc: DocId) {
        let words = |column: &Option<Arc<dyn ColumnValues<u64>>>| {
            let column = column.as_ref();
            column.map(|words| words.get_val(doc) as u32)
        };
        let title_words = words(&self.title_words);
        let lead_words = words(&self.lead_words).unwrap_or_default();
        let region = self.spec.region.places(lead_words);
        for (leaf, places) in self.leaves.iter_mut().zip(&mut self.positions.leaves) {
            leaf.places(doc, places);
            lay_out(places, title_words);
            if self.spec.region != Region::Everywhere {
                places.retain(|at| region.contains(at));
            }
        }
        let breaks = &mut self.positions;
        self.sentences.places(doc, &mut breaks.sentences);
        self.paragraphs.places(doc, &mut breaks.paragraphs);
        lay_out(&mut breaks.sentences, title_words);
        lay_out(&mut breaks.paragraphs, title_words);
    }
}

/// Moves the places of a text from those behind its title to [`TEXT_FROM`] and on, beyond the reach
/// of any distance; names stay where they are.
fn lay_out(places: &mut [u32], title_words: Option<u32>) {
    let Some(title_words) = title_words else {
        return;
    };
    let start = text_start(title_words);
    for place in places.iter_mut().filter(|place| **place >= start) {
        *place = *place - start + TEXT_FROM;
    }
}

/// The union of the postings of several terms; seeks forwards only.
struct Union {
    lists: Vec<(SegmentPostings, Spellings)>,
    /// Whether each term counts in every spelling.
    counts_all: bool,
    /// The lists by the document each is at.
    next: BinaryHeap<Reverse<(DocId, usize)>>,
    buffer: Vec<u32>,
}

impl Union {
    fn open(terms: &[LeafTerm], reader: &SegmentReader) -> tantivy::Result<Self> {
        let mut lists = Vec::new();
        for LeafTerm { term, spellings } in terms {
            let inverted = reader.inverted_index(term.field())?;
            let list = inverted.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?;
            lists.extend(list.map(|list| (list, *spellings)));
        }
        let next = lists
            .iter()
            .enumerate()
            .map(|(at, (list, _))| Reverse((list.doc(), at)));
        Ok(Self {
            next: next.collect(),
            lists,
            counts_all: terms.iter().all(LeafTerm::is_any),
            buffer: Vec::new(),
        })
    }

    /// Gives each list that stands at a document.
    fn at(&mut self, doc: DocId, mut take: impl FnMut(&mut SegmentPostings, Spellings)) {
        // Most words are one term, and need no heap.
        if let [(list, spellings)] = self.lists.as_mut_slice() {
            if list.doc() < doc {
                list.seek(doc);
            }
            if list.doc() == doc {
                take(list, *spellings);
            }
            return;
        }
        while let Some(mut first) = self.next.peek_mut() {
            let Reverse((at_doc, list)) = *first;
            if at_doc > doc {
                break;
            }
            let (postings, spellings) = &mut self.lists[list];
            if postings.seek(doc) == doc {
                take(postings, *spellings);
                // Past it, so that it is not met again for this document.
                postings.advance();
            }
            *first = Reverse((postings.doc(), list));
        }
    }

    /// Returns how often the terms stand in a document, in whatever spelling.
    fn count(&mut self, doc: DocId) -> usize {
        let mut count = 0;
        self.at(doc, |list, _| count += list.term_freq() as usize);
        count
    }

    /// Puts the places of a document into `places`, sorted, each once.
    fn places(&mut self, doc: DocId, places: &mut Vec<u32>) {
        places.clear();
        let mut buffer = std::mem::take(&mut self.buffer);
        self.at(doc, |list, spellings| {
            list.positions(&mut buffer);
            let counted = buffer.iter().filter(|&&position| spellings.has(position));
            places.extend(counted.map(|&position| place(position)));
        });
        self.buffer = buffer;
        if !places.is_sorted() {
            places.sort_unstable();
        }
        places.dedup();
    }
}
