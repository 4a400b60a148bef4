//! TODO engine/analysis

pub(crate) mod boundaries;
pub(crate) mod terms;
