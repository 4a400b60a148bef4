//! `onrecord quotes`: one quotation a hit, with who said it.

use crate::cli::ask::{Question, path};
use crate::cli::{Outcome, answers, paint};
use crate::index::{Hit, Kind, Reader};
use crate::place::display_name;
use crate::text::Span;
use anyhow::Result;

/// Search for quotations: who said it, when, and where it stands
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord quotes 'speaker:lavrov'                   everything he is quoted with
  onrecord quotes 'speaker:lavrov sanctions'         what he said about sanctions
  onrecord quotes 'speaker:lavrov said:sanctions'    with the word in his own mouth
  onrecord quotes --speaker 'foreign ministry' --from 2024 --format csv

The query language is that of `search`; words are looked for in the quotation and in
its article's title, in said:( … ) in the quotation alone.")]
pub struct Arguments {
    #[command(flatten)]
    question: Question,
}

pub fn run(arguments: &Arguments) -> Result<Outcome> {
    answers::answer(&arguments.question, Kind::Quote, shown)
}

fn shown(reader: &Reader, hit: &Hit) -> String {
    let record = &hit.record;
    let said = record.quote.clone().unwrap_or_default();
    let named = record.speakers.first().map(String::as_str);
    let speaker = match (named, said.mention.as_deref()) {
        (Some(name), Some(mention)) if !mention.contains(name) => format!(
            "{} {}",
            paint::speaker(name),
            paint::aside(format_args!("(“{mention}”)"))
        ),
        (Some(name), _) => paint::speaker(name),
        (None, Some(mention)) => paint::aside(format_args!("“{mention}”")),
        (None, None) => paint::aside("nobody named"),
    };
    let home = said.speaker_country.map_or(String::new(), |country| {
        format!(", {}", display_name(&country))
    });
    let words = paint::lit(
        &record.text,
        Span::new(0, record.text.len()),
        &hit.marks.text,
    );
    let words = if said.form == "direct" {
        format!("“{}”", words.trim_end_matches(','))
    } else {
        format!("… {words}")
    };
    let mut lines = vec![format!(
        "{} {speaker}{home} {}",
        paint::aside(format_args!("{:>2}.", hit.rank)),
        paint::aside(said.cue.as_deref().unwrap_or(""))
    )];
    for paragraph in words
        .split('\n')
        .filter(|paragraph| !paragraph.trim().is_empty())
    {
        lines.push(paint::wrapped(paragraph, "    ", paint::width()));
    }
    let mut facts: Vec<String> = Vec::new();
    facts.push(if record.title.is_empty() {
        path(reader, &record.file)
    } else {
        record.title.clone()
    });
    facts.extend(record.outlet.clone());
    facts.extend(
        record
            .published
            .as_deref()
            .map(|date| date.get(..10).unwrap_or(date).to_owned()),
    );
    facts.push(record.id());
    lines.push(paint::aside(paint::wrapped(
        &facts.join(" · "),
        "    ",
        paint::width(),
    )));
    lines.join("\n")
}
