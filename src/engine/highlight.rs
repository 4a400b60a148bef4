//! Marks exactly the words that made a record match: a phrase as a phrase, of words near one
//! another both, nothing of an arm of an OR that does not hold.
//!
//! It evaluates the plan on the record itself, without tantivy: slow, but simple.

use crate::engine::analysis::boundaries::breaks;
use crate::engine::analysis::sign_terms::sign_terms;
use crate::engine::analysis::terms::{SOUNDS, Stems, as_form};
use crate::engine::document::record::{Record, Unit};
use crate::engine::fields::{FieldRow, filled_fields};
use crate::engine::marks::Marks;
use crate::engine::matching::analyzed_query::{AnalyzedQuery, SpanClause, Word};
use crate::engine::matching::occurrence::PositionSpan;
use crate::engine::matching::positions::Positions;
use crate::engine::matching::spans::{TEXT_FROM, TITLE_WORDS};
use crate::query::{Distance, Field, PathPattern};
use crate::text::Span;
use crate::text::offsets::byte_of;
use crate::text::signs::signs;
use crate::text::words::words;
use rustc_hash::FxHashMap;

/// An analyzed query, prepared to mark many records.
pub(crate) struct Highlighter {
    query: AnalyzedQuery,
    known: KnownStems,
}

/// The stems of words seen so far, by language: cached from one query to the next.
pub(crate) type KnownStems = FxHashMap<String, Stems>;

impl Highlighter {
    pub(crate) fn new(query: AnalyzedQuery, known: KnownStems) -> Self {
        Self { query, known }
    }

    pub(crate) fn query(&self) -> &AnalyzedQuery {
        &self.query
    }

    /// Gives up the stems it knows.
    pub(crate) fn take_known(&mut self) -> KnownStems {
        std::mem::take(&mut self.known)
    }

    /// Returns the words that made it match, if it does; `article` has the other records of its
    /// article that the query has conditions on: see [`AnalyzedQuery::needs_quotes`] and
    /// [`AnalyzedQuery::needs_passages`].
    pub(crate) fn marks(&mut self, record: &Record, article: &[Record]) -> Option<Marks> {
        let stems = self.known.entry(record.lang.clone());
        let stems = stems.or_insert_with(|| Stems::of(&record.lang));
        let mut marks = RecordText::of(record, article, stems).query_marks(&self.query)?;
        tidy(&mut marks.text);
        tidy(&mut marks.title);
        marks.speakers.sort_unstable();
        marks.speakers.dedup_by(|(at, next), (kept_at, kept)| {
            let joins = at == kept_at && next.start < kept.end;
            if joins {
                kept.end = kept.end.max(next.end);
            }
            joins
        });
        Some(marks)
    }
}

/// A word of a text: its term, its form, and where it stands.
struct Token {
    term: String,
    form: String,
    /// The terms and forms of its parts, if it is broken at a line's end.
    parts: Vec<String>,
    /// The terms of the signs around it.
    signs: Vec<String>,
    span: Span,
}

/// A record with its words.
struct RecordText<'a> {
    record: &'a Record,
    /// Other records of its article.
    article: &'a [Record],
    title: Vec<Token>,
    text: Vec<Token>,
    stems: &'a mut Stems,
}

impl<'a> RecordText<'a> {
    fn of(record: &'a Record, article: &'a [Record], stems: &'a mut Stems) -> Self {
        let mut title = tokens(&record.title, stems);
        title.truncate(TITLE_WORDS);
        Self {
            text: tokens(&record.text, stems),
            title,
            record,
            article,
            stems,
        }
    }

    /// Tells whether each part occurs in the quotation, or in some passage of the article; where its
    /// passages were not given, the engine has made sure of it.
    fn has_all(&mut self, parts: &[SpanClause]) -> bool {
        if self.record.unit() == Unit::Quote {
            return parts.iter().all(|part| self.clause_marks(part).is_some());
        }
        let article = self.article;
        let passages = || {
            article
                .iter()
                .filter(|record| record.unit() == Unit::Passage)
        };
        if passages().next().is_none() {
            return true;
        }
        parts.iter().all(|part| {
            self.clause_marks(part).is_some()
                || passages().any(|passage| {
                    let mut other = RecordText::of(passage, &[], self.stems);
                    other.clause_marks(part).is_some()
                })
        })
    }

