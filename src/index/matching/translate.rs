//! A plan as tantivy takes it. Words are ranked by; all else only keeps or drops.

use crate::engine::ArticleId;
use crate::engine::analysis::terms::{PARAGRAPH, SENTENCE, WRITTEN};
use crate::engine::document::record::Kind;
use crate::engine::error::{Error, Result};
use crate::engine::matching::analyzed_query::{AnalyzedQuery, Leaf, SpanClause, Word};
use crate::engine::matching::pattern::Pattern;
use crate::engine::matching::spans::Spans;
use crate::index::document::schema;
use crate::index::document::schema::field;
use crate::index::matching::forward_only::ForwardOnly;
use crate::index::matching::quote_join::QuoteJoinQuery;
use crate::index::matching::span_query::{SpanQuery, SpanSpec};
use crate::query::{DateRange, Distance, Field};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::Arc;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query,
    RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field as EngineField, IndexRecordOption};
use tantivy::{Searcher, Term};

/// For how many words of an index one pattern may stand.
const MAX_EXPANSION: usize = 5_000;
/// Up to so many terms a word is scored by them; a pattern's many all score alike.
const FEW_TERMS: usize = 16;

/// A question ready for tantivy.
pub(crate) struct Translated {
    pub query: Box<dyn Query>,
    /// Whether any of it is ranked by; if not, all answers are alike.
    pub ranked: bool,
}

/// Returns the plan as a query over one kind of documents, under one root if one is given.
pub(crate) fn lower(
    asked: &AnalyzedQuery,
    kind: Kind,
    root: Option<&str>,
    searcher: &Searcher,
) -> Result<Translated> {
    let mut lowering = Translator {
        kind,
        searcher,
        ranked: false,
    };
    let mut clauses = vec![(Occur::Must, lowering.asked(asked)?)];
    if !only_of_kind(asked, kind) {
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
    Ok(Translated { query, ranked })
}

/// Returns words of a question as they are looked for where documents of a kind have them.
pub(crate) fn wanted(placed: &SpanClause, kind: Kind, searcher: &Searcher) -> Result<SpanSpec> {
    let lowering = Translator {
        kind,
        searcher,
        ranked: true,
    };
    Ok(places(placed, lowering.leaves(placed)?))
}

/// Returns what is wanted of the places of a part.
fn places(placed: &SpanClause, leaves: Vec<Vec<Term>>) -> SpanSpec {
    let breaks = |reach, term: &str| {
        let needed = placed.spans.needs(reach);
        needed.then(|| Term::from_field_text(field(schema::BREAKS), term))
    };
    SpanSpec {
        spans: placed.spans.clone(),
        sentences: breaks(Distance::Sentence, SENTENCE),
        paragraphs: breaks(Distance::Paragraph, PARAGRAPH),
        body: placed.field == Field::Body,
        least: placed.least,
        leaves,
    }
}

/// Returns the engine's field for a question's.
///
/// A word without a field is looked for where the kind has its words.
pub(crate) fn engine_field(asked: Field, kind: Kind) -> EngineField {
    field(match asked {
        Field::Words | Field::Body | Field::WithinQuote => match kind {
            Kind::Passage => schema::WORDS,
            Kind::Quote => schema::QUOTE_WORDS,
        },
        Field::Title => schema::TITLE,
        Field::Lead => schema::LEAD,
        Field::Speaker => schema::SPEAKER_SOUNDS,
        Field::Spelled => schema::SPEAKER,
        Field::Country => schema::COUNTRY,
        Field::About => schema::ABOUT,
        Field::SpeakerCountry => schema::SPEAKER_COUNTRY,
        Field::Outlet => schema::OUTLET,
        Field::Byline => schema::BYLINE,
        Field::Section => schema::SECTION,
        Field::Lang => schema::LANG,
        Field::Url => schema::URL,
        Field::Id => schema::SOURCE_ID,
        Field::QuoteKind => schema::FORM,
        Field::Confidence => schema::CONFIDENCE,
        Field::Date => schema::PUBLISHED,
    })
}

/// Tells whether only documents of the kind asked for can answer: their words say it already.
fn only_of_kind(asked: &AnalyzedQuery, kind: Kind) -> bool {
    match asked {
        AnalyzedQuery::SpanClause(placed) => matches!(placed.field, Field::Words | Field::Body),
        AnalyzedQuery::Boost(_, part) => only_of_kind(part, kind),
        AnalyzedQuery::Any(parts) => !parts.is_empty(),
        AnalyzedQuery::Said(part) => kind == Kind::Passage || only_of_kind(part, kind),
        AnalyzedQuery::And(parts) => parts.iter().any(|part| only_of_kind(part, kind)),
        AnalyzedQuery::Or(parts) => {
            !parts.is_empty() && parts.iter().all(|part| only_of_kind(part, kind))
        }
        AnalyzedQuery::All
        | AnalyzedQuery::Value { .. }
        | AnalyzedQuery::Dates(_)
        | AnalyzedQuery::MinConfidence(_)
        | AnalyzedQuery::Exists(_)
        | AnalyzedQuery::Not(_) => false,
    }
}

struct Translator<'a> {
    kind: Kind,
    searcher: &'a Searcher,
    ranked: bool,
}

