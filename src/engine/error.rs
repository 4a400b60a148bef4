//! What can go wrong in an engine. Messages say what is wrong; the remedy is the front end's to
//! word, since only it knows which command or option its user has.

use std::io;
use std::path::PathBuf;

/// What an engine returns.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure of an engine, or of the files it keeps.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder of articles cannot be listed.
    #[error("cannot read the folder {path} ({source})", path = .path.display())]
    Corpus {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is no index in this folder.
    #[error("no index in {}", .0.display())]
    NoIndex(PathBuf),
    /// The index was written by another version of this program.
    #[error("{dir}: index of version {found}; this program reads version {expected}", dir = .dir.display())]
    Version {
        /// The index folder.
        dir: PathBuf,
        /// The version on disk.
        found: u32,
        /// The version that this program reads and writes.
        expected: u32,
    },
    /// Another process writes to the index.
    #[error("{dir}: another program ({who}) is writing to this index", dir = .dir.display())]
    Busy {
        /// The index folder.
        dir: PathBuf,
        /// The other process, as far as it is known.
        who: String,
    },
    /// A file of the index does not hold what it should.
    #[error("{path}: this file of the index is damaged ({why})", path = .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The system refused to read or write.
    #[error("{path}: {source}", path = .path.display())]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A wildcard, regular expression or fuzzy term matches too many words.
    #[error("{typed} matches more than {limit} distinct words; use a longer prefix")]
    TooManyTerms {
        /// The pattern as typed.
        typed: String,
        /// The most words that a pattern may match.
        limit: usize,
    },
    /// A pattern compiles to too large an automaton.
    #[error("{0} is too complex; use a simpler pattern")]
    Pattern(String),
    /// The library or server behind the engine failed.
    #[error("the index failed: {0}")]
    Backend(Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    pub(crate) fn disk(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        |source| Self::Disk { path, source }
    }
}

impl From<io::Error> for Error {
    /// For reads inside an engine's own files, where no path is known.
    fn from(error: io::Error) -> Self {
        Self::Backend(error.into())
    }
}
