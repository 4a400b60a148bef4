//! Why an article was skipped, and what to do about it.

use std::fmt;
use std::io;

/// An article or a file that could not be read; the run goes on without it.
#[derive(Debug, thiserror::Error)]
pub enum Skip {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The file could not be opened or read; the operating system's message.
    #[error("cannot be read: {0}; check that it exists and may be opened")]
    Unreadable(String),
    /// A symbolic link to one of its own parent folders.
    #[error("a link that leads back to a folder above it; remove the link")]
    SymlinkLoop,
    /// Neither text nor a known container.
    #[error("binary data, not text; unpack or convert it first")]
    Binary,
    /// A known format without a reader; the format's name.
    #[error("no reader for {0} yet; save it as text, HTML or JSON")]
    Unsupported(String),
    /// A document or article beyond the limit of 64 MB.
    #[error("{0} is larger than 64 MB; split it into articles")]
    TooLarge(Location),
    /// A syntax error, or damaged data.
    #[error("{location}: {problem}")]
    Broken {
        /// Where in the file the error is.
        location: Location,
        /// What is wrong with it, in words for the user.
        problem: String,
    },
    /// A document whose text is empty once markup is removed.
    #[error("{0} holds no text")]
    NoText(Location),
}

impl Skip {
    /// Returns the short name under which skips are counted and listed: "broken".
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Unreadable(_) => "unreadable",
            Self::SymlinkLoop => "symlink-loop",
            Self::Binary => "binary",
            Self::Unsupported(_) => "unsupported",
            Self::TooLarge(_) => "too-large",
            Self::Broken { .. } => "broken",
            Self::NoText(_) => "no-text",
        }
    }

    /// Returns the skip for an I/O error: an unreadable file, a damaged container, or one that
    /// unpacks to more than its limit.
    pub(crate) fn from_io(error: &io::Error, location: Location) -> Self {
        match error.kind() {
            io::ErrorKind::FileTooLarge => Self::TooLarge(location),
            io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::UnexpectedEof
            | io::ErrorKind::Other => Self::Broken {
                location,
                problem: format!("damaged ({error}); fetch or pack the file again"),
            },
            _ => Self::Unreadable(error.to_string()),
        }
    }
}

/// Where in a file the skipped article stands; lines and articles are numbered from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// The file as a whole.
    File,
    /// A line, numbered from 1.
    Line(u64),
    /// An article of a file that holds several, numbered from 1.
    Article(u64),
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => f.write_str("the file"),
            Self::Line(line) => write!(f, "line {line}"),
            Self::Article(article) => write!(f, "article {article}"),
        }
    }
}
