//! Marks exactly the words that made a record match: a phrase as a phrase, a word by its stem,
//! nothing of an arm of an OR that does not hold.
//!
//! It asks the plan about the record itself, not tantivy: a slow and obvious second reading.

use crate::index::analysis::{Languages, SOUNDS, Stems};
use crate::index::lower::ways;
use crate::index::record::Record;
use crate::query::{Days, Field, Plan};
use crate::text::Span;
use crate::text::offsets::CodePoints;
use crate::text::words::words;
use rustc_hash::FxHashMap;

/// The words that made a record match, as bytes of its text and its title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    pub text: Vec<Span>,
    pub title: Vec<Span>,
    /// Parts of the speakers' names, each with the place of its name in the record's list.
    pub speakers: Vec<(usize, Span)>,
}

impl Marks {
    /// Returns spans of a text in code points, for those outside the program.
    pub fn exported(spans: &[Span], text: &str) -> Vec<[usize; 2]> {
        let mut points = CodePoints::new(text);
        spans.iter().map(|&span| points.span(span)).collect()
    }
}

/// A plan made ready to be asked about many records.
pub(super) struct Highlighter {
    plan: Wanted,
    known: KnownStems,
}

/// The stems of words seen so far, by language: worth keeping from one question to the next.
pub(super) type KnownStems = FxHashMap<String, Stems>;

/// A plan whose words are terms.
enum Wanted {
    /// Holds for every record the engine gives, and marks nothing.
    All,
    Words {
        field: Field,
        ways: Vec<Vec<String>>,
    },
    Value {
        field: Field,
        value: String,
    },
    Dates(Days),
    And(Vec<Wanted>),
    Or(Vec<Wanted>),
    Not(Box<Wanted>),
}

impl Highlighter {
    pub(super) fn new(plan: &Plan, languages: &mut Languages, known: KnownStems) -> Self {
        Self {
            plan: wanted(plan, languages),
            known,
        }
    }

    pub(super) fn into_known(self) -> KnownStems {
        self.known
    }

    /// Returns the words that made it match, if it does.
    pub(super) fn marks(&mut self, record: &Record) -> Option<Marks> {
        let stems = self.known.entry(record.lang.clone());
        let stems = stems.or_insert_with(|| Stems::of(&record.lang));
        let read = Reading {
            text: terms(&record.text, stems),
            title: terms(&record.title, stems),
            record,
        };
        let mut marks = read.answer(&self.plan)?;
        tidy(&mut marks.text);
        tidy(&mut marks.title);
        marks.speakers.sort_unstable();
        marks.speakers.dedup();
        Some(marks)
    }
}

fn wanted(plan: &Plan, languages: &mut Languages) -> Wanted {
    let mut words = |field: &Field, words: &[String]| Wanted::Words {
        field: *field,
        ways: ways(*field, words, languages),
    };
    match plan {
        Plan::All => Wanted::All,
        Plan::Word { field, word } => words(field, std::slice::from_ref(word)),
        Plan::Phrase {
            field,
            words: phrase,
        } => words(field, phrase),
        Plan::Value { field, value } => Wanted::Value {
            field: *field,
            value: value.clone(),
        },
        Plan::Dates(days) => Wanted::Dates(*days),
        Plan::And(parts) => Wanted::And(parts.iter().map(|part| wanted(part, languages)).collect()),
        Plan::Or(parts) => Wanted::Or(parts.iter().map(|part| wanted(part, languages)).collect()),
        Plan::Not(part) => Wanted::Not(Box::new(wanted(part, languages))),
    }
}

/// A record with its words as terms.
struct Reading<'a> {
    record: &'a Record,
    text: Vec<(String, Span)>,
    title: Vec<(String, Span)>,
}

