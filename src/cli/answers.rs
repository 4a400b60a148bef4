//! Answers a question, or many, in the form asked for. Hits are printed as they come and not kept,
//! so that a list may be as long as it likes.

use crate::cli::ask::{HitFormat, Question, counted};
use crate::cli::asker::Open;
use crate::cli::hits::{Line, SCHEMA, guarded, line};
use crate::cli::kwic;
use crate::cli::topics::{self, Topic};
use crate::cli::{Outcome, paint};
use crate::index::{Hit, Hits, Kind, Reader};
use anyhow::{Context, Result};
use serde::Serialize;
use std::io::{BufWriter, Write};

/// As many articles of an answer as TREC's runs have.
const TREC_DEPTH: usize = 1000;

/// Answers in the form asked for; `shown` is a hit as people read it.
pub fn answer(
    question: &Question,
    kind: Kind,
    shown: fn(&Reader, &Hit) -> String,
) -> Result<Outcome> {
    if question.explain {
        let plan = question.asker.plan(&question.typed())?;
        writeln!(std::io::stdout().lock(), "{plan:#}\n\n{plan}")?;
        return Ok(Outcome::Found);
    }
    let limit = question.limit.unwrap_or(match question.format {
        HitFormat::Trec => TREC_DEPTH,
        _ => 10,
    });
    let mut open = question.asker.open(kind, limit)?;
    open.options.every = question.format == HitFormat::Kwic;
    open.options.explain = question.explain_score;
    let mut printer = Printer {
        open: &open,
        question,
        shown,
        out: BufWriter::new(anstream::AutoStream::auto(std::io::stdout().lock())),
        table: None,
        printed: 0,
    };
    let Some(file) = &question.queries else {
        let asked = Topic {
            id: String::new(),
            query: question.typed(),
        };
        let found = printer.answer(&asked)?;
        printer.out.flush()?;
        return Ok(Outcome::of(found));
    };
    let mut found = 0;
    for topic in topics::read(file)? {
        match printer.answer(&topic) {
            Ok(matches) => found += matches,
            // One bad line, and the others run.
            Err(error) if error.downcast_ref::<std::io::Error>().is_none() => {
                printer.out.flush()?;
                anstream::eprintln!("{} {}: {error:#}", paint::failed("question"), topic.id);
            }
            Err(error) => return Err(error),
        }
    }
    printer.out.flush()?;
    Ok(Outcome::of(found))
}

/// All hits of one question, in one value.
#[derive(Serialize)]
struct Whole<'h> {
    schema: u32,
    #[serde(skip_serializing_if = "str::is_empty")]
    id: &'h str,
    query: String,
    articles: usize,
    matches: usize,
    hits: Vec<Line<'h>>,
}

/// One hit of one question of many.
#[derive(Serialize)]
struct OfMany<'h> {
    #[serde(skip_serializing_if = "str::is_empty")]
    query: &'h str,
    #[serde(flatten)]
    line: Line<'h>,
}

struct Printer<'a, W: Write> {
    open: &'a Open<'a>,
    question: &'a Question,
    shown: fn(&Reader, &Hit) -> String,
    out: W,
    /// How many columns the table has, once it is begun.
    table: Option<usize>,
    printed: usize,
}

