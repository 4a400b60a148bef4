//! A plan as tantivy takes it. Words are ranked by; all else only keeps or drops.

use crate::index::analysis::{Languages, folded, sounds};
use crate::index::error::Result;
use crate::index::guard::Guard;
use crate::index::record::Kind;
use crate::index::schema::{self, field};
use crate::query::{Days, Field, Plan};
use jiff::civil::Date;
use std::ops::Bound;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery,
    TermQuery,
};
use tantivy::schema::{Field as EngineField, IndexRecordOption};
use tantivy::{Searcher, Term};

/// A question ready for tantivy.
pub(super) struct Lowered {
    pub query: Box<dyn Query>,
    /// Whether any of it is ranked by; if not, all answers are alike.
    pub ranked: bool,
}

/// Returns the plan as a query over one kind of documents, under one root if one is given.
pub(super) fn lower(
    plan: &Plan,
    kind: Kind,
    root: Option<&str>,
    languages: &mut Languages,
    searcher: &Searcher,
) -> Result<Lowered> {
    let mut lowering = Lowering {
        kind,
        languages,
        searcher,
        ranked: false,
    };
    let mut clauses = vec![(Occur::Must, lowering.plan(plan)?)];
    if !only_of_kind(plan) {
        clauses.push((Occur::Must, keep(schema::KIND, kind.name())));
    }
    if let Some(root) = root {
        clauses.push((Occur::Must, keep(schema::ROOT, root)));
    }
    let ranked = lowering.ranked;
    let query = match clauses.len() {
        1 => clauses.remove(0).1,
        _ => Box::new(BooleanQuery::new(clauses)),
    };
    Ok(Lowered { query, ranked })
}

/// Returns the engine's field for a question's.
///
/// A word without a field is looked for where the kind has its words.
pub(super) fn engine_field(asked: Field, kind: Kind) -> EngineField {
    field(match asked {
        Field::Words => match kind {
            Kind::Passage => schema::WORDS,
            Kind::Quote => schema::QUOTE_WORDS,
        },
        Field::Title => schema::TITLE,
        Field::Speaker => schema::SPEAKER_SOUNDS,
        Field::Spelled => schema::SPEAKER,
        Field::Country => schema::COUNTRY,
        Field::About => schema::ABOUT,
        Field::SpeakerCountry => schema::SPEAKER_COUNTRY,
        Field::Outlet => schema::OUTLET,
        Field::Byline => schema::BYLINE,
        Field::Lang => schema::LANG,
        Field::Url => schema::URL,
        Field::Date => schema::PUBLISHED,
    })
}

/// Tells whether a field's words are stemmed, and ranked by.
pub(super) fn is_text(asked: Field) -> bool {
    matches!(asked, Field::Words | Field::Title)
}

/// Returns the ways words may stand in a field, as terms.
pub(super) fn ways(asked: Field, words: &[String], languages: &mut Languages) -> Vec<Vec<String>> {
    match asked {
        Field::Words | Field::Title => languages.terms(words),
        Field::Speaker => vec![sounds(words)],
        _ => vec![folded(words)],
    }
}

/// Tells whether only documents of the kind asked for can answer: their words say it already.
fn only_of_kind(plan: &Plan) -> bool {
    match plan {
        Plan::Word { field, .. } | Plan::Phrase { field, .. } => *field == Field::Words,
        Plan::And(parts) => parts.iter().any(only_of_kind),
        Plan::Or(parts) => !parts.is_empty() && parts.iter().all(only_of_kind),
        Plan::All | Plan::Value { .. } | Plan::Dates(_) | Plan::Not(_) => false,
    }
}

struct Lowering<'a> {
    kind: Kind,
    languages: &'a mut Languages,
    searcher: &'a Searcher,
    ranked: bool,
}

