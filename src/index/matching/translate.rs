//! Translates an analyzed query to tantivy's. Only words are scored; all else filters.

use crate::engine::analysis::terms::{PARAGRAPH, SENTENCE, WRITTEN};
use crate::engine::document::record::Unit;
use crate::engine::error::{Error, Result};
use crate::engine::matching::analyzed_query::{AnalyzedQuery, Leaf, SpanClause, Word};
use crate::engine::matching::pattern::Pattern;
use crate::index::document::schema;
use crate::index::document::schema::field;
use crate::index::matching::approximation::{Approximation, rarity};
use crate::index::matching::article_all::ArticleAllQuery;
use crate::index::matching::filters::{
    all, article_length, column, dates, id, keep, keep_term, min_confidence, term_query, under,
    union, unranked,
};
use crate::index::matching::forward_only::ForwardOnly;
use crate::index::matching::quote_join::QuoteJoinQuery;
use crate::index::matching::span_query::{SpanQuery, SpanSpec};
use crate::query::{Distance, Field, PathPattern};
use std::collections::BTreeSet;
use std::sync::Arc;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermSetQuery};
use tantivy::schema::{Field as EngineField, IndexRecordOption};
use tantivy::{Searcher, Term};

/// The most distinct words of an index that one pattern may match.
const MAX_EXPANSION: usize = 5_000;

/// A tantivy query.
pub(crate) struct Translated {
    pub query: Box<dyn Query>,
    /// Whether any part is scored; if not, all matches score alike.
    pub ranked: bool,
}

/// Returns the plan as a query over one unit of documents, under one root if one is given.
pub(crate) fn translate(
    asked: &AnalyzedQuery,
    unit: Unit,
    root: Option<&str>,
    searcher: &Searcher,
) -> Result<Translated> {
    let mut lowering = Translator {
        unit,
        searcher,
        ranked: false,
    };
    let mut clauses = vec![(Occur::Must, lowering.asked(asked)?)];
    if !only_of_unit(asked, unit) {
        clauses.push((Occur::Must, keep(schema::UNIT, unit.name())));
    }
    if let Some(root) = root {
        clauses.push((Occur::Must, under(root)));
    }
    let ranked = lowering.ranked;
    let query = match clauses.len() {
        1 => clauses.remove(0).1,
        _ => Box::new(BooleanQuery::new(clauses)),
    };
    Ok(Translated { query, ranked })
}

