//! A plan made ready to be answered: its words as terms, its patterns compiled.
//!
//! What the engine looks for and what the highlighter marks are both made from this.

use crate::engine::analysis::terms::{Languages, folded, forms, sounds};
use crate::engine::error::Result;
use crate::engine::matching::pattern::Pattern;
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
    /// At least so sure, in hundredths.
    MinConfidence(u8),
    Exists(Field),
    Boost(f32, Box<AnalyzedQuery>),
    /// Within one quotation.
    WithinQuote(Box<AnalyzedQuery>),
    And(Vec<AnalyzedQuery>),
    Or(Vec<AnalyzedQuery>),
    /// Any of these, by which articles are ranked as wholes.
    Any(Vec<SpanClause>),
    /// All of these in one article, ranked in the same way; all in one quotation.
    AllWords(Vec<SpanClause>),
    Not(Box<AnalyzedQuery>),
}

/// Words of one field, and how they must stand.
#[derive(Clone, Debug)]
pub(crate) struct SpanClause {
    pub field: Field,
    pub spans: Spans,
    pub leaves: Vec<Leaf>,
    /// In how many places at least.
    pub least: usize,
    /// As typed, to explain scores by.
    pub shown: String,
}

/// One word of a question.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub word: Word,
    pub boost: f32,
}

#[derive(Clone, Debug)]
pub(crate) enum Word {
    /// One of these terms.
    Terms(Vec<String>),
    /// One of these forms.
    Forms(Vec<String>),
    Pattern(Arc<Pattern>),
}

impl AnalyzedQuery {
    /// Returns the words by which articles are ranked as wholes, if the question has such.
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

    /// Gathers all words of the text that the question ranks by.
    pub(crate) fn words(&self, words: &mut Vec<SpanClause>) {
        match self {
            Self::SpanClause(placed) if placed.field == Field::Words => words.push(placed.clone()),
            Self::Any(parts) | Self::AllWords(parts) => words.extend(parts.iter().cloned()),
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.words(words)),
            Self::Boost(_, part) => part.words(words),
            _ => {}
        }
    }

    /// Tells whether what is said within one quotation matters.
    pub(crate) fn asks_of_quotes(&self) -> bool {
        match self {
            Self::WithinQuote(_) => true,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::asks_of_quotes),
            Self::Not(part) | Self::Boost(_, part) => part.asks_of_quotes(),
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
            let parts = parts.iter().map(|part| placed(part, 1, languages));
            AnalyzedQuery::Any(parts.collect::<Result<_>>()?)
        }
        Plan::AllWords(parts) => {
            let parts = parts.iter().map(|part| placed(part, 1, languages));
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
        Plan::MinConfidence(least) => AnalyzedQuery::MinConfidence(*least),
        Plan::Exists(field) => AnalyzedQuery::Exists(*field),
        Plan::AtLeast { count, part } => {
            AnalyzedQuery::SpanClause(placed(part, *count, languages)?)
        }
        Plan::Word { .. }
        | Plan::Phrase { .. }
        | Plan::TermMatch { .. }
        | Plan::Sequence { .. }
        | Plan::Near { .. } => AnalyzedQuery::SpanClause(placed(plan, 1, languages)?),
    })
}

/// Returns words of a question, that must stand in so many places.
pub(crate) fn placed(plan: &Plan, least: u32, languages: &mut Languages) -> Result<SpanClause> {
    let mut placing = Placing {
        field: Field::Words,
        leaves: Vec::new(),
        languages,
        boost: 1.0,
    };
    let spans = placing.spans(plan)?;
    Ok(SpanClause {
        field: placing.field,
        spans,
        leaves: placing.leaves,
        least: least as usize,
        shown: plan.to_string(),
    })
}

struct Placing<'a> {
    field: Field,
    leaves: Vec<Leaf>,
    languages: &'a mut Languages,
    boost: f32,
}

impl Placing<'_> {
    fn spans(&mut self, plan: &Plan) -> Result<Spans> {
        Ok(match plan {
            Plan::Word { field, word } => {
                let ways = self.ways(*field, std::slice::from_ref(word));
                let terms = ways.into_iter().flatten().collect();
                self.leaf(Word::Terms(terms))
            }
            Plan::Phrase { field, words } => {
                let ways = self.ways(*field, words);
                let phrases = ways.into_iter().map(|way| {
                    let terms = way.into_iter().map(|term| Word::Terms(vec![term]));
                    let leaves = terms.map(|word| self.add(word)).collect();
                    Spans::Sequence(leaves, 0)
                });
                one_or(phrases.collect())
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
            // The query room lets nothing else stand near anything, nor be counted.
            _ => Spans::Or(Vec::new()),
        })
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
        let mut sequences = Vec::new();
        for way in ways {
            let mut way = way.into_iter();
            let mut leaves = Vec::new();
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
    fn word(&mut self, like: &TermMatch, stem: Option<String>) -> Result<Word> {
        if let Some(pattern) = Pattern::of(like)? {
            return Ok(Word::Pattern(Arc::new(pattern)));
        }
        let (word, case): (&String, Option<Case>) = match like {
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
        let boost = self.boost;
        self.leaves.push(Leaf { word, boost });
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
