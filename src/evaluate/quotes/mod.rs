//! Scores quotations and speakers against gold annotations.
//!
//! The measures and their sources:
//!
//! - *Exact* spans: equal but for quotation marks, white space and punctuation at the ends, in
//!   which annotators differ. Micro-averaged precision, recall and F1 over all articles, as in the
//!   CoNLL shared tasks.
//! - *Overlap*: spans aligned one to one, greedily by descending intersection over union (Jaccard
//!   index) of at least one half. The kind is not compared: recall of a kind is over gold of that
//!   kind matched by any prediction, precision over predictions of that kind that match any gold.
//! - *Tokens*: precision and recall of the words in quotations, so that long ones weigh more.
//! - *direct\**: our own. Predictions within a gold quotation of another kind are ignored, for
//!   programs that find quotation marks alone.
//! - *Speaker*, over quotations that overlap: a mention overlaps (as the Gender Gap Tracker counts),
//!   a mention is equal, the surname is equal, the full name is equal (titles and initials aside).
//! - *End to end*: the quotation matches and the speaker is right.
//! - *Calibration*: reliability by confidence, after Murphy and Winkler (1977).
//! - *Coverage*: the one-sided measure of the Gender Gap Tracker; see [`Coverage`].
//!
//! These are the measures of the project's shared scorer, implemented independently from their
//! definitions; both give the same figures. One is wider here: a gold speaker given by words
//! without offsets is compared by words.

/// Spans in code points.
pub(crate) mod char_span;

/// Files of labelled articles.
pub(crate) mod documents;

/// Options of scoring.
pub(crate) mod options;

/// Comparison of speakers' names.
pub(crate) mod names;

/// One-to-one alignment of spans.
pub(crate) mod alignment;

/// The kind of a quotation without a label.
pub(crate) mod infer_kind;

/// An article's gold and predictions side by side.
pub(crate) mod compare;

/// Words covered by quotations.
pub(crate) mod tokens;

/// Reliability of the confidence.
pub(crate) mod calibration;

/// Correctness of speakers.
pub(crate) mod speakers;

/// Scores by rule.
pub(crate) mod rules;

/// The Gender Gap Tracker's coverage.
pub(crate) mod gender_gap_tracker;

/// Mistakes to read.
pub(crate) mod mistakes;

/// All counts of an article, and their sums.
pub(crate) mod score;

/// The report.
pub(crate) mod report;

/// Scoring of whole files.
pub(crate) mod evaluate;

/// Fitting the confidence.
pub(crate) mod fit;

#[cfg(test)]
mod tests;

pub use calibration::{Calibration, CalibrationBin};
pub use char_span::CharSpan;
pub use compare::QuoteCategory;
pub use documents::{QuoteDocument, QuoteFileError, QuoteLabel, read_documents, read_gold};
pub use evaluate::{evaluate, evaluate_predictions};
pub use fit::{Fit, fit};
pub use gender_gap_tracker::{COVERAGE_THRESHOLDS, Coverage};
pub use mistakes::{MistakeKind, QuoteMistake, QuoteMistakes};
pub use options::{LeadingConjunction, ScoringOptions};
pub use report::QuoteReport;
pub use rules::{RuleScore, RuleScores};
pub use score::{CategoryScores, QuoteScores, SpanScores};
pub use speakers::SpeakerScores;
