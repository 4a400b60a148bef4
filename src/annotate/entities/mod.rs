//! TODO annotate/entities

pub(crate) mod mention;

pub(crate) mod phrase;

pub(crate) mod names;

pub(crate) mod mentions;

pub(crate) mod coreference;

pub(crate) mod pronouns;
