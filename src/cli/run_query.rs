//! Answers a question, or many, in the form asked for. Hits are printed as they come and not kept,
//! so that a list may be as long as it likes.

use crate::cli::args::hit_args::{HitFormat, Question, counted};
use crate::cli::args::query_args::Open;
use crate::cli::args::query_file;
use crate::cli::args::query_file::Topic;
use crate::cli::outcome::Outcome;
use crate::cli::output::hit_record::{Line, SCHEMA, guarded, line};
use crate::cli::output::kwic;
use crate::cli::output::style;
use crate::engine::{Answer, Hit, Unit};
use crate::index::Reader;
use crate::query::Plan;
use anyhow::{Context, Result, bail};
use serde::ser::{Error as _, SerializeSeq};
use serde::{Serialize, Serializer};
use std::cell::RefCell;
use std::io::{BufWriter, Write};

/// As many articles of an answer as TREC's runs have.
const TREC_DEPTH: usize = 1000;

/// Answers in the form asked for; `shown` is a hit as people read it.
pub(crate) fn answer(
    question: &Question,
    unit: Unit,
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
    let mut open = question.asker.open(unit, limit)?;
    open.options.every = question.format == HitFormat::Kwic;
    open.options.explain = question.explain_score;
    let mut printer = Printer {
        open: &open,
        question,
        shown,
        out: BufWriter::new(anstream::AutoStream::auto(std::io::stdout().lock())),
        table: None,
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
    let (mut found, mut failed) = (0, 0);
    let topics = query_file::read(file)?;
    for topic in &topics {
        match printer.answer(topic) {
            Ok(matches) => found += matches,
            // One bad line, and the others run.
            Err(error) if error.downcast_ref::<std::io::Error>().is_none() => {
                failed += 1;
                printer.out.flush()?;
                anstream::eprintln!("{} {}: {error:#}", style::failed("question"), topic.id);
            }
            Err(error) => return Err(error),
        }
    }
    printer.out.flush()?;
    match failed {
        0 => Ok(Outcome::of(found)),
        _ => bail!(
            "{failed} of {} were not understood; the others are answered",
            counted(topics.len(), "question")
        ),
    }
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
    hits: Streamed<'h>,
}

/// Hits printed as they are read, none of which is kept.
struct Streamed<'h> {
    answer: RefCell<Answer<'h>>,
    reader: &'h Reader,
}

impl Serialize for Streamed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut hits = serializer.serialize_seq(None)?;
        for hit in &mut *self.answer.borrow_mut() {
            let hit = hit.map_err(S::Error::custom)?;
            hits.serialize_element(&line(self.reader, &hit))?;
        }
        hits.end()
    }
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
}

impl<W: Write> Printer<'_, W> {
    /// Prints one answer; returns how many match.
    fn answer(&mut self, topic: &Topic) -> Result<usize> {
        let plan = match topic.id.is_empty() {
            true => self.open.plan(&topic.query)?,
            false => self.open.plan_of_many(&topic.query)?,
        };
        let format = self.question.format;
        if format == HitFormat::Text && !topic.id.is_empty() {
            let heading = format!("{}  {}", topic.id, topic.query);
            writeln!(self.out, "{}\n", style::title(heading))?;
        }
        let open = self.open;
        let mut answer = open.answer(&plan)?;
        let (articles, matches) = (answer.articles, answer.matches);
        let listed = match open.options.unit {
            Unit::Passage if !open.options.every => articles,
            _ => matches,
        };
        let printed = answer.len();
        if format == HitFormat::Json {
            self.json(topic, &plan, answer)?;
        } else if let Some(side) = self.question.sort {
            let mut lines = Vec::new();
            for hit in answer {
                lines.extend(kwic::lines(&hit?));
            }
            kwic::sort(&mut lines, side);
            self.kwic(&lines)?;
        } else {
            for hit in &mut answer {
                self.hit(topic, &hit?)?;
            }
        }
        if matches == 0 {
            open.explain_nothing(&plan)?;
        } else if matches!(format, HitFormat::Text | HitFormat::Kwic) {
            self.out.flush()?;
            let what = match open.options.unit {
                Unit::Passage => "passage",
                Unit::Quote => "quotation",
            };
            let mut all = format!(
                "{} in {}",
                counted(matches, what),
                counted(articles, "article")
            );
            if printed < listed {
                all.push_str(&format!("; {printed} shown, -n 0 shows all"));
            }
            anstream::eprintln!("{}", style::aside(all));
        }
        Ok(matches)
    }

    fn hit(&mut self, topic: &Topic, hit: &Hit) -> Result<()> {
        match self.question.format {
            HitFormat::Text => self.text(hit),
            HitFormat::Ndjson | HitFormat::Json => self.ndjson(topic, hit),
            HitFormat::Csv => self.csv(topic, hit),
            HitFormat::Trec => self.trec(topic, hit),
            HitFormat::Kwic => self.kwic(&kwic::lines(hit)),
        }
    }

    fn json(&mut self, topic: &Topic, plan: &Plan, answer: Answer<'_>) -> Result<()> {
        let whole = Whole {
            schema: SCHEMA,
            id: &topic.id,
            query: plan.to_string(),
            articles: answer.articles,
            matches: answer.matches,
            hits: Streamed {
                answer: RefCell::new(answer),
                reader: &self.open.reader,
            },
        };
        serde_json::to_writer_pretty(&mut self.out, &whole)?;
        Ok(writeln!(self.out)?)
    }

    fn text(&mut self, hit: &Hit) -> Result<()> {
        writeln!(self.out, "{}", (self.shown)(&self.open.reader, hit))?;
        for step in &hit.explanation {
            writeln!(self.out, "    {}", style::aside(step))?;
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
        let name = match self.open.options.unit {
            Unit::Passage => hit.record.name(),
            Unit::Quote => hit.record.id(),
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
}
