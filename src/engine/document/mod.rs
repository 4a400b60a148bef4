//! Documents: flat passages and quotations of articles, and the files they came from.

pub(crate) mod authors;
pub(crate) mod file;
pub(crate) mod id;
pub(crate) mod passages;
pub(crate) mod record;
pub(crate) mod builder;
