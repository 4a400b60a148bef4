//! The files and folders an index was made from, and what could not be read in them.

use serde::{Deserialize, Serialize};

/// A corpus, and the label its files' keys begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    pub label: String,
    pub path: String,
}

/// A file that was read to its end: the index's memory of what it has seen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Its key, as in [`Record::file`].
    pub file: String,
    #[serde(flatten)]
    pub seen: FileFingerprint,
    /// The articles that could not be read, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skips: Vec<SkipRecord>,
}

/// What tells whether a file changed since it was read, and how much it gave.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileFingerprint {
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified: i64,
    /// Of the content, where it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<u64>,
    pub articles: u32,
    /// How many articles were skipped.
    #[serde(default)]
    pub skipped: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SkipRecord {
    pub reason: String,
    pub message: String,
}
