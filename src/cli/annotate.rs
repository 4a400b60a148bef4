//! `onrecord annotate`: what was found in an article.

use crate::annotate::{annotate, pronoun_antecedents};
use crate::article::{Annotated, Article, Quote};
use crate::cli::outcome::Outcome;
use crate::cli::output::stream::{data_out, json_line, note, text_out};
use crate::cli::output::{annotations, attribution_trace};
use crate::corpus;
use crate::text::offsets::CodePoints;
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::{BufRead, Read, Write};
use std::path::PathBuf;

/// Show the quotations, speakers and countries found in an article
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord annotate story.txt
  onrecord annotate --explain story.txt
  onrecord annotate --format ndjson articles.jsonl > found.jsonl
  cat story.txt | onrecord annotate -

With --format ndjson, input that begins with `{` is read as one JSON article per line. `text` is
required; `id` and `lang` are kept; `title`, `outlet` and `url` help to identify countries. Offsets
are Unicode code points into `text`, end exclusive.")]
pub(crate) struct Arguments {
    /// The article, in any format that `index` reads; `-` for standard input
    file: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Explain each finding: the rules tried, the evidence, the candidates for a pronoun
    #[arg(long)]
    explain: bool,
}

#[derive(Clone, Copy, ValueEnum, PartialEq, Eq)]
enum Format {
    Text,
    Ndjson,
}

/// How many articles are annotated at a time; the output keeps their order.
const BATCH: usize = 256;

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let name = arguments.file.display().to_string();
    let input: Box<dyn Read> = if name == "-" {
        Box::new(std::io::stdin())
    } else {
        Box::new(
            std::fs::File::open(&arguments.file).with_context(|| format!("cannot open {name}"))?,
        )
    };
    let mut input = std::io::BufReader::with_capacity(1 << 16, input);
    if arguments.explain && arguments.format == Format::Ndjson {
        bail!("--explain is for people to read; leave out --format ndjson");
    }
    let mut out: Box<dyn Write> = match arguments.format {
        Format::Text => Box::new(text_out()),
        Format::Ndjson => data_out(),
    };
    let lines = arguments.format == Format::Ndjson && input.fill_buf()?.first() == Some(&b'{');
    if lines {
        return ndjson(input, &mut out);
    }
    let mut bytes = Vec::new();
    input
        .read_to_end(&mut bytes)
        .with_context(|| format!("cannot read {name}"))?;
    let articles = articles(&name, bytes)?;
    for (number, article) in articles.iter().enumerate() {
        let annotated = annotate(article);
        match arguments.format {
            Format::Ndjson => {
                json_line(
                    &mut out,
                    &Line::of(&id(&name, article, number), &article.body, &annotated),
                )?;
                writeln!(out)?;
            }
            Format::Text if arguments.explain => {
                let antecedents = pronoun_antecedents(&article.body, &annotated.lang);
                let why = |quote: &Quote| attribution_trace::why(quote, &antecedents);
                write!(
                    out,
                    "{}",
                    annotations::shown(&article.body, &annotated, why)
                )?;
            }
            Format::Text => {
                let shown = annotations::shown(&article.body, &annotated, |_| String::new());
                write!(out, "{shown}")?;
            }
        }
    }
    out.flush()?;
    Ok(Outcome::of(articles.len()))
}

/// Returns the articles in a file of any form; a plain text is taken as it is, title and all, so
/// that offsets are those of the file.
fn articles(name: &str, bytes: Vec<u8>) -> Result<Vec<Article>> {
    let plain = corpus::formats::format_of(name, &bytes[..bytes.len().min(4096)])
        .is_none_or(|format| format.name == "text");
    if plain && let Ok(body) = String::from_utf8(bytes.clone()) {
        return Ok(vec![Article {
            body,
            ..Article::default()
        }]);
    }
    let mut articles = Vec::new();
    let mut skips = Vec::new();
    corpus::read_bytes(name, &bytes, &mut |result| match result {
        Ok(article) => articles.push(article),
        Err(skip) => skips.push(skip),
    });
    for skip in &skips {
        note!("skipped: {skip}");
    }
    match (articles.is_empty(), skips.into_iter().next()) {
        (true, Some(skip)) => Err(skip).with_context(|| format!("{name} holds no article")),
        _ => Ok(articles),
    }
}

fn id(name: &str, article: &Article, number: usize) -> String {
    article.source_id.clone().unwrap_or_else(|| {
        if number == 0 {
            name.to_owned()
        } else {
            format!("{name}#{}", number + 1)
        }
    })
}

