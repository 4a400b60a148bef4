//! Languages: which one a text is in, and the word lists of each.
//!
//! A language is a folder `src/lang/<code>/` with the same files as the others and one row of
//! [`LANGUAGES`]; nothing else in the crate names it.

/// Reading word lists.
pub(crate) mod list;

/// The table of languages.
pub(crate) mod language;

/// What a lexicon says of one word.
pub(crate) mod word;

/// One language's word lists, loaded.
pub(crate) mod lexicon;

/// The names of the months, in several languages.
pub(crate) mod month_names;

/// Language identification.
pub(crate) mod detect;

pub use detect::detect;
pub(crate) use detect::is_too_short;
pub(crate) use language::LanguageSet;
pub use language::{LANGUAGES, Language, declared};
pub(crate) use lexicon::{Lexicon, any_language_has, lexicon};
pub(crate) use month_names::month_number;
pub(crate) use word::{Class, Frames, Inflection, LexiconEntry};
