//! `onrecord evaluate places`: how well places and countries are found.

use crate::cli::evaluate::input::{Format, read_lines};
use crate::cli::evaluate::table::{Table, share, three};
use crate::cli::outcome::Outcome;
use crate::cli::output::stream::text_out;
use crate::cli::output::style;
use crate::cli::output::style::counted;
use crate::evaluate::places::{
    PlaceMistakes, PlaceReport, evaluate, evaluate_predictions, read_documents, read_gold,
};
use anyhow::Result;
use std::io::Write;
use std::path::PathBuf;

/// Score places and countries
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord evaluate places marked.jsonl
  onrecord evaluate places marked.jsonl --by-rule --worst 5
  onrecord evaluate places marked.jsonl found.jsonl --format json

Annotate your own articles, one per line; offsets are Unicode code points into `text`, end
exclusive:
  {\"id\": \"a1\", \"text\": \"Talks in Oslo.\", \"places\": [
    {\"start\": 9, \"end\": 13, \"country\": \"NO\"}]}
(on one line), or the article's countries only: {\"text\": \"Talks in Oslo.\", \"countries\": [\"NO\"]}.
Codes are ISO 3166-1 alpha-2. A place whose `country` is null may be found or not.

`country` is the share of places found with the exact span that have the right country. `articles`
compares the set of countries of each article.")]
pub(crate) struct Arguments {
    /// Annotated articles, one JSON object per line
    gold: PathBuf,
    /// Predictions, as `annotate --format ndjson` prints them [default: annotate now]
    predictions: Option<PathBuf>,
    /// Show the precision of each rule
    #[arg(long)]
    by_rule: bool,
    /// Show the mistakes in the N worst articles
    #[arg(long, value_name = "N", default_value_t = 0)]
    worst: usize,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let gold = read_lines(&arguments.gold, read_gold)?;
    let report = match &arguments.predictions {
        None => evaluate(&gold, arguments.worst),
        Some(path) => {
            evaluate_predictions(&gold, &read_lines(path, read_documents)?, arguments.worst)
        }
    };
    let mut out = text_out();
    match arguments.format {
        Format::Json => writeln!(out, "{:#}", report.json())?,
        Format::Text => print(&mut out, &report, arguments)?,
    }
    Ok(Outcome::of(report.articles))
}

fn print(out: &mut impl Write, report: &PlaceReport, arguments: &Arguments) -> Result<()> {
    write!(out, "{}", counted(report.articles, "article"))?;
    if report.without_prediction > 0 {
        write!(out, "; {} without prediction", report.without_prediction)?;
    }
    writeln!(out)?;
    let counts = &report.scores;
    let mut table = Table::new("Countries", "|marked|found|P|R|F1");
    for (name, gold, found, scores) in [
        (
            "places, exact",
            counts.exact_gold,
            counts.exact_found,
            counts.exact(),
        ),
        (
            "places, overlap",
            counts.overlap_gold,
            counts.overlap_found,
            counts.overlap(),
        ),
        (
            "articles",
            counts.document_gold,
            counts.document_found,
            counts.documents(),
        ),
    ] {
        if gold.of + found.of > 0 {
            let mut cells = vec![name.to_owned(), gold.of.to_string(), found.of.to_string()];
            cells.extend(three(scores));
            table.rows.push(cells);
        }
    }
    table.print(out)?;
    if counts.country.of > 0 {
        writeln!(
            out,
            "\ncountry right {} of {} places found, {} of all {}",
            share(counts.country),
            counts.country.of,
            share(counts.country_of_all),
            counts.country_of_all.of
        )?;
    }
    if arguments.by_rule {
        let mut table = Table::new("Rules", "rule|found|right|share");
        for (rule, ratio) in &counts.rules {
            let rule = if rule.is_empty() { "none" } else { rule };
            table.rows.push(vec![
                rule.to_owned(),
                ratio.of.to_string(),
                ratio.right.to_string(),
                share(*ratio),
            ]);
        }
        table.print(out)?;
    }
    for article in &report.worst {
        print_mistakes(out, article)?;
    }
    Ok(())
}

fn print_mistakes(out: &mut impl Write, article: &PlaceMistakes) -> Result<()> {
    writeln!(
        out,
        "\n{} {}",
        style::title(&article.id),
        style::aside(format_args!(
            "missed [{}], extra [{}]",
            article.missed_countries.join(" "),
            article.extra_countries.join(" ")
        ))
    )?;
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for place in &article.places {
        let whose = match (&place.gold, &place.found) {
            (Some(gold), Some(found)) => format!("{gold}, not {found}"),
            (Some(gold), None) => format!("missed {gold}"),
            (None, found) => format!("extra {}", found.as_deref().unwrap_or_default()),
        };
        let rule = place.rule.as_deref().unwrap_or_default();
        writeln!(
            out,
            "  {whose:<12} {:<9} {} [{}] {}",
            style::aside(rule),
            style::aside(one_line(&place.before)),
            one_line(&place.words),
            style::aside(one_line(&place.after)),
        )?;
    }
    Ok(())
}
