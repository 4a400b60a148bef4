//! `onrecord index`: brings an index up to date with a folder.

use crate::cli::outcome::Outcome;
use crate::cli::output::index_report::{print_overlaps, print_report};
use crate::cli::update::update;
use crate::index::Reader;
use crate::search::overlaps;
use anyhow::Result;
use std::path::PathBuf;

/// Index a folder of articles, or bring its index up to date
///
/// Only files that are new or changed are read; files that are gone leave the index. A run that
/// is broken off loses nothing: the next one completes it.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord index ~/articles
  onrecord index ~/articles --index ~/articles-index
  onrecord index                                        the folder `corpus`, into `index`

An index holds any number of folders; `search --corpus DIR` looks in one of them.")]
pub(crate) struct Arguments {
    /// The folder, or one file
    #[arg(default_value = "corpus")]
    corpus: PathBuf,
    /// Where the index is kept
    #[arg(long, value_name = "DIR", default_value = "index")]
    index: PathBuf,
    /// How many threads to use; 0 for one a core
    #[arg(long, value_name = "N", default_value_t = 0)]
    threads: usize,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let report = update(&arguments.corpus, &arguments.index, arguments.threads)?;
    print_report(&report);
    let reader = Reader::open(&arguments.index)?;
    print_overlaps(&overlaps(reader.roots(), &report.label));
    Ok(Outcome::Found)
}
