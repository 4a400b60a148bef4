//! Statistics of the collection: what BM25 counts over.

use crate::engine::document::record::Unit;
use crate::engine::error::Result;
use crate::index::document::schema::{self, field};
use crate::index::matching::span_spec::LeafTerm;
use rustc_hash::FxHashSet;
use std::sync::{Arc, LazyLock};
use tantivy::columnar::ColumnValues;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::{DocId, Searcher, SegmentReader, Term};

/// What BM25 counts over: the documents of one unit, not all there are.
pub(crate) struct Statistics<'a> {
    searcher: &'a Searcher,
    pub documents: u64,
}

impl<'a> Statistics<'a> {
    pub(crate) fn of(unit: Unit, searcher: &'a Searcher) -> Result<Self> {
        let unit = Term::from_field_text(field(schema::UNIT), unit.name());
        let documents = searcher.doc_freq(&unit)?.max(1);
        Ok(Self {
            searcher,
            documents,
        })
    }

    /// Returns how many documents have one of the terms, at most.
    pub(crate) fn having(&self, terms: &[LeafTerm]) -> Result<u64> {
        let mut having = 0;
        for leaf in terms {
            having += self.searcher.doc_freq(&leaf.term)?;
        }
        Ok(having.min(self.documents))
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: tantivy::schema::Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.documents)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        // A title counts in both kinds; more documents than there are would be nonsense.
        Ok(self.searcher.doc_freq(term)?.min(self.documents))
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Lengths {
    pub passage: f32,
    pub article: f32,
    /// How many articles there are.
    pub articles: u64,
}

impl Lengths {
    /// Counts through the whole index once.
    pub(crate) fn of(searcher: &Searcher, passages: u64) -> Result<Self> {
        let mut articles = FxHashSet::default();
        let (mut words, mut length) = (0.0, 0);
        for segment in searcher.segment_readers() {
            let numbers = segment.fast_fields().u64(schema::ARTICLE)?;
            let lengths = ArticleLengths::open(segment)?;
            let passage_lengths = PassageLengths::open(segment)?;
            // An article's documents lie side by side.
            let mut last = None;
            for doc in segment.doc_ids_alive() {
                length += passage_lengths.exact(doc);
                let number = numbers.first(doc);
                if number == last {
                    continue;
                }
                last = number;
                if number.is_some_and(|number| articles.insert(number)) {
                    words += f64::from(lengths.words(doc));
                }
            }
        }
        Ok(Self {
            passage: length as f32 / passages.max(1) as f32,
            article: words as f32 / articles.len().max(1) as f32,
            articles: articles.len() as u64,
        })
    }
}

/// How long the articles of one segment are, the title of each counted once.
pub(crate) struct ArticleLengths {
    words: Arc<dyn ColumnValues<u64>>,
    title_words: Arc<dyn ColumnValues<u64>>,
}

impl ArticleLengths {
    pub(crate) fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        Ok(Self {
            words: columns.column_first_or_default(schema::ARTICLE_WORDS)?,
            title_words: columns.column_first_or_default(schema::TITLE_WORDS)?,
        })
    }

    /// Returns how many words the article of a document has.
    pub(crate) fn words(&self, doc: DocId) -> f32 {
        (self.words.get_val(doc) + self.title_words.get_val(doc)) as f32
    }
}

/// How long the passages of one segment are.
pub(crate) struct PassageLengths(Arc<dyn ColumnValues<u64>>);

impl PassageLengths {
    pub(crate) fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        Ok(Self(columns.column_first_or_default(schema::LENGTH)?))
    }

    /// Returns a passage's length; 0 of any other document.
    fn exact(&self, doc: DocId) -> u64 {
        self.0.get_val(doc)
    }

    /// Returns a passage's length rounded as tantivy rounds those that it scores by.
    pub(crate) fn rounded(&self, doc: DocId) -> f32 {
        let length = self.exact(doc);
        let known = ROUNDED.get(length as usize).copied();
        known.unwrap_or_else(|| rounded(length as u32))
    }
}

/// The lengths of most passages, rounded: tantivy searches a table for each, and this runs for every
/// hit.
static ROUNDED: LazyLock<Vec<f32>> = LazyLock::new(|| (0..2048).map(rounded).collect());

fn rounded(length: u32) -> f32 {
    let id = FieldNormReader::fieldnorm_to_id(length);
    FieldNormReader::id_to_fieldnorm(id) as f32
}
