//! Text primitives: spans, folding, offsets, words and paragraphs.

/// Byte ranges.
pub mod span;

/// Case, accent and punctuation folding.
pub mod fold;

/// Bytes to code points and back.
pub mod offsets;

/// Word segmentation.
pub mod words;

/// Paragraph segmentation.
pub mod paragraphs;

pub use span::Span;