    /// Returns the marks if the record matches.
    fn query_marks(&mut self, query: &AnalyzedQuery) -> Option<Marks> {
        let record = self.record;
        let holds = |holds: bool| holds.then(Marks::default);
        match query {
            // The engine returns nothing else.
            AnalyzedQuery::All => Some(Marks::default()),
            AnalyzedQuery::SpanClause(clause) => self.clause_marks(clause),
            AnalyzedQuery::Value {
                field: Field::Spelled,
                value,
            } => {
                let mut names = record.speakers.iter().enumerate();
                let (at, name) = names.find(|(_, name)| *name == value)?;
                Some(Marks {
                    speakers: vec![(at, Span::new(0, name.len()))],
                    ..Marks::default()
                })
            }
            AnalyzedQuery::Value { field, value } => holds(has(record, *field, value)),
            AnalyzedQuery::Dates(days) => {
                let (when, until) = (record.published_at(), record.published_until());
                let from = when.is_some_and(|when| days.contains(when.date()));
                holds(from && until.is_some_and(|until| days.contains(until)))
            }
            AnalyzedQuery::ArticleLength(from, to) => holds(record.has_length(*from, *to)),
            AnalyzedQuery::MinConfidence(least) => holds(
                record
                    .confidence_percent()
                    .is_some_and(|sure| sure >= *least),
            ),
            AnalyzedQuery::Exists(field) => {
                holds(filled_fields(record).any(|filled| filled == *field))
            }
            AnalyzedQuery::Boost(_, part) => self.query_marks(part),
            AnalyzedQuery::WithinQuote(part) => self.quote_marks(part),
            AnalyzedQuery::And(parts) => {
                let mut marks = Marks::default();
                for part in parts {
                    marks.add(self.query_marks(part)?);
                }
                Some(marks)
            }
            AnalyzedQuery::Or(parts) => {
                let mut any = None;
                for part in parts {
                    if let Some(found) = self.query_marks(part) {
                        any.get_or_insert_with(Marks::default).add(found);
                    }
                }
                any
            }
            AnalyzedQuery::AllWords(parts) if !self.has_all(parts) => None,
            AnalyzedQuery::Any(parts) | AnalyzedQuery::AllWords(parts) => {
                let mut any = None;
                for part in parts {
                    if let Some(found) = self.clause_marks(part) {
                        any.get_or_insert_with(Marks::default).add(found);
                    }
                }
                any
            }
            AnalyzedQuery::Not(part) => holds(self.query_marks(part).is_none()),
        }
    }

    /// Marks the passage's quotations that match.
    fn quote_marks(&mut self, part: &AnalyzedQuery) -> Option<Marks> {
        if self.record.unit() == Unit::Quote {
            return self.query_marks(part);
        }
        let mut any = None;
        let passage = self.record;
        let inside = |quote: &&Record| passage.start <= quote.start && quote.end <= passage.end;
        let quotes = |record: &&Record| record.unit() == Unit::Quote;
        for quote in self.article.iter().filter(quotes).filter(inside) {
            let Some(found) = RecordText::of(quote, &[], self.stems).query_marks(part) else {
                continue;
            };
            let from = byte_of(&passage.text, (quote.start - passage.start) as usize);
            let marks = any.get_or_insert_with(Marks::default);
            let moved = |span: Span| Span::new(from + span.start, from + span.end);
            marks.text.extend(found.text.into_iter().map(moved));
            for (at, span) in found.speakers {
                let name = &quote.speakers[at];
                let here = passage.speakers.iter().position(|speaker| speaker == name);
                marks.speakers.extend(here.map(|here| (here, span)));
            }
        }
        any
    }

    fn clause_marks(&mut self, clause: &SpanClause) -> Option<Marks> {
        let (record, lang) = (self.record, self.record.lang.as_str());
        if clause.field == Field::Lead {
            let lead = tokens(record.lead(), self.stems);
            let found = find(clause, (&[], ""), (&lead, &record.text), lang)?;
            let place = |place: PositionSpan| span(&lead, place.less(TEXT_FROM));
            let text = found.into_iter().map(place);
            let text = text.collect();
            return Some(Marks {
                text,
                ..Marks::default()
            });
        }
        if clause.field.is_text() {
            let title: &[Token] = match clause.field {
                Field::Body => &[],
                _ => &self.title,
            };
            let text: &[Token] = match clause.field {
                Field::Title => &[],
                _ => &self.text,
            };
            let found = find(clause, (title, &record.title), (text, &record.text), lang)?;
            let mut marks = Marks::default();
            for place in found {
                match place.start < TEXT_FROM {
                    true => marks.title.push(span(title, place)),
                    false => marks.text.push(span(text, place.less(TEXT_FROM))),
                }
            }
            return Some(marks);
        }
        self.name_marks(clause)
    }

