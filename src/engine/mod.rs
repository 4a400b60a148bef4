//! What any engine takes and gives: documents, plans, hits and counts, and the traits that an
//! engine implements. Nothing here knows how an engine stores them.
//!
//! ```text
//!  Annotated ──► document (Passage, Quote) ──► Writer ──► an engine
//!  Plan ──► matching (terms, spans) ──► Engine ──► Answer, Counts
//!                                  └──► highlight ──► Marks
//! ```
//!
//! Analysis happens here, once: every engine indexes the terms of `analysis`, and one
//! highlighter marks what matched in the text that any engine gives back.

pub(crate) mod analysis;
pub(crate) mod document;
pub(crate) mod error;
pub(crate) mod fields;
pub(crate) mod counts;
pub(crate) mod marks;
pub(crate) mod hits;
pub(crate) mod matching;
pub(crate) mod highlight;
pub(crate) mod options;
pub(crate) mod snippet;
pub(crate) mod speakers;
pub(crate) mod stats;
pub(crate) mod traits;
#[cfg(test)]
pub(crate) mod reference;
#[cfg(test)]
pub(crate) mod memory;

pub use counts::{Counts, Dimension, Period};
pub use document::builder::records;
pub use document::file::{FileFingerprint, FileRecord, KnownFiles, Root, SkipRecord};
pub use document::id::ArticleId;
pub use document::passages::passages;
pub use document::record::{QuoteInfo, Record, Unit};
pub use error::{Error, Result};
pub use fields::{FIELDS, FieldRow, Indexing, Values};
pub use hits::{Answer, Hit, Hits};
pub use marks::Marks;
pub use options::{Grouping, MatchScope, RankingWeights, SearchOptions, SortOrder};
pub use snippet::{fragments, snippet};
pub use speakers::{Speaker, SpeakerOptions};
pub use stats::{CountryCounts, Stats, ValueCount};
pub use traits::{Engine, Writer};
