//! What the evaluations have in common: the format of the report, and reading gold files.

use anyhow::{Context, Result};
use clap::ValueEnum;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// How a report is printed.
#[derive(Clone, Copy, ValueEnum, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Json,
}

/// Reads a file with one article per line.
pub(crate) fn read_lines<S, E>(
    path: &Path,
    read: impl Fn(BufReader<File>) -> Result<Vec<S>, E>,
) -> Result<Vec<S>>
where
    E: std::error::Error + Send + Sync + 'static,
{
    let name = path.display();
    let file = File::open(path).with_context(|| format!("cannot open {name}"))?;
    read(BufReader::new(file)).with_context(|| name.to_string())
}
