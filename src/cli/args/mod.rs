//! Arguments that several commands share.

pub(crate) mod alias_args;
pub(crate) mod minus_words;
pub(crate) mod query_args;
pub(crate) mod hit_args;
pub(crate) mod query_file;
