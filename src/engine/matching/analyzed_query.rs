//! The query after analysis: index terms and compiled patterns.
//!
//! The engine matches and the highlighter marks by the same analyzed query.

use crate::engine::analysis::sign_terms::sign_term;
use crate::engine::analysis::terms::{Languages, broken_term, folded, forms, sounds};
use crate::engine::error::Result;
use crate::engine::matching::pattern::{Pattern, unspaced_run};
use crate::engine::matching::spans::Spans;
use crate::query::{Case, DateRange, Field, Plan, TermMatch};
use std::sync::Arc;

#[derive(Clone, Debug)]
pub(crate) enum AnalyzedQuery {
    All,
    SpanClause(SpanClause),
    Value {
        field: Field,
        value: String,
    },
    Dates(DateRange),
    /// The least and the most words of the article.
    ArticleLength(Option<u32>, Option<u32>),
    /// The minimum confidence, in hundredths.
    MinConfidence(u8),
    Exists(Field),
    Boost(f32, Box<AnalyzedQuery>),
    /// Within one quotation.
    WithinQuote(Box<AnalyzedQuery>),
    And(Vec<AnalyzedQuery>),
    Or(Vec<AnalyzedQuery>),
    /// Any of these; whole articles are ranked by them.
    Any(Vec<SpanClause>),
    /// All of these in one article, ranked in the same way; all in one quotation.
    AllWords(Vec<SpanClause>),
    Not(Box<AnalyzedQuery>),
}

/// Terms of one field, and the constraint on their positions.
#[derive(Clone, Debug)]
pub(crate) struct SpanClause {
    pub field: Field,
    pub spans: Spans,
    pub leaves: Vec<Leaf>,
    /// The minimum number of occurrences.
    pub least: usize,
    /// As typed, for score explanations.
    pub shown: String,
}

/// One word of a query.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub word: Word,
    pub boost: f32,
    /// Which of the clause's words was typed for it: a word of a phrase is a leaf in each language,
    /// and all of these count towards how rare it is.
    pub typed: usize,
}

#[derive(Clone, Debug)]
pub(crate) enum Word {
    /// One of these terms.
    Terms(Vec<String>),
    /// One of these forms.
    Forms(Vec<String>),
    /// This word with these signs around it.
    Signs(String),
    Pattern(Arc<Pattern>),
}

impl AnalyzedQuery {
    /// Returns the words that whole articles are ranked by, if the query has any.
    pub(crate) fn ranked_by(&self) -> Option<&[SpanClause]> {
        match self {
            Self::Any(parts) | Self::AllWords(parts) => Some(parts),
            Self::And(parts) => parts.iter().find_map(Self::ranked_by),
            _ => None,
        }
    }

    /// Returns the query for any of the words of which it requires all, if it does.
    pub(crate) fn with_any_words(&self) -> Option<Self> {
        match self {
            Self::AllWords(parts) if parts.len() > 1 => Some(Self::Any(parts.clone())),
            Self::And(parts) => {
                let at = (0..parts.len()).find(|&at| parts[at].with_any_words().is_some())?;
                let mut parts = parts.clone();
                parts[at] = parts[at].with_any_words()?;
                Some(Self::And(parts))
            }
            _ => None,
        }
    }

    /// Collects all terms of the text that the query ranks by.
    pub(crate) fn words(&self, words: &mut Vec<SpanClause>) {
        match self {
            Self::SpanClause(clause) if clause.field == Field::Words => words.push(clause.clone()),
            Self::Any(parts) | Self::AllWords(parts) => words.extend(parts.iter().cloned()),
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.words(words)),
            Self::Boost(_, part) => part.words(words),
            _ => {}
        }
    }

    /// Tells whether the article's quotations are needed: the query has conditions on one of them.
    pub(crate) fn needs_quotes(&self) -> bool {
        match self {
            Self::WithinQuote(_) => true,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::needs_quotes),
            Self::Not(part) | Self::Boost(_, part) => part.needs_quotes(),
            _ => false,
        }
    }

    /// Tells whether the article's other passages are needed: some words must all be in the
    /// article, but not for every match.
    pub(crate) fn needs_passages(&self) -> bool {
        match self {
            Self::Or(parts) => parts.iter().any(Self::requires_all_words),
            Self::Not(part) => part.requires_all_words(),
            Self::And(parts) => parts.iter().any(Self::needs_passages),
            Self::Boost(_, part) => part.needs_passages(),
            _ => false,
        }
    }

    fn requires_all_words(&self) -> bool {
        match self {
            Self::AllWords(_) => true,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::requires_all_words),
            Self::Not(part) | Self::Boost(_, part) => part.requires_all_words(),
            _ => false,
        }
    }
}

