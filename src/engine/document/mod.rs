//! TODO engine/document

pub(crate) mod builder;
pub(crate) mod id;
pub(crate) mod passages;
pub(crate) mod record;
