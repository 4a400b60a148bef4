//! The order of hits: by score, then newest first, then by article and position; the same for the
//! same texts, however many threads indexed them.

use crate::index::collect::{Run, grade};
use crate::index::error::Result;
use crate::index::schema;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::sync::Arc;
use tantivy::columnar::{Column, ColumnValues};
use tantivy::{DateTime, Searcher};

pub(super) struct Order {
    segments: Vec<(Column<DateTime>, Arc<dyn ColumnValues<u64>>)>,
}

impl Order {
    pub(super) fn new(searcher: &Searcher) -> Result<Self> {
        let mut segments = Vec::new();
        for segment in searcher.segment_readers() {
            let columns = segment.fast_fields();
            segments.push((
                columns.date(schema::PUBLISHED)?,
                columns.column_first_or_default(schema::POSITION)?,
            ));
        }
        Ok(Self { segments })
    }

    /// Returns when a hit was published.
    pub(super) fn date(&self, run: &Run) -> Option<DateTime> {
        self.segments[run.segment as usize].0.first(run.doc)
    }

    pub(super) fn compare(&self, a: &Run, b: &Run) -> Ordering {
        let position = |run: &Run| self.segments[run.segment as usize].1.get_val(run.doc);
        grade(b.score)
            .cmp(&grade(a.score))
            .then_with(|| self.date(b).cmp(&self.date(a)))
            .then_with(|| a.article.cmp(&b.article))
            .then_with(|| position(a).cmp(&position(b)))
    }

    /// Puts the first `count` at the beginning, themselves in no order; returns them.
    pub(super) fn first<'r>(&self, runs: &'r mut [Run], count: usize) -> &'r mut [Run] {
        if 0 < count && count < runs.len() {
            runs.select_nth_unstable_by(count - 1, |a, b| self.compare(a, b));
        }
        let count = count.min(runs.len());
        &mut runs[..count]
    }

    /// Returns the first `count` in order.
    pub(super) fn best(&self, mut runs: Vec<Run>, count: usize) -> Vec<Run> {
        let first = self.first(&mut runs, count).len();
        runs.truncate(first);
        runs.sort_unstable_by(|a, b| self.compare(a, b));
        runs
    }

    /// Joins the runs of one article that lie apart: its file was read from two places.
    pub(super) fn join(&self, runs: Vec<Run>) -> Vec<Run> {
        let mut known: FxHashMap<u64, usize> = FxHashMap::default();
        known.reserve(runs.len());
        let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
        for run in runs {
            let at = *known.entry(run.article).or_insert(joined.len());
            let Some(first) = joined.get_mut(at) else {
                joined.push(run);
                continue;
            };
            let count = first.count + run.count;
            if self.compare(&run, first) == Ordering::Less {
                *first = run;
            }
            first.count = count;
        }
        joined
    }
}