impl<W: Write> Printer<'_, W> {
    /// Prints one answer; returns how many match.
    fn answer(&mut self, topic: &Topic) -> Result<usize> {
        let plan = self.open.plan(&topic.query)?;
        let format = self.question.format;
        if format == HitFormat::Text && !topic.id.is_empty() {
            let heading = format!("{}  {}", topic.id, topic.query);
            writeln!(self.out, "{}\n", paint::title(heading))?;
        }
        let mut whole = Vec::new();
        let mut kwic = Vec::new();
        self.printed = 0;
        let open = self.open;
        let counts = open.answer(&plan, &mut |hit| {
            self.printed += 1;
            match format {
                HitFormat::Text => self.text(&hit)?,
                HitFormat::Json => whole.push(hit),
                HitFormat::Ndjson => self.ndjson(topic, &hit)?,
                HitFormat::Csv => self.csv(topic, &hit)?,
                HitFormat::Trec => self.trec(topic, &hit)?,
                HitFormat::Kwic if self.question.sort.is_some() => kwic.extend(kwic::lines(&hit)),
                HitFormat::Kwic => self.kwic(&kwic::lines(&hit))?,
            }
            Ok(())
        })?;
        if let Some(side) = self.question.sort {
            kwic::sort(&mut kwic, side);
            self.kwic(&kwic)?;
        }
        if format == HitFormat::Json {
            let whole = Whole {
                schema: SCHEMA,
                id: &topic.id,
                query: plan.to_string(),
                articles: counts.articles,
                matches: counts.matches,
                hits: whole.iter().map(|hit| line(&open.reader, hit)).collect(),
            };
            serde_json::to_writer_pretty(&mut self.out, &whole)?;
            writeln!(self.out)?;
        }
        if counts.matches == 0 {
            self.open.explain_nothing(&plan)?;
        } else if matches!(format, HitFormat::Text | HitFormat::Kwic) {
            self.out.flush()?;
            anstream::eprintln!("{}", paint::aside(self.found(&counts)));
        }
        Ok(counts.matches)
    }

    fn text(&mut self, hit: &Hit) -> Result<()> {
        writeln!(self.out, "{}", (self.shown)(&self.open.reader, hit))?;
        for step in &hit.explanation {
            writeln!(self.out, "    {}", paint::aside(step))?;
        }
        Ok(writeln!(self.out)?)
    }

    fn ndjson(&mut self, topic: &Topic, hit: &Hit) -> Result<()> {
        let line = OfMany {
            query: &topic.id,
            line: line(&self.open.reader, hit),
        };
        serde_json::to_writer(&mut self.out, &line)?;
        Ok(writeln!(self.out)?)
    }

    fn csv(&mut self, topic: &Topic, hit: &Hit) -> Result<()> {
        let mut columns = line(&self.open.reader, hit).columns();
        if !topic.id.is_empty() {
            columns.insert(0, ("query", topic.id.clone()));
        }
        let mut rows = csv::Writer::from_writer(Vec::new());
        if self.table.is_none() {
            self.table = Some(columns.len());
            rows.write_record(columns.iter().map(|(name, _)| *name))?;
        }
        rows.write_record(columns.iter().map(|(_, value)| guarded(value).into_owned()))?;
        let rows = rows.into_inner().context("a row fits into memory")?;
        Ok(self.out.write_all(&rows)?)
    }

    fn trec(&mut self, topic: &Topic, hit: &Hit) -> Result<()> {
        let id = if topic.id.is_empty() { "1" } else { &topic.id };
        let name = match self.open.options.kind {
            Kind::Passage => hit.record.name(),
            Kind::Quote => hit.record.id(),
        };
        // A run's columns are parted by white space.
        let name: String = name.split_whitespace().collect::<Vec<_>>().join("_");
        Ok(writeln!(
            self.out,
            "{id} Q0 {name} {} {:.4} onrecord",
            hit.rank, hit.score
        )?)
    }

    fn kwic(&mut self, lines: &[kwic::Line]) -> Result<()> {
        for line in lines {
            writeln!(self.out, "{}", line.shown())?;
        }
        Ok(())
    }

    /// "14 quotations in 2 articles; 3 shown, -n 0 shows all"
    fn found(&self, counts: &Hits) -> String {
        let options = &self.open.options;
        let (what, listed) = match options.kind {
            Kind::Passage if options.every => ("passage", counts.matches),
            Kind::Passage => ("passage", counts.articles),
            Kind::Quote => ("quotation", counts.matches),
        };
        let all = format!(
            "{} in {}",
            counted(counts.matches, what),
            counted(counts.articles, "article")
        );
        match self.printed < listed {
            true => format!("{all}; {} shown, -n 0 shows all", self.printed),
            false => all,
        }
    }
}
