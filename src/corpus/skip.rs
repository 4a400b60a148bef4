//! Why an article was passed over, and what to do about it.

use std::fmt;
use std::io;

/// One article, or one file, that could not be read; the run goes on without it.
#[derive(Debug, thiserror::Error)]
pub enum Skip {
    #[error("the file is empty")]
    Empty,
    #[error("cannot be read: {0}; check that it exists and may be opened")]
    Unreadable(String),
    #[error("a link that leads back to a folder above it; remove the link")]
    SymlinkLoop,
    #[error("binary data, not text; unpack or convert it first")]
    Binary,
    #[error("no reader for {0} yet; save it as text, HTML or JSON")]
    Unsupported(String),
    #[error("{0} is larger than 64 MB; split it into articles")]
    TooLarge(Place),
    #[error("{place}: {what}")]
    Broken { place: Place, what: String },
    #[error("{0} holds no text")]
    NoText(Place),
}

impl Skip {
    /// Returns the short name skips are counted by.
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

    /// Tells a file that will not open from one whose packing is damaged or grows without end.
    pub(crate) fn from_io(error: &io::Error, place: Place) -> Self {
        match error.kind() {
            io::ErrorKind::FileTooLarge => Self::TooLarge(place),
            io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::UnexpectedEof
            | io::ErrorKind::Other => Self::Broken {
                place,
                what: format!("damaged ({error}); fetch or pack the file again"),
            },
            _ => Self::Unreadable(error.to_string()),
        }
    }
}

/// Where in a file an article stood; lines and articles count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    File,
    Line(u64),
    Article(u64),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => f.write_str("the file"),
            Self::Line(line) => write!(f, "line {line}"),
            Self::Article(article) => write!(f, "article {article}"),
        }
    }
}
