//! What every command that takes a query has in common: the index, the filters, how words and
//! names are matched.

use crate::cli::args::alias_args::AliasArgs;
use crate::cli::output::index_report::{print_overlaps, print_report};
use crate::cli::update::update;
use crate::engine::{MatchScope, SearchOptions, Unit};
use crate::index::Reader;
use crate::ingest::ChangeTest;
use crate::search::{Filters, Request, SearchService, WordMode, overlaps};
use anyhow::Result;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct QueryArgs {
    /// The index folder
    #[arg(long, value_name = "DIR", default_value = "index")]
    index: PathBuf,
    /// Update the index from this folder first, then search this folder only; it may lie inside a
    /// folder that is indexed
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// What all of the query must hold of: one passage, whose words are about one thing (the
    /// default); a whole article, of which the best passage is shown; or one quotation (the default
    /// of `quotes`)
    #[arg(long, value_enum)]
    pub unit: Option<QueryUnit>,
    /// Only where this person or organisation speaks
    #[arg(short, long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only where this country is mentioned: a code or a name
    #[arg(short, long, value_name = "COUNTRY")]
    country: Option<String>,
    /// Only quotations, and passages containing one, with at least this confidence, such as 0.9
    #[arg(long, value_name = "SHARE")]
    min_confidence: Option<String>,
    /// Published on or after this date: 2024, 2024-03, 2024-03-05, yesterday, "last 30 days"
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Published on or before this date
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Match any of the words, articles with more of them first; the default for five or more
    /// words without operators. Fewer words are all required, in one article; articles with some of
    /// them follow where those are fewer than asked for
    #[arg(long, conflicts_with = "all")]
    any: bool,
    /// Match all of the words in one article, however many there are
    #[arg(long)]
    all: bool,
    /// Favour newer articles: one DAYS older than the newest match counts half
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..))]
    fresh: Option<u32>,
    /// Rank again by the terms that the best three articles share (pseudo-relevance feedback)
    #[arg(long)]
    feedback: bool,
    /// Find articles similar to this one
    #[arg(long, value_name = "ID")]
    like: Option<String>,
    #[command(flatten)]
    names: AliasArgs,
}

/// Returns the indexed folder that a folder lies inside, and where in it: it is searched there, and
/// not indexed a second time.
fn outer_root(index: &Path, corpus: &Path) -> Option<(PathBuf, String)> {
    let corpus = corpus.canonicalize().ok()?;
    let roots = Reader::open(index).ok()?.roots().to_vec();
    if roots.iter().any(|root| Path::new(&root.path) == corpus) {
        return None;
    }
    let inside = roots.iter().find_map(|root| {
        let inner = corpus.strip_prefix(&root.path).ok()?;
        let parts = inner.iter().map(|part| part.to_string_lossy());
        let inner: Vec<_> = parts.collect();
        Some((PathBuf::from(&root.path), inner.join("/")))
    });
    inside.filter(|(path, inner)| path.is_dir() && !inner.is_empty())
}

/// What a query matches in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum QueryUnit {
    Article,
    Passage,
    Quote,
}

/// An index open for queries.
pub(crate) struct OpenIndex {
    pub service: SearchService,
    pub options: SearchOptions,
}

impl QueryArgs {
    /// Opens the index, updated first if requested. All hits if `limit` is 0.
    pub(crate) fn open(&self, unit: Unit, limit: usize) -> Result<OpenIndex> {
        let (unit, scope) = match self.unit {
            Some(QueryUnit::Article) => (Unit::Passage, MatchScope::Article),
            Some(QueryUnit::Passage) => (Unit::Passage, MatchScope::Passage),
            Some(QueryUnit::Quote) => (Unit::Quote, MatchScope::Passage),
            None => (unit, MatchScope::Passage),
        };
        let names = self.names.policy(&self.index)?;
        let mut root = None;
        if let Some(corpus) = &self.corpus {
            let outer = outer_root(&self.index, corpus);
            let whole = outer.as_ref().map_or(corpus.as_path(), |(path, _)| path);
            let report = update(whole, &self.index, 0, ChangeTest::SizeAndTime)?;
            if report.is_change() {
                print_report(&report);
            }
            root = Some(match outer {
                Some((_, inner)) => format!("{}/{inner}", report.label),
                None => report.label,
            });
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
                scope,
                ..SearchOptions::default()
            },
        })
    }

    /// Tells whether articles with only some of the words may follow those with all.
    pub(crate) fn allows_partial(&self) -> bool {
        !self.all
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
