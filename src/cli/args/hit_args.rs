//! What `search` and `quotes` share: the question, and how its answer is printed.

use crate::cli::args::query_args::Asker;
use crate::cli::output::kwic::Side;
use crate::index::Reader;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(crate) struct Question {
    /// The query; several words need no quotation marks around them
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    pub asker: Asker,
    /// Run every query in a file, one per line: an id, a tab, the query
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    pub queries: Option<PathBuf>,
    /// Print the query as understood, as a tree, without searching
    #[arg(long)]
    pub explain: bool,
    /// Show how each score was computed
    #[arg(long)]
    pub explain_score: bool,
    /// Number of hits to show; 0 for all [default: 10; 1000 with --format trec]
    #[arg(short = 'n', long, value_name = "N")]
    pub limit: Option<usize>,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = HitFormat::Text)]
    pub format: HitFormat,
    /// With --format kwic, sort by the words to the right or to the left of the match
    #[arg(long, value_enum)]
    pub sort: Option<Side>,
}

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

impl Question {
    pub(crate) fn typed(&self) -> String {
        self.query.join(" ")
    }
}

/// "1 article", "12 articles".
pub(crate) fn counted(count: usize, what: &str) -> String {
    let count_shown = indicatif::HumanCount(count as u64);
    if count == 1 {
        format!("1 {what}")
    } else {
        format!("{count_shown} {what}s")
    }
}

/// Returns where a record's file lies.
pub(crate) fn path(reader: &Reader, file: &str) -> String {
    let Some((label, relative)) = file.split_once('/') else {
        return file.to_owned();
    };
    let root = reader.roots().iter().find(|root| root.label == label);
    root.map_or_else(
        || file.to_owned(),
        |root| {
            let path = Path::new(&root.path);
            // A corpus may be one file.
            if path.is_file() {
                root.path.clone()
            } else {
                path.join(relative).to_string_lossy().into_owned()
            }
        },
    )
}
