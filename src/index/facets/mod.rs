//! TODO index/facets

pub(crate) mod count;
pub(crate) mod countries;
pub(crate) mod speakers;
pub(crate) mod stats;
