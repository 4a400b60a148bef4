//! What `search` and `quotes` share: the question, and how its answer is printed.

use crate::cli::args::query_args::QueryArgs;
use crate::cli::output::format::HitFormat;
use crate::cli::output::kwic::Side;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct HitArgs {
    /// The question; several words need no quotation marks around them
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    pub query_args: QueryArgs,
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

impl HitArgs {
    pub(crate) fn text(&self) -> String {
        self.query.join(" ")
    }
}
