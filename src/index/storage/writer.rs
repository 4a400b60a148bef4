//! Writes an index: adds records, remembers files, commits.

use crate::engine::document::file::Root;
use crate::engine::document::file::{FileRecord, KnownFiles};
use crate::engine::document::id::ArticleId;
use crate::engine::document::record::Record;
use crate::engine::error::{Error, Result};
use crate::engine::traits::Writer;
use crate::index::document::schema::{
    ARTICLE, FILE, SCHEMA_VERSION, documents, field, file_document, schema, tokenizers,
};
use crate::index::storage::manifest::{files, keys_with_documents};
use crate::index::storage::metadata;
use crate::index::storage::metadata::Metadata;
use crate::index::storage::postings::docs_with;
use crate::index::storage::stored_record::record;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, UserOperation};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexBuilder, IndexSettings, ReloadPolicy, Searcher, TantivyDocument, Term};

/// How much a writer may take.
#[derive(Clone, Copy, Debug)]
pub struct WriterOptions {
    /// Threads that index; merging has its own.
    pub threads: usize,
    /// Bytes for all threads together, before what they hold goes to disk.
    pub memory: usize,
}

impl Default for WriterOptions {
    fn default() -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            threads: threads.min(8),
            memory: 256 << 20,
        }
    }
}

/// How many bytes of records are packed together: few, as a search unpacks one block per hit.
const BLOCK: usize = 4 << 10;

/// Level 1 packs news nearly as tightly as the default, 3, in two thirds of the time.
const FASTEST: ZstdCompressor = ZstdCompressor {
    compression_level: Some(1),
};

/// tantivy refuses to index with less than this per thread.
const MIN_MEMORY: usize = 15_000_000;

/// The one writer of an index.
///
/// Any number of threads may add. What was added is there after the next commit, all of it or,
/// if we are killed before, nothing. A file's record should come last: a file whose documents
/// are there without it was not finished, and [`KnownFiles::unfinished`] names it.
pub struct IndexWriter {
    dir: PathBuf,
    index: Index,
    engine: RwLock<tantivy::IndexWriter>,
    /// What was committed last, opened when first asked for.
    committed: Mutex<Option<Searcher>>,
    _lock: File,
}

impl IndexWriter {
    /// Opens the index in a folder, or makes one there.
    pub fn open(dir: &Path, options: &WriterOptions) -> Result<Self> {
        std::fs::create_dir_all(dir).map_err(Error::disk(dir))?;
        let lock = metadata::lock(dir)?;
        let known = Metadata::read(dir)?;
        let index = if metadata::has_index(dir) {
            if known.is_none() {
                return Err(Error::Damaged {
                    path: dir.join("onrecord.json"),
                    why: "it is missing".to_owned(),
                });
            }
            let mut index = Index::open_in_dir(dir)?;
            index.set_tokenizers(tokenizers());
            index.set_fast_field_tokenizers(tokenizers());
            index
        } else {
            let (schema_version, roots) = (SCHEMA_VERSION, Vec::new());
            let metadata = Metadata {
                schema: schema_version,
                roots,
            };
            known.unwrap_or(metadata).write(dir)?;
            IndexBuilder::new()
                .settings(IndexSettings {
                    docstore_compression: Compressor::Zstd(FASTEST),
                    docstore_blocksize: BLOCK,
                    // There is one indexing thread per core already.
                    docstore_compress_dedicated_thread: false,
                    ..IndexSettings::default()
                })
                .schema(schema())
                .tokenizers(tokenizers())
                .fast_field_tokenizers(tokenizers())
                .create_in_dir(dir)?
        };
        let threads = options.threads.max(1);
        let engine = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread((options.memory / threads).max(MIN_MEMORY))
            .num_merge_threads(threads.min(4))
            .build();
        let engine: tantivy::IndexWriter = index.writer_with_options(engine)?;
        // A writer killed before its commit leaves files under the names ours would take.
        engine.garbage_collect_files().wait()?;
        let mut merging = LogMergePolicy::default();
        // A file that changed often must not leave its old texts for ever.
        merging.set_del_docs_ratio_before_merge(0.3);
        engine.set_merge_policy(Box::new(merging));
        Ok(Self {
            dir: dir.to_owned(),
            index,
            engine: RwLock::new(engine),
            committed: Mutex::default(),
            _lock: lock,
        })
    }

    /// Commits, and waits for the merging to end.
    pub fn finish(self) -> Result<()> {
        self.commit()?;
        self.wait_for_merges()
    }

    /// Waits for the merging to end. What is not committed is lost.
    pub fn wait_for_merges(self) -> Result<()> {
        let engine = self.engine.into_inner();
        engine
            .unwrap_or_else(PoisonError::into_inner)
            .wait_merging_threads()?;
        Ok(())
    }

    fn run(&self, operations: Vec<UserOperation<TantivyDocument>>) -> Result<()> {
        self.engine().run(operations)?;
        Ok(())
    }

    fn engine(&self) -> RwLockReadGuard<'_, tantivy::IndexWriter> {
        // A thread that panicked while adding left the engine itself whole.
        self.engine.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn searcher(&self) -> Result<Searcher> {
        let mut committed = self.committed();
        if let Some(searcher) = &*committed {
            return Ok(searcher.clone());
        }
        let reader = self
            .index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(committed.insert(reader.searcher()).clone())
    }

    fn committed(&self) -> MutexGuard<'_, Option<Searcher>> {
        self.committed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Writer for IndexWriter {
    fn add(&self, records: &[Record]) -> Result<()> {
        let adds = documents(records).into_iter().map(UserOperation::Add);
        self.run(adds.collect())
    }

    fn add_file(&self, file: &FileRecord) -> Result<()> {
        self.run(vec![UserOperation::Add(file_document(file))])
    }

    fn remove_file(&self, key: &str) -> Result<()> {
        self.engine()
            .delete_term(Term::from_field_text(field(FILE), key));
        Ok(())
    }

    fn commit(&self) -> Result<()> {
        let mut engine = self.engine.write().unwrap_or_else(PoisonError::into_inner);
        engine.commit()?;
        *self.committed() = None;
        Ok(())
    }

    fn files(&self) -> Result<KnownFiles> {
        let searcher = self.searcher()?;
        let read = files(&searcher)?;
        let unfinished = keys_with_documents(&searcher, |key| !read.contains_key(key))?;
        Ok(KnownFiles { read, unfinished })
    }

    fn file_of(&self, id: ArticleId) -> Result<Option<String>> {
        let searcher = self.searcher()?;
        let term = Term::from_field_u64(field(ARTICLE), id.0);
        for (at, segment) in searcher.segment_readers().iter().enumerate() {
            if let Some(&doc) = docs_with(segment, &term)?.first() {
                return Ok(Some(record(&searcher, at as u32, doc)?.file));
            }
        }
        Ok(None)
    }

    fn roots(&self) -> Result<Vec<Root>> {
        let metadata = Metadata::read(&self.dir)?;
        Ok(metadata.map_or(Vec::new(), |metadata| metadata.roots))
    }

    fn set_root(&self, root: Root) -> Result<()> {
        let mut roots = self.roots()?;
        roots.retain(|known| known.label != root.label);
        roots.push(root);
        roots.sort_by(|a, b| a.label.cmp(&b.label));
        let schema = SCHEMA_VERSION;
        Metadata { schema, roots }.write(&self.dir)
    }

    fn remove_root(&self, label: &str) -> Result<()> {
        let mut roots = self.roots()?;
        roots.retain(|known| known.label != label);
        let schema = SCHEMA_VERSION;
        Metadata { schema, roots }.write(&self.dir)
    }
}
