//! Rewrites of a parsed query: from its syntax tree to a plan, and from plan to plan.

pub(crate) mod quote_scope;
pub(crate) mod explicit_syntax;
pub(crate) mod abbreviations;
pub(crate) mod country_names;
pub(crate) mod content_terms;
pub(crate) mod plain_language;
pub(crate) mod lower;
pub(crate) mod aliases;
