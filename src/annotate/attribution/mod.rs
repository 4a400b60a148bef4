//! TODO annotate/attribution

pub(crate) mod utterance;

pub(crate) mod fragments;

pub(crate) mod sieves;

pub(crate) mod confidence;

pub(crate) mod features;

pub(crate) mod resolve;
