//! `onrecord search`: passages, ranked, with what matched lit up.

use crate::cli::args::hit_args::HitArgs;
use crate::cli::outcome::Outcome;
use crate::cli::output::style;
use crate::cli::run_query;
use crate::engine::{Hit, Unit, fragments};
use crate::place::display_name;
use crate::search::SearchService;
use anyhow::Result;

/// Search for passages by word, speaker, country and date
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord search --corpus ~/articles 'border closure'
  onrecord search '\"border closure\" speaker:tavrichin'
  onrecord search 'country:\"North Korea\" date:2024-03..2024-06'
  onrecord search '(tax w/3 cut) not w/25 senate' --explain
  onrecord search 'elect* w/s fraud' --format kwic --sort right -n 0
  onrecord search 'tariffs (steel OR aluminium) -cars' --format csv > hits.csv

`onrecord help query` explains the query language by example.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub hits: HitArgs,
}

/// The longest snippet, in bytes of text.
const SNIPPET: usize = 420;

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    run_query::answer(&arguments.hits, Unit::Passage, hit_text)
}

fn hit_text(service: &SearchService, hit: &Hit) -> String {
    let record = &hit.record;
    let width = style::width();
    let name = if record.title.is_empty() {
        service.path(record)
    } else {
        record.title.clone()
    };
    let heading = style::lit(
        &name,
        crate::text::Span::new(0, name.len()),
        if record.title.is_empty() {
            &[]
        } else {
            &hit.marks.title
        },
    );
    let mut lines = vec![format!(
        "{} {}",
        style::aside(format_args!("{:>2}.", hit.rank)),
        style::title(heading)
    )];
    let mut facts: Vec<String> = Vec::new();
    facts.extend(record.outlet.clone());
    facts.extend(record.published_day().map(str::to_owned));
    facts.push(
        record
            .countries
            .iter()
            .map(display_name)
            .collect::<Vec<_>>()
            .join(", "),
    );
    facts.push(record.id());
    facts.retain(|fact| !fact.is_empty());
    lines.push(style::aside(style::wrapped(
        &facts.join(" · "),
        "    ",
        style::width(),
    )));
    let parts = fragments(&record.text, &hit.marks.text, SNIPPET);
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate() {
        let opens = part.start > 0 && !record.text[..part.start].ends_with('\n');
        if at > 0 || opens {
            text.push_str(if at > 0 { " … " } else { "… " });
        }
        text.push_str(&style::lit(&record.text, *part, &hit.marks.text));
    }
    if parts
        .last()
        .is_some_and(|part| part.end < record.text.trim_end().len())
    {
        text.push_str(" …");
    }
    for paragraph in text
        .split('\n')
        .filter(|paragraph| !paragraph.trim().is_empty())
    {
        lines.push(style::wrapped(paragraph, "    ", width));
    }
    let mut notes: Vec<String> = Vec::new();
    if !record.speakers.is_empty() {
        notes.push(format!(
            "speaking: {}",
            record
                .speakers
                .iter()
                .map(style::speaker)
                .collect::<Vec<_>>()
                .join(", ")
        ));
    }
    if hit.further > 0 {
        notes.push(style::aside(format_args!(
            "{} of this article",
            style::counted(hit.further, "more passage")
        )));
    }
    if !notes.is_empty() {
        lines.push(format!("    {}", notes.join(" · ")));
    }
    lines.join("\n")
}
