//! Finds the passages with any of some words, of articles that have all of them.

use crate::index::document::schema;
use std::sync::Arc;
use tantivy::columnar::ColumnValues;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

/// A conjunction over articles instead of documents. An article's documents lie side by side, so
/// it leaps from article to article as an intersection does from document to document.
#[derive(Debug)]
pub(crate) struct ArticleAllQuery {
    /// Each finds the documents with one of the words.
    pub parts: Vec<Box<dyn Query>>,
    /// Finds the documents with any of them, and scores them.
    pub any: Box<dyn Query>,
}

impl Clone for ArticleAllQuery {
    fn clone(&self) -> Self {
        Self {
            parts: self.parts.iter().map(|part| part.box_clone()).collect(),
            any: self.any.box_clone(),
        }
    }
}

impl Query for ArticleAllQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let unscored = EnableScoring::disabled_from_schema(scoring.schema());
        let parts = self.parts.iter().map(|part| part.weight(unscored));
        Ok(Box::new(ArticleAllWeight {
            parts: parts.collect::<tantivy::Result<_>>()?,
            scored: match scoring.is_scoring_enabled() {
                true => Some(self.any.weight(scoring)?),
                false => None,
            },
        }))
    }
}

struct ArticleAllWeight {
    parts: Vec<Box<dyn Weight>>,
    scored: Option<Box<dyn Weight>>,
}

impl Weight for ArticleAllWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let parts = self.parts.iter().map(|part| part.scorer(reader, 1.0));
        let mut scorer = ArticleAllScorer {
            parts: parts.collect::<tantivy::Result<_>>()?,
            scored: match &self.scored {
                Some(scored) => Some(scored.scorer(reader, boost)?),
                None => None,
            },
            articles: reader
                .fast_fields()
                .column_first_or_default(schema::ARTICLE)?,
            max_doc: reader.max_doc(),
            docs: Vec::new(),
            at: 0,
        };
        scorer.next_article();
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("all of the words in one article", 0.0))
    }
}

struct ArticleAllScorer {
    parts: Vec<Box<dyn Scorer>>,
    scored: Option<Box<dyn Scorer>>,
    articles: Arc<dyn ColumnValues<u64>>,
    max_doc: DocId,
    /// The documents of the article at hand; none at the end.
    docs: Vec<DocId>,
    at: usize,
}

impl ArticleAllScorer {
    /// Returns the first document of an article, by one of its documents.
    fn first_of(&self, doc: DocId) -> DocId {
        let article = self.articles.get_val(doc);
        let mut first = doc;
        while first > 0 && self.articles.get_val(first - 1) == article {
            first -= 1;
        }
        first
    }

    /// Moves each part to a document, or leaves it beyond.
    fn seek_parts(&mut self, first: DocId) {
        for part in &mut self.parts {
            if part.doc() < first {
                part.seek(first);
            }
        }
    }

    /// Gathers the documents of the next article that has all of the parts.
    fn next_article(&mut self) {
        self.docs.clear();
        self.at = 0;
        loop {
            let furthest = self.parts.iter().map(|part| part.doc()).max();
            let Some(furthest) = furthest.filter(|&doc| doc != TERMINATED) else {
                return;
            };
            let article = self.articles.get_val(furthest);
            self.seek_parts(self.first_of(furthest));
            let articles = &self.articles;
            let here = |doc: DocId| doc != TERMINATED && articles.get_val(doc) == article;
            if !self.parts.iter().all(|part| here(part.doc())) {
                continue;
            }
            for part in &mut self.parts {
                while here(part.doc()) {
                    self.docs.push(part.doc());
                    part.advance();
                }
            }
            self.docs.sort_unstable();
            self.docs.dedup();
            return;
        }
    }
}

impl DocSet for ArticleAllScorer {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        if self.at >= self.docs.len() && !self.docs.is_empty() {
            self.next_article();
        }
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        while self.doc() < target {
            if self.docs.last().is_some_and(|&last| last >= target) {
                self.at += 1;
                continue;
            }
            if target < self.max_doc {
                self.seek_parts(self.first_of(target));
                self.next_article();
            } else {
                self.docs.clear();
            }
        }
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.docs.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        let sizes = self.parts.iter().map(|part| part.size_hint());
        sizes.min().unwrap_or_default()
    }
}

impl Scorer for ArticleAllScorer {
    fn score(&mut self) -> Score {
        let doc = self.doc();
        let Some(scored) = &mut self.scored else {
            return 1.0;
        };
        if scored.doc() < doc {
            scored.seek(doc);
        }
        scored.score()
    }
}
