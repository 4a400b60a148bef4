//! TODO annotate/attribution

pub(crate) mod confidence;
pub(crate) mod features;
pub(crate) mod fragments;
pub(crate) mod resolve;
pub(crate) mod sieves;
pub(crate) mod titles_in_quotes;