impl Translator<'_> {
    fn asked(&mut self, asked: &AnalyzedQuery) -> Result<Box<dyn Query>> {
        Ok(match asked {
            AnalyzedQuery::All => all(),
            AnalyzedQuery::SpanClause(placed) => union(self.placed(placed)?),
            AnalyzedQuery::Value { field, value } => match field {
                Field::Id => id(value),
                // The more of an article is about it, the better the answer.
                Field::About => {
                    self.ranked = true;
                    let share = Term::from_field_text(engine_field(*field, self.kind), value);
                    term(share, IndexRecordOption::WithFreqs)
                }
                _ => keep_term(Term::from_field_text(
                    engine_field(*field, self.kind),
                    value,
                )),
            },
            AnalyzedQuery::Dates(days) => dates(days),
            AnalyzedQuery::MinConfidence(least) => sure(*least),
            AnalyzedQuery::Exists(field) => self.known(field.name())?,
            AnalyzedQuery::Boost(by, part) => Box::new(BoostQuery::new(self.asked(part)?, *by)),
            AnalyzedQuery::Said(part) => self.said(part)?,
            AnalyzedQuery::And(parts) => self.and(parts)?,
            AnalyzedQuery::Or(parts) => self.or(parts)?,
            AnalyzedQuery::Any(parts) => {
                let mut queries = Vec::new();
                for part in parts {
                    queries.extend(self.placed(part)?);
                }
                union(queries)
            }
            AnalyzedQuery::Not(_) => self.and(std::slice::from_ref(asked))?,
        })
    }

    fn and(&mut self, parts: &[AnalyzedQuery]) -> Result<Box<dyn Query>> {
        let mut clauses = Vec::new();
        for part in parts {
            clauses.push(match part {
                AnalyzedQuery::Not(part) => {
                    let ranked = self.ranked;
                    let query: Box<dyn Query> = Box::new(ForwardOnly(self.asked(part)?));
                    self.ranked = ranked;
                    (Occur::MustNot, query)
                }
                part => (Occur::Must, self.asked(part)?),
            });
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, all()));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// One flat union, however many terms a word has: nested ones are much slower.
    fn or(&mut self, parts: &[AnalyzedQuery]) -> Result<Box<dyn Query>> {
        let mut queries = Vec::new();
        for part in parts {
            match part {
                AnalyzedQuery::SpanClause(placed) => queries.extend(self.placed(placed)?),
                part => queries.push(self.asked(part)?),
            }
        }
        Ok(union(queries))
    }

    /// Finds what has a value for a field: what it has is kept as all the fields' names in one.
    fn known(&self, name: &str) -> Result<Box<dyn Query>> {
        let has = field(schema::HAS);
        let mut found = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(has)?;
            let mut terms = inverted.terms().stream()?;
            while let Some((names, _)) = terms.next() {
                let names = std::str::from_utf8(names).unwrap_or_default();
                if names.split(' ').any(|known| known == name) {
                    found.insert(Term::from_field_text(has, names));
                }
            }
        }
        Ok(unranked(Box::new(TermSetQuery::new(found))))
    }

    /// A quotation's own question; of a passage, whether it holds one that answers.
    fn said(&mut self, part: &AnalyzedQuery) -> Result<Box<dyn Query>> {
        if self.kind == Kind::Quote {
            return self.asked(part);
        }
        let Translated { query, ranked } = lower(part, Kind::Quote, None, self.searcher)?;
        self.ranked |= ranked;
        Ok(Box::new(QuoteJoinQuery { quotes: query }))
    }

    /// Returns queries any of which may answer: none if a word of it is nowhere.
    fn placed(&mut self, placed: &SpanClause) -> Result<Vec<Box<dyn Query>>> {
        let ranked = placed.field.is_text();
        self.ranked |= ranked;
        let leaves = self.leaves(placed)?;
        let plain = placed.least == 1 && placed.field != Field::Body;
        let coarse = Approximation {
            leaves: &placed.leaves,
            terms: &leaves,
            ranked,
        };
        let queries = match &placed.spans {
            Spans::Leaf(leaf) if plain => coarse.word(*leaf),
            Spans::Sequence(words, 0) if plain && coarse.single(words) => coarse.phrase(words),
            Spans::Or(parts)
                if plain
                    && parts.iter().all(
                        |part| matches!(part, Spans::Sequence(words, 0) if coarse.single(words)),
                    ) =>
            {
                parts
                    .iter()
                    .flat_map(|part| match part {
                        Spans::Sequence(words, _) => coarse.phrase(words),
                        _ => Vec::new(),
                    })
                    .collect()
            }
            spans => {
                let wanted = places(placed, leaves.clone());
                coarse
                    .any(spans)
                    .map(|coarse| -> Box<dyn Query> {
                        Box::new(SpanQuery {
                            coarse,
                            wanted: Arc::new(wanted),
                        })
                    })
                    .into_iter()
                    .collect()
            }
        };
        Ok(match ranked {
            true => queries,
            false => queries.into_iter().map(unranked).collect(),
        })
    }

    /// Returns the terms of each of a part's words.
    fn leaves(&self, placed: &SpanClause) -> Result<Vec<Vec<Term>>> {
        let engine = engine_field(placed.field, self.kind);
        let text = placed.field.is_text();
        let terms = |leaf: &Leaf| self.terms(&leaf.word, engine, text);
        placed.leaves.iter().map(terms).collect()
    }

    /// Returns the terms of the index that a word stands for.
    fn terms(&self, word: &Word, engine: EngineField, text: bool) -> Result<Vec<Term>> {
        let mut terms = match word {
            Word::Terms(terms) | Word::Forms(terms) => terms
                .iter()
                .map(|term| Term::from_field_text(engine, term))
                .collect::<Vec<_>>(),
            Word::Pattern(pattern) => return self.expanded(pattern, engine, text),
        };
        let mut held = Vec::new();
        for term in &terms {
            held.push(self.searcher.doc_freq(term)? > 0);
        }
        let mut held = held.into_iter();
        terms.retain(|_| held.next().unwrap_or_default());
        Ok(terms)
    }

    /// Returns the terms a pattern fits, unless they are too many.
    fn expanded(&self, pattern: &Pattern, engine: EngineField, text: bool) -> Result<Vec<Term>> {
        let firsts: Vec<String> = match text {
            true => WRITTEN.iter().map(char::to_string).collect(),
            false => vec![String::new()],
        };
        let mut found: BTreeSet<Vec<u8>> = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(engine)?;
            for first in &firsts {
                let head = format!("{first}{}", pattern.head);
                let mut terms = inverted.terms().range().ge(&head).into_stream()?;
                while let Some((term, _)) = terms.next() {
                    let Some(word) = term.strip_prefix(head.as_bytes()) else {
                        break;
                    };
                    let whole = &term[term.len() - word.len() - pattern.head.len()..];
                    let fits = std::str::from_utf8(whole).is_ok_and(|word| pattern.fits(word));
                    if fits && found.insert(term.to_vec()) && found.len() > MAX_EXPANSION {
                        return Err(Error::TooMany {
                            typed: pattern.shown.clone(),
                            limit: MAX_EXPANSION,
                        });
                    }
                }
            }
        }
        let terms = found.into_iter().map(|term| {
            Term::from_field_text(engine, std::str::from_utf8(&term).unwrap_or_default())
        });
        Ok(terms.collect())
    }
}

