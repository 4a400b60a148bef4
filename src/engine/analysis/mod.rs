//! Analysis: from text to terms, and the boundaries of sentences and paragraphs.

pub(crate) mod boundaries;
pub(crate) mod stemmer;
pub(crate) mod vietnamese;
pub(crate) mod terms;
pub(crate) mod sign_terms;
