//! Who asks, of what, within which bounds: what every command that asks has in common.

use crate::cli::args::alias_args::Names as Spellings;
use crate::cli::args::hit_args::counted;
use crate::cli::index;
use crate::cli::output::style;
use crate::engine::{Answer, Kind, SearchOptions, SpeakerOptions};
use crate::index::Reader;
use crate::person::{Aliases, NameMatching};
use crate::query::{
    Days, Diagnostic, Field, PlaceResolver, Plan, SENTENCE_WORDS, parse, parse_value, plain_words,
};
use crate::search::gazetteer::Gazetteer;
use anyhow::{Result, bail};
use std::path::PathBuf;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Asker {
    /// The index folder
    #[arg(long, value_name = "DIR", default_value = "index")]
    index: PathBuf,
    /// Update the index from this folder first, then search this folder only
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// Only where this person or organisation speaks
    #[arg(short, long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only where this country is mentioned: a code or a name
    #[arg(short, long, value_name = "COUNTRY")]
    country: Option<String>,
    /// Only quotations, and passages containing one, with at least this confidence, such as 0.9
    #[arg(long, value_name = "SHARE")]
    min_confidence: Option<String>,
    /// Published on or after this date: 2024, 2024-03, 2024-03-05, yesterday, "last 30 days"
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Published on or before this date
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Match any of the words, articles with more of them first; the default for five or more
    /// words without operators
    #[arg(long, conflicts_with = "all")]
    any: bool,
    /// Match all of the words, however many there are
    #[arg(long)]
    all: bool,
    /// Favour newer articles: halve the score for every DAYS an article is older than the newest match
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..))]
    fresh: Option<u32>,
    /// Rank again by the terms that the best three articles share (pseudo-relevance feedback)
    #[arg(long)]
    feedback: bool,
    /// Find articles similar to this one
    #[arg(long, value_name = "ID")]
    like: Option<String>,
    #[command(flatten)]
    names: Spellings,
}

/// An index open to be asked.
pub(crate) struct Open<'a> {
    pub reader: Reader,
    pub options: SearchOptions,
    asker: &'a Asker,
    people: People,
}

impl Asker {
    /// Opens the index, brought up to date if that is asked.
    pub(crate) fn open(&self, kind: Kind, limit: usize) -> Result<Open<'_>> {
        let people = People {
            aliases: self.names.aliases(&self.index)?,
            merging: self.names.merging(),
        };
        let mut root = None;
        if let Some(corpus) = &self.corpus {
            let report = index::update(corpus, &self.index, 0)?;
            if report.read + report.removed > 0 {
                index::tell(&report);
            }
            root = Some(report.label);
        }
        let reader = Reader::open(&self.index)?;
        if let Some(label) = &root {
            index::tell_overlaps(&reader, label);
        }
        Ok(Open {
            reader,
            options: SearchOptions {
                kind,
                limit: if limit == 0 { usize::MAX } else { limit },
                root,
                feedback: self.feedback,
                fresh: self.fresh,
                ..SearchOptions::default()
            },
            asker: self,
            people,
        })
    }

    /// Returns what is asked, in these words and within these bounds, and says how it was taken
    /// where that is worth telling.
    pub(crate) fn plan(&self, typed: &str) -> Result<Plan> {
        let mut remarks = Vec::new();
        let plan = self.understood(typed, &mut remarks)?;
        for remark in remarks {
            anstream::eprintln!("{}", style::aside(remark));
        }
        Ok(plan)
    }

    fn understood(&self, typed: &str, remarks: &mut Vec<String>) -> Result<Plan> {
        let parsed = parse(typed, &Gazetteer);
        refuse(typed, &parsed.notes)?;
        remarks.extend(parsed.remarks.into_iter().map(|remark| remark.message));
        let words = plain_words(typed, &parsed.query);
        let mut plan = match words {
            None if self.any => bail!("--any takes words alone, without operators and fields"),
            Some(words) if self.any || (!self.all && words.len() >= SENTENCE_WORDS) => {
                let plan = Plan::any_of(&words);
                if !self.any {
                    remarks.push(format!(
                        "A question in plain words: taken as {plan}, the more of them the better; --all asks for all of them."
                    ));
                }
                plan
            }
            _ => parsed.query.plan(),
        };
        for (field, value) in [
            (Field::Speaker, &self.speaker),
            (Field::Country, &self.country),
            (Field::Confidence, &self.min_confidence),
        ] {
            if let Some(value) = value {
                let parsed = parse_value(field, value, &Gazetteer);
                refuse(value, &parsed.notes)?;
                remarks.extend(parsed.remarks.into_iter().map(|remark| remark.message));
                plan = plan.and(parsed.query.plan());
            }
        }
        let days = Days {
            from: day("from", &self.from)?.and_then(|days| days.from),
            to: day("to", &self.to)?.and_then(|days| days.to),
        };
        Ok(match days {
            Days {
                from: None,
                to: None,
            } => plan,
            days => plan.and(Plan::Dates(days)),
        })
    }
}

