//! `onrecord speakers`: who is quoted, in which spellings, how often, from when to when.

use crate::cli::args::alias_args::AliasArgs;
use crate::cli::outcome::Outcome;
use crate::cli::output::format::Format;
use crate::cli::output::stream::{data_out, json_line, json_pretty, note, text_out};
use crate::cli::output::style::{self, counted};
use crate::cli::output::table::{TableArgs, write_row};
use crate::engine::Speaker;
use crate::index::Reader;
use crate::place::display_name;
use crate::search::SearchService;
use anyhow::Result;
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

/// List who is quoted: people with their spellings, roles and dates
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord speakers                              those quoted most often
  onrecord speakers tawritschin                  everyone of that name, in any spelling
  onrecord speakers --no-merge tavrichin         each spelling separately
  onrecord speakers --format csv -n 0 > who.csv

A person's number is that of the quotations that `quotes 'speaker:\"NAME\"'` lists. Namesakes share a
row: a query cannot tell them apart. Two spellings are taken for one person if surname and given name agree (by sound, short form or
initial) and neither country nor role contradicts it. Use an alias list for the exceptions.")]
pub(crate) struct Arguments {
    /// Words of a name, in any spelling
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// The index folder
    #[arg(long, value_name = "DIR", default_value = "index")]
    index: PathBuf,
    /// Only speakers with at least this many quotations
    #[arg(long, value_name = "N", default_value_t = 1)]
    min: usize,
    /// Number of speakers to show; 0 for all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    #[command(flatten)]
    names: AliasArgs,
    #[command(flatten)]
    table: TableArgs,
}

/// The version of what is printed; it changes when a field changes its meaning or goes.
const SCHEMA: u32 = 1;

/// How many roles to show in text.
const ROLES: usize = 3;

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let names = arguments.names.policy(&arguments.index)?;
    let service = SearchService::new(Reader::open(&arguments.index)?, names);
    let named = arguments.query.join(" ");
    let mut speakers = service.speakers(&named)?;
    speakers.retain(|speaker| speaker.quotes >= arguments.min);
    let all = speakers.len();
    if arguments.limit > 0 {
        speakers.truncate(arguments.limit);
    }
    let mut out: Box<dyn Write> = match arguments.format {
        Format::Text => Box::new(text_out()),
        _ => data_out(),
    };
    match arguments.format {
        Format::Text => text(&speakers, all, &mut out)?,
        Format::Json => {
            let lines: Vec<SpeakerRecord> = speakers.iter().map(SpeakerRecord::of).collect();
            json_pretty(&mut out, &lines)?;
        }
        Format::Ndjson => {
            for speaker in &speakers {
                json_line(&mut out, &SpeakerRecord::of(speaker))?;
                writeln!(out)?;
            }
        }
        Format::Csv => {
            arguments.table.begin(&mut out)?;
            csv(&speakers, &mut out)?;
        }
    }
    out.flush()?;
    if all == 0 && !named.is_empty() {
        note!("Nobody quoted is called {named}.");
    }
    Ok(Outcome::of(all))
}

/// One speaker; lists have the most frequent first.
#[derive(Serialize)]
struct SpeakerRecord<'s> {
    schema: u32,
    key: &'s str,
    name: &'s str,
    quotes: usize,
    articles: usize,
    spellings: Vec<NameCount<'s>>,
    country: Option<&'s str>,
    roles: Vec<NameCount<'s>>,
    first: Option<&'s str>,
    last: Option<&'s str>,
}

#[derive(Serialize)]
struct NameCount<'s> {
    name: &'s str,
    quotes: usize,
}

impl<'s> SpeakerRecord<'s> {
    fn of(speaker: &'s Speaker) -> Self {
        let person = &speaker.person;
        let days = speaker.days.as_ref();
        let list = |counts: &'s [(String, usize)]| {
            let counts = counts.iter();
            counts
                .map(|(name, quotes)| NameCount {
                    name,
                    quotes: *quotes,
                })
                .collect()
        };
        Self {
            schema: SCHEMA,
            key: &person.key,
            name: &person.name,
            quotes: speaker.quotes,
            articles: speaker.articles,
            spellings: list(&person.spellings),
            country: person.country.as_ref().map(|country| country.code()),
            roles: list(&person.roles),
            first: days.map(|(first, _)| first.as_str()),
            last: days.map(|(_, last)| last.as_str()),
        }
    }
}

fn text(speakers: &[Speaker], all: usize, out: &mut impl Write) -> Result<()> {
    for speaker in speakers {
        let person = &speaker.person;
        let counts = format!(
            "{} in {}",
            counted(speaker.quotes, "quotation"),
            counted(speaker.articles, "article")
        );
        let mut facts = vec![style::speaker(&person.name), counts];
        facts.extend(
            person
                .country
                .as_ref()
                .map(|country| display_name(country).to_owned()),
        );
        let roles = person.roles.iter().take(ROLES);
        let roles: Vec<&str> = roles.map(|(role, _)| role.as_str()).collect();
        facts.push(roles.join(", "));
        facts.push(match &speaker.days {
            Some((first, last)) if first == last => first.clone(),
            Some((first, last)) => format!("{first} to {last}"),
            None => String::new(),
        });
        facts.push(style::aside(&person.key));
        facts.retain(|fact| !fact.is_empty());
        writeln!(out, "{}", facts.join(" · "))?;
        let spellings = &person.spellings;
        if spellings.len() > 1 || spellings.iter().any(|(name, _)| *name != person.name) {
            let shown = spellings
                .iter()
                .map(|(name, count)| format!("{name} {count}"));
            let shown = shown.collect::<Vec<_>>().join(", ");
            writeln!(
                out,
                "{}",
                style::aside(style::wrapped(&shown, "    ", style::width()))
            )?;
        }
    }
    if all > speakers.len() {
        let all = counted(all, "speaker");
        let note = format!("{all}; {} shown, -n 0 shows all", speakers.len());
        note!("{}", style::aside(note));
    }
    Ok(())
}

fn csv(speakers: &[Speaker], out: &mut impl Write) -> Result<()> {
    let columns = [
        "key",
        "name",
        "quotes",
        "articles",
        "country",
        "first",
        "last",
        "roles",
        "spellings",
    ];
    write_row(out, columns)?;
    for speaker in speakers {
        let line = SpeakerRecord::of(speaker);
        let list = |counts: &[NameCount]| {
            let shown = counts
                .iter()
                .map(|one| format!("{} ({})", one.name, one.quotes));
            shown.collect::<Vec<_>>().join("; ")
        };
        let columns = [
            line.key.to_owned(),
            line.name.to_owned(),
            line.quotes.to_string(),
            line.articles.to_string(),
            line.country.unwrap_or_default().to_owned(),
            line.first.unwrap_or_default().to_owned(),
            line.last.unwrap_or_default().to_owned(),
            list(&line.roles),
            list(&line.spellings),
        ];
        write_row(out, columns.iter().map(String::as_str))?;
    }
    Ok(())
}
