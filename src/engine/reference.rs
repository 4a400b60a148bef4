//! The slow and obvious reading of a plan: every choice of words is tried, over the text itself.
//!
//! It shares with the index what a word, a stem and a sentence is, and nothing of how they are
//! looked for.

use crate::engine::Record;
use crate::engine::analysis::boundaries::breaks;
use crate::engine::analysis::terms::{Stems, folded, sounds};
use crate::engine::document::record::Unit;
use crate::query::{Case, Distance, Field, Near, Plan, TermMatch};
use crate::text::Span;
use crate::text::fold::fold;
use crate::text::words::words;
use std::collections::BTreeSet;

/// What is marked: in which part of a record, and its bytes there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Title,
    Text,
    Speaker(usize),
}

pub(crate) type Marked = BTreeSet<(Part, usize, usize)>;

pub(crate) struct ReferenceMatcher<'a> {
    /// The languages of the archive, in all of which a typed word is stemmed.
    pub langs: &'a [&'a str],
    pub record: &'a Record,
    /// The passages of its article.
    pub passages: &'a [Record],
    /// The quotations of its article.
    pub quotes: &'a [Record],
}

/// One word of a text.
struct Seen {
    at: i64,
    part: Part,
    span: Span,
    word: String,
    sentence: usize,
    paragraph: usize,
}

/// A choice of words that answers.
#[derive(Clone, Debug)]
struct Choice {
    start: i64,
    end: i64,
    /// What to mark of it, by first and last word.
    marks: Vec<(i64, i64)>,
}

/// No distance reaches from one part of a record into the next.
const APART: i64 = 100_000;

