//! `onrecord stats`: what an index contains.

use crate::cli::outcome::Outcome;
use crate::cli::output::style::{self, counted};
use crate::engine::{Engine, ValueCount};
use crate::index::Reader;
use crate::place::{Country, display_name};
use anyhow::Result;
use indicatif::{HumanBytes, HumanCount};
use std::io::Write;
use std::path::PathBuf;

/// Show what an index contains
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The index folder
    #[arg(long, value_name = "DIR", default_value = "index")]
    index: PathBuf,
    /// List every file and article that was skipped, and why
    #[arg(long)]
    skips: bool,
}

/// How many of the most frequent names to show.
const TOP: usize = 10;

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let reader = Reader::open(&arguments.index)?;
    let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
    if arguments.skips {
        let mut named = 0;
        for file in reader.file_records()? {
            for skip in &file.skips {
                writeln!(out, "{}\t{}\t{}", file.file, skip.reason, skip.message)?;
                named += 1;
            }
        }
        return Ok(Outcome::of(named));
    }
    let stats = reader.stats(TOP)?;
    let mut rows: Vec<(&str, String)> = Vec::new();
    for root in reader.roots() {
        rows.push(("folder", root.path.clone()));
    }
    rows.push((
        "articles",
        format!(
            "{} in {}",
            HumanCount(stats.articles as u64),
            counted(stats.files, "file")
        ),
    ));
    rows.push(("passages", HumanCount(stats.passages as u64).to_string()));
    rows.push((
        "quotations",
        format!(
            "{}, {} with a named speaker",
            HumanCount(stats.quotes as u64),
            HumanCount(stats.attributed as u64)
        ),
    ));
    if let Some((first, last)) = &stats.days {
        rows.push(("published", format!("{first} to {last}")));
    }
    rows.push(("languages", counts(&stats.languages, str::to_owned)));
    rows.push(("outlets", counts(&stats.outlets, str::to_owned)));
    rows.push((
        "countries",
        counts(&stats.countries, |code| {
            Country::from_code(code).map_or_else(
                || code.to_owned(),
                |country| display_name(&country).to_owned(),
            )
        }),
    ));
    rows.push(("speakers", counts(&stats.speakers, str::to_owned)));
    rows.push(("skipped", counts(&stats.skips, str::to_owned)));
    rows.push(("on disk", HumanBytes(stats.bytes).to_string()));
    for (name, value) in rows.into_iter().filter(|(_, value)| !value.is_empty()) {
        let wrapped = style::wrapped(&value, "            ", style::width());
        writeln!(
            out,
            "{} {}",
            style::aside(format_args!("{name:<11}")),
            wrapped.trim_start()
        )?;
    }
    Ok(Outcome::of(stats.articles))
}

fn counts(counts: &[ValueCount], name: impl Fn(&str) -> String) -> String {
    counts
        .iter()
        .map(|(value, count)| {
            format!(
                "{} {}",
                name(value),
                style::aside(HumanCount(*count as u64))
            )
        })
        .collect::<Vec<_>>()
        .join(", ")
}
