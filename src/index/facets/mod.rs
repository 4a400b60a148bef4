//! Facets: counts by value, over columns.

pub(crate) mod stats;
pub(crate) mod countries;
pub(crate) mod speakers;
pub(crate) mod count;
