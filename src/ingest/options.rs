//! What a run is asked to do, how far it is, and what it did.

use std::path::PathBuf;
use std::time::Duration;

/// What to index, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of articles.
    pub corpus: PathBuf,
    /// The index folder; created if it does not exist.
    pub index: PathBuf,
    /// How many threads to use; 0 for one per core.
    pub threads: usize,
    /// How a file that changed is told from one that did not.
    pub changes: ChangeTest,
}

impl Options {
    /// Returns the options with one thread per core, and changes told by size and time.
    pub fn new(corpus: impl Into<PathBuf>, index: impl Into<PathBuf>) -> Self {
        Self {
            corpus: corpus.into(),
            index: index.into(),
            threads: 0,
            changes: ChangeTest::default(),
        }
    }
}

/// How a file that changed is told from one that did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChangeTest {
    /// By its size and the time of its last change.
    #[default]
    SizeAndTime,
    /// By a checksum of its content too. A file whose checksum is not known yet is read again.
    Checksum,
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The label the corpus goes by in the index.
    pub label: String,
    /// Files found in the folder.
    pub files: usize,
    /// Files found as they were at the last run, and not read again.
    pub unchanged: usize,
    /// Files read: new or changed since the last run.
    pub read: usize,
    /// Files that were indexed and are gone.
    pub removed: usize,
    /// Articles read in this run.
    pub articles: u64,
    /// Passages added to the index.
    pub passages: u64,
    /// Quotations added to the index.
    pub quotes: u64,
    /// Bytes of the files read, as they lie on disk.
    pub bytes: u64,
    /// What was passed over in this run: path, reason, message. Sorted by path.
    pub skips: Vec<(String, &'static str, String)>,
    /// How long the run took.
    pub took: Duration,
    pub(crate) changed: bool,
}

impl Report {
    /// Tells whether the run changed anything in the archive.
    pub fn is_change(&self) -> bool {
        self.changed
    }
}

/// How far a run is; shown while it goes on.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Bytes of files read so far, as they lie on disk.
    pub bytes: u64,
    /// Bytes of all files to be read in this run.
    pub all_bytes: u64,
    /// Articles read so far.
    pub articles: u64,
}
