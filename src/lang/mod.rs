//! Languages: which one a text is in, and the word lists of each.
//!
//! A language is a folder `src/lang/<code>/` with the same files as the others and one row of
//! [`LANGUAGES`]; nothing else in the crate names it.

/// Reading word lists.
pub(crate) mod list;

/// The table of languages.
pub mod language;

/// What a lexicon says of one word.
pub mod word;

/// One language's word lists, loaded.
pub mod lexicon;

/// Language identification.
pub mod detect;

pub use detect::detect;
pub use language::{LANGUAGES, Language, LanguageSet, declared};
pub use lexicon::{Lexicon, lexicon};
pub use word::{Class, Frames, Inflection, LexiconEntry, PhrasalVerb, SourcePhrase};