/// Queries that pass over how words stand.
struct Approximation<'a> {
    leaves: &'a [Leaf],
    terms: &'a [Vec<Term>],
    ranked: bool,
}

impl Approximation<'_> {
    /// Tells whether each leaf is one term, as tantivy's phrases want it.
    fn single(&self, leaves: &[usize]) -> bool {
        let one = |&leaf: &usize| match &self.leaves[leaf].word {
            Word::Terms(terms) => terms.len() == 1,
            _ => false,
        };
        leaves.len() > 1 && leaves.iter().all(one)
    }

    fn phrase(&self, leaves: &[usize]) -> Vec<Box<dyn Query>> {
        let terms: Vec<Term> = leaves
            .iter()
            .flat_map(|&leaf| self.terms[leaf].clone())
            .collect();
        if terms.len() < leaves.len() {
            return Vec::new();
        }
        let boost = self.leaves[leaves[0]].boost;
        vec![boosted(Box::new(PhraseQuery::new(terms)), boost)]
    }

    fn word(&self, leaf: usize) -> Vec<Box<dyn Query>> {
        let boost = self.leaves[leaf].boost;
        let terms = &self.terms[leaf];
        if terms.len() > FEW_TERMS {
            let set: Box<dyn Query> = Box::new(TermSetQuery::new(terms.clone()));
            return vec![boosted(set, boost)];
        }
        let option = match self.ranked {
            true => IndexRecordOption::WithFreqs,
            false => IndexRecordOption::Basic,
        };
        let queries = terms
            .iter()
            .map(|word| boosted(term(word.clone(), option), boost));
        queries.collect()
    }

    /// Returns what finds every document that may have such places; none if none can.
    fn any(&self, spans: &Spans) -> Option<Box<dyn Query>> {
        match spans {
            Spans::Leaf(leaf) => {
                let queries = self.word(*leaf);
                (!queries.is_empty()).then(|| union(queries))
            }
            Spans::Sequence(leaves, _) => {
                let words: Option<Vec<_>> = leaves
                    .iter()
                    .map(|&leaf| self.any(&Spans::Leaf(leaf)))
                    .collect();
                Some(Box::new(BooleanQuery::intersection(words?)))
            }
            Spans::Or(parts) => {
                let parts: Vec<_> = parts.iter().filter_map(|part| self.any(part)).collect();
                (!parts.is_empty()).then(|| union(parts))
            }
            Spans::Near(near, parts) if near.negated => self.any(&parts[0]),
            Spans::Near(_, parts) => {
                let parts = vec![self.any(&parts[0])?, self.any(&parts[1])?];
                Some(Box::new(BooleanQuery::intersection(parts)))
            }
        }
    }
}

