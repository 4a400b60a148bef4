//! Matching: the query after analysis, patterns over words, and spans of word positions.

pub(crate) mod pattern;
pub(crate) mod spans;
pub(crate) mod analyzed_query;
