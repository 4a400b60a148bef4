//! Answers one query, or many, in the requested format. Hits are printed as they are read and not
//! held in memory, so that a list may be of any length.

use crate::cli::args::hit_args::{HitArgs, Lines, Passages};
use crate::cli::args::query_args::OpenIndex;
use crate::cli::args::query_file::{self, FileQuery};
use crate::cli::outcome::Outcome;
use crate::cli::output::format::HitFormat;
use crate::cli::output::hit_record::{HitRecord, SCHEMA, column_names, hit_record};
use crate::cli::output::kwic::{self, Titles};
use crate::cli::output::remarks::{print_empty, print_remarks};
use crate::cli::output::stream::{data_out, json_line, json_pretty, note, text_out};
use crate::cli::output::style;
use crate::cli::output::style::counted;
use crate::cli::output::table::write_row;
use crate::engine::{Answer, ArticleId, Grouping, Hit, SearchOptions, Unit};
use crate::query::Plan;
use crate::search::{SearchService, understand};
use anyhow::{Result, bail};
use serde::ser::{Error as _, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::json;
use std::cell::RefCell;
use std::collections::HashSet;
use std::io::Write;

/// As many articles of an answer as TREC's runs have.
const TREC_DEPTH: usize = 1000;

/// Answers in the requested format; `shown` is a hit in human-readable form.
pub(crate) fn answer(
    args: &HitArgs,
    unit: Unit,
    shown: fn(&SearchService, &Hit) -> String,
) -> Result<Outcome> {
    if args.explain {
        return explain(args);
    }
    let lines = args.lines()?;
    let file = match &args.queries {
        Some(path) => query_file::read(path)?,
        None => query_file::one(args.text()),
    };
    if args.format == HitFormat::Trec
        && let Some(query) = file.queries.iter().find(|query| query.id.contains(' '))
    {
        bail!(
            "the id `{}` has a space, and the columns of a TREC run are parted by spaces",
            query.id
        );
    }
    let limit = args.limit.unwrap_or(match args.format {
        HitFormat::Trec => TREC_DEPTH,
        _ => 10,
    });
    let mut open = args.query_args.open(unit, limit)?;
    if lines != Lines::Hits || args.passages == Passages::All {
        open.options.grouping = Grouping::None;
    }
    open.options.explain = args.explain_score;
    open.options.offset = args.offset;
    open.options.sort = args.order();
    open.options.partial = args.query_args.allows_partial() && limit > 0;
    let mut printer = Printer {
        open: &open,
        args,
        lines,
        shown,
        out: match args.format {
            HitFormat::Text | HitFormat::Kwic => Box::new(text_out()),
            _ => data_out(),
        },
        begun: false,
        titles: HashSet::new(),
    };
    if args.queries.is_none() {
        let found = printer.answer(&file.queries[0])?;
        printer.out.flush()?;
        return Ok(Outcome::of(found));
    }
    query_file::answer_all(&file, |query| {
        let found = printer.answer(query);
        printer.out.flush()?;
        found
    })
}

/// Prints the query as understood.
fn explain(args: &HitArgs) -> Result<Outcome> {
    let understood = understand(&args.query_args.request(&args.text()))?;
    print_remarks(&understood.remarks);
    let plan = understood.plan;
    if matches!(args.format, HitFormat::Json | HitFormat::Ndjson) {
        let whole = json!({"schema": SCHEMA, "query": plan.to_string(), "plan": plan});
        let mut out = data_out();
        match args.format {
            HitFormat::Json => json_pretty(&mut out, &whole)?,
            _ => {
                json_line(&mut out, &whole)?;
                writeln!(out)?;
            }
        }
        out.flush()?;
        return Ok(Outcome::Found);
    }
    let mut out = text_out();
    writeln!(out, "{plan:#}\n\n{plan}")?;
    out.flush()?;
    Ok(Outcome::Found)
}

/// All hits of one query, in one value.
#[derive(Serialize)]
struct Whole<'h, 'p, L> {
    schema: u32,
    #[serde(skip_serializing_if = "str::is_empty")]
    id: &'h str,
    query: String,
    articles: usize,
    matches: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    hits: Option<Streamed<'h>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<&'p L>,
}

/// Hits printed as they are read; none is held in memory.
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

/// One line of one query of many.
#[derive(Serialize)]
struct OfMany<'h, L: Serialize> {
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<u32>,
    #[serde(skip_serializing_if = "str::is_empty")]
    query: &'h str,
    #[serde(flatten)]
    record: L,
}

struct Printer<'a> {
    open: &'a OpenIndex,
    args: &'a HitArgs,
    lines: Lines,
    shown: fn(&SearchService, &Hit) -> String,
    out: Box<dyn Write>,
    /// Whether the table has its heading.
    begun: bool,
    /// The articles whose titles have their keyword lines.
    titles: HashSet<ArticleId>,
}

