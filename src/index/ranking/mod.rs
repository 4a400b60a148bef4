//! TODO index/ranking

pub(crate) mod article_score;
pub(crate) mod explain;
pub(crate) mod feedback;
pub(crate) mod field_boosts;
pub(crate) mod grouping;
pub(crate) mod order;
pub(crate) mod proximity;
