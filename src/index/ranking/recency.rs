//! Recency: newer articles first, by a hyperbolic decay of the score.

use crate::index::ranking::group::GroupedHit;
use crate::index::ranking::order::Order;
use tantivy::{DateTime, Score};

/// Favours newer articles: one so many days older than the newest found counts half, one three
/// times as many days a quarter. What has no date counts as the oldest does.
pub(crate) struct Recency {
    days: u32,
    newest: Option<DateTime>,
    oldest: Option<DateTime>,
}

impl Recency {
    pub(crate) fn of(days: u32, hits: &[GroupedHit], order: &Order) -> Self {
        let dates = || hits.iter().filter_map(|hit| order.date(hit));
        Self {
            days: days.max(1),
            newest: dates().max(),
            oldest: dates().min(),
        }
    }

    /// Returns how many days older than the newest a hit is.
    pub(crate) fn age(&self, hit: &GroupedHit, order: &Order) -> f32 {
        let date = order.date(hit).or(self.oldest);
        let seconds = |date: Option<DateTime>| date.map_or(0, DateTime::into_timestamp_secs);
        (seconds(self.newest) - seconds(date)) as f32 / 86_400.0
    }

    pub(crate) fn factor(&self, hit: &GroupedHit, order: &Order) -> Score {
        let days = self.days as f32;
        days / (days + self.age(hit, order))
    }
}
