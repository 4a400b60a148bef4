//! `onrecord stats`: what an index contains.

use crate::cli::outcome::Outcome;
use crate::cli::output::stream::{data_out, json_pretty, text_out};
use crate::cli::output::style::{self, counted};
use crate::engine::{Engine, SkipRecord, ValueCount};
use crate::index::Reader;
use crate::place::{Country, display_name};
use anyhow::Result;
use indicatif::{HumanBytes, HumanCount};
use serde_json::{Value, json};
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
    /// Output format
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

/// The version of what is printed; it changes when a field changes its meaning or goes.
const SCHEMA: u32 = 1;

/// How many of the most frequent names to show.
const TOP: usize = 10;

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let reader = Reader::open(&arguments.index)?;
    if arguments.format == Format::Json {
        return json(&reader, arguments.skips);
    }
    let mut out = text_out();
    if arguments.skips {
        let mut named = 0;
        for file in reader.file_records()? {
            for skip in &file.skips {
                writeln!(out, "{}\t{}\t{}", file.file, skip.reason, skip.message)?;
                named += 1;
            }
        }
        out.flush()?;
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
    out.flush()?;
    Ok(Outcome::of(stats.articles))
}

/// Prints what the index contains, or what was skipped, as one value.
fn json(reader: &Reader, skips: bool) -> Result<Outcome> {
    let mut out = data_out();
    if skips {
        let mut skipped = Vec::new();
        for file in reader.file_records()? {
            let skip = |skip: &SkipRecord| json!({"file": file.file, "reason": skip.reason, "message": skip.message});
            skipped.extend(file.skips.iter().map(skip));
        }
        json_pretty(&mut out, &json!({"schema": SCHEMA, "skips": skipped}))?;
        out.flush()?;
        return Ok(Outcome::of(skipped.len()));
    }
    let stats = reader.stats(TOP)?;
    let list = |counts: &[ValueCount]| -> Vec<Value> {
        let row = |(value, count): &ValueCount| json!({"value": value, "count": count});
        counts.iter().map(row).collect()
    };
    let folders = reader.roots().iter();
    let folders: Vec<Value> = folders
        .map(|root| json!({"label": root.label, "path": root.path}))
        .collect();
    let days = stats.days.as_ref();
    let whole = json!({
        "schema": SCHEMA,
        "folders": folders,
        "files": stats.files,
        "articles": stats.articles,
        "passages": stats.passages,
        "quotations": stats.quotes,
        "attributed": stats.attributed,
        "first": days.map(|(first, _)| first),
        "last": days.map(|(_, last)| last),
        "languages": list(&stats.languages),
        "outlets": list(&stats.outlets),
        "countries": list(&stats.countries),
        "speakers": list(&stats.speakers),
        "skips": list(&stats.skips),
        "bytes": stats.bytes,
    });
    json_pretty(&mut out, &whole)?;
    out.flush()?;
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
