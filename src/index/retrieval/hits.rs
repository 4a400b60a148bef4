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
                .marks(&record, &self.article(&record)?)
                .unwrap_or_default(),
            record,
            score: group.score,
            rank: self.rank,
            further: group.count as usize - 1,
            explanation,
            partial: group.partial > 0.0,
        })
    }

    /// Returns those records of a passage's article that the query has conditions on.
    fn article(&self, record: &Record) -> Result<Vec<Record>> {
        let query = self.highlighter.query();
        let mut article = Vec::new();
        if self.unit == Unit::Passage && query.needs_quotes() {
            article.extend(self.reader.article(record.article, Unit::Quote)?);
        }
        if self.unit == Unit::Passage && query.needs_passages() {
            article.extend(self.reader.article(record.article, Unit::Passage)?);
        }
        Ok(article)
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
