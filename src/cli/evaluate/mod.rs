//! `onrecord evaluate`: how well it finds what people marked.

pub(crate) mod places;
pub(crate) mod quotes;
pub(crate) mod ranking;
pub(crate) mod table;

use crate::cli::outcome::Outcome;
use anyhow::{Context, Result};
use clap::ValueEnum;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// Measure accuracy against articles annotated by hand
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: Scored,
}

#[derive(clap::Subcommand)]
enum Scored {
    Quotes(quotes::Arguments),
    Places(places::Arguments),
    Ranking(Box<ranking::Arguments>),
}

#[derive(Clone, Copy, ValueEnum, PartialEq, Eq)]
enum Format {
    Text,
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    match &arguments.what {
        Scored::Quotes(arguments) => quotes::run(arguments),
        Scored::Places(arguments) => places::run(arguments),
        Scored::Ranking(arguments) => ranking::run(arguments),
    }
}

/// Reads a file with one article per line.
fn lines<S, E>(path: &Path, read: impl Fn(BufReader<File>) -> Result<Vec<S>, E>) -> Result<Vec<S>>
where
    E: std::error::Error + Send + Sync + 'static,
{
    let name = path.display();
    let file = File::open(path).with_context(|| format!("cannot open {name}"))?;
    read(BufReader::new(file)).with_context(|| name.to_string())
}
