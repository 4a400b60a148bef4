//! TODO annotate/entities

pub(crate) mod coreference;
pub(crate) mod mentions;
pub(crate) mod names;
pub(crate) mod pronouns;
