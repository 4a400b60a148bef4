//! Answers one query, or many, in the format asked for. Hits are printed as they are read and not
//! kept, so that a list may be of any length.

use crate::cli::args::hit_args::HitArgs;
use crate::cli::args::query_args::OpenIndex;
use crate::cli::args::query_file::{self, FileQuery};
use crate::cli::outcome::Outcome;
use crate::cli::output::format::HitFormat;
use crate::cli::output::hit_record::{HitRecord, SCHEMA, guarded, hit_record};
use crate::cli::output::kwic;
use crate::cli::output::remarks::{error_text, print_empty, print_remarks};
use crate::cli::output::style;
use crate::cli::output::style::counted;
use crate::engine::{Answer, Grouping, Hit, Unit};
use crate::query::Plan;
use crate::search::{SearchService, understand};
use anyhow::{Context, Result, bail};
use serde::ser::{Error as _, SerializeSeq};
use serde::{Serialize, Serializer};
use std::cell::RefCell;
use std::io::{BufWriter, Write};

/// As many articles of an answer as TREC's runs have.
const TREC_DEPTH: usize = 1000;

/// Answers in the form asked for; `shown` is a hit as people read it.
pub(crate) fn answer(
    args: &HitArgs,
    unit: Unit,
    shown: fn(&SearchService, &Hit) -> String,
) -> Result<Outcome> {
    if args.explain {
        let understood = understand(&args.query_args.request(&args.text()))?;
        print_remarks(&understood.remarks);
        let plan = understood.plan;
        writeln!(std::io::stdout().lock(), "{plan:#}\n\n{plan}")?;
        return Ok(Outcome::Found);
    }
    let limit = args.limit.unwrap_or(match args.format {
        HitFormat::Trec => TREC_DEPTH,
        _ => 10,
    });
    let mut open = args.query_args.open(unit, limit)?;
    if args.format == HitFormat::Kwic {
        open.options.grouping = Grouping::None;
    }
    open.options.explain = args.explain_score;
    open.options.partial = args.query_args.allows_partial() && limit > 0;
    let mut printer = Printer {
        open: &open,
        args,
        shown,
        out: BufWriter::new(anstream::AutoStream::auto(std::io::stdout().lock())),
        table: None,
    };
    let Some(file) = &args.queries else {
        let asked = FileQuery {
            id: String::new(),
            text: args.text(),
        };
        let found = printer.answer(&asked)?;
        printer.out.flush()?;
        return Ok(Outcome::of(found));
    };
    let (mut found, mut failed) = (0, 0);
    let queries = query_file::read(file)?;
    for query in &queries {
        match printer.answer(query) {
            Ok(matches) => found += matches,
            // One bad line, and the others run.
            Err(error) if error.downcast_ref::<std::io::Error>().is_none() => {
                failed += 1;
                printer.out.flush()?;
                anstream::eprintln!(
                    "{} {}: {}",
                    style::failed("query"),
                    query.id,
                    error_text(&error)
                );
            }
            Err(error) => return Err(error),
        }
    }
    printer.out.flush()?;
    match failed {
        0 => Ok(Outcome::of(found)),
        _ => bail!(
            "{failed} of {} were not understood; the others are answered",
            counted(queries.len(), "question")
        ),
    }
}

/// All hits of one args, in one value.
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
    service: &'h SearchService,
}

impl Serialize for Streamed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut hits = serializer.serialize_seq(None)?;
        for hit in &mut *self.answer.borrow_mut() {
            let hit = hit.map_err(S::Error::custom)?;
            hits.serialize_element(&hit_record(self.service, &hit))?;
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
    record: HitRecord<'h>,
}

struct Printer<'a, W: Write> {
    open: &'a OpenIndex,
    args: &'a HitArgs,
    shown: fn(&SearchService, &Hit) -> String,
    out: W,
    /// How many columns the table has, once it is begun.
    table: Option<usize>,
}

