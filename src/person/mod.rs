//! People: the parts of a name, when two names are one person, aliases, and clustering.
//!
//! ```text
//!  "Lavrov, Sergei" ──► Name ──► phonetic key ──► same_person ──► cluster
//!                                nicknames        Profile         names of an archive, with Aliases
//! ```
//!
//! Merging two people is worse than splitting one: in doubt, names stay apart.

/// Phonetic keys of words in names.
pub mod phonetic;

/// Short forms of given names.
pub(crate) mod nicknames;

/// The parts of a name.
pub mod name;

/// The role a mention gives a speaker.
pub mod role;

/// Whether two names are one person.
pub mod name_match;

/// Alias lists written by users.
pub mod aliases;

/// Names of an archive grouped into people.
pub mod clustering;

pub use aliases::{AliasError, Aliases, name_contains};
pub use clustering::{NameVariant, Person, cluster};
pub use name::{Name, key};
pub use name_match::{NameMatching, Profile, same_person};
pub use phonetic::{phonetic_key, phonetic_key_of_folded};
pub use role::role;