impl ReferenceMatcher<'_> {
    /// Returns what to mark, with overlaps joined, if the record answers.
    pub(crate) fn answer(&self, plan: &Plan) -> Option<Marked> {
        self.holds(plan).map(joined)
    }

    fn holds(&self, plan: &Plan) -> Option<Marked> {
        let record = self.record;
        let yes = |holds: bool| holds.then(Marked::new);
        match plan {
            Plan::All => Some(Marked::new()),
            Plan::And(parts) => {
                let all: Option<Vec<Marked>> = parts.iter().map(|part| self.holds(part)).collect();
                Some(all?.into_iter().flatten().collect())
            }
            Plan::Or(parts) => {
                let any: Vec<Marked> = parts.iter().filter_map(|part| self.holds(part)).collect();
                (!any.is_empty()).then(|| any.into_iter().flatten().collect())
            }
            Plan::Any(parts) => self.holds(&Plan::Or(parts.clone())),
            Plan::AllWords(parts) if record.unit() == Unit::Quote => {
                self.holds(&Plan::And(parts.clone()))
            }
            Plan::AllWords(parts) => {
                let found = self.holds(&Plan::Or(parts.clone()))?;
                let somewhere = |part: &Plan| {
                    let here = self.holds(part).is_some();
                    let mut passages = self.passages.iter();
                    here || passages.any(|record| Self { record, ..*self }.holds(part).is_some())
                };
                parts.iter().all(somewhere).then_some(found)
            }
            Plan::Not(part) => yes(self.holds(part).is_none()),
            Plan::Boost { part, .. } => self.holds(part),
            Plan::Dates(days) => yes(record
                .published_at()
                .zip(record.published_until())
                .is_some_and(|(when, until)| days.contains(when.date()) && days.contains(until))),
            Plan::Exists(field) => yes(match field {
                Field::Title => !record.title.is_empty(),
                Field::Lead => record.lead > 0,
                Field::Body => !record.text.is_empty(),
                Field::Speaker | Field::Spelled => !record.speakers.is_empty(),
                Field::Country => !record.countries.is_empty(),
                Field::About => !record.about.is_empty(),
                Field::SpeakerCountry => !record.speaker_countries().is_empty(),
                Field::Outlet => record.outlet.is_some(),
                Field::Byline => record.byline.is_some(),
                Field::Section => record.section.is_some(),
                Field::Lang => !record.lang.is_empty(),
                Field::Url => record.url.is_some(),
                Field::Date => record.published.is_some(),
                Field::QuoteKind => record.quote.is_some(),
                Field::Confidence => record.quote.is_some(),
                Field::Words | Field::Id | Field::WithinQuote => true,
            }),
            Plan::MinConfidence(least) => {
                let said = record.quote.as_ref();
                yes(said.is_some_and(|said| said.confidence * 100.0 > f32::from(*least) - 0.5))
            }
            Plan::Value { field, value } => yes(match field {
                Field::Lang => record.lang == *value,
                Field::About => record
                    .about
                    .iter()
                    .any(|about| about.country.code() == value),
                Field::SpeakerCountry => {
                    let countries = record.speaker_countries();
                    countries.iter().any(|country| country.code() == value)
                }
                Field::QuoteKind => record
                    .quote
                    .as_ref()
                    .is_some_and(|said| said.kind == *value),
                Field::Id => {
                    record.source_id.as_ref() == Some(value)
                        || record.article.to_string() == *value
                        || record.id() == *value
                }
                _ => record
                    .countries
                    .iter()
                    .any(|country| country.code() == value),
            }),
            Plan::WithinQuote(part) => self.said(part),
            Plan::AtLeast { count, part } => {
                let choices = self.choices(part, &self.seen(field_of(part)));
                let places: BTreeSet<(i64, i64)> = choices
                    .iter()
                    .map(|choice| (choice.start, choice.end))
                    .collect();
                self.marked(part, choices)
                    .filter(|_| places.len() >= *count as usize)
            }
            Plan::Word { .. }
            | Plan::Phrase { .. }
            | Plan::TermMatch { .. }
            | Plan::Sequence { .. }
            | Plan::Near { .. } => {
                self.marked(plan, self.choices(plan, &self.seen(field_of(plan))))
            }
        }
    }

    fn said(&self, part: &Plan) -> Option<Marked> {
        if self.record.unit() == Unit::Quote {
            return self.holds(part);
        }
        let mut any = None;
        for quote in self.quotes {
            if quote.start < self.record.start || quote.end > self.record.end {
                continue;
            }
            let (langs, record) = (self.langs, quote);
            let inner = ReferenceMatcher {
                langs,
                record,
                passages: &[],
                quotes: &[],
            };
            let Some(found) = inner.holds(part) else {
                continue;
            };
            let skipped = (quote.start - self.record.start) as usize;
            let from: usize = self
                .record
                .text
                .chars()
                .take(skipped)
                .map(char::len_utf8)
                .sum();
            any.get_or_insert_with(Marked::new)
                .extend(
                    found
                        .into_iter()
                        .filter_map(|(part, start, end)| match part {
                            Part::Title => None,
                            Part::Text => Some((Part::Text, start + from, end + from)),
                            Part::Speaker(at) => {
                                let name = &quote.speakers[at];
                                let here =
                                    self.record.speakers.iter().position(|other| other == name);
                                here.map(|here| (Part::Speaker(here), start, end))
                            }
                        }),
                );
        }
        any
    }

    fn marked(&self, plan: &Plan, choices: Vec<Choice>) -> Option<Marked> {
        if choices.is_empty() {
            return None;
        }
        let field = field_of(plan);
        let seen = self.seen(field);
        let word = |at: i64| seen.iter().find(|seen| seen.at == at).expect("it was seen");
        let marks = choices.iter().flat_map(|choice| &choice.marks);
        let marks = marks.map(|&(first, last)| {
            let (first, last) = (word(first), word(last));
            (first.part, first.span.start, last.span.end)
        });
        let shown = field.is_text() || matches!(field, Field::Speaker | Field::Spelled);
        Some(marks.filter(|_| shown).collect())
    }

    /// Returns the words of a field in order.
    fn seen(&self, field: Field) -> Vec<Seen> {
        let record = self.record;
        let list = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
        let mut seen = Vec::new();
        match field {
            Field::Words => {
                self.read(&record.title, usize::MAX, Part::Title, 0, &mut seen);
                self.read(&record.text, usize::MAX, Part::Text, APART, &mut seen);
            }
            Field::Title => self.read(&record.title, usize::MAX, Part::Title, 0, &mut seen),
            Field::Body => self.read(&record.text, usize::MAX, Part::Text, 0, &mut seen),
            Field::Lead => self.read(&record.text, record.lead as usize, Part::Text, 0, &mut seen),
            _ => {
                let names = match field {
                    Field::Speaker | Field::Spelled => record.speakers.clone(),
                    Field::Outlet => list(&record.outlet),
                    Field::Byline => list(&record.byline),
                    Field::Section => list(&record.section),
                    Field::Url => list(&record.url),
                    _ => Vec::new(),
                };
                for (at, name) in names.iter().enumerate() {
                    let from = at as i64 * APART;
                    self.read(name, usize::MAX, Part::Speaker(at), from, &mut seen);
                }
            }
        }
        seen
    }

    /// Reads a text up to some byte.
    fn read(&self, text: &str, to: usize, part: Part, from: i64, seen: &mut Vec<Seen>) {
        let breaks = breaks(text, &self.record.lang);
        let which =
            |starts: &[usize], span: Span| starts.iter().filter(|&&at| at < span.end).count();
        for (at, span) in words(text).enumerate().filter(|(_, span)| span.end <= to) {
            seen.push(Seen {
                at: from + at as i64,
                part,
                span,
                word: span.of(text).to_owned(),
                // Parts of a record never share one.
                sentence: which(&breaks.sentences, span) + from as usize,
                paragraph: which(&breaks.paragraphs, span) + from as usize,
            });
        }
    }

    /// Returns every choice of words that a part can mean.
    fn choices(&self, plan: &Plan, seen: &[Seen]) -> Vec<Choice> {
        match plan {
            Plan::Word { field, word } => {
                self.in_a_row(*field, &[TermMatch::Stem(word.clone())], seen)
            }
            Plan::Phrase { field, words } => {
                let steps: Vec<TermMatch> = words.iter().cloned().map(TermMatch::Stem).collect();
                self.in_a_row(*field, &steps, seen)
            }
            Plan::TermMatch { field, term } => {
                self.in_a_row(*field, std::slice::from_ref(term), seen)
            }
            Plan::Sequence {
                field,
                terms,
                slop: 0,
            } => self.in_a_row(*field, terms, seen),
            Plan::Sequence { field, terms, slop } => self.loosely(*field, terms, *slop, seen),
            Plan::Or(parts) => parts
                .iter()
                .flat_map(|part| self.choices(part, seen))
                .collect(),
            Plan::Boost { part, .. } => self.choices(part, seen),
            Plan::Near { near, parts } => {
                let [first, second] = [&parts[0], &parts[1]].map(|part| self.choices(part, seen));
                near_choices(*near, first, &second, seen)
            }
            _ => panic!("the query room lets nothing else have places: {plan}"),
        }
    }

    fn in_a_row(&self, field: Field, steps: &[TermMatch], seen: &[Seen]) -> Vec<Choice> {
        let mut choices = Vec::new();
        for run in seen.windows(steps.len()) {
            let (first, last) = (&run[0], &run[run.len() - 1]);
            let together = last.at - first.at == steps.len() as i64 - 1;
            let fits = self.langs.iter().any(|lang| {
                run.iter()
                    .zip(steps)
                    .all(|(seen, step)| self.fits(field, step, lang, &seen.word))
            });
            if together && fits {
                let (start, end) = (first.at, last.at);
                choices.push(Choice {
                    start,
                    end,
                    marks: vec![(start, end)],
                });
            }
        }
        choices
    }

    /// Lucene's way: how far each word stands from its place in the phrase, widest less least.
    fn loosely(&self, field: Field, steps: &[TermMatch], slop: u32, seen: &[Seen]) -> Vec<Choice> {
        let mut choices = Vec::new();
        for lang in self.langs {
            let mut chosen: Vec<Vec<i64>> = vec![Vec::new()];
            for step in steps {
                let fitting: Vec<i64> = seen
                    .iter()
                    .filter(|seen| self.fits(field, step, lang, &seen.word))
                    .map(|seen| seen.at)
                    .collect();
                chosen = chosen
                    .iter()
                    .flat_map(|chosen| {
                        fitting
                            .iter()
                            .map(move |&at| [chosen.as_slice(), &[at]].concat())
                    })
                    .filter(|chosen| {
                        chosen[..chosen.len() - 1]
                            .iter()
                            .all(|at| Some(at) != chosen.last())
                    })
                    .collect();
            }
            for chosen in chosen {
                let moves: Vec<i64> = (0..).zip(&chosen).map(|(place, at)| at - place).collect();
                let (least, most) = (moves.iter().min(), moves.iter().max());
                if most
                    .zip(least)
                    .is_some_and(|(most, least)| most - least <= i64::from(slop))
                {
                    choices.push(Choice {
                        start: *chosen.iter().min().expect("a word"),
                        end: *chosen.iter().max().expect("a word"),
                        marks: chosen.iter().map(|&at| (at, at)).collect(),
                    });
                }
            }
        }
        choices
    }

    /// Tells whether a word of the text is one that a word of the question stands for.
    fn fits(&self, field: Field, like: &TermMatch, lang: &str, word: &str) -> bool {
        let one = |word: &str| vec![word.to_owned()];
        match like {
            TermMatch::Stem(typed) if field.is_text() => {
                Stems::of(lang).term(typed) == Stems::of(&self.record.lang).term(word)
            }
            TermMatch::Stem(typed) if field == Field::Speaker => {
                sounds(&one(typed)) == sounds(&one(word))
            }
            TermMatch::Stem(typed) => folded(&one(typed)) == folded(&one(word)),
            TermMatch::Exact(typed) => fold(typed) == fold(word),
            TermMatch::Caps(case, typed) => {
                let upper = word.chars().filter(|c| c.is_uppercase()).count();
                let lower = word.chars().filter(|c| c.is_lowercase()).count();
                let written = match case {
                    Case::Caps => upper > 0,
                    Case::AllCaps => upper > 0 && lower == 0,
                    Case::NoCaps => upper == 0,
                };
                written && fold(typed) == fold(word)
            }
            TermMatch::Wildcard(typed) => {
                let [pattern, word] =
                    [typed, word].map(|text| fold(text).chars().collect::<Vec<_>>());
                glob(&pattern, &word)
            }
            TermMatch::Regex(typed) => {
                let whole = regex::Regex::new(&format!("(?i)^(?:{typed})$")).expect("it was read");
                whole.is_match(&fold(word))
            }
            TermMatch::Fuzzy(edits, typed) => {
                strsim::osa_distance(&fold(typed), &fold(word)) <= usize::from(*edits)
            }
        }
    }
}

