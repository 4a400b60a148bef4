//! TODO engine/matching

pub(crate) mod analyzed_query;
pub(crate) mod pattern;
pub(crate) mod spans;
