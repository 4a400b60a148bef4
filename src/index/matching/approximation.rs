//! What tantivy's own queries tell of a clause: which documents have its words, and their scores.

use crate::engine::document::record::Unit;
use crate::engine::error::Result;
use crate::engine::matching::analyzed_query::{Leaf, Word};
use crate::engine::matching::spans::Spans;
use crate::index::document::schema;
use crate::index::document::schema::field;
use crate::index::matching::filters::{boosted, term_query, union};
use crate::index::matching::phrase_query::PhraseQuery;
use crate::index::matching::span_query::{Scored, SpanQuery};
use crate::index::matching::span_spec::{LeafTerm, Region, SpanSpec};
use std::collections::BTreeMap;
use std::sync::Arc;
use tantivy::query::{BooleanQuery, Query, TermSetQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

/// Up to so many terms a word is scored by them; a pattern's many all score alike.
const FEW_TERMS: usize = 16;

/// Queries that pass over how words stand.
pub(crate) struct Approximation<'a> {
    pub leaves: &'a [Leaf],
    pub terms: &'a [Vec<LeafTerm>],
    /// The column by which documents have a length.
    pub column: Field,
    /// By leaf and term; empty if each word is one term.
    pub rarity: Vec<Vec<Rarity>>,
    pub ranked: bool,
}

impl Approximation<'_> {
    /// Returns the spans without the alternatives that have a word in no text of the index.
    pub(crate) fn held(&self, spans: &Spans) -> Spans {
        let held = |leaf: &usize| !self.terms[*leaf].is_empty();
        let Spans::Or(parts) = spans else {
            return spans.clone();
        };
        let may_be = |part: &&Spans| match part {
            Spans::Leaf(leaf) => held(leaf),
            Spans::Sequence(leaves, _) => leaves.iter().all(held),
            _ => true,
        };
        let mut parts: Vec<Spans> = parts.iter().filter(may_be).cloned().collect();
        match parts.len() {
            1 => parts.remove(0),
            _ => Spans::Or(parts),
        }
    }

    /// Returns queries of tantivy's own, if they tell all that is asked.
    pub(crate) fn simple(&self, spans: &Spans) -> Option<Vec<Box<dyn Query>>> {
        match spans {
            Spans::Leaf(leaf) => Some(self.word(*leaf)),
            Spans::Sequence(words, 0) if self.single(words) => Some(self.phrase(words)),
            Spans::Or(parts) => {
                let parts: Option<Vec<_>> = parts.iter().map(|part| self.simple(part)).collect();
                Some(parts?.into_iter().flatten().collect())
            }
            _ => None,
        }
    }

    /// Tells whether each leaf is one term in any spelling, as plain phrases want it.
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
            .flat_map(|&leaf| self.terms[leaf].iter().map(|leaf| leaf.term.clone()))
            .collect();
        if terms.len() < leaves.len() {
            return Vec::new();
        }
        let boost = self.leaves[leaves[0]].boost;
        let rarity = leaves
            .iter()
            .filter_map(|&leaf| self.rarity.get(leaf)?.first());
        let rarity = rarity.fold((0.0, 0.0), |sum, rarity| {
            (sum.0 + rarity.of_word, sum.1 + rarity.of_term)
        });
        let scale = if rarity.1 > 0.0 {
            rarity.0 / rarity.1
        } else {
            1.0
        };
        vec![boosted(Box::new(PhraseQuery { terms }), boost * scale)]
    }

    fn word(&self, leaf: usize) -> Vec<Box<dyn Query>> {
        let boost = self.leaves[leaf].boost;
        let terms = &self.terms[leaf];
        if !terms.iter().all(LeafTerm::is_any) {
            return vec![boosted(self.spelled(terms), boost)];
        }
        if terms.len() > FEW_TERMS {
            return vec![boosted(any_of(terms), boost)];
        }
        let option = match self.ranked {
            true => IndexRecordOption::WithFreqs,
            false => IndexRecordOption::Basic,
        };
        let queries = terms.iter().enumerate().map(|(at, leaf_term)| {
            let rarity = self.rarity.get(leaf).and_then(|terms| terms.get(at));
            let scale = rarity.map_or(1.0, |rarity| rarity.of_word / rarity.of_term);
            boosted(term_query(leaf_term.term.clone(), option), boost * scale)
        });
        queries.collect()
    }

    /// Returns a query for terms of which only some spellings count.
    fn spelled(&self, terms: &[LeafTerm]) -> Box<dyn Query> {
        let spec = SpanSpec {
            spans: Spans::Leaf(0),
            leaves: vec![terms.to_vec()],
            sentences: None,
            paragraphs: None,
            region: Region::Everywhere,
            least: 1,
            column: self.column,
        };
        Box::new(SpanQuery {
            approximation: any_of(terms),
            spec: Arc::new(spec),
            scored: match terms.len() {
                0..=FEW_TERMS => Scored::ByOccurrences,
                _ => Scored::ByWords,
            },
        })
    }

    /// Returns what finds every document that may have such places; none if none can.
    pub(crate) fn any(&self, spans: &Spans) -> Option<Box<dyn Query>> {
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

/// Matches documents with any of the terms; all score alike.
fn any_of(terms: &[LeafTerm]) -> Box<dyn Query> {
    let terms = terms.iter().map(|leaf| leaf.term.clone());
    Box::new(TermSetQuery::new(terms))
}

/// How rare a word is in all languages, and one of its terms.
pub(crate) struct Rarity {
    of_word: f32,
    of_term: f32,
}

/// Returns the inverse document frequency as tantivy's BM25 has it.
fn idf(having: u64, documents: u64) -> f32 {
    let (having, documents) = (having.min(documents) as f32, documents as f32);
    (1.0 + (documents - having + 0.5) / (having + 0.5)).ln()
}

/// Returns, for each leaf and each of its terms, the inverse document frequency of the word
/// typed and that of the term alone. A word is as rare as it is in all languages together.
pub(crate) fn rarity(
    leaves: &[Leaf],
    terms: &[Vec<LeafTerm>],
    unit: Unit,
    searcher: &Searcher,
) -> Result<Vec<Vec<Rarity>>> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for (leaf, of_leaf) in leaves.iter().zip(terms) {
        *counts.entry(leaf.typed).or_default() += of_leaf.len();
    }
    if counts.values().all(|&terms| terms < 2) {
        return Ok(Vec::new());
    }
    let unit = Term::from_field_text(field(schema::UNIT), unit.name());
    let documents = searcher.doc_freq(&unit)?.max(1);
    let mut having: BTreeMap<usize, BTreeMap<&Term, u64>> = BTreeMap::new();
    for (leaf, of_leaf) in leaves.iter().zip(terms) {
        for LeafTerm { term, .. } in of_leaf.iter().take(FEW_TERMS) {
            let documents = searcher.doc_freq(term)?;
            having
                .entry(leaf.typed)
                .or_default()
                .insert(term, documents);
        }
    }
    let rarity = leaves.iter().zip(terms).map(|(leaf, of_leaf)| {
        let known = having.get(&leaf.typed);
        let word = known.map_or(0, |known| known.values().sum());
        let rarity = of_leaf.iter().take(FEW_TERMS).map(|leaf_term| Rarity {
            of_word: idf(word, documents),
            of_term: idf(known.map_or(0, |known| known[&leaf_term.term]), documents),
        });
        rarity.collect()
    });
    Ok(rarity.collect())
}
