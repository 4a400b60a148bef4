//! Metadata of records: which field name means what, and how its value fills an article.

pub(crate) mod field_names;

pub(crate) mod values;

pub(crate) mod fill;

pub(crate) use fill::fill_body;
pub(crate) use fill::fill_metadata;
pub(crate) use fill::has_body;
