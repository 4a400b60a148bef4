//! `onrecord count`: counts what a query matches, by speaker, place or time.

use crate::cli::args::query_args::OpenIndex;
use crate::cli::args::query_args::QueryArgs;
use crate::cli::args::query_file::{self, FileQuery};
use crate::cli::outcome::Outcome;
use crate::cli::output::remarks::print_remarks;
use crate::cli::output::stream::{data_out, json_line, json_pretty, note, text_out};
use crate::cli::output::style::{self, counted};
use crate::cli::output::table::{TableArgs, write_row};
use crate::engine::{Dimension, Unit};
use crate::query::{Field, Plan};
use crate::search::{CountRequest, CountRow, CountTable};
use anyhow::{Result, bail};
use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

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
more than the number of articles. By one period alone, periods without a match are listed as 0 (but
for text), as far as --from and --to or date: reach. A date is never refined: an article dated 2024 counts in 2024,
not in January 2024.")]
pub(crate) struct Arguments {
    /// The query, in the language of `search`
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Count every query in a file, one per line: an id, a tab, the query
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    queries: Option<PathBuf>,
    #[command(flatten)]
    query_args: QueryArgs,
    /// What to count by; one or two, separated by a comma
    #[arg(long, value_parser = dimension_names(), value_delimiter = ',')]
    by: Vec<String>,
    /// Count quotations instead of articles; the same as --unit quote
    #[arg(long, conflicts_with = "unit")]
    quotes: bool,
    /// Show matches as a share of everything published in the same period and outlet, and how many
    /// that is
    #[arg(long)]
    share: bool,
    /// Number of rows to show; 0 for all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 0)]
    limit: usize,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    table: TableArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Bars,
    Csv,
    Json,
    /// One query per line
    Ndjson,
}

impl Arguments {
    pub(crate) fn prints_json(&self) -> bool {
        matches!(self.format, Format::Json | Format::Ndjson)
    }
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
    let file = match &arguments.queries {
        Some(path) => query_file::read(path)?,
        None => query_file::one(arguments.query.join(" ")),
    };
    let open = arguments.query_args.open(unit, 0)?;
    let mut printer = Printer {
        request: CountRequest {
            by,
            shares: arguments.share,
            limit: arguments.limit,
        },
        arguments,
        open: &open,
        out: match arguments.format {
            Format::Text | Format::Bars => Box::new(text_out()),
            _ => data_out(),
        },
        begun: false,
        values: Vec::new(),
    };
    let outcome = match &arguments.queries {
        None => printer.count(&file.queries[0]).map(Outcome::of),
        Some(_) => query_file::answer_all(&file, |query| {
            let found = printer.count(query);
            printer.out.flush()?;
            found
        }),
    };
    if arguments.queries.is_some() && arguments.format == Format::Json {
        json_pretty(&mut printer.out, &printer.values)?;
    }
    printer.out.flush()?;
    outcome
}

struct Printer<'a> {
    arguments: &'a Arguments,
    request: CountRequest,
    open: &'a OpenIndex,
    out: Box<dyn Write>,
    /// Whether the table has its heading.
    begun: bool,
    /// What is printed of many queries as one value.
    values: Vec<Value>,
}

impl Printer<'_> {
    /// Prints the counts of a query; returns how many match.
    fn count(&mut self, query: &FileQuery) -> Result<usize> {
        let (arguments, open) = (self.arguments, self.open);
        let request = arguments.query_args.request(&query.text);
        let understood = open.service.understand(&request)?;
        if query.id.is_empty() {
            print_remarks(&understood.remarks);
        }
        let plan = &understood.plan;
        let mut table = open.service.count(plan, &self.request, &open.options)?;
        let is_cut = self.request.limit > 0;
        if arguments.format != Format::Text && !is_cut {
            table.fill_gaps();
        }
        let out = &mut self.out;
        match arguments.format {
            Format::Json if query.id.is_empty() => json_pretty(out, &whole(&table, plan, query))?,
            Format::Json => self.values.push(whole(&table, plan, query)),
            Format::Ndjson => {
                json_line(out, &whole(&table, plan, query))?;
                writeln!(out)?;
            }
            Format::Csv => {
                if !std::mem::replace(&mut self.begun, true) {
                    arguments.table.begin(out)?;
                    heading(&table, query, self.request.shares, out)?;
                }
                csv(&table, query, out)?;
            }
            Format::Text | Format::Bars => self.text(&table, query)?,
        }
        Ok(table.matches)
    }

    fn text(&mut self, table: &CountTable, query: &FileQuery) -> Result<()> {
        let out = &mut self.out;
        let what = match table.unit {
            Unit::Quote => "quotation",
            Unit::Passage => "passage",
        };
        let all = format!(
            "{} in {}",
            counted(table.matches, what),
            counted(table.articles, "article")
        );
        if !query.id.is_empty() {
            match table.by.is_empty() {
                true => write!(out, "{}  ", query.id)?,
                false => writeln!(out, "{}", style::title(&query.id))?,
            }
        }
        text(&table.rows, self.arguments.format, out)?;
        match table.by.is_empty() {
            true => writeln!(out, "{all}")?,
            false => {
                out.flush()?;
                note!("{}", style::aside(all));
            }
        }
        Ok(())
    }
}

fn whole(table: &CountTable, plan: &Plan, query: &FileQuery) -> Value {
    let names: Vec<&str> = table.by.iter().map(|by| by.name()).collect();
    let rows: Vec<Value> = table.rows.iter().map(|row| object(&names, row)).collect();
    let mut whole = json!({
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
    if !query.id.is_empty() {
        whole["id"] = json!(query.id);
    }
    whole
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
    if let Some(published) = row.published {
        object.insert("published".to_owned(), json!(published));
    }
    Value::Object(object)
}

fn heading(table: &CountTable, query: &FileQuery, shares: bool, out: &mut dyn Write) -> Result<()> {
    let mut names: Vec<&str> = Vec::new();
    names.extend((!query.id.is_empty()).then_some("query"));
    names.extend(table.by.iter().map(|by| by.name()));
    names.push("count");
    if shares && !table.by.is_empty() {
        names.extend(["share", "published"]);
    }
    write_row(out, names)
}

fn csv(table: &CountTable, query: &FileQuery, out: &mut dyn Write) -> Result<()> {
    let id = || Some(query.id.clone()).filter(|id| !id.is_empty());
    if table.by.is_empty() {
        let cells: Vec<String> = id()
            .into_iter()
            .chain([table.total().to_string()])
            .collect();
        return write_row(out, cells.iter().map(String::as_str));
    }
    for row in &table.rows {
        let mut cells: Vec<String> = id().into_iter().chain(row.values.clone()).collect();
        cells.push(row.count.to_string());
        cells.extend(row.share.map(|share| format!("{share:.6}")));
        cells.extend(row.published.map(|published| published.to_string()));
        write_row(out, cells.iter().map(String::as_str))?;
    }
    Ok(())
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
        if let Some(published) = row.published {
            write!(out, " of {published}")?;
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
