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
#[derive(Clone, Debug, PartialEq)]
pub struct SearchOptions {
    /// What a hit is.
    pub unit: Unit,
    /// How many hits to return at most.
    pub limit: usize,
    /// How many hits to leave out first.
    pub offset: usize,
    /// Only files of the corpus with this label, or under this folder of it: `corpus/2024`.
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
    /// In which order hits are listed.
    pub sort: SortOrder,
    /// What the clauses of a query must match in.
    pub scope: MatchScope,
    /// Where fewer articles than `limit` have all of some words side by side, those with some of
    /// them follow. They are not counted as matches.
    pub partial: bool,
    /// How the score of an article is weighed.
    pub weights: RankingWeights,
}

/// What is added to an article's BM25 score over the whole of its text.
///
/// The defaults were chosen by leaving out one of several test collections at a time, which
/// `onrecord evaluate weights` does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankingWeights {
    /// The share of the best passage's own score in the sum.
    pub passage: f32,
    /// The weight of neighbours in the query that are near one another in the text.
    pub proximity: f32,
}

impl Default for RankingWeights {
    fn default() -> Self {
        Self {
            passage: 0.4,
            proximity: 0.05,
        }
    }
}

/// The scope in which all of a query must match; quotations are matched one by one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MatchScope {
    /// One passage: words that stand together are about one thing.
    #[default]
    Passage,
    /// A whole article: each clause may hold in another passage, and a negated one in none. Of the
    /// passages, those are listed in which a clause holds that is not negated.
    Article,
}

/// In which order hits are listed; the best passage stands for its article in any of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortOrder {
    /// The best score first.
    #[default]
    Relevance,
    /// The newest first; those without a date last.
    Newest,
    /// The oldest first; those without a date last.
    Oldest,
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
            sort: SortOrder::Relevance,
            scope: MatchScope::Passage,
            partial: false,
            weights: RankingWeights::default(),
        }
    }
}

impl SearchOptions {
    /// Tells whether a query is asked of whole articles.
    pub(crate) fn matches_articles(&self) -> bool {
        self.unit == Unit::Passage && self.scope == MatchScope::Article
    }

    /// Tells whether the passages of an article are one hit.
    pub(crate) fn groups_by_article(&self) -> bool {
        self.unit == Unit::Passage && self.grouping == Grouping::ByArticle
    }
}
