//! Full-text search over news archives that knows who said what, where, and when.
//!
//! ```text
//!  corpus/                                                              index/
//!    │ walk, unpack, sniff, read       annotate                           │
//!    └► Article ──────────────────────► Annotated ──► Passage, Quote ─────┴─► tantivy
//!          └► Skip (counted, listed)
//!
//!  typed text ──► Query ──► Plan ──► Hits ──► terminal · JSON · CSV
//! ```
//!
//! The rooms stand in ladder order: each uses only those above it, and a test keeps it so.
//! The middle (`text` to `annotate`, and `query`) takes text and gives values: it reads no
//! file, clock or environment, and it cannot fail.

#![warn(unreachable_pub)]

/// Spans, folding, words, sentences, paragraphs.
pub mod text;

/// Which language, and each one's word lists.
pub mod lang;

/// Countries: codes, and the names places go by.
pub mod place;

/// People: a name's parts and key, when two names are one person, aliases.
pub mod person;

/// The types that travel.
pub mod article;

/// Bytes in, articles out: walk, unpack, tell the form, read.
pub mod corpus;

/// `Article` in, `Annotated` out: quotations, speakers, countries.
pub mod annotate;

/// Typed text in, a plan out, with a note on all that was not understood.
pub mod query;

/// What any engine takes and gives: documents, plans, hits, counts, and the trait itself.
pub mod engine;

/// The embedded engine, on tantivy.
pub mod index;

/// From typed text to an answer as data, over any engine.
pub mod search;

/// A folder into the index: in parallel, only what changed, resumable.
pub mod ingest;

/// Scores against what people marked.
pub mod evaluate;

/// The commands, one file each; printing.
pub mod cli;