impl Lowering<'_> {
    fn plan(&mut self, plan: &Plan) -> Result<Box<dyn Query>> {
        Ok(match plan {
            Plan::All => all(),
            Plan::Word { field, word } => {
                let mut queries = self.words(*field, std::slice::from_ref(word))?;
                match queries.len() {
                    1 => queries.remove(0),
                    _ => union(queries),
                }
            }
            Plan::Phrase { field, words } => union(self.words(*field, words)?),
            // The more of an article is about it, the better the answer.
            Plan::Value {
                field: Field::About,
                value,
            } => {
                self.ranked = true;
                let field = engine_field(Field::About, self.kind);
                let share = Term::from_field_text(field, value);
                term(share, IndexRecordOption::WithFreqs)
            }
            Plan::Value { field, value } => {
                let field = engine_field(*field, self.kind);
                unranked(term(
                    Term::from_field_text(field, value),
                    IndexRecordOption::Basic,
                ))
            }
            Plan::Dates(days) => dates(days),
            Plan::And(parts) => self.and(parts)?,
            Plan::Or(parts) => self.or(parts)?,
            Plan::Not(part) => self.and(std::slice::from_ref(&Plan::Not(part.clone())))?,
        })
    }

    fn and(&mut self, parts: &[Plan]) -> Result<Box<dyn Query>> {
        let mut clauses = Vec::new();
        for part in parts {
            clauses.push(match part {
                Plan::Not(part) => {
                    let ranked = self.ranked;
                    let query: Box<dyn Query> = Box::new(Guard(self.plan(part)?));
                    self.ranked = ranked;
                    (Occur::MustNot, query)
                }
                part => (Occur::Must, self.plan(part)?),
            });
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, all()));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// One flat union, however many terms a word has: nested ones are much slower.
    fn or(&mut self, parts: &[Plan]) -> Result<Box<dyn Query>> {
        let mut queries = Vec::new();
        for part in parts {
            match part {
                Plan::Word { field, word } => {
                    queries.extend(self.words(*field, std::slice::from_ref(word))?);
                }
                Plan::Phrase { field, words } => queries.extend(self.words(*field, words)?),
                part => queries.push(self.plan(part)?),
            }
        }
        Ok(union(queries))
    }

    /// Returns a query for each way the words may be indexed that the index holds.
    fn words(&mut self, asked: Field, words: &[String]) -> Result<Vec<Box<dyn Query>>> {
        let engine = engine_field(asked, self.kind);
        let mut queries: Vec<Box<dyn Query>> = Vec::new();
        for way in ways(asked, words, self.languages) {
            let terms: Vec<Term> = way
                .iter()
                .map(|word| Term::from_field_text(engine, word))
                .collect();
            let mut held = true;
            for term in &terms {
                held = held && self.searcher.doc_freq(term)? > 0;
            }
            if !held {
                continue;
            }
            queries.push(match <[Term; 1]>::try_from(terms) {
                Ok([word]) if is_text(asked) => term(word, IndexRecordOption::WithFreqs),
                Ok([word]) => unranked(term(word, IndexRecordOption::Basic)),
                Err(terms) => {
                    let phrase = Box::new(PhraseQuery::new(terms));
                    match is_text(asked) {
                        true => phrase,
                        false => unranked(phrase),
                    }
                }
            });
        }
        self.ranked |= is_text(asked);
        Ok(queries)
    }
}

fn term(term: Term, option: IndexRecordOption) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, option))
}

fn union(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

fn all() -> Box<dyn Query> {
    unranked(Box::new(AllQuery))
}

fn keep(name: &str, value: &str) -> Box<dyn Query> {
    let value = Term::from_field_text(field(name), value);
    unranked(term(value, IndexRecordOption::Basic))
}

fn unranked(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// Whole days: not before the first's midnight, and over before the midnight after the last.
///
/// A paper dated `2024` is of that year, but of no month of it that we know.
fn dates(days: &Days) -> Box<dyn Query> {
    let midnight = |name, date: Date| {
        let date = date.clamp(Date::constant(1678, 1, 1), Date::constant(2261, 12, 31));
        let midnight = schema::engine_date(date.at(0, 0, 0, 0)).expect("clamped into range");
        Term::from_field_date(field(name), midnight)
    };
    let mut ends: Vec<Box<dyn Query>> = Vec::new();
    if let Some(from) = days.from {
        let from = Bound::Included(midnight(schema::PUBLISHED, from));
        ends.push(Box::new(RangeQuery::new(from, Bound::Unbounded)));
    }
    if let Some(Ok(after)) = days.to.map(Date::tomorrow) {
        let after = Bound::Excluded(midnight(schema::UNTIL, after));
        ends.push(Box::new(RangeQuery::new(Bound::Unbounded, after)));
    }
    match ends.len() {
        0 => all(),
        1 => unranked(ends.remove(0)),
        _ => unranked(Box::new(BooleanQuery::intersection(ends))),
    }
}