impl Printer<'_> {
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
        let options = SearchOptions {
            partial: open.options.partial && understood.plain,
            ..open.options.clone()
        };
        let answer = open.service.search(&plan, &options)?;
        let (articles, matches) = (answer.articles, answer.matches);
        let listed = match open.options.groups_by_article() {
            true => articles,
            false => matches,
        };
        let printed = answer.len() - answer.partial;
        if format == HitFormat::Csv {
            self.heading(query)?;
        }
        match self.lines {
            Lines::Hits => self.hits(query, &plan, answer)?,
            Lines::Keywords(side) => self.keywords(query, &plan, answer, side)?,
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
            note!("{}", style::aside(all));
        }
        Ok(matches)
    }

    /// Prints the heading of a table, once.
    fn heading(&mut self, query: &FileQuery) -> Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        let mut names = match self.lines {
            Lines::Hits => column_names(&self.open.service, self.open.options.unit),
            Lines::Keywords(_) => kwic::COLUMNS.to_vec(),
        };
        if !query.id.is_empty() {
            names.insert(0, "query");
        }
        self.args.table.begin(&mut self.out)?;
        write_row(&mut self.out, names)
    }

    fn hits(&mut self, query: &FileQuery, plan: &Plan, answer: Answer<'_>) -> Result<()> {
        if self.args.format == HitFormat::Json {
            let (articles, matches) = (answer.articles, answer.matches);
            let whole: Whole<'_, '_, ()> = Whole {
                schema: SCHEMA,
                id: &query.id,
                query: plan.to_string(),
                articles,
                matches,
                hits: Some(Streamed {
                    answer: RefCell::new(answer),
                    service: &self.open.service,
                }),
                lines: None,
            };
            return json_pretty(&mut self.out, &whole);
        }
        let mut has_all_words = true;
        for hit in answer {
            let hit = hit?;
            if has_all_words && hit.partial && self.args.format == HitFormat::Text {
                let line = style::aside("Articles with only some of the words:");
                writeln!(self.out, "{line}\n")?;
            }
            has_all_words = !hit.partial;
            self.hit(query, &hit)?;
        }
        Ok(())
    }

    fn hit(&mut self, query: &FileQuery, hit: &Hit) -> Result<()> {
        match self.args.format {
            HitFormat::Text | HitFormat::Kwic => self.text(hit),
            HitFormat::Ndjson | HitFormat::Json => {
                let record: HitRecord<'_> = hit_record(&self.open.service, hit);
                self.line(&query.id, None, record)
            }
            HitFormat::Csv => {
                let columns = hit_record(&self.open.service, hit).columns();
                let id = Some(query.id.as_str()).filter(|id| !id.is_empty());
                let cells = columns.iter().map(|(_, value)| value.as_str());
                write_row(&mut self.out, id.into_iter().chain(cells))
            }
            HitFormat::Trec => self.trec(query, hit),
        }
    }

    /// Prints the places found, with the words around them.
    fn keywords(
        &mut self,
        query: &FileQuery,
        plan: &Plan,
        answer: Answer<'_>,
        side: Option<kwic::Side>,
    ) -> Result<()> {
        self.titles.clear();
        let (articles, matches) = (answer.articles, answer.matches);
        // Only what is sorted, or one value, has to be complete.
        let mut collected = Vec::new();
        for hit in answer {
            let hit = hit?;
            let titles = match self.titles.insert(hit.record.article) {
                true => Titles::Shown,
                false => Titles::LeftOut,
            };
            let lines = kwic::lines(&hit, titles);
            match side.is_some() || self.args.format == HitFormat::Json {
                true => collected.extend(lines),
                false => self.keyword_lines(query, &lines)?,
            }
        }
        if let Some(side) = side {
            kwic::sort(&mut collected, side);
        }
        if self.args.format == HitFormat::Json {
            let whole = Whole {
                schema: SCHEMA,
                id: &query.id,
                query: plan.to_string(),
                articles,
                matches,
                hits: None,
                lines: Some(&collected),
            };
            return json_pretty(&mut self.out, &whole);
        }
        self.keyword_lines(query, &collected)
    }

    fn keyword_lines(&mut self, query: &FileQuery, lines: &[kwic::Line]) -> Result<()> {
        for line in lines {
            match self.args.format {
                HitFormat::Csv => {
                    let cells = line.cells();
                    let id = Some(query.id.as_str()).filter(|id| !id.is_empty());
                    let cells = cells.iter().map(String::as_str);
                    write_row(&mut self.out, id.into_iter().chain(cells))?;
                }
                HitFormat::Ndjson => self.line(&query.id, Some(SCHEMA), line)?,
                _ => writeln!(self.out, "{}", line.shown())?,
            }
        }
        Ok(())
    }

    fn text(&mut self, hit: &Hit) -> Result<()> {
        writeln!(self.out, "{}", (self.shown)(&self.open.service, hit))?;
        for step in &hit.explanation {
            writeln!(self.out, "    {}", style::aside(step))?;
        }
        Ok(writeln!(self.out)?)
    }

    fn line(&mut self, query: &str, schema: Option<u32>, record: impl Serialize) -> Result<()> {
        let line = OfMany {
            schema,
            query,
            record,
        };
        json_line(&mut self.out, &line)?;
        Ok(writeln!(self.out)?)
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
}
