//! Matching: the query after analysis, patterns over words, and spans of word positions.

pub(crate) mod pattern;
pub(crate) mod occurrence;
pub(crate) mod positions;
pub(crate) mod sloppy_phrase;
pub(crate) mod neighbors;
pub(crate) mod spans;
pub(crate) mod evaluation;
pub(crate) mod analyzed_query;
