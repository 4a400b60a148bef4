//! `onrecord count`: how many answer a question, by who speaks, where, when.

use crate::cli::args::hit_args::counted;
use crate::cli::args::query_args::Asker;
use crate::cli::outcome::Outcome;
use crate::cli::output::hit_record::guarded;
use crate::cli::output::style;
use crate::engine::{By, Counts, Kind};
use crate::query::Plan;
use anyhow::{Result, bail};
use clap::ValueEnum;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Count what `search` would find, by speaker, country, outlet or time
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord count grain                                  how many articles, how many passages
  onrecord count --by year 'border w/5 closure'
  onrecord count --by month --format bars speaker:tavrichin
  onrecord count --by speaker,year --quotes said:sanctions -n 20
  onrecord count --by outlet --share 'tariffs OR duties'

Counts the articles that `search` would list or, with --quotes, the quotations that `quotes` would.
An article counts once for each speaker or country in its matching passages, so rows may add up to
more than the number of articles. A date is never refined: an article dated 2024 counts in 2024,
not in January 2024.")]
pub(crate) struct Arguments {
    /// The query, in the language of `search`
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    asker: Asker,
    /// What to count by; one or two, separated by a comma
    #[arg(long, value_enum, value_delimiter = ',')]
    by: Vec<ByName>,
    /// Count quotations instead of articles
    #[arg(long)]
    quotes: bool,
    /// Show matches as a share of everything published in the same period and outlet
    #[arg(long)]
    share: bool,
    /// Number of rows to show; 0 for all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 0)]
    limit: usize,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Bars,
    Csv,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum ByName {
    Speaker,
    Country,
    About,
    SpeakerCountry,
    Outlet,
    Author,
    Section,
    Lang,
    Kind,
    Year,
    Month,
    Week,
    Day,
}

impl ByName {
    fn by(self) -> By {
        match self {
            Self::Speaker => By::Speaker,
            Self::Country => By::Country,
            Self::About => By::About,
            Self::SpeakerCountry => By::SpeakerCountry,
            Self::Outlet => By::Outlet,
            Self::Author => By::Author,
            Self::Section => By::Section,
            Self::Lang => By::Lang,
            Self::Kind => By::Kind,
            Self::Year => By::Year,
            Self::Month => By::Month,
            Self::Week => By::Week,
            Self::Day => By::Day,
        }
    }

    fn name(self) -> String {
        self.to_possible_value()
            .map_or(String::new(), |value| value.get_name().to_owned())
    }
}

/// The values counted by, how many have them, and what part of all that is.
struct Row {
    values: Vec<String>,
    count: usize,
    share: Option<f64>,
}

/// The version of what is printed; it changes when a field changes its meaning or goes.
const SCHEMA: u32 = 1;

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    if arguments.by.len() > 2 {
        bail!("--by takes one thing or two at once, as in --by speaker,year");
    }
    // Only quotations have a kind.
    let quotes = arguments.quotes || arguments.by.contains(&ByName::Kind);
    let kind = if quotes { Kind::Quote } else { Kind::Passage };
    let open = arguments.asker.open(kind, 0)?;
    let plan = open.plan(&arguments.query.join(" "))?;
    let by: Vec<By> = arguments.by.iter().map(|by| by.by()).collect();
    let count = |plan: &Plan, by: &[By]| {
        let counts = open
            .reader
            .count(&open.meant(plan), by, &open.options, &open.speakers());
        counts.map_err(anyhow::Error::from)
    };
    let counts = count(&plan, &by)?;
    let counted_all = |counts: &Counts| match kind {
        Kind::Passage => counts.articles,
        Kind::Quote => counts.matches,
    };
    let mut rows: Vec<Row> = Vec::new();
    let publishing: Vec<usize> = (0..by.len())
        .filter(|&at| by[at].is_of_publishing())
        .collect();
    let all = match arguments.share {
        true => {
            let by: Vec<By> = publishing.iter().map(|&at| by[at]).collect();
            Some(count(&Plan::All, &by)?)
        }
        false => None,
    };
    for (values, &count) in &counts.rows {
        let share = all.as_ref().map(|all| {
            let there: Vec<String> = publishing.iter().map(|&at| values[at].clone()).collect();
            let published = match there.is_empty() {
                true => counted_all(all),
                false => all.rows.get(&there).copied().unwrap_or_default(),
            };
            count as f64 / published.max(1) as f64
        });
        let values = values.clone();
        rows.push(Row {
            values,
            count,
            share,
        });
    }
    // Time goes on; all else is shown by how much there is of it.
    let in_time = by.iter().any(|by| by.is_time());
    if !in_time {
        rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    }
    if arguments.limit > 0 && rows.len() > arguments.limit {
        if in_time {
            rows.sort_by_key(|row| std::cmp::Reverse(row.count));
        }
        rows.truncate(arguments.limit);
        if in_time {
            rows.sort_by(|a, b| a.values.cmp(&b.values));
        }
    }
    if let (Format::Bars, &[by]) = (arguments.format, by.as_slice()) {
        fill(&mut rows, by, arguments.share);
    }
    let names: Vec<String> = arguments.by.iter().map(|by| by.name()).collect();
    let mut out = std::io::BufWriter::new(anstream::AutoStream::auto(std::io::stdout().lock()));
    match arguments.format {
        Format::Json => {
            let whole = json!({
                "schema": SCHEMA,
                "query": plan.to_string(),
                "counted": if quotes { "quotations" } else { "articles" },
                "articles": counts.articles,
                "matches": counts.matches,
                "by": names,
                "rows": rows.iter().map(|row| object(&names, row)).collect::<Vec<_>>(),
            });
            serde_json::to_writer_pretty(&mut out, &whole)?;
            writeln!(out)?;
        }
        Format::Csv => csv(&names, &rows, counted_all(&counts), &mut out)?,
        Format::Text | Format::Bars => {
            text(&rows, arguments.format, &mut out)?;
            let what = if quotes { "quotation" } else { "passage" };
            let all = format!(
                "{} in {}",
                counted(counts.matches, what),
                counted(counts.articles, "article")
            );
            match by.is_empty() {
                true => writeln!(out, "{all}")?,
                false => {
                    out.flush()?;
                    anstream::eprintln!("{}", style::aside(all));
                }
            }
        }
    }
    out.flush()?;
    Ok(Outcome::of(counts.matches))
}

