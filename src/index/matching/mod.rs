//! Matching: plans as tantivy queries.

pub(crate) mod filters;
pub(crate) mod forward_only;
pub(crate) mod quote_join;
pub(crate) mod span_spec;
pub(crate) mod cursor;
pub(crate) mod span_query;
pub(crate) mod phrase_query;
pub(crate) mod article_all;
pub(crate) mod approximation;
pub(crate) mod translate;
pub(crate) mod matching_docs;
pub(crate) mod article_scope;
