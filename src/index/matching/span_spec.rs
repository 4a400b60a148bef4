//! Which occurrences a clause asks for: spans of terms, and the part of a document they lie in.

use crate::engine::matching::spans::{Spans, TEXT_FROM};
use crate::index::analysis::positions::Spellings;
use crate::index::document::schema::{self, field};
use std::ops::Range;
use tantivy::Term;
use tantivy::schema::Field;

/// The occurrences of terms that a clause asks for.
#[derive(Clone, Debug)]
pub(crate) struct SpanSpec {
    pub spans: Spans,
    /// The terms of each leaf.
    pub leaves: Vec<Vec<LeafTerm>>,
    /// The terms that mark where sentences and paragraphs begin, where the query needs them.
    pub sentences: Option<Term>,
    pub paragraphs: Option<Term>,
    pub region: Region,
    /// The minimum number of occurrences.
    pub least: usize,
    /// The column by which documents have a length.
    pub column: Field,
}

/// A term, and the spellings in which it counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LeafTerm {
    pub term: Term,
    pub spellings: Spellings,
}

/// A part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Region {
    Everywhere,
    Title,
    Body,
    /// What of the body lies in the article's first paragraph.
    Lead,
}

impl SpanSpec {
    /// Tells whether it is about titles and texts, not names.
    pub(crate) fn is_of_text(&self) -> bool {
        [schema::WORDS, schema::QUOTE_WORDS]
            .map(field)
            .contains(&self.column)
    }

    /// Returns how many texts have it at most, by how many have one of some terms.
    pub(crate) fn having<E>(
        &self,
        count: impl Fn(&[LeafTerm]) -> Result<u64, E>,
    ) -> Result<u64, E> {
        let leaves: Result<Vec<u64>, E> = self.leaves.iter().map(|terms| count(terms)).collect();
        Ok(self.spans.at_most(&leaves?))
    }
}

impl LeafTerm {
    /// Returns a term that counts in every spelling.
    pub(crate) fn any(term: Term) -> Self {
        let spellings = Spellings::ANY;
        Self { term, spellings }
    }

    /// Tells whether it counts in every spelling.
    pub(crate) fn is_any(&self) -> bool {
        self.spellings == Spellings::ANY
    }
}

impl Region {
    /// Returns the places of a region, of a document with so many words in its lead.
    pub(crate) fn places(self, lead_words: u32) -> Range<u32> {
        match self {
            Self::Everywhere => 0..u32::MAX,
            Self::Title => 0..TEXT_FROM,
            Self::Body => TEXT_FROM..u32::MAX,
            Self::Lead => TEXT_FROM..TEXT_FROM + lead_words,
        }
    }
}
