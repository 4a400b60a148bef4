//! People: what a name is made of, and when two names are one person.
//!
//! ```text
//!  "Lavrov, Sergei" ──► Name ──► sounds (key) ──► same_person ──► people
//!                                nicknames         Profile         an archive's, with Aliases
//! ```
//!
//! Two people under one name are worse than one under two: where in doubt, names stay apart.

mod aliases;
mod name;
mod nicknames;
mod people;
mod role;
mod same;
mod sounds;

pub use aliases::{Aliases, Problem, called};
pub use name::{Name, key};
pub use people::{Merging, Person, Variant, people};
pub use role::role;
pub use same::{Profile, same_person};
pub use sounds::{sound, sound_of_folded};

/// Returns a list's rows: no comments, no blank lines.
fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim_end)
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
}
