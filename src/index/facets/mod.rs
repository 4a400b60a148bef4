//! Facets: counts by value, over columns.

pub(crate) mod count;
pub(crate) mod countries;
pub(crate) mod speakers;
pub(crate) mod stats;
