//! TODO query/rewrite

pub(crate) mod aliases;
pub(crate) mod plain_language;
pub(crate) mod quote_scope;
