//! `onrecord quotes`: one quotation per hit, with its speaker.

use crate::cli::args::hit_args::HitArgs;
use crate::cli::args::query_args::QueryUnit;
use crate::cli::outcome::Outcome;
use crate::cli::output::style;
use crate::cli::run_query;
use crate::engine::{Hit, Unit};
use crate::search::SearchService;
use crate::text::Span;
use anyhow::{Result, bail};

/// Search for quotations: what was said, by whom, and when
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord quotes 'speaker:tavrichin'                   everything he is quoted as saying
  onrecord quotes 'speaker:tavrichin sanctions'         what he said about sanctions
  onrecord quotes 'speaker:tavrichin said:sanctions'    the word is in the quotation itself
  onrecord quotes --speaker tavrichin --from 2023 --format csv

The query language is the same as for `search`. A word may be in the quotation or in its
article's title; with said:( … ), it must be in the quotation.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub hits: HitArgs,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    if !matches!(
        arguments.hits.query_args.unit,
        None | Some(QueryUnit::Quote)
    ) {
        bail!("`quotes` lists quotations; for passages and articles use `search`");
    }
    run_query::answer(&arguments.hits, Unit::Quote, hit_text)
}

fn hit_text(service: &SearchService, hit: &Hit) -> String {
    let record = &hit.record;
    let said = record.quote.clone().unwrap_or_default();
    let named = record.speakers.first().map(String::as_str);
    let speaker = match (named, said.mention.as_deref()) {
        (Some(name), Some(mention)) if !mention.contains(name) => format!(
            "{} {}",
            style::speaker(name),
            style::aside(format_args!("(“{mention}”)"))
        ),
        (Some(name), _) => style::speaker(name),
        (None, Some(mention)) => style::aside(format_args!("“{mention}”")),
        (None, None) => style::aside("nobody named"),
    };
    let country = style::after_name(said.speaker_country);
    let words = style::lit(
        &record.text,
        Span::new(0, record.text.len()),
        &hit.marks.text,
    );
    let words = if said.kind == "direct" {
        format!("“{}”", words.trim_end_matches(','))
    } else {
        format!("… {words}")
    };
    let mut lines = vec![format!(
        "{} {speaker}{country} {}",
        style::aside(format_args!("{:>2}.", hit.rank)),
        style::aside(said.cue.as_deref().unwrap_or(""))
    )];
    for paragraph in words
        .split('\n')
        .filter(|paragraph| !paragraph.trim().is_empty())
    {
        lines.push(style::wrapped(paragraph, "    ", style::width()));
    }
    let mut facts: Vec<String> = Vec::new();
    facts.push(if record.title.is_empty() {
        service.path(record)
    } else {
        record.title.clone()
    });
    facts.extend(record.outlet.clone());
    facts.extend(record.published_day().map(str::to_owned));
    facts.push(record.id());
    lines.push(style::aside(style::wrapped(
        &facts.join(" · "),
        "    ",
        style::width(),
    )));
    lines.join("\n")
}
