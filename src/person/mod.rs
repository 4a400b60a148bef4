//! People: what a name is made of, and when two names are one person.
//!
//! ```text
//!  "Lavrov, Sergei" ──► Name ──► sounds (key) ──► same_person ──► people
//!                                nicknames         Profile         an archive's, with Aliases
//! ```
//!
//! Two people under one name are worse than one under two: where in doubt, names stay apart.

pub(crate) mod aliases;
pub(crate) mod clustering;
pub(crate) mod name;
pub(crate) mod name_match;
pub(crate) mod nicknames;
pub(crate) mod phonetic;
pub(crate) mod role;

pub use aliases::{Aliases, Problem, called};
pub use clustering::{NameMatching, Person, Variant, people};
pub use name::{Name, key};
pub use name_match::{Profile, same_person};
pub use phonetic::{sound, sound_of_folded};
pub use role::role;

/// Returns a list's rows: no comments, no blank lines.
fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim_end)
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
}
