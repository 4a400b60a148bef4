//! The embedded engine: passages, quotations and the files they came from, in one tantivy index.
//!
//! ```text
//!  Record ──► document (columns) ──► storage (writer) ──► DIR/
//!  Plan ──► matching (translate) ──► ranking, facets ──► retrieval (hits, marks)
//! ```
//!
//! A plan is matched against passages, each with its article's title: words joined by AND must meet in
//! one, and `-word` leaves out the passages that have it, not their articles.
//!
//! The table to read first is [`COLUMNS`].

pub(crate) mod analysis;
pub(crate) mod document;
pub(crate) mod error;
pub(crate) mod matching;
pub(crate) mod storage;
pub(crate) mod facets;
pub(crate) mod ranking;
pub(crate) mod retrieval;
pub(crate) mod engine;
#[cfg(test)]
mod tests;

pub use document::schema::{COLUMNS, Column, SCHEMA_VERSION, Shape};
pub use storage::reader::Reader;
pub use storage::writer::{IndexWriter, WriterOptions};
