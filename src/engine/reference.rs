//! The slow and obvious reading of a plan: every choice of words is tried, over the text itself.
//!
//! It shares with the index what a word, a stem and a sentence is, and nothing of how they are
//! looked for.

// Longer than most: a reference is read in one piece, against the definition of the language.

use crate::engine::Record;
use crate::engine::analysis::boundaries::breaks;
use crate::engine::analysis::terms::{Stems, folded, sounds};
use crate::engine::analysis::vietnamese::{VIETNAMESE, marked_term};
use crate::engine::document::record::Unit;
use crate::engine::matching::pattern::unspaced_run;
use crate::query::{Case, Distance, Field, Near, PathPattern, Plan, TermMatch};
use crate::text::Span;
use crate::text::fold::fold;
use crate::text::signs::{Signs, signs};
use crate::text::words::{broken_parts, fold_word, letters, words};
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
    /// The signs around it.
    signs: Signs,
    sentence: usize,
    paragraph: usize,
}

/// A choice of words that answers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Choice {
    words: BTreeSet<i64>,
    /// What to mark of it, by first and last word.
    marks: BTreeSet<(i64, i64)>,
}

impl Choice {
    fn first(&self) -> i64 {
        *self.words.first().expect("a word")
    }

    fn last(&self) -> i64 {
        *self.words.last().expect("a word")
    }
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
                Field::Words | Field::Id | Field::Path | Field::Length | Field::WithinQuote => true,
            }),
            Plan::ArticleLength { from, to } => yes(record.has_length(*from, *to)),
            Plan::MinConfidence(least) => {
                let said = record.quote.as_ref();
                yes(said.is_some_and(|said| said.confidence * 100.0 > f32::from(*least) - 0.5))
            }
            Plan::Value {
                field: Field::Spelled,
                value,
            } => {
                let at = record.speakers.iter().position(|name| name == value)?;
                Some(Marked::from([(Part::Speaker(at), 0, value.len())]))
            }
            Plan::Value { field, value } => yes(match field {
                Field::Path => {
                    PathPattern::new(value).is_some_and(|path| path.matches_key(&record.file))
                }
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
                    .map(|choice| (choice.first(), choice.last()))
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
                signs: signs(text, span),
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
                let mut choices = self.in_a_row(*field, &steps, seen);
                choices.extend(self.across_a_line_end(*field, &steps, seen));
                choices
            }
            Plan::TermMatch { field, term } => match unspaced_run(term) {
                Some(words) => {
                    let steps: Vec<TermMatch> = words.into_iter().map(TermMatch::Exact).collect();
                    self.in_a_row(*field, &steps, seen)
                }
                None => self.in_a_row(*field, std::slice::from_ref(term), seen),
            },
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
                near_choices(*near, &first, &second, seen)
            }
            _ => panic!("the parser gives positions to nothing else: {plan}"),
        }
    }

    fn in_a_row(&self, field: Field, steps: &[TermMatch], seen: &[Seen]) -> Vec<Choice> {
        runs(steps.len(), seen, |run| {
            self.langs.iter().any(|lang| {
                run.iter()
                    .zip(steps)
                    .all(|(seen, step)| self.fits(field, step, lang, seen))
            })
        })
    }

    /// Two words in a row, of two or three, may be one that is broken at a line's end.
    fn across_a_line_end(&self, field: Field, steps: &[TermMatch], seen: &[Seen]) -> Vec<Choice> {
        let mut choices = Vec::new();
        let pairs = (2..=3).contains(&steps.len()) && field.is_text();
        for at in 0..if pairs { steps.len() - 1 } else { 0 } {
            choices.extend(runs(steps.len() - 1, seen, |run| {
                self.langs.iter().any(|lang| {
                    let fits =
                        |(seen, step): (&Seen, &TermMatch)| self.fits(field, step, lang, seen);
                    run[..at].iter().zip(steps).all(fits)
                        && is_broken(&run[at].word, &steps[at..at + 2])
                        && run[at + 1..].iter().zip(&steps[at + 2..]).all(fits)
                })
            }));
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
                    .filter(|seen| self.fits(field, step, lang, seen))
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
                        marks: chosen.iter().map(|&at| (at, at)).collect(),
                        words: chosen.into_iter().collect(),
                    });
                }
            }
        }
        choices
    }

    /// Tells whether a word of the text matches a word of the query. One broken at a line's end is
    /// also its two parts.
    fn fits(&self, field: Field, like: &TermMatch, lang: &str, seen: &Seen) -> bool {
        let word = seen.word.as_str();
        let parts = broken_parts(word).filter(|_| field.is_text());
        let parts = parts.map(|(first, second)| [first.of(word), second.of(word)]);
        let mut words = std::iter::once(word).chain(parts.into_iter().flatten());
        words.any(|word| self.fits_word(field, like, lang, seen, word))
    }

    fn fits_word(
        &self,
        field: Field,
        like: &TermMatch,
        lang: &str,
        seen: &Seen,
        word: &str,
    ) -> bool {
        let one = |word: &str| vec![word.to_owned()];
        match like {
            TermMatch::Stem(typed) if field.is_text() => {
                let own = &self.record.lang;
                let marks = own == VIETNAMESE && marked_term(typed).is_some();
                Stems::of(lang).term(typed) == Stems::of(own).term(word)
                    && (!marks || marked_term(typed) == marked_term(word))
            }
            TermMatch::Stem(typed) if field == Field::Speaker => {
                sounds(&one(typed)) == sounds(&one(word))
            }
            TermMatch::Stem(typed) => folded(&one(typed)) == folded(&one(word)),
            TermMatch::Exact(typed) => fold_word(typed) == fold_word(word),
            TermMatch::Signed {
                before,
                word: typed,
                after,
            } => {
                let ahead = before.is_empty() || *before == seen.signs.before_text();
                let behind = after.is_empty() || *after == seen.signs.after_text();
                ahead && behind && fold_word(typed) == fold_word(word)
            }
            TermMatch::Caps(case, typed) => {
                let word = &letters(word);
                let upper = word.chars().filter(|c| c.is_uppercase()).count();
                let lower = word.chars().filter(|c| c.is_lowercase()).count();
                let written = match case {
                    Case::Caps => upper > 0,
                    Case::AllCaps => upper > 0 && lower == 0,
                    Case::NoCaps => upper == 0,
                };
                written && fold_word(typed) == fold(word)
            }
            TermMatch::Wildcard(typed) => {
                let [pattern, word] =
                    [fold(typed), fold_word(word)].map(|text| text.chars().collect::<Vec<_>>());
                glob(&pattern, &word)
            }
            TermMatch::Regex(typed) => {
                let whole = regex::Regex::new(&format!("(?i)^(?:{typed})$")).expect("it was read");
                whole.is_match(&fold_word(word))
            }
            TermMatch::Fuzzy(edits, typed) => {
                strsim::osa_distance(&fold_word(typed), &fold_word(word)) <= usize::from(*edits)
            }
        }
    }
}