fn day(flag: &str, value: &Option<String>) -> Result<Option<Days>> {
    let Some(value) = value else { return Ok(None) };
    // A range with an end of its own would lose it.
    let days = Days::read(value, Gazetteer.today()).filter(|_| !value.contains(".."));
    match days {
        Some(days) if days.from.is_some() && days.to.is_some() => Ok(Some(days)),
        _ => bail!(
            "--{flag} {value}: no day; write 2024, 2024-03, 2024-03-05, yesterday or \"last 30 days\""
        ),
    }
}

impl Open<'_> {
    /// Returns what is asked, as it can be typed.
    pub(crate) fn plan(&self, typed: &str) -> Result<Plan> {
        let plan = self.asker.plan(typed)?;
        self.remark_names(&plan)?;
        self.liked(plan)
    }

    /// Says where a name of several words may have been meant that has no quotation marks:
    /// `speaker:tony blair` asks for Tony, and for Blair anywhere.
    fn remark_names(&self, plan: &Plan) -> Result<()> {
        let Plan::And(parts) = plan else {
            return Ok(());
        };
        for pair in parts.windows(2) {
            let [
                Plan::Word { field, word: first },
                Plan::Word {
                    field: Field::Words,
                    word: second,
                },
            ] = pair
            else {
                continue;
            };
            if field.is_text() {
                continue;
            }
            let whole = Plan::Phrase {
                field: *field,
                words: vec![first.clone(), second.clone()],
            };
            if self.articles(&whole)? > 0 {
                let told = format!("`{}` asks for {first} alone; also here: {whole}", pair[0]);
                anstream::eprintln!("{}", style::aside(told));
            }
        }
        Ok(())
    }

    /// Returns the same for one question of many, without remarks.
    pub(crate) fn plan_of_many(&self, typed: &str) -> Result<Plan> {
        self.liked(self.asker.understood(typed, &mut Vec::new())?)
    }

    fn liked(&self, plan: Plan) -> Result<Plan> {
        let Some(like) = &self.asker.like else {
            return Ok(plan);
        };
        let ids = self.reader.articles(like)?;
        let &[id] = ids.as_slice() else {
            bail!(
                "--like {like}: {} have this id; type one whole, as `search` prints it",
                counted(ids.len(), "article")
            );
        };
        Ok(self.reader.like(id)?.and(plan))
    }

    /// Returns the answer to a question, its hits still to be read.
    pub(crate) fn answer(&self, plan: &Plan) -> Result<Answer<'_>> {
        Ok(self.reader.ask(&self.meant(plan), &self.options)?)
    }

    /// Returns how many articles answer.
    fn articles(&self, plan: &Plan) -> Result<usize> {
        let options = SearchOptions {
            limit: 0,
            ..self.options.clone()
        };
        Ok(self.reader.ask(plan, &options)?.articles)
    }

    /// Returns how speakers are brought together.
    pub(crate) fn speakers(&self) -> SpeakerOptions {
        SpeakerOptions {
            named: String::new(),
            aliases: self.people.aliases.clone(),
            merging: self.people.merging,
        }
    }

    /// Returns the plan with every name standing for all it should.
    pub(crate) fn meant(&self, plan: &Plan) -> Plan {
        self.people.meant(plan)
    }

    /// Says which part of a question has no answer, and what may have been meant.
    pub(crate) fn explain_nothing(&self, plan: &Plan) -> Result<()> {
        let parts = match plan {
            Plan::And(parts) => parts.as_slice(),
            plan => std::slice::from_ref(plan),
        };
        if parts.len() == 1 {
            anstream::eprintln!("Nothing found for {plan}.");
        } else {
            anstream::eprintln!("Nothing has all of this. Each part alone:");
        }
        for part in parts.iter().filter(|part| !matches!(part, Plan::Not(_))) {
            let articles = self.articles(&self.meant(part))?;
            if parts.len() > 1 {
                let count = style::aside(counted(articles, "article"));
                anstream::eprintln!("  {part}  {count}");
            }
            if articles == 0
                && let Some(near) = self.reader.nearest(part, self.options.kind)?
            {
                anstream::eprintln!("Did you mean:  {near}");
            }
        }
        Ok(())
    }
}

/// Whom a name stands for beside those who are called just so.
struct People {
    aliases: Aliases,
    merging: NameMatching,
}

impl People {
    /// Returns the plan with every name standing for all it should.
    fn meant(&self, plan: &Plan) -> Plan {
        let plan = plan.clone().with_aliases(&self.aliases, self.merging);
        match self.merging {
            NameMatching::On => plan,
            NameMatching::Off => plan.as_spelled(),
        }
    }
}

/// A question not understood is not answered: points at what is wrong.
fn refuse(typed: &str, notes: &[Diagnostic]) -> Result<()> {
    let Some(note) = notes.first() else {
        return Ok(());
    };
    let column = typed[..note.span.start].chars().count();
    let length = note.span.of(typed).chars().count().max(1);
    let mut message = format!(
        "{}\n\n  {typed}\n  {}{}",
        note.message,
        " ".repeat(column),
        style::failed("^".repeat(length))
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
