//! What every command that takes a query has in common: the index, the filters, how words and
//! names are matched.

use crate::cli::args::alias_args::AliasArgs;
use crate::cli::output::index_report::{print_overlaps, print_report};
use crate::cli::update::update;
use crate::engine::{SearchOptions, Unit};
use crate::index::Reader;
use crate::search::{Filters, Request, SearchService, WordMode, overlaps};
use anyhow::Result;
use std::path::PathBuf;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct QueryArgs {
    /// Where the index is kept
    #[arg(long, value_name = "DIR", default_value = "index")]
    index: PathBuf,
    /// First bring the index up to date with this folder, then look in it alone
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// Only where this person or body speaks
    #[arg(short, long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only where this country is spoken of: a code or a name
    #[arg(short, long, value_name = "COUNTRY")]
    country: Option<String>,
    /// Only quotations, and passages with one, that are right with at least this chance: 0.9
    #[arg(long, value_name = "SHARE")]
    min_confidence: Option<String>,
    /// Published on this day or later: 2024, 2024-03, 2024-03-05, yesterday, "last 30 days"
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Published on this day or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Find any of the words, articles with more of them first; so are five words and more taken
    /// that stand without operators
    #[arg(long, conflicts_with = "all")]
    any: bool,
    /// Find all of the words, however many they are
    #[arg(long)]
    all: bool,
    /// Favour newer articles: one so many days older than the newest found counts half
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..))]
    fresh: Option<u32>,
    /// Rank again by what the best three articles have in common
    #[arg(long)]
    feedback: bool,
    /// Only articles like this one, best first
    #[arg(long, value_name = "ID")]
    like: Option<String>,
    #[command(flatten)]
    names: AliasArgs,
}

/// An index open for queries.
pub(crate) struct OpenIndex {
    pub service: SearchService,
    pub options: SearchOptions,
}

impl QueryArgs {
    /// Opens the index, brought up to date if that was asked for. All hits if `limit` is 0.
    pub(crate) fn open(&self, unit: Unit, limit: usize) -> Result<OpenIndex> {
        let names = self.names.policy(&self.index)?;
        let mut root = None;
        if let Some(corpus) = &self.corpus {
            let report = update(corpus, &self.index, 0)?;
            if report.is_change() {
                print_report(&report);
            }
            root = Some(report.label);
        }
        let reader = Reader::open(&self.index)?;
        if let Some(label) = &root {
            print_overlaps(&overlaps(reader.roots(), label));
        }
        Ok(OpenIndex {
            service: SearchService::new(reader, names),
            options: SearchOptions {
                unit,
                limit: if limit == 0 { usize::MAX } else { limit },
                root,
                feedback: self.feedback,
                recency_days: self.fresh,
                ..SearchOptions::default()
            },
        })
    }

    /// Returns the request for a query as typed.
    pub(crate) fn request(&self, text: &str) -> Request {
        Request {
            text: text.to_owned(),
            words: match (self.any, self.all) {
                (true, _) => WordMode::Any,
                (false, true) => WordMode::All,
                (false, false) => WordMode::Auto,
            },
            filters: Filters {
                speaker: self.speaker.clone(),
                country: self.country.clone(),
                min_confidence: self.min_confidence.clone(),
                from: self.from.clone(),
                to: self.to.clone(),
            },
            like: self.like.clone(),
        }
    }
}
