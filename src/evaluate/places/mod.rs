//! Scores places and countries against gold annotations.
//!
//! - *Places*: a place is found if gold and prediction have the same span (exact) or a character in
//!   common (overlap). Predictions at a gold place without country are not counted.
//! - *Country, given the span*: over the places found exactly; the accuracy of toponym resolution
//!   (Gritta and others, "A pragmatic guide to geoparsing evaluation", 2020).
//! - *Articles*: the set of countries of each, micro-averaged over all articles.

/// Files of labelled articles.
pub(crate) mod documents;

/// Counts and mistakes of an article, and their sums.
pub(crate) mod score;

/// Scoring of whole files, and the report.
pub(crate) mod evaluate;

pub use documents::{PlaceDocument, PlaceFileError, PlaceLabel, read_documents, read_gold};
pub use evaluate::{PlaceReport, evaluate, evaluate_predictions};
pub use score::{PlaceMistake, PlaceMistakes, PlaceScores};
