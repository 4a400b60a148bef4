//! `onrecord index`: brings an index up to date with a folder.

use crate::cli::outcome::Outcome;
use crate::cli::output::index_report::{print_overlaps, print_report};
use crate::cli::update::update;
use crate::index::Reader;
use crate::ingest::ChangeTest;
use crate::search::overlaps;
use anyhow::Result;
use std::path::PathBuf;

/// Index a folder of articles, or update its index
///
/// Reads only new and changed files, and removes deleted files from the index. An interrupted run
/// loses nothing: the next one finishes it.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord index ~/articles
  onrecord index ~/articles --index ~/articles-index
  onrecord index                                        the folder `corpus`, into `index`

An index can hold any number of folders; `search --corpus DIR` searches one of them.")]
pub(crate) struct Arguments {
    /// The folder to index, or a single file
    #[arg(default_value = "corpus")]
    corpus: PathBuf,
    /// The index folder
    #[arg(long, value_name = "DIR", default_value = "index")]
    index: PathBuf,
    /// Number of threads; 0 means one per core
    #[arg(long, value_name = "N", default_value_t = 0)]
    threads: usize,
    /// Tell changed files by a checksum of their content too, not only by size and time; the first
    /// such run reads every file again
    #[arg(long)]
    checksum: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let changes = match arguments.checksum {
        true => ChangeTest::Checksum,
        false => ChangeTest::SizeAndTime,
    };
    let (corpus, index) = (&arguments.corpus, &arguments.index);
    let report = update(corpus, index, arguments.threads, changes)?;
    print_report(&report);
    let reader = Reader::open(&arguments.index)?;
    print_overlaps(&overlaps(reader.roots(), &report.label));
    Ok(Outcome::Found)
}
