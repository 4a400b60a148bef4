//! What can go wrong with an index, and what to do about it.

use std::io;
use std::path::PathBuf;

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("cannot read the folder {path} ({source}); name the folder of your articles", path = .path.display())]
    Corpus { path: PathBuf, source: io::Error },
    #[error("no index in {dir}; make one with `onrecord index FOLDER --index {dir}`", dir = .0.display())]
    NoIndex(PathBuf),
    #[error(
        "{dir}: index of version {found}, this program writes {expected}; remove the folder and run `onrecord index` again",
        dir = .dir.display()
    )]
    Version {
        dir: PathBuf,
        found: u32,
        expected: u32,
    },
    #[error(
        "{dir}: another program ({who}) is writing to this index; wait for it to end, or write to another folder with --index",
        dir = .dir.display()
    )]
    Busy { dir: PathBuf, who: String },
    #[error("{path}: this file of the index cannot be read ({why}); remove the folder and run `onrecord index` again", path = .path.display())]
    Damaged { path: PathBuf, why: String },
    #[error("{path}: {source}; check that the disk has room and the folder may be written to", path = .path.display())]
    Disk { path: PathBuf, source: io::Error },
    #[error("{typed} stands for more than {limit} words of this archive; write more letters of it")]
    TooMany { typed: String, limit: usize },
    #[error("{0} grows too large to be looked for; write a simpler pattern")]
    Pattern(String),
    #[error(
        "the index failed: {0}; if it happens again, remove the folder and run `onrecord index` again"
    )]
    Engine(#[from] tantivy::TantivyError),
}

impl Error {
    pub(crate) fn disk(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        |source| Self::Disk { path, source }
    }
}

impl From<io::Error> for Error {
    /// Reading what tantivy wrote; it names no path.
    fn from(error: io::Error) -> Self {
        Self::Engine(error.into())
    }
}
