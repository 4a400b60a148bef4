//! TODO corpus/json

pub(crate) mod document;
pub(crate) mod lines;
