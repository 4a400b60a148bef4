//! Limits on a query, so that none is slow to parse or to evaluate.

/// From how many words on a query without operators is taken for plain language.
pub const PLAIN_LANGUAGE_MIN_WORDS: usize = 5;

/// The largest distance of a proximity operator, in words.
pub(crate) const MAX_DISTANCE: u32 = 500;

/// The most letters `word~n` may differ by.
pub(crate) const MAX_EDITS: u8 = 2;

/// The most levels of parentheses and prefix operators.
pub(crate) const MAX_DEPTH: usize = 50;

/// The largest factor of `word^2`.
pub(crate) const MAX_BOOST: f32 = 1000.0;

/// The most errors reported of one query.
pub(crate) const MAX_ERRORS: usize = 10;

/// The most proximity operators.
pub(crate) const MAX_PROXIMITY_OPERATORS: usize = 20;

/// The largest count of `atleast3( … )`.
pub(crate) const MAX_COUNT: u32 = 100;

/// The most words, phrases and values.
pub(crate) const MAX_TERMS: usize = 1000;

/// The most words of a phrase with slop: `"a b"~3`.
pub(crate) const MAX_SLOP_TERMS: usize = 8;

/// The largest slop, in moves.
pub(crate) const MAX_SLOP: u32 = 50;

/// The longest wildcard or regular expression, in bytes.
pub(crate) const MAX_PATTERN_BYTES: usize = 200;

/// The most wildcards, regular expressions and fuzzy words.
pub(crate) const MAX_PATTERNS: usize = 50;

/// The most words left out at an ellipsis in a phrase: `"I told him … an apology"`.
pub(crate) const MAX_ELLIPSIS: u32 = 50;
