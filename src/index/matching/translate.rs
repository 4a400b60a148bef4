//! Translates an analyzed query to tantivy's. Only words are scored; all else filters.

// Longer than most: one match has an arm for each kind of clause.

use crate::engine::analysis::terms::stem_prefixes;
use crate::engine::document::record::Unit;
use crate::engine::error::{Error, Result};
use crate::engine::matching::analyzed_query::{AnalyzedQuery, SpanClause, Word};
use crate::engine::matching::pattern::Pattern;
use crate::index::analysis::positions::{Spellings, spelling};
use crate::index::analysis::record_terms::{PARAGRAPH, SENTENCE};
use crate::index::document::schema;
use crate::index::document::schema::field;
use crate::index::matching::approximation::{Approximation, rarity};
use crate::index::matching::article_all::ArticleAllQuery;
use crate::index::matching::filters::{
    all, article_length, column, dates, forms_column, id, keep, keep_term, min_confidence,
    term_query, under, union, unranked,
};
use crate::index::matching::forward_only::ForwardOnly;
use crate::index::matching::quote_join::QuoteJoinQuery;
use crate::index::matching::span_query::{Scored, SpanQuery};
use crate::index::matching::span_spec::{LeafTerm, Region, SpanSpec};
use crate::query::{Distance, Field, PathPattern};
use std::collections::{BTreeMap, BTreeSet};
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
    query: &AnalyzedQuery,
    unit: Unit,
    root: Option<&str>,
    searcher: &Searcher,
) -> Result<Translated> {
    let mut translator = Translator {
        unit,
        searcher,
        ranked: false,
    };
    let mut clauses = vec![(Occur::Must, translator.query(query)?)];
    if !only_of_unit(query, unit) {
        clauses.push((Occur::Must, keep(schema::UNIT, unit.name())));
    }
    if let Some(root) = root {
        clauses.push((Occur::Must, under(root)));
    }
    let ranked = translator.ranked;
    let query = match clauses.len() {
        1 => clauses.remove(0).1,
        _ => Box::new(BooleanQuery::new(clauses)),
    };
    Ok(Translated { query, ranked })
}

/// Returns the occurrences to find for a clause, in the columns of a unit.
pub(crate) fn span_spec(clause: &SpanClause, unit: Unit, searcher: &Searcher) -> Result<SpanSpec> {
    let translator = Translator {
        unit,
        searcher,
        ranked: true,
    };
    Ok(translator.spec(clause, translator.leaves(clause)?))
}

