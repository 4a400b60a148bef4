//! The store: passages, quotations and the files they came from, in one tantivy index.
//!
//! ```text
//!  Record ──► schema (fields) ──► write ──► DIR/ ──► search ──► Hits, Marks
//!  typed  ──► query::Plan ───────► lower ────────────┘
//! ```
//!
//! A passage, with its article's title, is what a question is asked of: words joined by AND must
//! meet in one, and `-word` leaves out the passages that have it, not their articles.
//!
//! The tables to read first are [`FIELDS`] and, for what a folder holds, `home`.

pub(crate) mod analysis;
pub(crate) mod document;
pub(crate) mod facets;
pub(crate) mod matching;
pub(crate) mod ranking;
pub(crate) mod retrieval;
pub(crate) mod storage;
#[cfg(test)]
mod tests;

pub use document::schema::{FIELDS, FieldRow, SCHEMA_VERSION, Shape};
pub use storage::metadata::Root;
pub use storage::reader::Reader;
pub use storage::writer::{Writer, WriterOptions};
