//! What `search` and `quotes` share: the question, its filters, and where to look.

use crate::cli::names::Names as Spellings;
use crate::cli::{index, paint};
use crate::index::{Hits, Kind, Reader, SearchOptions};
use crate::person::{Aliases, Merging};
use crate::place;
use crate::query::{Days, Field, Names, Note, Plan, parse, parse_value};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Question {
    /// The question; several words need no quotation marks around them
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Where the index is kept
    #[arg(long, value_name = "DIR", default_value = "index")]
    index: PathBuf,
    /// First bring the index up to date with this folder, then look in it alone
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// Only where this person or body speaks
    #[arg(short, long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only where this country is spoken of: a code or a name
    #[arg(short, long, value_name = "COUNTRY")]
    country: Option<String>,
    /// Published on this day or later: 2024, 2024-03, 2024-03-05
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Published on this day or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    #[command(flatten)]
    names: Spellings,
    /// Show how the question is understood, as a tree, and do not search
    #[arg(long)]
    pub explain: bool,
    /// How many hits to show; 0 for all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Text,
    Json,
    Ndjson,
    Csv,
}

/// An answer, with what it takes to print it.
pub struct Answer {
    pub reader: Reader,
    pub hits: Hits,
    /// The question as understood, in one line.
    pub asked: String,
}

/// The gazetteer, as the query room asks it.
struct Gazetteer;

impl Names for Gazetteer {
    fn country(&self, name: &str) -> Option<place::Country> {
        place::lookup(name)
    }

    fn region(&self, name: &str) -> Option<(String, Vec<place::Country>)> {
        let region = place::region(name)?;
        Some((region.name.to_owned(), region.members.clone()))
    }

    fn nearest_country(&self, name: &str) -> Option<String> {
        let typed = crate::text::fold::fold(name);
        let near = |known: &&str| known.len() > 3 && known.len().abs_diff(typed.len()) <= 2;
        let names = place::names()
            .filter(near)
            .map(|known| (strsim::damerau_levenshtein(&typed, known), known));
        names
            .filter(|&(distance, known)| distance <= 2 && distance * 3 < known.len())
            .min()
            .map(|(_, known)| known.to_owned())
    }

    fn today(&self) -> Option<jiff::civil::Date> {
        Some(today())
    }
}

/// Returns the day it is, in Greenwich.
fn today() -> jiff::civil::Date {
    jiff::tz::Offset::UTC
        .to_datetime(jiff::Timestamp::now())
        .date()
}

/// Brings the index up to date if asked to, and answers.
pub fn ask(question: &Question, kind: Kind) -> Result<Answer> {
    let plan = plan(question)?;
    let people = People {
        aliases: question.names.aliases(&question.index)?,
        merging: question.names.merging(),
    };
    let mut root = None;
    if let Some(corpus) = &question.corpus {
        let report = index::update(corpus, &question.index, 0)?;
        if report.read + report.removed > 0 {
            index::tell(&report);
        }
        root = Some(report.label);
    }
    let reader = Reader::open(&question.index)?;
    let limit = if question.limit == 0 {
        usize::MAX
    } else {
        question.limit
    };
    let options = SearchOptions {
        kind,
        limit,
        root,
        ..SearchOptions::default()
    };
    let hits = reader.search(&people.meant(&plan), &options)?;
    if hits.matches == 0 {
        explain_nothing(&reader, &plan, &people, &options)?;
    }
    Ok(Answer {
        reader,
        hits,
        asked: plan.to_string(),
    })
}

/// Whom a name stands for beside those who are called just so.
struct People {
    aliases: Aliases,
    merging: Merging,
}

impl People {
    /// Returns the plan with every name standing for all it should.
    fn meant(&self, plan: &Plan) -> Plan {
        let plan = plan.clone().with_aliases(&self.aliases, self.merging);
        match self.merging {
            Merging::On => plan,
            Merging::Off => plan.as_spelled(),
        }
    }
}

