//! An answer: how many there are, and the hits one by one, best first.

use crate::engine::document::record::{Unit, Record};
use crate::engine::error::Result;
use crate::engine::highlight::{Highlighter, Marks};
use crate::index::document::quote_ref::QuoteRef;
use crate::index::document::schema;
use crate::index::document::schema::field;
use crate::index::ranking::explain::Scoring;
use crate::index::ranking::grouping::GroupedHit;
use crate::index::storage::reader::Reader;
use serde::de::DeserializeOwned;
use std::vec::IntoIter;
use tantivy::schema::Value;
use tantivy::{DocAddress, Searcher, TantivyDocument};

/// A page of hits, and exactly how many there are in all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    pub articles: usize,
    /// Passages, or quotations, as asked.
    pub matches: usize,
    pub hits: Vec<Hit>,
}

/// A passage standing for its article, or a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub record: Record,
    pub score: f32,
    /// From 1, over all pages.
    pub rank: usize,
    /// How many more passages of the article match; 0 for quotations, which all stand alone.
    pub further: usize,
    pub marks: Marks,
    /// How the score came about, where that was asked.
    pub explanation: Vec<String>,
}

/// Hits as they are read, best first; none is kept, so a list may be as long as it likes.
pub struct Answer<'r> {
    /// How many articles there are in all, not only those of the page.
    pub articles: usize,
    /// Passages, or quotations, as asked.
    pub matches: usize,
    pub(crate) reader: &'r Reader,
    pub(crate) searcher: Searcher,
    pub(crate) highlighter: Highlighter,
    pub(crate) unit: Unit,
    pub(crate) runs: IntoIter<GroupedHit>,
    /// Of the last hit given.
    pub(crate) rank: usize,
    /// What explains the scores, where that was asked.
    pub(crate) scoring: Option<Scoring>,
}

impl Answer<'_> {
    fn hit(&mut self, run: &GroupedHit) -> Result<Hit> {
        let record = record(&self.searcher, run.segment, run.doc)?;
        let quotes = match self.highlighter.asked().asks_of_quotes() && self.unit == Unit::Passage {
            true => self.reader.article(record.article, Unit::Quote)?,
            false => Vec::new(),
        };
        let explanation = match &self.scoring {
            Some(scoring) => scoring.explained(run, &self.searcher)?,
            None => Vec::new(),
        };
        self.rank += 1;
        Ok(Hit {
            marks: self.highlighter.marks(&record, &quotes).unwrap_or_default(),
            record,
            score: run.score,
            rank: self.rank,
            further: run.count as usize - 1,
            explanation,
        })
    }
}

impl Iterator for Answer<'_> {
    type Item = Result<Hit>;

    fn next(&mut self) -> Option<Result<Hit>> {
        let run = self.runs.next()?;
        Some(self.hit(&run))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.runs.size_hint()
    }
}

impl ExactSizeIterator for Answer<'_> {}

impl Drop for Answer<'_> {
    fn drop(&mut self) {
        self.reader.keep_stems(self.highlighter.take_known());
    }
}

/// Returns what is stored of a passage or quotation.
pub(crate) fn record(searcher: &Searcher, segment: u32, doc: u32) -> Result<Record> {
    let document = |doc| searcher.doc(DocAddress::new(segment, doc));
    let own: TantivyDocument = document(doc)?;
    if own.get_first(field(schema::KEPT)).is_none() {
        return parsed(&own, schema::RECORD);
    }
    let kept: QuoteRef = parsed(&own, schema::KEPT)?;
    let passage = document(doc.saturating_sub(kept.back))?;
    Ok(kept.whole(parsed(&passage, schema::RECORD)?))
}

fn parsed<T: DeserializeOwned>(document: &TantivyDocument, name: &str) -> Result<T> {
    let json = document.get_first(field(name));
    let json = json.and_then(|value| value.as_bytes()).unwrap_or_default();
    serde_json::from_slice(json)
        .map_err(|error| tantivy::TantivyError::InternalError(error.to_string()).into())
}
