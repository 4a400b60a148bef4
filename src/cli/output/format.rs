//! The formats of output.

/// How lists are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Ndjson,
    Csv,
}

/// How hits are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum HitFormat {
    Text,
    Json,
    Ndjson,
    Csv,
    /// A line for each place found, what was found in one column
    Kwic,
    /// A run as trec_eval reads it, an article a line
    Trec,
}
