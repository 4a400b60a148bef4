//! TODO index/matching

pub(crate) mod forward_only;
pub(crate) mod quote_join;
pub(crate) mod span_query;
pub(crate) mod translate;
