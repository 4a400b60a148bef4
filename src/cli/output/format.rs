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
    /// Keyword in context: one line per match, the matches aligned
    Kwic,
    /// A run file for trec_eval, one article per line
    Trec,
}
