//! Answers, for people and for programs: text, JSON, a hit a line, CSV.

use crate::cli::ask::{Answer, Format, Question, ask, counted, explained, path};
use crate::cli::{Outcome, paint};
use crate::index::{Hit, Kind, Marks};
use anyhow::Result;
use serde::Serialize;
use std::io::{BufWriter, Write};

/// The version of what is printed; it changes when a field changes its meaning or goes.
const SCHEMA: u32 = 1;

/// One hit. Offsets are Unicode code points, the end exclusive: those of `id`, `start` and `end`
/// into the article's body, those of `highlights` into `text`.
#[derive(Serialize)]
struct Line<'h> {
    schema: u32,
    id: String,
    article: String,
    rank: usize,
    score: f32,
    /// How many more passages of the article match.
    further: usize,
    title: &'h str,
    outlet: Option<&'h str>,
    byline: Option<&'h str>,
    published: Option<&'h str>,
    lang: &'h str,
    countries: Vec<&'h str>,
    about: Vec<&'h str>,
    speakers: &'h [String],
    start: u32,
    end: u32,
    text: &'h str,
    highlights: Vec<[usize; 2]>,
    path: String,
    url: Option<&'h str>,
    source_id: Option<&'h str>,
    #[serde(flatten)]
    quote: Option<QuoteLine<'h>>,
}

/// What a quotation has beside.
#[derive(Serialize)]
struct QuoteLine<'h> {
    speaker: Option<&'h str>,
    speaker_country: Option<&'h str>,
    mention: Option<&'h str>,
    cue: Option<&'h str>,
    speaker_role: Option<&'h str>,
    kind: &'h str,
    confidence: f32,
    rule: &'h str,
    before: &'h str,
    after: &'h str,
}

#[derive(Serialize)]
struct Whole<'h> {
    schema: u32,
    query: &'h str,
    articles: usize,
    matches: usize,
    hits: Vec<Line<'h>>,
}

/// Answers a question in the form it asks for; `shown` is a hit as people read it.
pub fn answer(
    question: &Question,
    kind: Kind,
    shown: fn(&Answer, &Hit) -> String,
) -> Result<Outcome> {
    if question.explain {
        write!(std::io::stdout().lock(), "{}", explained(question)?)?;
        return Ok(Outcome::Found);
    }
    let answer = ask(question, kind)?;
    if question.format != Format::Text {
        let mut out = BufWriter::new(std::io::stdout().lock());
        print(&answer, question.format, &mut out)?;
        return Ok(Outcome::of(answer.hits.matches));
    }
    let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
    for hit in &answer.hits.hits {
        writeln!(out, "{}\n", shown(&answer, hit))?;
    }
    if answer.hits.matches > 0 {
        anstream::eprintln!("{}", paint::aside(found(&answer, kind)));
    }
    Ok(Outcome::of(answer.hits.matches))
}

/// "14 quotations in 2 articles; 3 shown, -n 0 shows all"
fn found(answer: &Answer, kind: Kind) -> String {
    let hits = &answer.hits;
    let (what, listed) = match kind {
        Kind::Passage => ("passage", hits.articles),
        Kind::Quote => ("quotation", hits.matches),
    };
    let all = format!(
        "{} in {}",
        counted(hits.matches, what),
        counted(hits.articles, "article")
    );
    if hits.hits.len() < listed {
        return format!("{all}; {} shown, -n 0 shows all", hits.hits.len());
    }
    all
}

/// Prints the answer in a form for programs.
fn print(answer: &Answer, format: Format, out: &mut impl Write) -> Result<()> {
    let lines = answer.hits.hits.iter().map(|hit| line(answer, hit));
    match format {
        Format::Json => {
            let whole = Whole {
                schema: SCHEMA,
                query: &answer.asked,
                articles: answer.hits.articles,
                matches: answer.hits.matches,
                hits: lines.collect(),
            };
            serde_json::to_writer_pretty(&mut *out, &whole)?;
            writeln!(out)?;
        }
        Format::Ndjson => {
            for line in lines {
                serde_json::to_writer(&mut *out, &line)?;
                writeln!(out)?;
            }
        }
        Format::Csv | Format::Text => csv(lines, out)?,
    }
    Ok(out.flush()?)
}

fn line<'h>(answer: &Answer, hit: &'h Hit) -> Line<'h> {
    let record = &hit.record;
    let quote = record.quote.as_ref().map(|said| QuoteLine {
        speaker: record.speakers.first().map(String::as_str),
        speaker_country: said.speaker_country.as_ref().map(|country| country.code()),
        mention: said.mention.as_deref(),
        cue: said.cue.as_deref(),
        speaker_role: said.role.as_deref(),
        kind: &said.form,
        confidence: said.confidence,
        rule: &said.rule,
        before: &said.before,
        after: &said.after,
    });
    Line {
        schema: SCHEMA,
        id: record.id(),
        article: record.article.to_string(),
        rank: hit.rank,
        score: hit.score,
        further: hit.further,
        title: &record.title,
        outlet: record.outlet.as_deref(),
        byline: record.byline.as_deref(),
        published: record.published.as_deref(),
        lang: &record.lang,
        countries: record
            .countries
            .iter()
            .map(|country| country.code())
            .collect(),
        about: (record.about.iter())
            .map(|about| about.country.code())
            .collect(),
        speakers: &record.speakers,
        start: record.start,
        end: record.end,
        text: &record.text,
        highlights: Marks::exported(&hit.marks.text, &record.text),
        path: path(&answer.reader, &record.file),
        url: record.url.as_deref(),
        source_id: record.source_id.as_deref(),
        quote,
    }
}

fn csv<'h>(lines: impl Iterator<Item = Line<'h>>, out: &mut impl Write) -> Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let mut headed = false;
    for line in lines {
        let mut columns = vec![
            ("rank", line.rank.to_string()),
            ("id", line.id),
            ("published", line.published.unwrap_or_default().to_owned()),
            ("outlet", line.outlet.unwrap_or_default().to_owned()),
            ("title", line.title.to_owned()),
        ];
        match &line.quote {
            Some(quote) => columns.extend([
                ("speaker", quote.speaker.unwrap_or_default().to_owned()),
                (
                    "speaker_country",
                    quote.speaker_country.unwrap_or_default().to_owned(),
                ),
                ("cue", quote.cue.unwrap_or_default().to_owned()),
                ("kind", quote.kind.to_owned()),
                ("confidence", quote.confidence.to_string()),
            ]),
            None => columns.push(("speakers", line.speakers.join("; "))),
        }
        columns.extend([
            ("countries", line.countries.join("; ")),
            ("text", line.text.to_owned()),
            ("byline", line.byline.unwrap_or_default().to_owned()),
            ("lang", line.lang.to_owned()),
            ("path", line.path),
            ("url", line.url.unwrap_or_default().to_owned()),
        ]);
        if !headed {
            csv.write_record(columns.iter().map(|(name, _)| *name))?;
            headed = true;
        }
        csv.write_record(columns.iter().map(|(_, value)| guarded(value).into_owned()))?;
    }
    Ok(csv.flush()?)
}

/// A spreadsheet takes a cell that begins so for a formula; a leading mark keeps it text.
pub(super) fn guarded(value: &str) -> std::borrow::Cow<'_, str> {
    if value.starts_with(['=', '+', '@', '\t', '\r']) || (value.starts_with('-') && value.len() > 1)
    {
        format!("'{value}").into()
    } else {
        value.into()
    }
}
