//! The formats of output.

/// How lists are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Ndjson,
    Csv,
}

impl Format {
    pub(crate) fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::Ndjson)
    }
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
