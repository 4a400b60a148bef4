//! What `search` and `quotes` share: the question, and how its answer is printed.

use crate::cli::args::query_args::Asker;
use crate::cli::output::kwic::Side;
use crate::index::Reader;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(crate) struct Question {
    /// The question; several words need no quotation marks around them
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    pub asker: Asker,
    /// Answer every question of a file, a line each: its id, a tab, the question
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    pub queries: Option<PathBuf>,
    /// Show how the question is understood, as a tree, and do not search
    #[arg(long)]
    pub explain: bool,
    /// Show how each score came about
    #[arg(long)]
    pub explain_score: bool,
    /// How many hits to show; 0 for all [default: 10, of --format trec 1000]
    #[arg(short = 'n', long, value_name = "N")]
    pub limit: Option<usize>,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = HitFormat::Text)]
    pub format: HitFormat,
    /// With --format kwic: by the words right of what was found, or left of it
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
    /// A line for each place found, what was found in one column
    Kwic,
    /// A run as trec_eval reads it, an article a line
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
