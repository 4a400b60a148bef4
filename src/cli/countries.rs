//! `onrecord countries`: which countries are mentioned, and how often.

use crate::cli::outcome::Outcome;
use crate::cli::output::format::Format;
use crate::cli::output::stream::{data_out, json_line, json_pretty, note, text_out};
use crate::cli::output::style::{self, counted};
use crate::cli::output::table::{TableArgs, write_row};
use crate::engine::{CountryCounts, Engine};
use crate::index::Reader;
use crate::place::{Country, display_name, former_state_years, lookup, region};
use anyhow::{Result, bail};
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

/// List the countries mentioned: in how many articles, and how many are mainly about them
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord countries                     the most mentioned
  onrecord countries sahel               the members of a region
  onrecord countries nordkorea           one country, by code, name or demonym
  onrecord countries -n 0 --format csv > countries.csv

`articles` mention the country, a place in it or its people; `about` counts the articles mainly
about it; `quotations` are by people who speak for or from it.")]
pub(crate) struct Arguments {
    /// A country or a region, by any name
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// The index folder
    #[arg(long, value_name = "DIR", default_value = "index")]
    index: PathBuf,
    /// Number of countries to show; 0 for all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    #[command(flatten)]
    table: TableArgs,
}

/// The version of what is printed; it changes when a field changes its meaning or goes.
const SCHEMA: u32 = 1;

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let query = arguments.query.join(" ");
    let selected = match query.trim() {
        "" => None,
        query => Some(members(query)?),
    };
    let mut countries = Reader::open(&arguments.index)?.countries()?;
    countries.retain(|counted| {
        selected
            .as_ref()
            .is_none_or(|selected| selected.contains(&counted.country))
    });
    let all = countries.len();
    if arguments.limit > 0 {
        countries.truncate(arguments.limit);
    }
    let lines = countries.iter().map(Line::of);
    let mut out: Box<dyn Write> = match arguments.format {
        Format::Text => Box::new(text_out()),
        _ => data_out(),
    };
    match arguments.format {
        Format::Text => text(&countries, &mut out)?,
        Format::Json => json_pretty(&mut out, &lines.collect::<Vec<_>>())?,
        Format::Ndjson => {
            for line in lines {
                json_line(&mut out, &line)?;
                writeln!(out)?;
            }
        }
        Format::Csv => {
            arguments.table.begin(&mut out)?;
            write_row(&mut out, COLUMNS)?;
            let mut csv = csv::WriterBuilder::new()
                .has_headers(false)
                .from_writer(&mut out);
            lines.into_iter().try_for_each(|line| csv.serialize(line))?;
            csv.flush()?;
        }
    }
    out.flush()?;
    if all > countries.len() && arguments.format == Format::Text {
        let all = format!("{all} countries; {} shown, -n 0 shows all", countries.len());
        note!("{}", style::aside(all));
    }
    if all == 0 {
        note!(
            "No article speaks of {}.",
            if query.is_empty() {
                "a country"
            } else {
                &query
            }
        );
    }
    Ok(Outcome::of(all))
}

/// Returns the countries that a name of a country or region means.
fn members(name: &str) -> Result<Vec<Country>> {
    if let Some(region) = region(name) {
        return Ok(region.members.clone());
    }
    match lookup(name) {
        Some(country) => Ok(vec![country]),
        None => bail!("no country or region is called `{name}`; write a code, a name or a demonym"),
    }
}

/// The columns of a table: the members of [`Line`].
const COLUMNS: [&str; 8] = [
    "schema",
    "code",
    "name",
    "first_year",
    "last_year",
    "articles",
    "about",
    "quotations",
];

#[derive(Serialize)]
struct Line<'c> {
    schema: u32,
    code: &'c str,
    name: &'c str,
    /// The years of a country that is no more.
    first_year: Option<i16>,
    last_year: Option<i16>,
    articles: usize,
    about: usize,
    quotations: usize,
}

impl<'c> Line<'c> {
    fn of(counted: &'c CountryCounts) -> Self {
        let years = former_state_years(counted.country);
        Self {
            schema: SCHEMA,
            code: counted.country.code(),
            name: display_name(&counted.country),
            first_year: years.map(|(first, _)| first),
            last_year: years.map(|(_, last)| last),
            articles: counted.articles,
            about: counted.about,
            quotations: counted.quotes,
        }
    }
}

fn text(countries: &[CountryCounts], out: &mut impl Write) -> Result<()> {
    let named = |counted: &CountryCounts| {
        let name = display_name(&counted.country).to_owned();
        match former_state_years(counted.country) {
            Some((first, last)) => format!("{name} ({first}–{last})"),
            None => name,
        }
    };
    let length = |counted: &CountryCounts| named(counted).chars().count();
    let width = countries.iter().map(length).max().unwrap_or_default();
    for counted_here in countries {
        let padding = " ".repeat(width - length(counted_here));
        let mut facts = vec![counted(counted_here.articles, "article")];
        if counted_here.about > 0 {
            facts.push(format!("mainly in {}", counted_here.about));
        }
        if counted_here.quotes > 0 {
            facts.push(counted(counted_here.quotes, "quotation"));
        }
        writeln!(
            out,
            "{}  {}{padding}  {}",
            style::aside(counted_here.country.code()),
            named(counted_here),
            style::aside(facts.join(", "))
        )?;
    }
    Ok(())
}
