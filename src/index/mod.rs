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

mod analysis;
mod answer;
mod asked;
mod breaks;
mod collect;
mod count;
mod countries;
mod describe;
mod error;
mod favour;
mod feedback;
mod guard;
mod highlight;
mod home;
mod id;
mod kept;
mod lower;
mod manifest;
mod near;
mod order;
mod passages;
mod pattern;
mod placed;
mod rank;
mod reader;
mod record;
mod said;
mod schema;
mod score;
mod search;
mod snippet;
mod spans;
mod speakers;
mod stats;
mod suggest;
#[cfg(test)]
mod tests;
mod tokens;
mod write;

pub use answer::{Answer, Hit, Hits};
pub use count::{By, Counts};
pub use countries::Counted;
pub use describe::records;
pub use error::{Error, Result};
pub use highlight::Marks;
pub use home::Root;
pub use id::ArticleId;
pub use passages::passages;
pub use reader::Reader;
pub use record::{FileRecord, Kind, Record, Said, Seen, SkipRecord, shown};
pub use schema::{FIELDS, FieldRow, SCHEMA_VERSION, Shape};
pub use search::SearchOptions;
pub use snippet::{fragments, snippet};
pub use speakers::{Speaker, SpeakerOptions};
pub use stats::{Count, Stats};
pub use write::{Writer, WriterOptions};
