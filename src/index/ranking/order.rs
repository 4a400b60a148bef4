//! The order of hits: by score, then newest first, then by article and position; the same for the
//! same texts, however many threads indexed them.

use crate::engine::error::Result;
use crate::index::document::schema;
use crate::index::ranking::group::{GroupedHit, grade};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::sync::Arc;
use tantivy::columnar::{Column, ColumnValues};
use tantivy::{DateTime, Searcher};

pub(crate) struct Order {
    segments: Vec<(Column<DateTime>, Arc<dyn ColumnValues<u64>>)>,
}

impl Order {
    pub(crate) fn new(searcher: &Searcher) -> Result<Self> {
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
    pub(crate) fn date(&self, hit: &GroupedHit) -> Option<DateTime> {
        self.segments[hit.segment as usize].0.first(hit.doc)
    }

    pub(crate) fn compare(&self, a: &GroupedHit, b: &GroupedHit) -> Ordering {
        let position = |hit: &GroupedHit| self.segments[hit.segment as usize].1.get_val(hit.doc);
        grade(b.score)
            .cmp(&grade(a.score))
            .then_with(|| self.date(b).cmp(&self.date(a)))
            .then_with(|| a.article.cmp(&b.article))
            .then_with(|| position(a).cmp(&position(b)))
    }

    /// Puts the first `count` at the beginning, themselves in no order; returns them.
    pub(crate) fn first<'r>(
        &self,
        hits: &'r mut [GroupedHit],
        count: usize,
    ) -> &'r mut [GroupedHit] {
        if 0 < count && count < hits.len() {
            // By score alone first, which is quick; the few that are left by all of the order.
            let mut grades: Vec<i64> = hits.iter().map(|hit| grade(hit.score)).collect();
            let worst = grades.len() - count;
            let (_, &mut least, _) = grades.select_nth_unstable(worst);
            let mut good = 0;
            for at in 0..hits.len() {
                if grade(hits[at].score) >= least {
                    hits.swap(at, good);
                    good += 1;
                }
            }
            if good > count {
                hits[..good].select_nth_unstable_by(count - 1, |a, b| self.compare(a, b));
            }
        }
        let count = count.min(hits.len());
        &mut hits[..count]
    }

    /// Returns the first `count` in order.
    pub(crate) fn best(&self, mut hits: Vec<GroupedHit>, count: usize) -> Vec<GroupedHit> {
        let first = self.first(&mut hits, count).len();
        hits.truncate(first);
        hits.sort_unstable_by(|a, b| self.compare(a, b));
        hits
    }

    /// Joins the runs of one article that lie apart: its file was read from two places.
    pub(crate) fn join(&self, hits: Vec<GroupedHit>) -> Vec<GroupedHit> {
        if all_differ(&hits) {
            return hits;
        }
        let mut known: FxHashMap<u64, usize> = FxHashMap::default();
        known.reserve(hits.len());
        let mut joined: Vec<GroupedHit> = Vec::with_capacity(hits.len());
        for hit in hits {
            let at = *known.entry(hit.article).or_insert(joined.len());
            let Some(first) = joined.get_mut(at) else {
                joined.push(hit);
                continue;
            };
            let count = first.count + hit.count;
            if self.compare(&hit, first) == Ordering::Less {
                *first = hit;
            }
            first.count = count;
        }
        joined
    }
}

/// Tells whether no article has two runs, as is usual: quicker than to look each one up.
fn all_differ(hits: &[GroupedHit]) -> bool {
    // Ids are hashes already; a slot that is free holds 0.
    let mut slots = vec![0_u64; (2 * hits.len()).next_power_of_two()];
    let mask = slots.len() - 1;
    for hit in hits {
        let mut slot = hit.article as usize & mask;
        while slots[slot] != 0 && slots[slot] != hit.article {
            slot = (slot + 1) & mask;
        }
        if slots[slot] == hit.article {
            return false;
        }
        slots[slot] = hit.article;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_articles_apart() {
        let check = |articles: &[u64], expected| {
            let hit = |&article: &u64| GroupedHit {
                article,
                segment: 0,
                doc: 0,
                score: 0.0,
                count: 1,
                earned: 0.0,
                first: 0,
                last: 0,
                partial: 0.0,
            };
            let hits: Vec<GroupedHit> = articles.iter().map(hit).collect();
            assert_eq!(all_differ(&hits), expected, "{articles:?}");
        };
        check(&[], true);
        check(&[7], true);
        check(&[7, 15, 23, 31, 8], true);
        check(&[7, 15, 23, 31, 7], false);
        check(&[1, 1], false);
        // No article has this number; if one had, it would be looked up.
        check(&[0], false);
    }
}
