//! How a plan is to be answered: which unit, which page, which ranking.

use crate::engine::document::record::Unit;

/// How a plan is to be answered.
///
/// ```
/// use onrecord::engine::{SearchOptions, Unit};
///
/// // The second page of fifty quotations.
/// let options = SearchOptions {
///     unit: Unit::Quote,
///     limit: 50,
///     offset: 50,
///     ..SearchOptions::default()
/// };
/// assert_eq!(options.recency_days, None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchOptions {
    /// What a hit is.
    pub unit: Unit,
    /// How many hits to return at most.
    pub limit: usize,
    /// How many hits to leave out first.
    pub offset: usize,
    /// Only files of the corpus with this label.
    pub root: Option<String>,
    /// Rank again by pseudo-relevance feedback (Rocchio) from the best articles. The set of
    /// matches stays the same.
    pub feedback: bool,
    /// Favour newer articles: one this many days older than the newest match counts half.
    pub recency_days: Option<u32>,
    /// Explain each hit's score.
    pub explain: bool,
    /// How the passages of one article are listed.
    pub grouping: Grouping,
}

/// How the matching passages of one article are listed; quotations are never grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// One hit per article: its best passage.
    #[default]
    ByArticle,
    /// Every passage is a hit of its own.
    None,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self {
            unit: Unit::Passage,
            limit: 10,
            offset: 0,
            root: None,
            feedback: false,
            recency_days: None,
            explain: false,
            grouping: Grouping::ByArticle,
        }
    }
}

impl SearchOptions {
    /// Tells whether the passages of an article are one hit.
    pub(crate) fn groups_by_article(&self) -> bool {
        self.unit == Unit::Passage && self.grouping == Grouping::ByArticle
    }
}
