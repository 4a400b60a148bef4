//! What lies on disk: the index folder, its files' memory, reading and writing.

pub(crate) mod metadata;
pub(crate) mod postings;
pub(crate) mod manifest;
pub(crate) mod statistics;
pub(crate) mod stored_record;
pub(crate) mod reader;
pub(crate) mod writer;
