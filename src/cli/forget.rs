//! `onrecord forget`: drops a folder from an index.

use crate::cli::outcome::Outcome;
use crate::cli::output::stream::note;
use crate::cli::output::style::counted;
use crate::ingest::forget;
use anyhow::Result;
use std::path::PathBuf;

/// Remove a folder's articles from an index
///
/// The folder itself is not touched; it may be gone.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord forget articles-2019
  onrecord stats                          the folders an index was made from")]
pub(crate) struct Arguments {
    /// The folder, as `onrecord stats` lists it
    folder: PathBuf,
    /// The index folder
    #[arg(long, value_name = "DIR", default_value = "index")]
    index: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let removed = forget(&arguments.index, &arguments.folder)?;
    match removed {
        Some(files) => note!("{} removed from the index", counted(files, "file")),
        None => note!(
            "{} is not in the index; `onrecord stats` lists its folders",
            arguments.folder.display()
        ),
    }
    Ok(match removed {
        Some(_) => Outcome::Found,
        None => Outcome::Nothing,
    })
}
