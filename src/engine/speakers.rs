//! Who speaks in an archive: people with all their spellings.

use crate::person::{Aliases, NameMatching, Person};

/// Which speakers to list, and how spellings are clustered.
#[derive(Clone, Debug, Default)]
pub struct SpeakerOptions {
    /// Only those with a spelling that has these words; all if empty.
    pub named: String,
    /// The user's alias list: names to merge and names to keep apart.
    pub aliases: Aliases,
    /// Whether spellings are clustered into people.
    pub matching: NameMatching,
}

/// A speaker, counted over every quotation of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// Who it is.
    pub person: Person,
    /// Their quotations.
    pub quotes: usize,
    /// The articles these stand in.
    pub articles: usize,
    /// The first and the last day of publication (`2024-03-05`), where known.
    pub days: Option<(String, String)>,
}