/// Returns the positions to find for terms of a query, in the columns of a unit.
pub(crate) fn wanted(placed: &SpanClause, unit: Unit, searcher: &Searcher) -> Result<SpanSpec> {
    let lowering = Translator {
        unit,
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

/// Tells whether only documents of this unit can match, since no other has its columns.
fn only_of_unit(asked: &AnalyzedQuery, unit: Unit) -> bool {
    match asked {
        AnalyzedQuery::SpanClause(placed) => matches!(placed.field, Field::Words | Field::Body),
        AnalyzedQuery::Boost(_, part) => only_of_unit(part, unit),
        AnalyzedQuery::Any(parts) | AnalyzedQuery::AllWords(parts) => !parts.is_empty(),
        AnalyzedQuery::WithinQuote(part) => unit == Unit::Passage || only_of_unit(part, unit),
        AnalyzedQuery::And(parts) => parts.iter().any(|part| only_of_unit(part, unit)),
        AnalyzedQuery::Or(parts) => {
            !parts.is_empty() && parts.iter().all(|part| only_of_unit(part, unit))
        }
        AnalyzedQuery::All
        | AnalyzedQuery::Value { .. }
        | AnalyzedQuery::Dates(_)
        | AnalyzedQuery::ArticleLength(..)
        | AnalyzedQuery::MinConfidence(_)
        | AnalyzedQuery::Exists(_)
        | AnalyzedQuery::Not(_) => false,
    }
}

struct Translator<'a> {
    unit: Unit,
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
                // A whole name, as it is spelled there.
                Field::Spelled => keep(schema::SPEAKER_NAMES, value),
                Field::Path => self.path(value)?,
                // The more of an article is about it, the better the answer.
                Field::About => {
                    self.ranked = true;
                    let share = Term::from_field_text(column(*field, self.unit), value);
                    term_query(share, IndexRecordOption::WithFreqs)
                }
                _ => keep_term(Term::from_field_text(column(*field, self.unit), value)),
            },
            AnalyzedQuery::Dates(days) => dates(days),
            AnalyzedQuery::ArticleLength(from, to) => article_length(*from, *to),
            AnalyzedQuery::MinConfidence(least) => min_confidence(*least),
            AnalyzedQuery::Exists(field) => self.known(field.name())?,
            AnalyzedQuery::Boost(by, part) => Box::new(BoostQuery::new(self.asked(part)?, *by)),
            AnalyzedQuery::WithinQuote(part) => self.said(part)?,
            AnalyzedQuery::And(parts) => self.and(parts)?,
            AnalyzedQuery::Or(parts) => self.or(parts)?,
            AnalyzedQuery::Any(parts) => {
                let mut queries = Vec::new();
                for part in parts {
                    queries.extend(self.placed(part)?);
                }
                union(queries)
            }
            AnalyzedQuery::AllWords(parts) => self.all_words(parts)?,
            AnalyzedQuery::Not(_) => self.and(std::slice::from_ref(asked))?,
        })
    }

    /// All in one article; of quotations, all in one.
    fn all_words(&mut self, words: &[SpanClause]) -> Result<Box<dyn Query>> {
        let (mut parts, mut any) = (Vec::new(), Vec::new());
        for word in words {
            parts.push(union(self.placed(word)?));
            any.extend(self.placed(word)?);
        }
        Ok(match (parts.len(), self.unit) {
            (0 | 1, _) => union(any),
            (_, Unit::Passage) => Box::new(ArticleAllQuery {
                parts,
                any: union(any),
            }),
            (_, Unit::Quote) => Box::new(BooleanQuery::intersection(parts)),
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

    /// Matches documents with a value for a field: one term lists all fields that have one.
    fn known(&self, name: &str) -> Result<Box<dyn Query>> {
        self.terms_where(schema::HAS, |names| {
            names.split(' ').any(|known| known == name)
        })
    }

    /// Matches documents of files with such a path.
    fn path(&self, typed: &str) -> Result<Box<dyn Query>> {
        match PathPattern::new(typed) {
            Some(pattern) => self.terms_where(schema::FILE, |key| pattern.matches_key(key)),
            None => Err(Error::Pattern(typed.to_owned())),
        }
    }

    /// Matches documents with any of a column's terms that fit. Reads all its terms.
    fn terms_where(&self, column: &str, fits: impl Fn(&str) -> bool) -> Result<Box<dyn Query>> {
        let column = field(column);
        let mut found = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(column)?;
            let mut terms = inverted.terms().stream()?;
            while let Some((term, _)) = terms.next() {
                let term = std::str::from_utf8(term).unwrap_or_default();
                if fits(term) {
                    found.insert(Term::from_field_text(column, term));
                }
            }
        }
        Ok(unranked(Box::new(TermSetQuery::new(found))))
    }

    /// For quotations, the query itself; for passages, whether one of their quotations matches.
    fn said(&mut self, part: &AnalyzedQuery) -> Result<Box<dyn Query>> {
        if self.unit == Unit::Quote {
            return self.asked(part);
        }
        let Translated { query, ranked } = translate(part, Unit::Quote, None, self.searcher)?;
        self.ranked |= ranked;
        Ok(Box::new(QuoteJoinQuery { quotes: query }))
    }

    /// Returns queries any of which may match; none if a word of it is not in the index.
    fn placed(&mut self, placed: &SpanClause) -> Result<Vec<Box<dyn Query>>> {
        let ranked = placed.field.is_text();
        self.ranked |= ranked;
        let leaves = self.leaves(placed)?;
        let plain = placed.least == 1 && placed.field != Field::Body;
        let coarse = Approximation {
            leaves: &placed.leaves,
            rarity: match ranked {
                true => rarity(&placed.leaves, &leaves, self.unit, self.searcher)?,
                false => Vec::new(),
            },
            terms: &leaves,
            ranked,
        };
        let spans = coarse.held(&placed.spans);
        let queries = match coarse.simple(&spans).filter(|_| plain) {
            Some(queries) => queries,
            None => {
                let wanted = places(placed, leaves.clone());
                coarse
                    .any(&spans)
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
        let engine = column(placed.field, self.unit);
        let text = placed.field.is_text();
        let terms = |leaf: &Leaf| self.terms(&leaf.word, engine, text);
        placed.leaves.iter().map(terms).collect()
    }

    /// Returns the terms of the index that a word matches.
    fn terms(&self, word: &Word, engine: EngineField, text: bool) -> Result<Vec<Term>> {
        let mut terms = match word {
            Word::Terms(terms) | Word::Forms(terms) => terms
                .iter()
                .map(|term| Term::from_field_text(engine, term))
                .collect::<Vec<_>>(),
            Word::Signs(term) => vec![Term::from_field_text(engine, term)],
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
                        return Err(Error::TooManyTerms {
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
