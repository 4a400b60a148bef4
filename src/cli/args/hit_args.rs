//! The arguments that `search` and `quotes` share: the query, and how its hits are printed.

use crate::cli::args::query_args::QueryArgs;
use crate::cli::output::format::HitFormat;
use crate::cli::output::kwic::Side;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct HitArgs {
    /// The query; several words need no quotation marks around them
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    pub query_args: QueryArgs,
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

impl HitArgs {
    pub(crate) fn text(&self) -> String {
        self.query.join(" ")
    }
}
