//! Mentions of people, organisations and places, and the entities they refer to.

pub(crate) mod mention;

pub(crate) mod phrase;

pub(crate) mod names;

pub(crate) mod mentions;

pub(crate) mod name_forms;

pub(crate) mod coreference;

pub(crate) mod pronouns;