/// Returns each run of so many words that fits.
fn runs(length: usize, seen: &[Seen], fits: impl Fn(&[Seen]) -> bool) -> Vec<Choice> {
    let mut choices = Vec::new();
    for run in seen.windows(length) {
        let (first, last) = (&run[0], &run[run.len() - 1]);
        let together = last.at - first.at == length as i64 - 1;
        if together && fits(run) {
            choices.push(Choice {
                words: (first.at..=last.at).collect(),
                marks: BTreeSet::from([(first.at, last.at)]),
            });
        }
    }
    choices
}

/// Tells whether a word is two words typed, broken at a line's end.
fn is_broken(word: &str, typed: &[TermMatch]) -> bool {
    let Some((first, second)) = broken_parts(word) else {
        return false;
    };
    let cased = |c: char| c.is_lowercase() || c.is_uppercase();
    [first, second].iter().zip(typed).all(|(part, typed)| {
        matches!(typed, TermMatch::Stem(typed)
            if typed.ends_with(cased) && fold_word(typed) == fold_word(part.of(word)))
    })
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

/// Applies a proximity operator by its definition, to every pair of choices.
fn near_choices(near: Near, first: &[Choice], second: &[Choice], seen: &[Seen]) -> Vec<Choice> {
    let is_near = |a: &Choice, b: &Choice| match near.distance {
        Distance::Words(words) => distance(a, b) <= i64::from(words),
        Distance::Sentence | Distance::Paragraph => {
            let of_both = |seen: &&Seen| a.words.contains(&seen.at) || b.words.contains(&seen.at);
            let units = seen.iter().filter(of_both).map(|seen| match near.distance {
                Distance::Paragraph => seen.paragraph,
                _ => seen.sentence,
            });
            units.collect::<BTreeSet<usize>>().len() == 1
        }
    };
    let in_order = |a: &Choice, b: &Choice| !near.ordered || a.last() < b.first();
    if near.negated {
        let spoils = |a: &Choice, b: &Choice| {
            let own = b.words.is_subset(&a.words);
            !own && in_order(a, b) && is_near(a, b)
        };
        let keeps = |a: &&Choice| !second.iter().any(|b| spoils(a, b));
        return first.iter().filter(keeps).cloned().collect();
    }
    let mut choices = Vec::new();
    for a in first {
        for b in second {
            if a.words.is_disjoint(&b.words) && in_order(a, b) && is_near(a, b) {
                choices.push(Choice {
                    words: &a.words | &b.words,
                    marks: &a.marks | &b.marks,
                });
            }
        }
    }
    choices.sort();
    choices.dedup();
    choices
}

/// Returns how many words on the nearer end of one is from that of the other; none if one begins
/// before the other ends.
fn distance(a: &Choice, b: &Choice) -> i64 {
    let behind = b.first() - a.last();
    let before = a.first() - b.last();
    behind.max(before).max(0)
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