/// Adds the periods between the first and the last that have nothing: a gap is to be seen.
fn fill(rows: &mut Vec<Row>, by: By, share: bool) {
    let known: BTreeSet<&str> = rows.iter().map(|row| row.values[0].as_str()).collect();
    let gaps = by.between(&known);
    rows.extend(gaps.into_iter().map(|period| Row {
        values: vec![period],
        count: 0,
        share: share.then_some(0.0),
    }));
    if by.is_time() {
        rows.sort_by(|a, b| a.values.cmp(&b.values));
    }
}

fn object(names: &[String], row: &Row) -> Value {
    let mut object = Map::new();
    for (name, value) in names.iter().zip(&row.values) {
        let value = Some(value).filter(|value| !value.is_empty());
        object.insert(name.clone(), json!(value));
    }
    object.insert("count".to_owned(), json!(row.count));
    if let Some(share) = row.share {
        object.insert("share".to_owned(), json!((share * 1e6).round() / 1e6));
    }
    Value::Object(object)
}

fn csv(names: &[String], rows: &[Row], all: usize, out: &mut impl Write) -> Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let shares = rows.iter().any(|row| row.share.is_some());
    let mut head = names.to_vec();
    head.push("count".to_owned());
    head.extend(shares.then(|| "share".to_owned()));
    csv.write_record(&head)?;
    if names.is_empty() {
        csv.write_record([all.to_string()])?;
    }
    for row in rows {
        let mut cells: Vec<String> = row
            .values
            .iter()
            .map(|value| guarded(value).into_owned())
            .collect();
        cells.push(row.count.to_string());
        cells.extend(row.share.map(|share| format!("{share:.6}")));
        csv.write_record(&cells)?;
    }
    Ok(csv.flush()?)
}

fn text(rows: &[Row], format: Format, out: &mut impl Write) -> Result<()> {
    const BAR: usize = 40;
    let shown = |value: &String| match value.is_empty() {
        true => "none".to_owned(),
        false => value.clone(),
    };
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    for row in rows {
        for (at, value) in row.values.iter().enumerate() {
            let width = shown(value).chars().count();
            let widest = widths.entry(at).or_default();
            *widest = width.max(*widest);
        }
    }
    let size = |row: &Row| row.share.unwrap_or(row.count as f64);
    let most = rows.iter().map(size).fold(0.0, f64::max);
    for row in rows {
        for (at, value) in row.values.iter().enumerate() {
            let value = shown(value);
            let pad = widths[&at] - value.chars().count();
            write!(out, "{value}{:pad$}  ", "")?;
        }
        write!(out, "{:>8}", row.count)?;
        if let Some(share) = row.share {
            write!(out, "  {:>7.3} %", share * 100.0)?;
        }
        if format == Format::Bars && most > 0.0 {
            let eighths = (size(row) / most * (BAR * 8) as f64).round() as usize;
            let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
            write!(out, "  {}", style::speaker("█".repeat(eighths / 8) + part))?;
        }
        writeln!(out)?;
    }
    Ok(())
}
