//! People: the parts of a name, when two names are one person, aliases, and clustering.
//!
//! ```text
//!  "Lavrov, Sergei" ──► Name ──► phonetic key ──► same_person ──► cluster
//!                                nicknames        Profile         names of an archive, with Aliases
//! ```
//!
//! Merging two people is worse than splitting one: in doubt, names stay apart.

/// Phonetic keys of words in names.
pub(crate) mod phonetic;

/// Short forms of given names.
pub(crate) mod nicknames;

/// Titles before a name.
pub(crate) mod titles;

/// The parts of a name.
pub(crate) mod name;

/// The role a mention gives a speaker.
pub(crate) mod role;

/// Whether two names are one person.
pub(crate) mod name_match;

/// Alias lists written by users.
pub(crate) mod aliases;

/// Names of an archive grouped into people.
pub(crate) mod clustering;

/// The people of an archive, as they are listed and asked for.
pub(crate) mod roster;

pub use aliases::{AliasError, Aliases, name_contains};
pub use clustering::{NameVariant, Person, cluster};
pub use name::{Name, key};
pub use name_match::{NameMatching, Profile, same_person};
pub use phonetic::{phonetic_key, phonetic_key_of_folded};
pub use role::role;
pub use roster::{Listed, Roster, people};
