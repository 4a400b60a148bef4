//! Phrases of single terms. tantivy's own takes positions as they are; ours also say how a word is
//! written.

use crate::index::analysis::positions::place;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

/// Two terms or more, all of one column, one right behind the other.
#[derive(Clone, Debug)]
pub(crate) struct PhraseQuery {
    pub terms: Vec<Term>,
}

impl Query for PhraseQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(PhraseWeight {
            terms: self.terms.clone(),
            bm25: match scoring {
                EnableScoring::Enabled {
                    statistics_provider,
                    ..
                } => Some(Bm25Weight::for_terms(statistics_provider, &self.terms)?),
                EnableScoring::Disabled { .. } => None,
            },
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        for term in &self.terms {
            visitor(term, true);
        }
    }
}

struct PhraseWeight {
    terms: Vec<Term>,
    bm25: Option<Bm25Weight>,
}

impl Weight for PhraseWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let column = self.terms[0].field();
        let inverted = reader.inverted_index(column)?;
        let mut lists = Vec::new();
        for term in &self.terms {
            let list = inverted.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?;
            let Some(list) = list else {
                return Ok(Box::new(EmptyScorer));
            };
            lists.push(list);
        }
        let mut rarest: Vec<usize> = (0..lists.len()).collect();
        rarest.sort_by_key(|&at| lists[at].doc_freq());
        let mut scorer = PhraseScorer {
            bm25: match &self.bm25 {
                Some(bm25) => Some((bm25.boost_by(boost), norms(reader, column)?)),
                None => None,
            },
            lists,
            rarest,
            starts: Vec::new(),
            buffer: Vec::new(),
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        let score = match scorer.doc() == doc || scorer.seek(doc) == doc {
            true => scorer.score(),
            false => 0.0,
        };
        Ok(Explanation::new("the phrase", score))
    }
}

/// Returns how long the documents are; all alike, where a column does not say.
fn norms(
    reader: &SegmentReader,
    column: tantivy::schema::Field,
) -> tantivy::Result<FieldNormReader> {
    let norms = reader.fieldnorms_readers().get_field(column)?;
    Ok(norms.unwrap_or_else(|| FieldNormReader::constant(reader.max_doc(), 1)))
}

struct PhraseScorer {
    /// In the order of the phrase.
    lists: Vec<SegmentPostings>,
    /// The lists from the shortest to the longest.
    rarest: Vec<usize>,
    bm25: Option<(Bm25Weight, FieldNormReader)>,
    /// Where the phrase begins in the document at hand.
    starts: Vec<u32>,
    buffer: Vec<u32>,
}

impl PhraseScorer {
    /// Goes on to the next document with the phrase, or stays.
    fn settle(&mut self) -> DocId {
        loop {
            let doc = self.align();
            if doc == TERMINATED || self.occurs() {
                return doc;
            }
            self.lists[self.rarest[0]].advance();
        }
    }

    /// Moves all lists to the next document that all have.
    fn align(&mut self) -> DocId {
        let mut doc = self.doc();
        'next: loop {
            for &at in &self.rarest {
                let list = &mut self.lists[at];
                let found = if list.doc() < doc {
                    list.seek(doc)
                } else {
                    list.doc()
                };
                if found > doc {
                    doc = found;
                    continue 'next;
                }
            }
            return doc;
        }
    }

    /// Finds where the phrase begins in a document that has all of the terms.
    fn occurs(&mut self) -> bool {
        let (starts, buffer) = (&mut self.starts, &mut self.buffer);
        let mut first = true;
        // The rarest term leaves the fewest places to look at.
        for &at in &self.rarest {
            self.lists[at].positions(buffer);
            let places = buffer.iter().map(|&position| place(position));
            let mut found = places.filter_map(|place| place.checked_sub(at as u32));
            if first {
                starts.clear();
                starts.extend(found);
                starts.dedup();
                first = false;
            } else {
                let mut next = found.next();
                starts.retain(|&start| {
                    while next.is_some_and(|place| place < start) {
                        next = found.next();
                    }
                    next == Some(start)
                });
            }
            if starts.is_empty() {
                return false;
            }
        }
        true
    }
}

impl DocSet for PhraseScorer {
    fn advance(&mut self) -> DocId {
        self.lists[self.rarest[0]].advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() < target {
            self.lists[self.rarest[0]].seek(target);
            return self.settle();
        }
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.lists[self.rarest[0]].doc()
    }

    fn size_hint(&self) -> u32 {
        // A rough guess: one in ten documents with the words has them in a row.
        self.lists[self.rarest[0]].size_hint() / (10 * self.lists.len() as u32)
    }

    fn cost(&self) -> u64 {
        // Positions are read of each.
        10 * u64::from(self.lists[self.rarest[0]].size_hint()) * self.lists.len() as u64
    }
}

impl Scorer for PhraseScorer {
    fn score(&mut self) -> Score {
        match &self.bm25 {
            Some((bm25, norms)) => {
                let count = self.starts.len() as u32;
                bm25.score(norms.fieldnorm_id(self.doc()), count)
            }
            None => 1.0,
        }
    }
}
