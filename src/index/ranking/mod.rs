//! Ranking: BM25 over passages or whole articles, boosts by field, proximity and recency.

pub(crate) mod bm25;
pub(crate) mod group;
pub(crate) mod article_score;
pub(crate) mod feedback;
pub(crate) mod grouping;
pub(crate) mod order;
pub(crate) mod field_boosts;
pub(crate) mod proximity;
pub(crate) mod recency;
pub(crate) mod explain;
