//! Answers: how many matches there are, and the hits one by one, best first.

use crate::engine::document::record::Record;
use crate::engine::error::Result;
use crate::engine::marks::Marks;

/// A page of hits, and the exact number of matches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// Articles with a match, not only those of this page.
    pub articles: usize,
    /// Matching passages or quotations, by the unit of the search.
    pub matches: usize,
    /// The page.
    pub hits: Vec<Hit>,
}

/// A passage, as the best of its article, or a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The passage or quotation.
    pub record: Record,
    /// Its score: BM25 and what is added to it; higher is better.
    pub score: f32,
    /// From 1, counted over all pages.
    pub rank: usize,
    /// How many more passages of the article match; 0 where hits are not grouped.
    pub further: usize,
    /// The words that made it match.
    pub marks: Marks,
    /// The parts of the score, one per line; empty unless requested.
    pub explanation: Vec<String>,
    /// Whether the article has only some of the words side by side.
    pub partial: bool,
}

/// Hits as they are read, best first. None is held in memory, so a list may be of any length.
pub struct Answer<'e> {
    /// Articles with a match, not only those of this page.
    pub articles: usize,
    /// Matching passages or quotations, by the unit of the search.
    pub matches: usize,
    /// How many hits at the end of this page are partial; `articles` and `matches` do not count
    /// them.
    pub partial: usize,
    hits: Box<dyn ExactSizeIterator<Item = Result<Hit>> + 'e>,
}

impl<'e> Answer<'e> {
    /// Returns an answer whose hits are still to be read.
    pub fn new(
        articles: usize,
        matches: usize,
        hits: impl ExactSizeIterator<Item = Result<Hit>> + 'e,
    ) -> Self {
        Self {
            articles,
            matches,
            partial: 0,
            hits: Box::new(hits),
        }
    }

    /// Returns the answer with the last of its hits partial.
    #[must_use]
    pub fn with_partial(self, partial: usize) -> Self {
        Self { partial, ..self }
    }

    /// Reads all hits.
    ///
    /// # Errors
    ///
    /// The first failure to read a hit.
    pub fn read(self) -> Result<Hits> {
        Ok(Hits {
            articles: self.articles,
            matches: self.matches,
            hits: self.hits.collect::<Result<_>>()?,
        })
    }
}

impl Iterator for Answer<'_> {
    type Item = Result<Hit>;

    fn next(&mut self) -> Option<Result<Hit>> {
        self.hits.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.hits.size_hint()
    }
}

impl ExactSizeIterator for Answer<'_> {}