fn boosted(query: Box<dyn Query>, by: f32) -> Box<dyn Query> {
    match by {
        1.0 => query,
        by => Box::new(BoostQuery::new(query, by)),
    }
}

/// One article by our id, one passage or quotation by its, or an article by its source's own.
fn id(value: &str) -> Box<dyn Query> {
    let own = keep(schema::SOURCE_ID, value);
    let (article, range) = value.split_once(':').unwrap_or((value, ""));
    let Ok(article) = article.parse::<ArticleId>() else {
        return own;
    };
    let article = keep_term(Term::from_field_u64(field(schema::ARTICLE), article.0));
    let exact = |name, number: &str| -> Option<(Occur, Box<dyn Query>)> {
        let number = Term::from_field_u64(field(name), number.parse().ok()?);
        let (from, to) = (Bound::Included(number.clone()), Bound::Included(number));
        Some((Occur::Must, unranked(Box::new(RangeQuery::new(from, to)))))
    };
    let mut clauses = vec![(Occur::Must, article)];
    if !range.is_empty() {
        let ends = range.split_once('-').and_then(|(start, end)| {
            Some([exact(schema::START, start)?, exact(schema::END, end)?])
        });
        match ends {
            Some(ends) => clauses.extend(ends),
            None => return own,
        }
    }
    union(vec![own, Box::new(BooleanQuery::new(clauses))])
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
    keep_term(Term::from_field_text(field(name), value))
}

fn keep_term(value: Term) -> Box<dyn Query> {
    unranked(term(value, IndexRecordOption::Basic))
}

fn unranked(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// Keeps quotations at least so sure, in hundredths.
fn sure(least: u8) -> Box<dyn Query> {
    let least = Term::from_field_u64(field(schema::CONFIDENCE), u64::from(least));
    let range = RangeQuery::new(Bound::Included(least), Bound::Unbounded);
    Box::new(ConstScoreQuery::new(Box::new(range), 0.0))
}

/// Whole days: not before the first's midnight, and over before the midnight after the last.
///
/// A paper dated `2024` is of that year, but of no month of it that we know.
fn dates(days: &DateRange) -> Box<dyn Query> {
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