fn glob(pattern: &[char], word: &[char]) -> bool {
    match pattern.split_first() {
        None => word.is_empty(),
        Some(('*', rest)) => (0..=word.len()).any(|skipped| glob(rest, &word[skipped..])),
        Some((sign, rest)) => {
            let fits = word
                .first()
                .is_some_and(|letter| *sign == '?' || sign == letter);
            fits && glob(rest, &word[1..])
        }
    }
}

fn near_choices(near: Near, first: Vec<Choice>, second: &[Choice], seen: &[Seen]) -> Vec<Choice> {
    let unit = |at: i64| {
        let seen = seen.iter().find(|seen| seen.at == at).expect("it was seen");
        match near.distance {
            Distance::Paragraph => seen.paragraph,
            _ => seen.sentence,
        }
    };
    let in_one_unit = |a: &Choice, b: &Choice| {
        let units = [a.start, a.end, b.start, b.end].map(unit);
        units.iter().all(|unit| *unit == units[0])
    };
    if near.negated {
        let keeps = |a: &Choice| {
            !second.iter().any(|b| {
                let itself = (a.start, a.end) == (b.start, b.end);
                let in_reach = match near.distance {
                    // Sharing a word is as near as can be.
                    Distance::Words(words) => {
                        b.start - a.end <= i64::from(words) && a.start - b.end <= i64::from(words)
                    }
                    _ => in_one_unit(a, b),
                };
                !itself && in_reach && (!near.ordered || b.start > a.end)
            })
        };
        return first.into_iter().filter(keeps).collect();
    }
    let mut choices = Vec::new();
    for a in &first {
        for b in second {
            let distance = if b.start > a.end {
                b.start - a.end
            } else if a.start > b.end && !near.ordered {
                a.start - b.end
            } else {
                continue;
            };
            let in_reach = match near.distance {
                Distance::Words(words) => distance <= i64::from(words),
                _ => in_one_unit(a, b),
            };
            if in_reach {
                choices.push(Choice {
                    start: a.start.min(b.start),
                    end: a.end.max(b.end),
                    marks: [a.marks.as_slice(), &b.marks].concat(),
                });
            }
        }
    }
    choices
}

fn field_of(plan: &Plan) -> Field {
    match plan {
        Plan::Word { field, .. } | Plan::Phrase { field, .. } => *field,
        // Patterns are of names as they are spelled.
        Plan::TermMatch {
            field: Field::Speaker,
            ..
        }
        | Plan::Sequence {
            field: Field::Speaker,
            ..
        } => Field::Spelled,
        Plan::TermMatch { field, .. } | Plan::Sequence { field, .. } => *field,
        Plan::Near { parts, .. } => field_of(&parts[0]),
        Plan::Or(parts) => field_of(&parts[0]),
        Plan::Boost { part, .. } | Plan::AtLeast { part, .. } => field_of(part),
        _ => Field::Words,
    }
}

fn joined(marks: Marked) -> Marked {
    let mut joined: Vec<(Part, usize, usize)> = Vec::new();
    for (part, start, end) in marks {
        match joined.last_mut() {
            Some(last) if last.0 == part && start < last.2 => last.2 = last.2.max(end),
            _ => joined.push((part, start, end)),
        }
    }
    // Names are marked word by word, and never overlap.
    joined.into_iter().collect()
}
