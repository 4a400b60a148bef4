//! `onrecord show`: a whole article, the passage marked, speakers named.

use crate::cli::outcome::Outcome;
use crate::cli::output::style;
use crate::engine::{ArticleId, Record, Unit};
use crate::index::Reader;
use crate::place::display_name;
use crate::search::path_of;
use crate::text::Span;
use crate::text::offsets::byte_of;
use anyhow::{Result, bail};
use std::io::Write;
use std::path::PathBuf;

/// Print a whole article with its speakers named and a passage highlighted
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord show 31a0                     an article; the first few characters of its id will do
  onrecord show 31a0dy6eq14d4:0-556      with a passage or quotation highlighted, as `search` prints it")]
pub(crate) struct Arguments {
    /// The id of a hit or of an article
    id: String,
    /// The index folder
    #[arg(long, value_name = "DIR", default_value = "index")]
    index: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let reader = Reader::open(&arguments.index)?;
    let (typed, marked) = arguments
        .id
        .split_once(':')
        .map_or((arguments.id.as_str(), None), |(id, range)| {
            (id, Some(range))
        });
    let marked = marked.map(range).transpose()?;
    let ids = reader.articles_with_prefix(typed)?;
    let [id] = ids[..] else {
        if ids.is_empty() {
            anstream::eprintln!("No article has the id {typed}.");
            return Ok(Outcome::Nothing);
        }
        bail!(
            "{} articles have an id that begins with {typed}: {} …; type more of it",
            ids.len(),
            ids.iter()
                .take(3)
                .map(ArticleId::to_string)
                .collect::<Vec<_>>()
                .join(", ")
        );
    };
    let passages = reader.article(id, Unit::Passage)?;
    let quotes = reader.article(id, Unit::Quote)?;
    let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
    let Some(first) = passages.first() else {
        return Ok(Outcome::Nothing);
    };
    writeln!(out, "{}", heading(&reader, first))?;
    for passage in &passages {
        write!(out, "\n{}", body(passage, &quotes, marked))?;
    }
    Ok(Outcome::Found)
}

/// Reads `302-518`: code points, the end exclusive.
fn range(typed: &str) -> Result<(u32, u32)> {
    let numbers = typed
        .split_once('-')
        .and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
    match numbers {
        Some((start, end)) if start <= end => Ok((start, end)),
        _ => bail!("`{typed}` is no range; write START-END, as `search` prints it"),
    }
}

fn heading(reader: &Reader, record: &Record) -> String {
    let mut lines = Vec::new();
    if !record.title.is_empty() {
        lines.push(style::title(&record.title));
    }
    let facts = [
        record.byline.clone(),
        record.outlet.clone(),
        record.published.clone(),
        Some(record.article.to_string()),
    ];
    lines.push(style::aside(
        facts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
    ));
    lines.push(style::aside(
        record
            .url
            .clone()
            .unwrap_or_else(|| path_of(reader.roots(), &record.file)),
    ));
    lines.join("\n")
}

/// Returns a passage with a bar beside what is marked, and each quotation followed by its speaker.
fn body(passage: &Record, quotes: &[Record], marked: Option<(u32, u32)>) -> String {
    let is_marked = marked.is_some_and(|(start, end)| start < passage.end && passage.start < end);
    let indent = if is_marked { "▌ " } else { "  " };
    let mut text = String::new();
    let mut at = 0;
    for quote in quotes
        .iter()
        .filter(|quote| quote.start >= passage.start && quote.end <= passage.end)
    {
        let start = byte_of(&passage.text, (quote.start - passage.start) as usize);
        let end = byte_of(&passage.text, (quote.end - passage.start) as usize);
        if start < at {
            continue;
        }
        text.push_str(&passage.text[at..start]);
        let chosen = marked == Some((quote.start, quote.end));
        let words = Span::new(start, end).of(&passage.text);
        text.push_str(&each_word(
            words,
            if chosen {
                |word| style::matched(word)
            } else {
                |word| style::speaker(word)
            },
        ));
        at = end;
        // The closing mark belongs to the words.
        if let Some(mark) = passage.text[at..]
            .chars()
            .next()
            .filter(|c| "”\"’»“'".contains(*c))
        {
            text.push(mark);
            at += mark.len_utf8();
        }
        text.push_str(&style::aside(format_args!(
            " [{}]",
            speaker(quote).replace(' ', "\u{a0}")
        )));
    }
    text.push_str(&passage.text[at..]);
    let mut out = String::new();
    for paragraph in text
        .split('\n')
        .filter(|paragraph| !paragraph.trim().is_empty())
    {
        out.push_str(&style::wrapped(paragraph, indent, style::width()));
        out.push('\n');
    }
    out
}

/// Paints word by word, so that lines may break in between.
fn each_word(words: &str, paint: fn(&str) -> String) -> String {
    words
        .split('\n')
        .map(|line| line.split(' ').map(paint).collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n")
}

fn speaker(quote: &Record) -> String {
    let said = quote.quote.clone().unwrap_or_default();
    let home = said.speaker_country.map_or(String::new(), |country| {
        format!(", {}", display_name(&country))
    });
    match (quote.speakers.first(), said.mention) {
        (Some(name), _) => format!("{name}{home}"),
        (None, Some(mention)) => format!("“{mention}”"),
        (None, None) => "?".to_owned(),
    }
}
