//! Text primitives: spans, folding, offsets, words, signs around them, and
//! paragraphs.

/// Byte ranges.
pub(crate) mod span;

/// Case, accent and punctuation folding.
pub mod fold;

/// Bytes to code points and back.
pub mod offsets;

/// Word segmentation.
pub mod words;

/// Signs around words: `C++`, `AT&T`, `£4bn`.
pub(crate) mod signs;

/// Paragraph segmentation.
pub mod paragraphs;

pub use span::Span;