/// Returns the plan with its words as terms.
pub(crate) fn analyze(plan: &Plan, languages: &mut Languages) -> Result<AnalyzedQuery> {
    let mut all = |parts: &[Plan]| -> Result<Vec<AnalyzedQuery>> {
        parts.iter().map(|part| analyze(part, languages)).collect()
    };
    Ok(match plan {
        Plan::All => AnalyzedQuery::All,
        Plan::And(parts) => AnalyzedQuery::And(all(parts)?),
        Plan::Or(parts) => AnalyzedQuery::Or(all(parts)?),
        Plan::Any(parts) => {
            let parts = parts.iter().map(|part| span_clause(part, 1, languages));
            AnalyzedQuery::Any(parts.collect::<Result<_>>()?)
        }
        Plan::AllWords(parts) => {
            let parts = parts.iter().map(|part| span_clause(part, 1, languages));
            AnalyzedQuery::AllWords(parts.collect::<Result<_>>()?)
        }
        Plan::Not(part) => AnalyzedQuery::Not(Box::new(analyze(part, languages)?)),
        Plan::WithinQuote(part) => AnalyzedQuery::WithinQuote(Box::new(analyze(part, languages)?)),
        Plan::Boost { by, part } => AnalyzedQuery::Boost(*by, Box::new(analyze(part, languages)?)),
        Plan::Value { field, value } => AnalyzedQuery::Value {
            field: *field,
            value: value.clone(),
        },
        Plan::Dates(days) => AnalyzedQuery::Dates(*days),
        Plan::ArticleLength { from, to } => AnalyzedQuery::ArticleLength(*from, *to),
        Plan::MinConfidence(least) => AnalyzedQuery::MinConfidence(*least),
        Plan::Exists(field) => AnalyzedQuery::Exists(*field),
        Plan::AtLeast { count, part } => {
            AnalyzedQuery::SpanClause(span_clause(part, *count, languages)?)
        }
        Plan::Word { .. }
        | Plan::Phrase { .. }
        | Plan::TermMatch { .. }
        | Plan::Sequence { .. }
        | Plan::Near { .. } => AnalyzedQuery::SpanClause(span_clause(plan, 1, languages)?),
    })
}

/// Returns the terms of a plan that must occur at least `least` times.
pub(crate) fn span_clause(
    plan: &Plan,
    least: u32,
    languages: &mut Languages,
) -> Result<SpanClause> {
    let mut builder = ClauseBuilder {
        field: Field::Words,
        leaves: Vec::new(),
        languages,
        boost: 1.0,
        typed: 0,
    };
    let spans = builder.spans(plan)?;
    Ok(SpanClause {
        field: builder.field,
        spans,
        leaves: builder.leaves,
        least: least as usize,
        shown: plan.to_string(),
    })
}

struct ClauseBuilder<'a> {
    field: Field,
    leaves: Vec<Leaf>,
    languages: &'a mut Languages,
    boost: f32,
    /// How many words came before.
    typed: usize,
}

