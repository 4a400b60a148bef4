//! `onrecord show`: a whole article, the passage marked, speakers named.

use crate::cli::args::alias_args::AliasArgs;
use crate::cli::outcome::Outcome;
use crate::cli::output::remarks::print_remarks;
use crate::cli::output::stream::{note, text_out};
use crate::cli::output::style;
use crate::engine::{ArticleId, Engine, Grouping, Marks, Record, SearchOptions, Unit};
use crate::index::Reader;
use crate::query::{Field, Plan};
use crate::search::{Request, SearchService, path_of};
use crate::text::Span;
use crate::text::offsets::byte_of;
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

/// Print a whole article with its speakers named and a passage highlighted
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord show csds                     an article; the first few characters of its id will do
  onrecord show csdsnzjpervsg:0-556      with a passage or quotation highlighted, as `search` prints it
  onrecord show csds --query levy        with what a query finds in it highlighted")]
pub(crate) struct Arguments {
    /// The id of a hit or of an article
    id: String,
    /// The index folder
    #[arg(long, value_name = "DIR", default_value = "index")]
    index: PathBuf,
    /// Highlight what this query finds in the article
    #[arg(long, value_name = "QUERY")]
    query: Option<String>,
    #[command(flatten)]
    names: AliasArgs,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let names = arguments.names.policy(&arguments.index)?;
    let service = SearchService::new(Reader::open(&arguments.index)?, names);
    let reader = service.engine();
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
            note!("No article has the id {typed}.");
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
    let mut out = text_out();
    let Some(first) = passages.first() else {
        return Ok(Outcome::Nothing);
    };
    let found = match &arguments.query {
        Some(query) => found(&service, query, id)?,
        None => BTreeMap::new(),
    };
    if arguments.query.is_some() && found.is_empty() {
        note!("No passage of the article matches the query.");
    }
    let title = found.values().next().map_or(&[][..], |marks| &marks.title);
    writeln!(out, "{}", heading(reader, first, title))?;
    for passage in &passages {
        let lit = found.get(&passage.position);
        let lit = lit.map_or(&[][..], |marks| &marks.text);
        write!(out, "\n{}", body(passage, &quotes, marked, lit))?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}

/// Returns what a query finds in an article, by the position of the passage.
fn found(service: &SearchService, query: &str, id: ArticleId) -> Result<BTreeMap<u32, Marks>> {
    let understood = service.understand(&Request::new(query))?;
    print_remarks(&understood.remarks);
    let itself = Plan::Value {
        field: Field::Id,
        value: id.to_string(),
    };
    let options = SearchOptions {
        limit: usize::MAX,
        grouping: Grouping::None,
        ..SearchOptions::default()
    };
    let mut found = BTreeMap::new();
    for hit in service.search(&understood.plan.and(itself), &options)? {
        let hit = hit?;
        found.insert(hit.record.position, hit.marks);
    }
    Ok(found)
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

fn heading(reader: &dyn Engine, record: &Record, found: &[Span]) -> String {
    let mut lines = Vec::new();
    if !record.title.is_empty() {
        let title = &record.title;
        let title = style::lit(title, Span::new(0, title.len()), found);
        lines.push(style::title(title));
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

/// Returns a passage with a bar beside what is marked, and each quotation followed by its speaker;
/// what a query found in it is lit up.
fn body(passage: &Record, quotes: &[Record], marked: Option<(u32, u32)>, found: &[Span]) -> String {
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
        text.push_str(&style::lit(&passage.text, Span::new(at, start), found));
        let chosen = marked == Some((quote.start, quote.end));
        let paint: fn(&str) -> String = match chosen {
            true => |word| style::matched(word),
            false => |word| style::speaker(word),
        };
        let mut from = start;
        for mark in found
            .iter()
            .filter(|mark| start <= mark.start && mark.end <= end)
        {
            text.push_str(&each_word(&passage.text[from..mark.start], paint));
            text.push_str(&each_word(mark.of(&passage.text), |word| {
                style::matched(word)
            }));
            from = mark.end;
        }
        text.push_str(&each_word(&passage.text[from..end], paint));
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
    text.push_str(&style::lit(
        &passage.text,
        Span::new(at, passage.text.len()),
        found,
    ));
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
    let country = style::after_name(said.speaker_country);
    match (quote.speakers.first(), said.mention) {
        (Some(name), _) => format!("{name}{country}"),
        (None, Some(mention)) => format!("“{mention}”"),
        (None, None) => "?".to_owned(),
    }
}
