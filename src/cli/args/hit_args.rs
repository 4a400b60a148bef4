//! The arguments that `search` and `quotes` share: the query, and how its hits are printed.

use crate::cli::args::query_args::QueryArgs;
use crate::cli::output::format::HitFormat;
use crate::cli::output::kwic::Side;
use crate::cli::output::table::TableArgs;
use crate::engine::SortOrder;
use anyhow::{Result, bail};
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct HitArgs {
    /// The query; several words need no quotation marks around them
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    pub query_args: QueryArgs,
    /// Run every query in a file, one per line: an id, a tab, the query; lines that begin with #
    /// are comments
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
    /// Number of hits to leave out first, to page through them
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Which matching passages of an article to list
    #[arg(long, value_enum, default_value_t = Passages::Best)]
    pub passages: Passages,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = HitFormat::Text)]
    pub format: HitFormat,
    /// One line for each match, with the words around it (keyword in context), in any format but
    /// trec
    #[arg(long)]
    pub kwic: bool,
    /// Order: by relevance or by date; or keyword lines by the words to the right or to the left
    /// of the match
    #[arg(long, value_enum)]
    pub sort: Option<Sort>,
    #[command(flatten)]
    pub table: TableArgs,
}

/// Which matching passages of an article are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Passages {
    /// The best one stands for its article
    Best,
    /// Each is a hit
    All,
}

/// The order of hits, or of keyword lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Sort {
    Relevance,
    Newest,
    Oldest,
    Right,
    Left,
}

/// What is printed: hits, or the places found in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    Hits,
    /// Keyword lines, sorted by the words on one side if one is given.
    Keywords(Option<Side>),
}

impl HitArgs {
    pub(crate) fn text(&self) -> String {
        self.query.join(" ")
    }

    pub(crate) fn prints_json(&self) -> bool {
        matches!(self.format, HitFormat::Json | HitFormat::Ndjson)
    }

    /// Returns the order in which hits are asked for.
    pub(crate) fn order(&self) -> SortOrder {
        match self.sort {
            Some(Sort::Newest) => SortOrder::Newest,
            Some(Sort::Oldest) => SortOrder::Oldest,
            _ => SortOrder::Relevance,
        }
    }

    /// Returns what to print.
    ///
    /// # Errors
    ///
    /// A TREC run has hits only, in the order of their scores.
    pub(crate) fn lines(&self) -> Result<Lines> {
        let side = match self.sort {
            Some(Sort::Right) => Some(Side::Right),
            Some(Sort::Left) => Some(Side::Left),
            _ => None,
        };
        let keywords = self.kwic || side.is_some() || self.format == HitFormat::Kwic;
        if self.format == HitFormat::Trec && (keywords || self.order() != SortOrder::Relevance) {
            bail!("a TREC run lists hits by their scores; leave out --sort and --kwic");
        }
        Ok(match keywords {
            true => Lines::Keywords(side),
            false => Lines::Hits,
        })
    }
}
