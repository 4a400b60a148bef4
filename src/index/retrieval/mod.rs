//! Retrieval: from a plan to hits, suggestions, and articles like a given one.

pub(crate) mod hits;
pub(crate) mod more_like_this;
pub(crate) mod search;
pub(crate) mod suggest;