impl<W: Write> Printer<'_, W> {
    /// Prints one answer; returns how many match.
    fn answer(&mut self, query: &FileQuery) -> Result<usize> {
        let request = self.args.query_args.request(&query.text);
        let understood = self.open.service.understand(&request)?;
        // Of many queries in one file, remarks would drown the answers.
        if query.id.is_empty() {
            print_remarks(&understood.remarks);
        }
        let plan = understood.plan;
        let format = self.args.format;
        if format == HitFormat::Text && !query.id.is_empty() {
            let heading = format!("{}  {}", query.id, query.text);
            writeln!(self.out, "{}\n", style::title(heading))?;
        }
        let open = self.open;
        let mut answer = open.service.search(&plan, &open.options)?;
        let (articles, matches) = (answer.articles, answer.matches);
        let listed = match open.options.groups_by_article() {
            true => articles,
            false => matches,
        };
        let printed = answer.len() - answer.partial;
        if format == HitFormat::Json {
            self.json(query, &plan, answer)?;
        } else if let Some(side) = self.args.sort {
            let mut lines = Vec::new();
            for hit in answer {
                lines.extend(kwic::lines(&hit?));
            }
            kwic::sort(&mut lines, side);
            self.kwic(&lines)?;
        } else {
            let mut all = true;
            for hit in &mut answer {
                let hit = hit?;
                if all && hit.partial && format == HitFormat::Text {
                    let line = style::aside("Articles with only some of the words:");
                    writeln!(self.out, "{line}\n")?;
                }
                all = !hit.partial;
                self.hit(query, &hit)?;
            }
        }
        if matches == 0 {
            self.out.flush()?;
            print_empty(&plan, &open.service.explain_empty(&plan, &open.options)?);
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

    fn hit(&mut self, query: &FileQuery, hit: &Hit) -> Result<()> {
        match self.args.format {
            HitFormat::Text => self.text(hit),
            HitFormat::Ndjson | HitFormat::Json => self.ndjson(query, hit),
            HitFormat::Csv => self.csv(query, hit),
            HitFormat::Trec => self.trec(query, hit),
            HitFormat::Kwic => self.kwic(&kwic::lines(hit)),
        }
    }

    fn json(&mut self, query: &FileQuery, plan: &Plan, answer: Answer<'_>) -> Result<()> {
        let whole = Whole {
            schema: SCHEMA,
            id: &query.id,
            query: plan.to_string(),
            articles: answer.articles,
            matches: answer.matches,
            hits: Streamed {
                answer: RefCell::new(answer),
                service: &self.open.service,
            },
        };
        serde_json::to_writer_pretty(&mut self.out, &whole)?;
        Ok(writeln!(self.out)?)
    }

    fn text(&mut self, hit: &Hit) -> Result<()> {
        writeln!(self.out, "{}", (self.shown)(&self.open.service, hit))?;
        for step in &hit.explanation {
            writeln!(self.out, "    {}", style::aside(step))?;
        }
        Ok(writeln!(self.out)?)
    }

    fn ndjson(&mut self, query: &FileQuery, hit: &Hit) -> Result<()> {
        let line = OfMany {
            query: &query.id,
            record: hit_record(&self.open.service, hit),
        };
        serde_json::to_writer(&mut self.out, &line)?;
        Ok(writeln!(self.out)?)
    }

    fn csv(&mut self, query: &FileQuery, hit: &Hit) -> Result<()> {
        let mut columns = hit_record(&self.open.service, hit).columns();
        if !query.id.is_empty() {
            columns.insert(0, ("query", query.id.clone()));
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

    fn trec(&mut self, query: &FileQuery, hit: &Hit) -> Result<()> {
        let id = if query.id.is_empty() { "1" } else { &query.id };
        let name = match self.open.options.unit {
            Unit::Passage => hit.record.external_id(),
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
