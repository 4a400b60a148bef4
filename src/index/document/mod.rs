//! TODO index/document

pub(crate) mod quote_ref;
pub(crate) mod schema;