    fn name_marks(&self, clause: &SpanClause) -> Option<Marks> {
        let record = self.record;
        let speakers = matches!(clause.field, Field::Speaker | Field::Spelled);
        let names: Vec<&str> = match clause.field {
            _ if speakers => record.speakers.iter().map(String::as_str).collect(),
            Field::Outlet => record.outlet.as_deref().into_iter().collect(),
            Field::Byline => record.byline.as_deref().into_iter().collect(),
            Field::Section => record.section.as_deref().into_iter().collect(),
            Field::Url => record.url.as_deref().into_iter().collect(),
            _ => Vec::new(),
        };
        let mut stems = Stems::of(match clause.field {
            Field::Speaker => SOUNDS,
            _ => "",
        });
        let mut any = None;
        for (at, name) in names.iter().enumerate() {
            let tokens = tokens(name, &mut stems);
            let found = find(clause, (&tokens, ""), (&[], ""), "").unwrap_or_default();
            if !found.is_empty() {
                let marks = any.get_or_insert_with(Marks::default);
                let spans = found.into_iter().map(|place| (at, span(&tokens, place)));
                marks.speakers.extend(spans.filter(|_| speakers));
            }
        }
        any
    }
}

fn has(record: &Record, field: Field, value: &str) -> bool {
    if field == Field::Path {
        return PathPattern::new(value).is_some_and(|path| path.matches_key(&record.file));
    }
    let has = FieldRow::of(field).is_some_and(|row| row.has(record, value));
    if has || field != Field::Id {
        return has;
    }
    let (article, range) = value.split_once(':').unwrap_or((value, ""));
    let here = format!("{}-{}", record.start, record.end);
    article.parse() == Ok(record.article) && (range.is_empty() || range == here)
}

/// Returns the spans to mark, if there are as many as the query requires; those of the second
/// text lie beyond `TEXT_FROM`.
fn find(
    clause: &SpanClause,
    first: (&[Token], &str),
    second: (&[Token], &str),
    lang: &str,
) -> Option<Vec<PositionSpan>> {
    let text = clause.field.is_text();
    let mut positions = Positions {
        leaves: vec![Vec::new(); clause.leaves.len()],
        ..Positions::default()
    };
    for (from, (tokens, typed)) in [(0, first), (TEXT_FROM, second)] {
        for (at, token) in tokens.iter().enumerate() {
            for (leaf, found) in clause.leaves.iter().zip(&mut positions.leaves) {
                if fits(&leaf.word, token, text) {
                    found.push(from + at as u32);
                }
            }
        }
        let needed =
            [Distance::Sentence, Distance::Paragraph].map(|reach| clause.spans.needs(reach));
        if needed.contains(&true) {
            let breaks = breaks(typed, lang);
            let starts = |breaks: &[usize]| -> Vec<u32> {
                let word = |&at: &usize| tokens.partition_point(|token| token.span.end <= at);
                let mut words: Vec<usize> = breaks.iter().map(word).collect();
                words.dedup();
                words.retain(|&word| word < tokens.len());
                words.into_iter().map(|word| from + word as u32).collect()
            };
            positions.sentences.extend(starts(&breaks.sentences));
            positions.paragraphs.extend(starts(&breaks.paragraphs));
        }
    }
    if clause.least > 1 && clause.spans.places(&positions).len() < clause.least {
        return None;
    }
    let marks = clause.spans.marks(&positions);
    (!marks.is_empty()).then_some(marks)
}

fn fits(word: &Word, token: &Token, text: bool) -> bool {
    let has = |terms: &[String], own| {
        terms.contains(own) || token.parts.iter().any(|part| terms.contains(part))
    };
    match word {
        Word::Terms(terms) => has(terms, &token.term),
        Word::Forms(forms) => has(forms, &token.form),
        Word::Signs(term) => token.signs.contains(term),
        Word::Pattern(pattern) if text => {
            let mut forms = std::iter::once(&token.form).chain(&token.parts);
            forms.any(|form| as_form(form).is_some_and(|form| pattern.fits(form)))
        }
        Word::Pattern(pattern) => pattern.fits(&token.term),
    }
}

fn tokens(text: &str, stems: &mut Stems) -> Vec<Token> {
    words(text)
        .map(|span| {
            let mut parts = stems.part_terms(span.of(text));
            parts.extend(stems.marked_term(span.of(text)));
            let cached = stems.cached(span.of(text));
            Token {
                parts,
                term: stems.term_of(cached).to_owned(),
                form: stems.form_of(cached).to_owned(),
                signs: sign_terms(span.of(text), signs(text, span)),
                span,
            }
        })
        .collect()
}

fn span(tokens: &[Token], place: PositionSpan) -> Span {
    let [first, last] = [place.start, place.end].map(|at| tokens[at as usize].span);
    Span::new(first.start, last.end)
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
