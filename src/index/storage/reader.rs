//! An index open for reading: its articles and files as they are, and caches shared by queries.

use crate::engine::ArticleId;
use crate::engine::analysis::terms::Languages;
use crate::engine::document::file::Root;
use crate::engine::document::file::{FileFingerprint, FileRecord};
use crate::engine::document::record::{Record, Unit};
use crate::engine::error::{Error, Result};
use crate::engine::highlight::KnownStems;
use crate::index::document::schema;
use crate::index::document::schema::{field, tokenizers};
use crate::index::storage::manifest;
use crate::index::storage::metadata;
use crate::index::storage::metadata::Metadata;
use crate::index::storage::postings::docs_with;
use crate::index::storage::statistics::Lengths;
use crate::index::storage::stored_record::record;
use crate::query::Field;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tantivy::{Index, IndexReader, ReloadPolicy, Searcher, Term};

/// An index open for reading. It goes on showing what it opened until [`Reader::reload`].
pub struct Reader {
    pub(crate) dir: PathBuf,
    roots: Vec<Root>,
    reader: IndexReader,
    /// One for each search that ever ran beside another.
    known_stems: Mutex<Vec<KnownStems>>,
    /// How long texts are on average; computed on first use.
    lengths: Mutex<Option<Lengths>>,
}

impl Reader {
    /// Opens the index in a folder.
    ///
    /// # Errors
    ///
    /// [`Error::NoIndex`] if the folder has none, [`Error::Version`] if another version of this
    /// program wrote it.
    pub fn open(dir: &Path) -> Result<Self> {
        let metadata = Metadata::read(dir)?;
        let Some(metadata) = metadata.filter(|_| metadata::has_index(dir)) else {
            return Err(Error::NoIndex(dir.to_owned()));
        };
        let mut index = Index::open_in_dir(dir)?;
        index.set_tokenizers(tokenizers());
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            dir: dir.to_owned(),
            roots: metadata.roots,
            reader,
            known_stems: Mutex::default(),
            lengths: Mutex::default(),
        })
    }

    /// Shows what a writer has committed since.
    pub fn reload(&self) -> Result<()> {
        *self.lengths.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(self.reader.reload()?)
    }

    /// Returns the corpora whose files are here.
    pub fn roots(&self) -> &[Root] {
        &self.roots
    }

    /// Returns the ids that begin as typed, the first few of them; `id:start-end` will do too.
    pub fn articles_with_prefix(&self, typed: &str) -> Result<Vec<ArticleId>> {
        const FEW: usize = 10;
        let typed = typed.split(':').next().unwrap_or(typed);
        let Some(range) = ArticleId::starting_with(typed) else {
            return Ok(Vec::new());
        };
        let searcher = self.searcher();
        let article = field(schema::ARTICLE);
        let term = |number| Term::from_field_u64(article, number);
        let mut found = BTreeSet::new();
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(article)?;
            let mut terms = inverted
                .terms()
                .range()
                .ge(term(*range.start()).serialized_value_bytes())
                .le(term(*range.end()).serialized_value_bytes())
                .into_stream()?;
            let mut here = 0;
            while let Some((bytes, _)) = terms.next() {
                let number = u64::from_be_bytes(bytes.try_into().unwrap_or_default());
                if !docs_with(segment, &term(number))?.is_empty() {
                    found.insert(ArticleId(number));
                    here += 1;
                }
                if here == FEW {
                    break;
                }
            }
        }
        Ok(found.into_iter().take(FEW).collect())
    }

    /// Returns an article's passages, or its quotations, in text order.
    pub fn article(&self, id: ArticleId, unit: Unit) -> Result<Vec<Record>> {
        let searcher = self.searcher();
        let term = Term::from_field_u64(field(schema::ARTICLE), id.0);
        let mut records = Vec::new();
        for (at, segment) in searcher.segment_readers().iter().enumerate() {
            for doc in docs_with(segment, &term)? {
                records.push(record(&searcher, at as u32, doc)?);
            }
        }
        records.retain(|record| record.unit() == unit);
        records.sort_by(|a, b| (&a.file, a.position).cmp(&(&b.file, b.position)));
        // The same article in two files is one article.
        records.dedup_by_key(|record| (record.position, record.start, record.end));
        Ok(records)
    }

    /// Returns the files that were read to their end.
    pub fn files(&self) -> Result<BTreeMap<String, FileFingerprint>> {
        manifest::files(&self.searcher())
    }

    /// Returns the files with all that was skipped in them.
    pub fn file_records(&self) -> Result<Vec<FileRecord>> {
        manifest::file_records(&self.searcher())
    }

    /// Returns the language of most documents.
    pub(crate) fn main_language(&self) -> Result<String> {
        let searcher = self.searcher();
        let column = field(Field::Lang.name());
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(column)?;
            let mut terms = inverted.terms().stream()?;
            while let Some((lang, info)) = terms.next() {
                let lang = String::from_utf8_lossy(lang).into_owned();
                *counts.entry(lang).or_default() += u64::from(info.doc_freq);
            }
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        Ok(most.map_or_else(String::new, |(lang, _)| lang))
    }

    /// Returns how long texts are on average, counting through the index the first time.
    pub(crate) fn lengths(&self, searcher: &Searcher, passages: u64) -> Result<Lengths> {
        let known = self.lengths.lock();
        let mut known = known.unwrap_or_else(PoisonError::into_inner);
        Ok(match *known {
            Some(lengths) => lengths,
            None => *known.insert(Lengths::of(searcher, passages)?),
        })
    }

    pub(crate) fn take_stems(&self) -> KnownStems {
        let pool = self.known_stems.lock();
        let mut pool = pool.unwrap_or_else(PoisonError::into_inner);
        pool.pop().unwrap_or_default()
    }

    pub(crate) fn keep_stems(&self, known: KnownStems) {
        let pool = self.known_stems.lock();
        pool.unwrap_or_else(PoisonError::into_inner).push(known);
    }

    pub(crate) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }
}

/// Returns the languages that texts of the index are in.
pub(crate) fn languages(searcher: &Searcher) -> Result<Languages> {
    let mut langs = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field(Field::Lang.name()))?;
        let mut terms = inverted.terms().stream()?;
        while let Some((lang, _)) = terms.next() {
            langs.insert(String::from_utf8_lossy(lang).into_owned());
        }
    }
    // Texts of no known language are folded only, and so is a word looked for in them.
    Ok(Languages::new(langs.iter().map(String::as_str).chain([""])))
}
