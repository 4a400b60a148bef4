//! The files and folders an index was made from, and what could not be read in them.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A corpus, and the label its files' keys begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// The label: unique in the index, and the first segment of each file key.
    pub label: String,
    /// The absolute path of the folder when it was last indexed.
    pub path: String,
}

/// A file that was read to its end: the index's memory of what it has seen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Its key, as in [`Record::file`](crate::engine::Record::file).
    pub file: String,
    /// Its size and time as of that reading, and what it held.
    #[serde(flatten)]
    pub seen: FileFingerprint,
    /// The articles that could not be read, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skips: Vec<SkipRecord>,
}

/// What tells whether a file changed since it was read, and how much it gave.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileFingerprint {
    /// The file's size in bytes, as it lies on disk.
    pub size: u64,
    /// When it was last modified, in nanoseconds since 1970.
    pub modified: i64,
    /// A hash of its bytes; `None` where none was computed, as by [`ingest`](crate::ingest).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<u64>,
    /// How many articles were read from it.
    pub articles: u32,
    /// How many articles were skipped.
    #[serde(default)]
    pub skipped: u32,
}

/// The files of an archive, as of the last commit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KnownFiles {
    /// The files that were read to their end, by key.
    pub read: BTreeMap<String, FileFingerprint>,
    /// The keys of files with documents but no record: reading them was interrupted.
    pub unfinished: BTreeSet<String>,
}

impl KnownFiles {
    /// Returns the keys of all files.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.read.keys().chain(&self.unfinished)
    }
}

/// One article or file that was skipped, as stored in the index.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SkipRecord {
    /// The short name of the reason, as [`Skip::reason`](crate::corpus::Skip::reason) gives it.
    pub reason: String,
    /// The message for the user.
    pub message: String,
}
