//! Scores annotations and rankings against gold data.
//!
//! Gold files are plain JSON lines, so that anyone can label articles of their own and measure.

/// Ratios, precision, recall and F1.
pub(crate) mod metrics;

// Quotations and speakers.
pub mod quotes;

// Places and countries.
pub mod places;

// Ranked results.
pub mod ranking;

/// Choosing ranking weights.
pub mod weights;

pub use metrics::{PrecisionRecall, Ratio};
