//! Hits grouped by article, and the precision at which their scores are compared.

use tantivy::{DocId, Score, SegmentOrdinal};

/// Whether the hits of an article are shown as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    Article,
    Nothing,
}

/// Hits of one article side by side, of which one is the best.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GroupedHit {
    pub article: u64,
    pub segment: SegmentOrdinal,
    /// The best hit, the first of equals.
    pub doc: DocId,
    pub score: Score,
    pub count: u32,
    /// The part of the score that comes from field boosts.
    pub field_boost: Score,
    /// Its first hit and its last.
    pub first: DocId,
    pub last: DocId,
    /// What its score was multiplied by to stand behind those that have all of the words; 0 if it
    /// is one of them.
    pub partial: Score,
}

/// Rounds a score, which is never below 0, so that sums made in another order still tie.
pub(crate) fn grade(score: Score) -> i64 {
    // `round` is a call, and this runs for every hit.
    (f64::from(score) * 10_000.0 + 0.5) as i64
}
