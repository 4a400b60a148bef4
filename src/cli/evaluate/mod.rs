//! `onrecord evaluate`: how well it finds what people marked.

pub(crate) mod input;
pub(crate) mod ranking;
pub(crate) mod table;
pub(crate) mod places;
pub(crate) mod quotes;
pub(crate) mod weights;

use crate::cli::outcome::Outcome;
use anyhow::Result;

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
    Weights(weights::Arguments),
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    match &arguments.what {
        Scored::Quotes(arguments) => quotes::run(arguments),
        Scored::Places(arguments) => places::run(arguments),
        Scored::Ranking(arguments) => ranking::run(arguments),
        Scored::Weights(arguments) => weights::run(arguments),
    }
}
