//! Full-text search over news archives that knows who said what, where, and when.
//!
//! ```text
//!  corpus/                                                        index/ or a cluster
//!    │ walk, unpack, sniff, read       annotate                        │
//!    └► Article ──────────────────────► Annotated ──► documents ──► engine
//!          └► Skip (counted, listed)    quotations     Passage        └ index  tantivy, embedded
//!                                       with speakers, Quote
//!                                       places         (flat)
//!
//!  typed text ──► query ──► Plan ──► search (understand, ask an engine) ──► Answer as data
//!                  └► Diagnostic                                        └► cli
//! ```
//!
//! Index a folder, ask, and read the answer:
//!
//! ```
//! use onrecord::engine::SearchOptions;
//! use onrecord::index::Reader;
//! use onrecord::ingest::{Options, ingest};
//! use onrecord::search::{NamePolicy, Request, SearchService};
//!
//! let folder = tempfile::tempdir()?;
//! let corpus = folder.path().join("articles");
//! std::fs::create_dir(&corpus)?;
//! std::fs::write(
//!     corpus.join("2024-03-05-levy.txt"),
//!     "Levy dropped\n\n\"The levy goes,\" said Miriam Otuoma, Kenya's finance minister.\n",
//! )?;
//!
//! let index = folder.path().join("index");
//! ingest(&Options::new(corpus, &index), &|_progress| ())?;
//!
//! let service = SearchService::new(Reader::open(&index)?, NamePolicy::default());
//! let plan = service.understand(&Request::new("speaker:otuoma levy"))?.plan;
//! for hit in service.search(&plan, &SearchOptions::default())? {
//!     let record = hit?.record;
//!     assert_eq!(record.speakers, ["Miriam Otuoma"]);
//!     assert_eq!(record.countries[0].code(), "KE");
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Layers
//!
//! The modules stand in layers: each uses only those listed before it, here and inside every
//! module, and a test keeps it so. The middle (`text` to `article`, `annotate`, `query`) takes text
//! and gives values: it reads no file, clock or environment, and it cannot fail. `corpus`,
//! `annotate` and `query` do not know one another. The command line holds no search logic and
//! prints only what `search` returned as data.
//!
//! # Glossary
//!
//! | word | meaning |
//! |---|---|
//! | corpus | a folder of articles, known in the index by its *label* |
//! | article | one news text with its metadata, [`article::Article`] |
//! | skip | an article or file that could not be read, with its reason |
//! | cue | the words that introduce speech: "said", "according to" |
//! | mention | the words that name somebody here: "he", "the minister" |
//! | attribution | which speaker a quotation has, by which rule, with what confidence |
//! | sieve | a rule of attribution; sieves are tried in order, the most precise first |
//! | direct, indirect, mixed | speech within marks; reported without them; reported with words in marks |
//! | gazetteer | the names of countries, regions and towns |
//! | document, record | what an engine stores: a passage or a quotation, flat |
//! | passage | a run of whole paragraphs, some 60 to 200 words, that never cuts a quotation |
//! | unit | what a hit is: a passage or a quotation |
//! | kind | how a quotation is given: direct, indirect or mixed |
//! | query, plan | what was typed, as a tree with positions; the same without them, for an engine |
//! | diagnostic | what is wrong with part of a query, and what to write instead |
//! | term | what a word is looked up by: its stem, or its form with how it is capitalised |
//! | span | a range of positions in a text, in bytes unless said otherwise; ends are exclusive |
//! | marks | the words that made a record match, to highlight |
//! | field, dimension | what a query can name; what can be counted by |
//! | root | a corpus as the index knows it: its label and its path |
//! | engine | answers plans: the embedded index, or another behind the same trait |
//!
//! Offsets are bytes inside the program, and Unicode code points in all that leaves it.

#![warn(unreachable_pub)]
#![warn(missing_docs)]

// Spans, folding, words, sentences, paragraphs.
pub mod text;

// Languages: detection, and the word lists of each.
pub mod lang;

// Countries, regions and towns, and the names they go by.
pub mod place;

// People: the parts of a name, which spellings are one person, aliases.
pub mod person;

// The types that travel: articles, quotations, attributions.
pub mod article;

// Bytes in, articles out: walk, unpack, sniff, read.
pub mod corpus;

// `Article` in, `Annotated` out: quotations, speakers, places. Cannot fail.
pub mod annotate;

// Typed text in, a plan out, with a diagnostic for what was not understood.
pub mod query;

// What any engine takes and gives: documents, plans, hits, counts, and the traits.
pub mod engine;

// The embedded engine, on tantivy.
pub mod index;

// The search service: from typed text to an answer as data, over any engine.
pub mod search;

// A folder into an engine: in parallel, only what changed, resumable.
pub mod ingest;

// Scores against gold annotations.
pub mod evaluate;

// The command line: one file for each command; arguments and printing only.
pub mod cli;
