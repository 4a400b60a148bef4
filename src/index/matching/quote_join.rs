//! Joins quotations to passages: matches the passages that hold a quotation another query matches.
//!
//! Documents are flat, so this takes two steps: which quotations match, and which passages hold
//! them. An article's documents are contiguous, passages first.

use crate::index::document::schema;
use crate::query::Field;
use tantivy::columnar::ColumnValues;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

/// Finds the passages that hold a quotation `quotes` finds; each scores as its best one does.
#[derive(Debug)]
pub(crate) struct QuoteJoinQuery {
    pub quotes: Box<dyn Query>,
}

impl Clone for QuoteJoinQuery {
    fn clone(&self) -> Self {
        Self {
            quotes: self.quotes.box_clone(),
        }
    }
}

impl Query for QuoteJoinQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(QuoteJoinWeight(self.quotes.weight(scoring)?)))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.quotes.query_terms(visitor);
    }
}

struct QuoteJoinWeight(Box<dyn Weight>);

impl Weight for QuoteJoinWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut quotes = self.0.scorer(reader, boost)?;
        let layout = Layout::of(reader)?;
        let mut passages: Vec<(DocId, Score)> = Vec::new();
        while quotes.doc() != TERMINATED {
            let score = quotes.score();
            passages.extend(layout.passage(quotes.doc()).map(|passage| (passage, score)));
            quotes.advance();
        }
        passages.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        passages.dedup_by_key(|(passage, _)| *passage);
        if passages.is_empty() {
            return Ok(Box::new(EmptyScorer));
        }
        Ok(Box::new(Listed { passages, at: 0 }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let score = self
            .scorer(reader, 1.0)
            .map(|mut found| match found.seek(doc) == doc {
                true => found.score(),
                false => 0.0,
            })?;
        Ok(Explanation::new("the best quotation in it", score))
    }
}

/// Where quotations and passages of a segment stand in their articles.
struct Layout {
    articles: std::sync::Arc<dyn ColumnValues<u64>>,
    starts: std::sync::Arc<dyn ColumnValues<u64>>,
    ends: std::sync::Arc<dyn ColumnValues<u64>>,
    forms: Option<tantivy::columnar::StrColumn>,
}

impl Layout {
    fn of(reader: &SegmentReader) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        Ok(Self {
            articles: columns.column_first_or_default(schema::ARTICLE)?,
            starts: columns.column_first_or_default(schema::START)?,
            ends: columns.column_first_or_default(schema::END)?,
            forms: columns.str(Field::QuoteKind.name())?,
        })
    }

    /// Returns the passage a quotation stands in.
    fn passage(&self, quote: DocId) -> Option<DocId> {
        let article = self.articles.get_val(quote);
        let (start, end) = (self.starts.get_val(quote), self.ends.get_val(quote));
        (0..quote)
            .rev()
            .take_while(|&doc| self.articles.get_val(doc) == article)
            .filter(|&doc| !self.is_quote(doc))
            .find(|&doc| self.starts.get_val(doc) <= start && end <= self.ends.get_val(doc))
    }

    fn is_quote(&self, doc: DocId) -> bool {
        let forms = self.forms.as_ref();
        forms.is_some_and(|forms| forms.term_ords(doc).next().is_some())
    }
}

/// Documents in order with their scores.
struct Listed {
    passages: Vec<(DocId, Score)>,
    at: usize,
}

impl DocSet for Listed {
    fn advance(&mut self) -> DocId {
        self.at = (self.at + 1).min(self.passages.len());
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let ahead = self.passages[self.at..].partition_point(|(doc, _)| *doc < target);
        self.at += ahead;
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.passages
            .get(self.at)
            .map_or(TERMINATED, |(doc, _)| *doc)
    }

    fn size_hint(&self) -> u32 {
        self.passages.len() as u32
    }
}

impl Scorer for Listed {
    fn score(&mut self) -> Score {
        self.passages.get(self.at).map_or(0.0, |(_, score)| *score)
    }
}
