//! Quotation attribution: who said each quotation, and how certain that is.
//!
//! The sieves find the speaker's mention, coreference gives the name, and logistic regression over
//! named features gives the confidence.

pub(crate) mod utterance;

pub(crate) mod fragments;

pub(crate) mod sieves;

pub(crate) mod confidence;

pub(crate) mod features;

pub(crate) mod resolve;
