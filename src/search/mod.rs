//! TODO search

pub(crate) mod gazetteer;
