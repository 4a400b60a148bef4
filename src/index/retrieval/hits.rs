//! Reads the hits of an answer one by one, with their marks.

use crate::engine::document::record::{Record, Unit};
use crate::engine::error::Result;
use crate::engine::highlight::Highlighter;
use crate::engine::hits::Hit;
use crate::index::ranking::explain::ScoreExplainer;
use crate::index::ranking::group::GroupedHit;
use crate::index::storage::reader::Reader;
use crate::index::storage::stored_record::record;
use std::vec::IntoIter;
use tantivy::Searcher;

/// The hits of one page, still to be read.
pub(crate) struct HitStream<'r> {
    pub reader: &'r Reader,
    pub searcher: Searcher,
    pub highlighter: Highlighter,
    pub unit: Unit,
    pub groups: IntoIter<GroupedHit>,
    /// The rank of the last hit given.
    pub rank: usize,
    pub explainer: Option<ScoreExplainer>,
}

impl HitStream<'_> {
    fn hit(&mut self, group: &GroupedHit) -> Result<Hit> {
        let record = record(&self.searcher, group.segment, group.doc)?;
        let explanation = match &self.explainer {
            Some(explainer) => explainer.explain(group, &self.searcher)?,
            None => Vec::new(),
        };
        self.rank += 1;
        Ok(Hit {
            marks: self
                .highlighter
                .marks(&record, &self.quotes(&record)?)
                .unwrap_or_default(),
            record,
            score: group.score,
            rank: self.rank,
            further: group.count as usize - 1,
            explanation,
            partial: group.partial > 0.0,
        })
    }

    /// Returns the quotations of a passage's article, where the query has conditions on them.
    fn quotes(&self, record: &Record) -> Result<Vec<Record>> {
        match self.highlighter.query().asks_of_quotes() && self.unit == Unit::Passage {
            true => self.reader.article(record.article, Unit::Quote),
            false => Ok(Vec::new()),
        }
    }
}

impl Iterator for HitStream<'_> {
    type Item = Result<Hit>;

    fn next(&mut self) -> Option<Result<Hit>> {
        let group = self.groups.next()?;
        Some(self.hit(&group))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.groups.size_hint()
    }
}

impl ExactSizeIterator for HitStream<'_> {}

impl Drop for HitStream<'_> {
    fn drop(&mut self) {
        self.reader.keep_stems(self.highlighter.take_known());
    }
}
