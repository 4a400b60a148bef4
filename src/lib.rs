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

/// Spans, folding, words, sentences, paragraphs.
pub mod text;

/// Countries: codes, names, mentions.
pub mod place;

/// The types that travel.
pub mod article;

/// Bytes in, `Article` out: walk, unpack, sniff, one file a format.
pub mod corpus;