/// Tells whether only documents of this unit can match, since no other has its columns.
fn only_of_unit(query: &AnalyzedQuery, unit: Unit) -> bool {
    match query {
        AnalyzedQuery::SpanClause(clause) => clause.field.is_text(),
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
    fn query(&mut self, query: &AnalyzedQuery) -> Result<Box<dyn Query>> {
        Ok(match query {
            AnalyzedQuery::All => all(),
            AnalyzedQuery::SpanClause(clause) => union(self.clause(clause)?),
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
            AnalyzedQuery::Boost(by, part) => Box::new(BoostQuery::new(self.query(part)?, *by)),
            AnalyzedQuery::WithinQuote(part) => self.within_quote(part)?,
            AnalyzedQuery::And(parts) => self.and(parts)?,
            AnalyzedQuery::Or(parts) => self.or(parts)?,
            AnalyzedQuery::Any(parts) => {
                let mut queries = Vec::new();
                for part in parts {
                    queries.extend(self.clause(part)?);
                }
                union(queries)
            }
            AnalyzedQuery::AllWords(parts) => self.all_words(parts)?,
            AnalyzedQuery::Not(_) => self.and(std::slice::from_ref(query))?,
        })
    }

    /// All in one article; of quotations, all in one.
    fn all_words(&mut self, words: &[SpanClause]) -> Result<Box<dyn Query>> {
        let (mut parts, mut any) = (Vec::new(), Vec::new());
        for word in words {
            parts.push(union(self.clause(word)?));
            any.extend(self.clause(word)?);
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
                    let query: Box<dyn Query> = Box::new(ForwardOnly(self.query(part)?));
                    self.ranked = ranked;
                    (Occur::MustNot, query)
                }
                part => (Occur::Must, self.query(part)?),
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
                AnalyzedQuery::SpanClause(clause) => queries.extend(self.clause(clause)?),
                part => queries.push(self.query(part)?),
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
    fn within_quote(&mut self, part: &AnalyzedQuery) -> Result<Box<dyn Query>> {
        if self.unit == Unit::Quote {
            return self.query(part);
        }
        let Translated { query, ranked } = translate(part, Unit::Quote, None, self.searcher)?;
        self.ranked |= ranked;
        Ok(Box::new(QuoteJoinQuery { quotes: query }))
    }

    /// Returns queries any of which may match; none if a word of it is not in the index.
    fn clause(&mut self, clause: &SpanClause) -> Result<Vec<Box<dyn Query>>> {
        let ranked = clause.field.is_text();
        self.ranked |= ranked;
        let leaves = self.leaves(clause)?;
        let plain = clause.least == 1 && region(clause.field) == Region::Everywhere;
        let approximation = Approximation {
            leaves: &clause.leaves,
            rarity: match ranked {
                true => rarity(&clause.leaves, &leaves, self.unit, self.searcher)?,
                false => Vec::new(),
            },
            terms: &leaves,
            column: column(clause.field, self.unit),
            ranked,
        };
        let spans = approximation.held(&clause.spans);
        let queries = match approximation.simple(&spans).filter(|_| plain) {
            Some(queries) => queries,
            None => {
                let spec = self.spec(clause, leaves.clone());
                let scored = match region(clause.field) {
                    Region::Everywhere | Region::Body => Scored::ByWords,
                    Region::Title | Region::Lead => Scored::ByOccurrences,
                };
                approximation
                    .any(&spans)
                    .map(|approximation| -> Box<dyn Query> {
                        Box::new(SpanQuery {
                            approximation,
                            spec: Arc::new(spec),
                            scored,
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

    /// Returns the occurrences to find for a clause, of whose words these are the terms.
    fn spec(&self, clause: &SpanClause, leaves: Vec<Vec<LeafTerm>>) -> SpanSpec {
        let breaks = |reach, term: &str| {
            let needed = clause.spans.needs(reach);
            needed.then(|| Term::from_field_text(field(schema::BREAKS), term))
        };
        SpanSpec {
            spans: clause.spans.clone(),
            sentences: breaks(Distance::Sentence, SENTENCE),
            paragraphs: breaks(Distance::Paragraph, PARAGRAPH),
            region: region(clause.field),
            least: clause.least,
            column: column(clause.field, self.unit),
            leaves,
        }
    }

    /// Returns the terms of each of a clause's words.
    fn leaves(&self, clause: &SpanClause) -> Result<Vec<Vec<LeafTerm>>> {
        let leaves = clause.leaves.iter();
        leaves
            .map(|leaf| self.terms(&leaf.word, clause.field))
            .collect()
    }

    /// Returns the terms of the index that a word matches.
    fn terms(&self, word: &Word, queried: Field) -> Result<Vec<LeafTerm>> {
        let stems = column(queried, self.unit);
        let mut terms = match word {
            Word::Terms(terms) => terms
                .iter()
                .map(|term| LeafTerm::any(Term::from_field_text(stems, term)))
                .collect::<Vec<_>>(),
            Word::Forms(forms) => self.form_terms(forms, stems),
            Word::Signs(term) => {
                let column = match queried.is_text() {
                    true => forms_column(self.unit),
                    false => stems,
                };
                vec![LeafTerm::any(Term::from_field_text(column, term))]
            }
            Word::Pattern(pattern) => return self.expanded(pattern, queried),
        };
        let mut held = Vec::new();
        for leaf in &terms {
            held.push(self.searcher.doc_freq(&leaf.term)? > 0);
        }
        let mut held = held.into_iter();
        terms.retain(|_| held.next().unwrap_or_default());
        Ok(terms)
    }

    /// Returns the terms that forms may be indexed by: as a form, or in each language as a stem
    /// where it is the form itself.
    fn form_terms(&self, forms: &[String], stems: EngineField) -> Vec<LeafTerm> {
        let mut words: BTreeMap<&str, Spellings> = BTreeMap::new();
        for form in forms {
            let (spelling, word) = spelling(form);
            let spellings = words.entry(word).or_insert(Spellings::NONE);
            *spellings = spellings.with(spelling);
        }
        let mut terms = Vec::new();
        for (word, spellings) in words {
            let mut add = |column, text: &str| {
                let term = Term::from_field_text(column, text);
                terms.push(LeafTerm { term, spellings });
            };
            add(forms_column(self.unit), word);
            add(stems, word);
            stem_prefixes().for_each(|prefix| add(stems, &format!("{prefix}{word}")));
        }
        terms
    }

    /// Returns the terms a pattern fits, unless they are too many.
    fn expanded(&self, pattern: &Pattern, queried: Field) -> Result<Vec<LeafTerm>> {
        let own = column(queried, self.unit);
        if !queried.is_text() {
            let found = self.fitting(pattern, own, "")?;
            return Ok(found
                .into_iter()
                .map(|(term, _)| LeafTerm::any(term))
                .collect());
        }
        let mut found = self.fitting(pattern, forms_column(self.unit), "")?;
        found.extend(self.fitting(pattern, own, "")?);
        for prefix in stem_prefixes() {
            found.extend(self.fitting(pattern, own, prefix.encode_utf8(&mut [0; 4]))?);
        }
        let words: BTreeSet<&str> = found.iter().map(|(_, word)| word.as_str()).collect();
        if words.len() > MAX_EXPANSION {
            return Err(too_many(pattern));
        }
        let spellings = Spellings::FORM;
        let terms = found
            .into_iter()
            .map(|(term, _)| LeafTerm { term, spellings });
        Ok(terms.collect())
    }

    /// Returns the terms of a column that begin with a prefix and then fit, each with its word.
    fn fitting(
        &self,
        pattern: &Pattern,
        column: EngineField,
        prefix: &str,
    ) -> Result<Vec<(Term, String)>> {
        let head = format!("{prefix}{}", pattern.head);
        // Terms that begin with a control character are those of another prefix.
        let from = if head.is_empty() { " " } else { &head };
        let mut found: BTreeSet<String> = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(column)?;
            let mut terms = inverted.terms().range().ge(from).into_stream()?;
            while let Some((term, _)) = terms.next() {
                if !term.starts_with(head.as_bytes()) {
                    break;
                }
                let Ok(word) = std::str::from_utf8(&term[prefix.len()..]) else {
                    continue;
                };
                if pattern.fits(word) && !found.contains(word) {
                    found.insert(word.to_owned());
                    if found.len() > MAX_EXPANSION {
                        return Err(too_many(pattern));
                    }
                }
            }
        }
        let term = |word: String| {
            let term = Term::from_field_text(column, &format!("{prefix}{word}"));
            (term, word)
        };
        Ok(found.into_iter().map(term).collect())
    }
}

fn too_many(pattern: &Pattern) -> Error {
    Error::TooManyTerms {
        typed: pattern.shown.clone(),
        limit: MAX_EXPANSION,
    }
}

/// Returns the part of a document that a field of a query is about.
fn region(queried: Field) -> Region {
    match queried {
        Field::Title => Region::Title,
        Field::Body => Region::Body,
        Field::Lead => Region::Lead,
        _ => Region::Everywhere,
    }
}