/// Returns the question as understood: as a tree, and on one line that can be typed again.
pub fn explained(question: &Question) -> Result<String> {
    let plan = plan(question)?;
    Ok(format!("{plan:#}\n\n{plan}\n"))
}

fn plan(question: &Question) -> Result<Plan> {
    let typed = question.query.join(" ");
    let parsed = parse(&typed, &Gazetteer);
    refuse(&typed, &parsed.notes)?;
    remark(&parsed.remarks);
    let mut plan = parsed.query.plan();
    for (field, value) in [
        (Field::Speaker, &question.speaker),
        (Field::Country, &question.country),
    ] {
        if let Some(value) = value {
            let parsed = parse_value(field, value, &Gazetteer);
            refuse(value, &parsed.notes)?;
            remark(&parsed.remarks);
            plan = plan.and(parsed.query.plan());
        }
    }
    let day = |flag: &str, value: &Option<String>| -> Result<Option<Days>> {
        let Some(value) = value else { return Ok(None) };
        match Days::read(value, None) {
            Some(days) => Ok(Some(days)),
            None => bail!("--{flag} {value}: no date; write 2024, 2024-03 or 2024-03-05"),
        }
    };
    let (from, to) = (day("from", &question.from)?, day("to", &question.to)?);
    if from.is_some() || to.is_some() {
        let days = Days {
            from: from.and_then(|days| days.from),
            to: to.and_then(|days| days.to),
        };
        plan = plan.and(Plan::Dates(days));
    }
    Ok(plan)
}

/// Tells what was understood and yet is worth telling.
fn remark(remarks: &[Note]) {
    for remark in remarks {
        anstream::eprintln!("{}", paint::aside(&remark.message));
    }
}

/// A question not understood is not answered: points at what is wrong.
fn refuse(typed: &str, notes: &[Note]) -> Result<()> {
    let Some(note) = notes.first() else {
        return Ok(());
    };
    let column = typed[..note.span.start].chars().count();
    let length = note.span.of(typed).chars().count().max(1);
    let mut message = format!(
        "{}\n\n  {typed}\n  {}{}",
        note.message,
        " ".repeat(column),
        paint::failed("^".repeat(length))
    );
    if let Some(suggestion) = &note.suggestion {
        let mended = format!(
            "{}{suggestion}{}",
            &typed[..note.span.start],
            &typed[note.span.end..]
        );
        message.push_str(&format!("\n\nDid you mean:  {mended}"));
    }
    bail!(message)
}

/// Says which part of the question has no answer.
fn explain_nothing(
    reader: &Reader,
    plan: &Plan,
    people: &People,
    options: &SearchOptions,
) -> Result<()> {
    let Plan::And(parts) = plan else {
        anstream::eprintln!("Nothing found for {plan}.");
        return Ok(());
    };
    anstream::eprintln!("Nothing has all of this. Each part alone:");
    let options = SearchOptions {
        limit: 0,
        ..options.clone()
    };
    for part in parts.iter().filter(|part| !matches!(part, Plan::Not(_))) {
        let hits = reader.search(&people.meant(part), &options)?;
        anstream::eprintln!(
            "  {part}  {}",
            paint::aside(counted(hits.articles, "article"))
        );
    }
    Ok(())
}

/// "1 article", "12 articles".
pub fn counted(count: usize, what: &str) -> String {
    let count_shown = indicatif::HumanCount(count as u64);
    if count == 1 {
        format!("1 {what}")
    } else {
        format!("{count_shown} {what}s")
    }
}

/// Returns where a record's file lies.
pub fn path(reader: &Reader, file: &str) -> String {
    let Some((label, relative)) = file.split_once('/') else {
        return file.to_owned();
    };
    let root = reader.roots().iter().find(|root| root.label == label);
    root.map_or_else(
        || file.to_owned(),
        |root| {
            let path = Path::new(&root.path);
            // A corpus may be one file.
            if path.is_file() {
                root.path.clone()
            } else {
                path.join(relative).to_string_lossy().into_owned()
            }
        },
    )
}
