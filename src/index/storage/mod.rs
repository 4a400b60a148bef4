//! TODO index/storage

pub(crate) mod manifest;
pub(crate) mod metadata;
pub(crate) mod reader;
pub(crate) mod writer;