/// Annotates one article per line, in the same order.
fn ndjson(input: impl BufRead, out: &mut impl Write) -> Result<Outcome> {
    let mut batch: Vec<(usize, String)> = Vec::with_capacity(BATCH);
    let mut lines = input.lines().enumerate();
    loop {
        batch.clear();
        for (number, line) in lines.by_ref().take(BATCH) {
            let line = line?;
            if !line.trim().is_empty() {
                batch.push((number + 1, line));
            }
        }
        if batch.is_empty() {
            break;
        }
        let printed: Vec<Result<String>> = batch
            .par_iter()
            .map(|(number, line)| annotated_line(*number, line))
            .collect();
        for line in printed {
            writeln!(out, "{}", line?)?;
        }
    }
    out.flush()?;
    Ok(Outcome::Found)
}

#[derive(Deserialize)]
struct Input {
    id: Option<Value>,
    text: Option<String>,
    lang: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
}

fn annotated_line(number: usize, line: &str) -> Result<String> {
    // An array would be read as the object's values in order.
    if !line.trim_start().starts_with('{') {
        bail!("line {number} is not a JSON object");
    }
    let input: Input = serde_json::from_str(line)
        .with_context(|| format!("line {number} is not a JSON object"))?;
    let Some(body) = input.text else {
        bail!("line {number} has no \"text\"")
    };
    let article = Article {
        body,
        lang: input.lang,
        title: input.title.unwrap_or_default(),
        outlet: input.outlet,
        url: input.url,
        ..Article::default()
    };
    let annotated = annotate(&article);
    let id = match input.id {
        Some(Value::String(id)) => id,
        Some(id) => id.to_string(),
        None => number.to_string(),
    };
    let mut line = Vec::with_capacity(article.body.len());
    json_line(&mut line, &Line::of(&id, &article.body, &annotated))?;
    String::from_utf8(line).context("JSON is UTF-8")
}

/// What is printed of an article.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    lang: &'a str,
    quotes: Vec<QuoteLine<'a>>,
    places: Vec<PlaceLine<'a>>,
    countries: Vec<&'a str>,
    about: Vec<AboutLine<'a>>,
}

/// How much of the article is about a country, from 0 to 1.
#[derive(Serialize)]
struct AboutLine<'a> {
    country: &'a str,
    score: f32,
}

#[derive(Serialize)]
struct QuoteLine<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: &'static str,
    cue: Option<[usize; 2]>,
    speaker_spans: Vec<[usize; 2]>,
    speaker_text: Option<&'a str>,
    speaker_name: Option<&'a str>,
    speaker_country: Option<&'a str>,
    confidence: Option<f32>,
    rule: &'static str,
}

#[derive(Serialize)]
struct PlaceLine<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    country: &'a str,
    rule: &'static str,
}

impl<'a> Line<'a> {
    fn of(id: &'a str, text: &'a str, annotated: &'a Annotated) -> Self {
        let mut points = CodePoints::new(text);
        let quotes = annotated.quotes.iter().map(|quote| {
            let said = quote.attribution.as_ref();
            let [start, end] = points.span(quote.span);
            QuoteLine {
                start,
                end,
                text: quote.span.of(text),
                kind: quote.kind.name(),
                cue: quote.cue.map(|cue| points.span(cue)),
                speaker_spans: said
                    .iter()
                    .flat_map(|said| &said.mentions)
                    .map(|&mention| points.span(mention))
                    .collect(),
                speaker_text: said
                    .and_then(|said| said.mentions.first())
                    .map(|mention| mention.of(text)),
                speaker_name: said.and_then(|said| said.name.as_deref()),
                speaker_country: said
                    .and_then(|said| said.country.as_ref())
                    .map(|country| country.code()),
                confidence: said.map(|said| (said.confidence * 100.0).round() / 100.0),
                rule: said.map_or(quote.rule, |said| said.rule),
            }
        });
        let quotes = quotes.collect();
        let places = annotated.places.iter().map(|place| {
            let [start, end] = points.span(place.span);
            PlaceLine {
                start,
                end,
                text: place.span.of(text),
                country: place.country.code(),
                rule: place.rule,
            }
        });
        Self {
            id,
            lang: &annotated.lang,
            quotes,
            places: places.collect(),
            about: (annotated.about.iter())
                .map(|about| AboutLine {
                    country: about.country.code(),
                    score: (about.score * 100.0).round() / 100.0,
                })
                .collect(),
            countries: annotated
                .countries
                .iter()
                .map(|country| country.code())
                .collect(),
        }
    }
}
