//! `onrecord count`: counts what a query matches, by speaker, place or time.

use crate::cli::args::query_args::QueryArgs;
use crate::cli::outcome::Outcome;
use crate::cli::output::hit_record::guarded;
use crate::cli::output::remarks::print_remarks;
use crate::cli::output::style::{self, counted};
use crate::engine::{Dimension, Unit};
use crate::query::{Field, Plan};
use crate::search::{CountRequest, CountRow, CountTable};
use anyhow::{Result, bail};
use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
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
    query_args: QueryArgs,
    /// What to count by; one or two, separated by a comma
    #[arg(long, value_parser = dimension_names(), value_delimiter = ',')]
    by: Vec<String>,
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

/// The version of what is printed; it changes when a field changes its meaning or goes.
const SCHEMA: u32 = 1;

/// Returns the names of all dimensions, for the help and the check of arguments.
fn dimension_names() -> PossibleValuesParser {
    PossibleValuesParser::new(Dimension::all().map(Dimension::name))
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    if arguments.by.len() > 2 {
        bail!("--by takes one dimension or two, as in --by speaker,year");
    }
    let by: Vec<Dimension> = arguments
        .by
        .iter()
        .filter_map(|name| Dimension::named(name))
        .collect();
    // Only quotations have a kind.
    let quotes = arguments.quotes || by.contains(&Dimension::Field(Field::QuoteKind));
    let unit = if quotes { Unit::Quote } else { Unit::Passage };
    let open = arguments.query_args.open(unit, 0)?;
    let request = arguments.query_args.request(&arguments.query.join(" "));
    let understood = open.service.understand(&request)?;
    print_remarks(&understood.remarks);
    let request = CountRequest {
        by,
        shares: arguments.share,
        limit: arguments.limit,
    };
    let mut table = open
        .service
        .count(&understood.plan, &request, &open.options)?;
    let mut out = std::io::BufWriter::new(anstream::AutoStream::auto(std::io::stdout().lock()));
    match arguments.format {
        Format::Json => json(&table, &understood.plan, &mut out)?,
        Format::Csv => csv(&table, &mut out)?,
        Format::Text | Format::Bars => {
            if arguments.format == Format::Bars {
                table.fill_gaps();
            }
            text(&table.rows, arguments.format, &mut out)?;
            let what = if quotes { "quotation" } else { "passage" };
            let all = format!(
                "{} in {}",
                counted(table.matches, what),
                counted(table.articles, "article")
            );
            match table.by.is_empty() {
                true => writeln!(out, "{all}")?,
                false => {
                    out.flush()?;
                    anstream::eprintln!("{}", style::aside(all));
                }
            }
        }
    }
    out.flush()?;
    Ok(Outcome::of(table.matches))
}

fn json(table: &CountTable, plan: &Plan, out: &mut impl Write) -> Result<()> {
    let names: Vec<&str> = table.by.iter().map(|by| by.name()).collect();
    let rows: Vec<Value> = table.rows.iter().map(|row| object(&names, row)).collect();
    let whole = json!({
        "schema": SCHEMA,
        "query": plan.to_string(),
        "counted": match table.unit {
            Unit::Quote => "quotations",
            Unit::Passage => "articles",
        },
        "articles": table.articles,
        "matches": table.matches,
        "by": names,
        "rows": rows,
    });
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    Ok(writeln!(out)?)
}

fn object(names: &[&str], row: &CountRow) -> Value {
    let mut object = Map::new();
    for (name, value) in names.iter().zip(&row.values) {
        let value = Some(value).filter(|value| !value.is_empty());
        object.insert((*name).to_owned(), json!(value));
    }
    object.insert("count".to_owned(), json!(row.count));
    if let Some(share) = row.share {
        object.insert("share".to_owned(), json!((share * 1e6).round() / 1e6));
    }
    Value::Object(object)
}

fn csv(table: &CountTable, out: &mut impl Write) -> Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let shares = table.rows.iter().any(|row| row.share.is_some());
    let mut head: Vec<&str> = table.by.iter().map(|by| by.name()).collect();
    head.push("count");
    head.extend(shares.then_some("share"));
    csv.write_record(&head)?;
    if table.by.is_empty() {
        csv.write_record([table.total().to_string()])?;
    }
    for row in &table.rows {
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

fn text(rows: &[CountRow], format: Format, out: &mut impl Write) -> Result<()> {
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
    let size = |row: &CountRow| row.share.unwrap_or(row.count as f64);
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