impl Reading<'_> {
    /// Returns the marks if the record answers.
    fn answer(&self, plan: &Wanted) -> Option<Marks> {
        let holds = |holds: bool| holds.then(Marks::default);
        match plan {
            Wanted::All => Some(Marks::default()),
            Wanted::Words { field, ways } => self.words(*field, ways),
            Wanted::Value { field, value } => holds(match field {
                Field::Lang => self.record.lang == *value,
                Field::About => {
                    let mut about = self.record.about.iter();
                    about.any(|about| about.country.code() == value)
                }
                Field::SpeakerCountry => {
                    let mut countries = self.record.speaker_countries().iter();
                    countries.any(|country| country.code() == value)
                }
                _ => self
                    .record
                    .countries
                    .iter()
                    .any(|country| country.code() == value),
            }),
            Wanted::Dates(days) => {
                let (when, until) = (self.record.when(), self.record.until());
                let from = when.is_some_and(|when| days.contains(when.date()));
                holds(from && until.is_some_and(|until| days.contains(until)))
            }
            Wanted::And(parts) => {
                let mut marks = Marks::default();
                for part in parts {
                    marks.add(self.answer(part)?);
                }
                Some(marks)
            }
            Wanted::Or(parts) => {
                let mut any = None;
                for found in parts.iter().filter_map(|part| self.answer(part)) {
                    any.get_or_insert_with(Marks::default).add(found);
                }
                any
            }
            Wanted::Not(part) => holds(self.answer(part).is_none()),
        }
    }

    fn words(&self, field: Field, ways: &[Vec<String>]) -> Option<Marks> {
        let record = self.record;
        let texts: Vec<&str> = match field {
            Field::Words => {
                let marks = Marks {
                    text: find(&self.text, ways),
                    title: find(&self.title, ways),
                    ..Marks::default()
                };
                let found = !marks.text.is_empty() || !marks.title.is_empty();
                return found.then_some(marks);
            }
            Field::Title => {
                let marks = Marks {
                    title: find(&self.title, ways),
                    ..Marks::default()
                };
                return (!marks.title.is_empty()).then_some(marks);
            }
            Field::Speaker | Field::Spelled => record.speakers.iter().map(String::as_str).collect(),
            Field::Outlet => record.outlet.as_deref().into_iter().collect(),
            Field::Byline => record.byline.as_deref().into_iter().collect(),
            Field::Url => record.url.as_deref().into_iter().collect(),
            Field::Country | Field::About | Field::SpeakerCountry | Field::Lang | Field::Date => {
                Vec::new()
            }
        };
        let mut plain = Stems::of(match field {
            Field::Speaker => SOUNDS,
            _ => "",
        });
        let mut found = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            let spans = find(&terms(text, &mut plain), ways);
            found.extend(spans.into_iter().map(|span| (at, span)));
        }
        if found.is_empty() {
            return None;
        }
        let mut marks = Marks::default();
        if matches!(field, Field::Speaker | Field::Spelled) {
            marks.speakers = found;
        }
        Some(marks)
    }
}

impl Marks {
    fn add(&mut self, other: Marks) {
        self.text.extend(other.text);
        self.title.extend(other.title);
        self.speakers.extend(other.speakers);
    }
}

fn terms(text: &str, stems: &mut Stems) -> Vec<(String, Span)> {
    words(text)
        .map(|span| (stems.term(span.of(text)).to_owned(), span))
        .collect()
}

/// Returns where one of the ways stands, word behind word.
fn find(terms: &[(String, Span)], ways: &[Vec<String>]) -> Vec<Span> {
    let mut found = Vec::new();
    for way in ways.iter().filter(|way| !way.is_empty()) {
        for window in terms.windows(way.len()) {
            if window
                .iter()
                .zip(way)
                .all(|((term, _), wanted)| term == wanted)
            {
                let last = window[window.len() - 1].1;
                found.push(Span::new(window[0].1.start, last.end));
            }
        }
    }
    found
}

/// Sorts the spans and joins those that overlap.
fn tidy(spans: &mut Vec<Span>) {
    spans.sort_unstable();
    spans.dedup_by(|next, kept| {
        let joins = next.start < kept.end;
        if joins {
            kept.end = kept.end.max(next.end);
        }
        joins
    });
}