impl ClauseBuilder<'_> {
    fn spans(&mut self, plan: &Plan) -> Result<Spans> {
        Ok(match plan {
            Plan::Word { field, word } => {
                let ways = self.ways(*field, std::slice::from_ref(word));
                let terms = ways.into_iter().flatten().collect();
                self.leaf(Word::Terms(terms))
            }
            Plan::Phrase { field, words } => self.phrase(*field, words),
            Plan::TermMatch { field, term } if unspaced_run(term).is_some() => {
                let words = unspaced_run(term).unwrap_or_default();
                let steps: Vec<TermMatch> = words.into_iter().map(TermMatch::Exact).collect();
                self.sequence(*field, &steps, 0)?
            }
            Plan::TermMatch { field, term } => {
                self.field = named(*field);
                let word = self.word(term, None)?;
                self.leaf(word)
            }
            Plan::Sequence { field, terms, slop } => self.sequence(*field, terms, *slop)?,
            Plan::Or(parts) => {
                let parts: Result<Vec<Spans>> = parts.iter().map(|part| self.spans(part)).collect();
                one_or(parts?)
            }
            Plan::Near { near, parts } => {
                let [first, second] = &**parts;
                Spans::Near(*near, Box::new([self.spans(first)?, self.spans(second)?]))
            }
            Plan::Boost { by, part } => {
                self.boost *= by;
                let spans = self.spans(part);
                self.boost /= by;
                spans?
            }
            // The parser accepts nothing else as an operand of proximity or `atleast`.
            _ => Spans::Or(Vec::new()),
        })
    }

    /// Words in a row, in one language all. Two of them may be one word of the text, broken at a
    /// line's end.
    fn phrase(&mut self, field: Field, words: &[String]) -> Spans {
        /// Longer phrases are not looked for across a broken word.
        const LONGEST_BROKEN: usize = 3;
        let ways = self.ways(field, words);
        let first = self.typed;
        let mut phrases = Vec::new();
        for way in &ways {
            let leaves = way.iter().enumerate();
            let leaves = leaves.map(|(at, term)| self.add_as(first + at, vec![term.clone()]));
            phrases.push(Spans::Sequence(leaves.collect(), 0));
        }
        self.typed = first + words.len();
        if !field.is_text() || words.len() > LONGEST_BROKEN {
            return one_or(phrases);
        }
        for (at, pair) in words.windows(2).enumerate() {
            let cased = |c: char| c.is_lowercase() || c.is_uppercase();
            if pair.iter().any(|word| !word.ends_with(cased)) {
                continue;
            }
            let broken = broken_term([&pair[0], &pair[1]]);
            if words.len() == 2 {
                let leaf = self.add_as(first, vec![broken]);
                phrases.push(Spans::Leaf(leaf));
                continue;
            }
            for way in &ways {
                let mut leaves = Vec::new();
                for (other, term) in way.iter().enumerate().filter(|(other, _)| *other != at + 1) {
                    let term = if other == at { &broken } else { term };
                    leaves.push(self.add_as(first + other, vec![term.clone()]));
                }
                phrases.push(Spans::Sequence(leaves, 0));
            }
        }
        one_or(phrases)
    }

    /// Words in a row, in one language all.
    fn sequence(&mut self, field: Field, steps: &[TermMatch], slop: u32) -> Result<Spans> {
        let stems: Vec<String> = steps
            .iter()
            .filter_map(|step| match step {
                TermMatch::Stem(word) => Some(word.clone()),
                _ => None,
            })
            .collect();
        let ways = match self.ways(named(field), &stems) {
            ways if ways.is_empty() => vec![Vec::new()],
            ways => ways,
        };
        let first = self.typed;
        let mut sequences = Vec::new();
        for way in ways {
            let mut way = way.into_iter();
            let mut leaves = Vec::new();
            self.typed = first;
            for step in steps {
                let stem = matches!(step, TermMatch::Stem(_))
                    .then(|| way.next())
                    .flatten();
                let word = self.word(step, stem)?;
                leaves.push(self.add(word));
            }
            sequences.push(Spans::Sequence(leaves, slop));
        }
        Ok(one_or(sequences))
    }

    /// Returns a word; `stem` is its term in the language of its phrase.
    fn word(&mut self, term: &TermMatch, stem: Option<String>) -> Result<Word> {
        if let Some(pattern) = Pattern::of(term)? {
            return Ok(Word::Pattern(Arc::new(pattern)));
        }
        let (word, case): (&String, Option<Case>) = match term {
            TermMatch::Signed {
                before,
                word,
                after,
            } => return Ok(Word::Signs(sign_term(before, word, after))),
            TermMatch::Caps(case, word) => (word, Some(*case)),
            TermMatch::Exact(word)
            | TermMatch::Stem(word)
            | TermMatch::Wildcard(word)
            | TermMatch::Regex(word) => (word, None),
            TermMatch::Fuzzy(_, word) => (word, None),
        };
        Ok(match stem {
            Some(stem) => Word::Terms(vec![stem]),
            None if self.field.is_text() => Word::Forms(forms(word, case)),
            None => Word::Terms(folded(std::slice::from_ref(word))),
        })
    }

    /// Returns the ways words may stand in a field, as terms.
    fn ways(&mut self, field: Field, words: &[String]) -> Vec<Vec<String>> {
        self.field = field;
        match field {
            field if field.is_text() => self.languages.terms(words),
            Field::Speaker => vec![sounds(words)],
            _ => vec![folded(words)],
        }
    }

    fn leaf(&mut self, word: Word) -> Spans {
        Spans::Leaf(self.add(word))
    }

    fn add(&mut self, word: Word) -> usize {
        let (boost, typed) = (self.boost, self.typed);
        self.typed += 1;
        self.leaves.push(Leaf { word, boost, typed });
        self.leaves.len() - 1
    }

    /// Adds one of the leaves of a word typed.
    fn add_as(&mut self, typed: usize, terms: Vec<String>) -> usize {
        let (word, boost) = (Word::Terms(terms), self.boost);
        self.leaves.push(Leaf { word, boost, typed });
        self.leaves.len() - 1
    }
}

/// Patterns and forms are of the names as they are spelled.
fn named(field: Field) -> Field {
    match field {
        Field::Speaker => Field::Spelled,
        field => field,
    }
}

fn one_or(mut parts: Vec<Spans>) -> Spans {
    match parts.len() {
        1 => parts.remove(0),
        _ => Spans::Or(parts),
    }
}
