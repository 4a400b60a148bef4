//! Brings an index up to date with a folder: in parallel, only what changed, resumable.
//!
//! Files are read and annotated on all cores and handed to the index's writer, whose queue is
//! bounded; no more than a few articles per core are held at once. A file's record goes in after
//! its articles, so a run that was killed is completed by the next one.

// Longer than most: one run over a folder, from its walk to the last commit, shares its state.

use crate::annotate::annotate;
use crate::article::Article;
use crate::corpus::{Skip, SourceFile, read, walk};
use crate::engine::{
    ArticleId, Error, FileFingerprint, FileRecord, Record, Root, SkipRecord, Writer, records,
};
use crate::index::{IndexWriter, Reader, WriterOptions};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// What to index, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of articles.
    pub corpus: PathBuf,
    /// The index folder; created if it does not exist.
    pub index: PathBuf,
    /// How many threads to use; 0 for one per core.
    pub threads: usize,
    /// How a file that changed is told from one that did not.
    pub changes: ChangeTest,
}

impl Options {
    /// Returns the options with one thread per core, and changes told by size and time.
    pub fn new(corpus: impl Into<PathBuf>, index: impl Into<PathBuf>) -> Self {
        Self {
            corpus: corpus.into(),
            index: index.into(),
            threads: 0,
            changes: ChangeTest::default(),
        }
    }
}

/// How a file that changed is told from one that did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChangeTest {
    /// By its size and the time of its last change.
    #[default]
    SizeAndTime,
    /// By a checksum of its content too. A file whose checksum is not known yet is read again.
    Checksum,
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The label the corpus goes by in the index.
    pub label: String,
    /// Files found in the folder.
    pub files: usize,
    /// Files found as they were at the last run, and not read again.
    pub unchanged: usize,
    /// Files read: new or changed since the last run.
    pub read: usize,
    /// Files that were indexed and are gone.
    pub removed: usize,
    /// Articles read in this run.
    pub articles: u64,
    /// Passages added to the index.
    pub passages: u64,
    /// Quotations added to the index.
    pub quotes: u64,
    /// Bytes of the files read, as they lie on disk.
    pub bytes: u64,
    /// What was passed over in this run: path, reason, message. Sorted by path.
    pub skips: Vec<(String, &'static str, String)>,
    /// How long the run took.
    pub took: Duration,
    changed: bool,
}

impl Report {
    /// Tells whether the run changed anything in the archive.
    pub fn is_change(&self) -> bool {
        self.changed
    }
}

/// How far a run is; shown while it goes on.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Bytes of files read so far, as they lie on disk.
    pub bytes: u64,
    /// Bytes of all files to be read in this run.
    pub all_bytes: u64,
    /// Articles read so far.
    pub articles: u64,
}

/// How long what was indexed may wait for a commit: what a killed run loses at most.
const COMMIT_EVERY: Duration = Duration::from_secs(20);

/// How many articles of one file are annotated together.
const BATCH: usize = 64;
/// A batch of long articles ends at this many bytes.
const BATCH_BYTES: usize = 2 << 20;

/// The time a file is remembered by if it could not be opened: no file has it, so the next run
/// tries again.
const RETRY: i64 = i64::MIN;

/// Brings the embedded index up to date with the folder.
///
/// ```
/// use onrecord::ingest::{Options, ingest};
///
/// let folder = tempfile::tempdir()?;
/// let (corpus, index) = (folder.path().join("archive"), folder.path().join("index"));
/// std::fs::create_dir(&corpus)?;
/// std::fs::write(corpus.join("levy.txt"), "\"The levy goes,\" said Miriam Otuoma.\n")?;
///
/// let options = Options::new(corpus, index);
/// let first = ingest(&options, &|_progress| ())?;
/// assert_eq!((first.articles, first.quotes), (1, 1));
///
/// let second = ingest(&options, &|_progress| ())?;
/// assert_eq!((second.read, second.unchanged), (0, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Fails if the folder cannot be read, or the index cannot be written.
pub fn ingest(options: &Options, progress: &(dyn Fn(Progress) + Sync)) -> Result<Report, Error> {
    let mut writing = WriterOptions::default();
    if options.threads > 0 {
        writing.threads = options.threads;
    }
    let writer = IndexWriter::open(&options.index, &writing)?;
    let report = ingest_into(&writer, options, progress)?;
    if report.is_change() {
        writer.finish()?;
    }
    Ok(report)
}

/// Brings any engine's archive up to date with the folder, and commits.
///
/// # Errors
///
/// Fails if the folder cannot be read, or the engine cannot write.
pub fn ingest_into(
    writer: &dyn Writer,
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Report, Error> {
    let started = Instant::now();
    let corpus = canonical(&options.corpus)?;
    let label = label(writer, &corpus)?;
    let known = known_files(writer, &label)?;
    let unfinished = writer.unfinished()?;
    let found = find(&corpus, &options.index, &label);
    let mut report = Report {
        label: label.clone(),
        files: found.files.len() + found.skips.len(),
        ..Report::default()
    };

    let mut changed = false;
    for key in gone(&known, &unfinished, &found, &label) {
        writer.remove_file(&key)?;
        changed = true;
        report.removed += usize::from(known.contains_key(&key));
    }
    let (old, fresh): (Vec<Found>, Vec<Found>) = found.files.into_iter().partition(|file| {
        let seen = known.get(&file.key);
        seen.is_some_and(|seen| file.is_same(seen, options.changes))
    });
    report.unchanged = old.len();
    for (key, skip) in found.skips {
        changed |= remember_skip(writer, &known, &key, &skip)?;
        report
            .skips
            .push((path_of(&key), skip.reason(), skip.to_string()));
    }

    let run = Run {
        writer,
        known: &known,
        unfinished: &unfinished,
        changes: options.changes,
        progress,
        all_bytes: fresh.iter().map(|file| file.source.size).sum(),
        totals: Totals::default(),
        skips: Mutex::default(),
        committed: Mutex::new(Instant::now()),
        changed: AtomicBool::new(changed),
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.threads)
        .build()
        .expect("a pool of threads can be made");
    pool.install(|| fresh.par_iter().try_for_each(|file| run.file(file)))?;

    report.read = fresh.len();
    report.articles = run.totals.articles.into_inner();
    report.passages = run.totals.passages.into_inner();
    report.quotes = run.totals.quotes.into_inner();
    report.bytes = run.totals.bytes.into_inner();
    report
        .skips
        .extend(run.skips.into_inner().expect("no worker panicked"));
    report.skips.sort();
    report.changed = run.changed.into_inner();
    if report.changed {
        writer.commit()?;
    }
    report.took = started.elapsed();
    Ok(report)
}

fn canonical(corpus: &Path) -> Result<PathBuf, Error> {
    corpus.canonicalize().map_err(|source| Error::Corpus {
        path: corpus.to_owned(),
        source,
    })
}

/// Returns the label a folder's files go by: its own name, with a number if another folder has that name.
///
/// A folder that moved keeps its label: one of the same name whose old place is gone.
fn label(writer: &dyn Writer, corpus: &Path) -> Result<String, Error> {
    let roots = writer.roots()?;
    let path = corpus.to_string_lossy().into_owned();
    if let Some(root) = roots.iter().find(|root| root.path == path) {
        return Ok(root.label.clone());
    }
    let name = corpus.file_name().map_or_else(
        || "corpus".to_owned(),
        |name| name.to_string_lossy().replace('/', "_"),
    );
    let moved = roots
        .iter()
        .find(|root| root.label == name && !Path::new(&root.path).exists());
    let label = match moved {
        Some(root) => root.label.clone(),
        None => (1..)
            .map(|n| {
                if n == 1 {
                    name.clone()
                } else {
                    format!("{name}-{n}")
                }
            })
            .find(|label| roots.iter().all(|root| root.label != *label))
            .expect("numbers do not end"),
    };
    writer.set_root(Root {
        label: label.clone(),
        path,
    })?;
    Ok(label)
}

fn known_files(
    writer: &dyn Writer,
    label: &str,
) -> Result<BTreeMap<String, FileFingerprint>, Error> {
    let mut known = writer.files()?;
    known.retain(|key, _| is_under(key, label));
    Ok(known)
}

fn is_under(key: &str, label: &str) -> bool {
    key.strip_prefix(label)
        .is_some_and(|rest| rest.starts_with('/'))
}

fn path_of(key: &str) -> String {
    key.split_once('/').map_or(key, |(_, path)| path).to_owned()
}

struct Found {
    key: String,
    source: SourceFile,
}

impl Found {
    fn is_same(&self, seen: &FileFingerprint, changes: ChangeTest) -> bool {
        let same = seen.size == self.source.size && seen.modified == self.source.modified_ns;
        same && match changes {
            ChangeTest::SizeAndTime => true,
            ChangeTest::Checksum => seen.hash.is_some() && seen.hash == checksum(&self.source.path),
        }
    }
}

/// Returns the checksum of a file's content; none if it cannot be read.
fn checksum(path: &Path) -> Option<u64> {
    let mut file = std::fs::File::open(path).ok()?;
    let mut hash = Xxh3::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match std::io::Read::read(&mut file, &mut buffer).ok()? {
            0 => return Some(hash.digest()),
            length => hash.update(&buffer[..length]),
        }
    }
}

/// Removes a folder's articles from the embedded index, whether the folder is there or gone; it
/// goes by its path or its label. Returns how many files were removed; none if it was not indexed.
///
/// # Errors
///
/// Fails if the index cannot be read or written.
pub fn forget(index: &Path, folder: &Path) -> Result<Option<usize>, Error> {
    // Opening a writer would make an index where there is none.
    Reader::open(index)?;
    let writer = IndexWriter::open(index, &WriterOptions::default())?;
    let typed = folder.to_string_lossy();
    let whole = folder
        .canonicalize()
        .or_else(|_| std::path::absolute(folder))
        .unwrap_or_else(|_| folder.to_owned());
    let roots = writer.roots()?;
    let by_path = roots.iter().find(|root| Path::new(&root.path) == whole);
    let Some(root) = by_path.or_else(|| roots.iter().find(|root| root.label == typed)) else {
        return Ok(None);
    };
    let known = known_files(&writer, &root.label)?;
    let unfinished = writer.unfinished()?;
    let unfinished = unfinished.iter().filter(|key| is_under(key, &root.label));
    for key in known.keys().chain(unfinished) {
        writer.remove_file(key)?;
    }
    writer.commit()?;
    writer.remove_root(&root.label)?;
    writer.finish()?;
    Ok(Some(known.len()))
}

struct Folder {
    files: Vec<Found>,
    skips: Vec<(String, Skip)>,
}

/// Walks the corpus. An index that lies inside it is no part of it.
fn find(corpus: &Path, index: &Path, label: &str) -> Folder {
    let index = index.canonicalize().unwrap_or_else(|_| index.to_owned());
    let mut folder = Folder {
        files: Vec::new(),
        skips: Vec::new(),
    };
    for entry in walk(corpus) {
        match entry {
            Ok(source) if source.path.starts_with(&index) => {}
            Ok(source) => folder.files.push(Found {
                key: format!("{label}/{}", source.relative),
                source,
            }),
            Err((relative, skip)) => folder.skips.push((format!("{label}/{relative}"), skip)),
        }
    }
    folder
}

/// Returns the keys whose files are no longer there. What lies under a folder that could not be
/// entered is not gone: we only cannot see it.
fn gone(
    known: &BTreeMap<String, FileFingerprint>,
    unfinished: &BTreeSet<String>,
    found: &Folder,
    label: &str,
) -> Vec<String> {
    let there: BTreeSet<&str> = found.files.iter().map(|file| file.key.as_str()).collect();
    let unseen: Vec<&str> = found.skips.iter().map(|(key, _)| key.as_str()).collect();
    let is_gone = |key: &&String| {
        let hidden = unseen.iter().any(|folder| {
            key.strip_prefix(folder)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        is_under(key, label) && !there.contains(key.as_str()) && !hidden
    };
    known
        .keys()
        .chain(unfinished)
        .filter(is_gone)
        .cloned()
        .collect()
}

/// Remembers what the walk could not enter; tells whether that was news.
fn remember_skip(
    writer: &dyn Writer,
    known: &BTreeMap<String, FileFingerprint>,
    key: &str,
    skip: &Skip,
) -> Result<bool, Error> {
    if known.contains_key(key) {
        return Ok(false);
    }
    let seen = FileFingerprint {
        modified: RETRY,
        skipped: 1,
        ..FileFingerprint::default()
    };
    writer.add_file(&FileRecord {
        file: key.to_owned(),
        seen,
        skips: vec![skip_record(skip)],
    })?;
    Ok(true)
}

fn skip_record(skip: &Skip) -> SkipRecord {
    SkipRecord {
        reason: skip.reason().to_owned(),
        message: skip.to_string(),
    }
}

#[derive(Default)]
struct Totals {
    articles: AtomicU64,
    passages: AtomicU64,
    quotes: AtomicU64,
    bytes: AtomicU64,
}

/// One run over the files that are new or changed.
struct Run<'r> {
    writer: &'r dyn Writer,
    known: &'r BTreeMap<String, FileFingerprint>,
    unfinished: &'r BTreeSet<String>,
    changes: ChangeTest,
    progress: &'r (dyn Fn(Progress) + Sync),
    all_bytes: u64,
    totals: Totals,
    skips: Mutex<Vec<(String, &'static str, String)>>,
    /// When the last commit was.
    committed: Mutex<Instant>,
    changed: AtomicBool,
}

impl Run<'_> {
    fn file(&self, file: &Found) -> Result<(), Error> {
        let before = self.known.get(&file.key);
        if before.is_some() || self.unfinished.contains(&file.key) {
            self.writer.remove_file(&file.key)?;
        }
        let mut reading = Reading {
            run: self,
            key: &file.key,
            batch: Vec::new(),
            bytes: 0,
            articles: 0,
            skips: Vec::new(),
            names: BTreeMap::new(),
            ended: false,
            alone: false,
            error: None,
        };
        read(&file.source, &mut |result| reading.take(result));
        reading.ended = true;
        reading.flush();
        if let Some(error) = reading.error {
            return Err(error);
        }
        let (articles, skips) = (reading.articles, reading.skips);
        let unreadable = articles == 0 && skips.iter().any(|skip| skip.reason == "unreadable");
        let seen = FileFingerprint {
            size: file.source.size,
            modified: if unreadable {
                RETRY
            } else {
                file.source.modified_ns
            },
            hash: match self.changes {
                ChangeTest::SizeAndTime => None,
                ChangeTest::Checksum => checksum(&file.source.path),
            },
            articles,
            skipped: skips.len() as u32,
        };
        self.writer.add_file(&FileRecord {
            file: file.key.clone(),
            seen,
            skips,
        })?;
        self.changed.store(true, Ordering::Relaxed);
        self.totals
            .bytes
            .fetch_add(file.source.size, Ordering::Relaxed);
        self.tell();
        self.commit_now_and_then()
    }

    fn tell(&self) {
        let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        (self.progress)(Progress {
            bytes: count(&self.totals.bytes),
            all_bytes: self.all_bytes,
            articles: count(&self.totals.articles),
        });
    }

    fn commit_now_and_then(&self) -> Result<(), Error> {
        // Whoever holds the clock commits; the others go on.
        let Ok(mut committed) = self.committed.try_lock() else {
            return Ok(());
        };
        if committed.elapsed() >= COMMIT_EVERY {
            self.writer.commit()?;
            *committed = Instant::now();
        }
        Ok(())
    }
}

/// One file being read: its articles, a batch at a time.
struct Reading<'f> {
    run: &'f Run<'f>,
    key: &'f str,
    batch: Vec<Article>,
    bytes: usize,
    articles: u32,
    skips: Vec<SkipRecord>,
    /// How often each name within the file was given, to tell twins apart.
    names: BTreeMap<u64, u32>,
    /// The file was read to its end.
    ended: bool,
    /// The article at hand is the file's only one.
    alone: bool,
    error: Option<Error>,
}

impl Reading<'_> {
    fn take(&mut self, result: Result<Article, Skip>) {
        match result {
            Ok(article) => {
                self.bytes += article.body.len();
                self.batch.push(article);
                if self.batch.len() >= BATCH || self.bytes >= BATCH_BYTES {
                    self.flush();
                }
            }
            Err(skip) => {
                let mut skips = self.run.skips.lock().expect("no worker panicked");
                skips.push((path_of(self.key), skip.reason(), skip.to_string()));
                self.skips.push(skip_record(&skip));
            }
        }
    }

    /// Annotates the batch on all cores, and adds it in its order.
    fn flush(&mut self) {
        if self.batch.is_empty() || self.error.is_some() {
            return;
        }
        let batch = std::mem::take(&mut self.batch);
        self.bytes = 0;
        self.alone = self.ended && self.articles == 0 && batch.len() == 1;
        let ids: Vec<ArticleId> = batch.iter().map(|article| self.id(article)).collect();
        let key = self.key;
        let described: Vec<Vec<Record>> = batch
            .par_iter()
            .zip(ids)
            .map(|(article, id)| records(article, &annotate(article), key, id))
            .collect();
        for records in described {
            let quotes = records
                .iter()
                .filter(|record| record.quote.is_some())
                .count() as u64;
            self.articles += 1;
            self.run.totals.articles.fetch_add(1, Ordering::Relaxed);
            self.run.totals.quotes.fetch_add(quotes, Ordering::Relaxed);
            self.run
                .totals
                .passages
                .fetch_add(records.len() as u64 - quotes, Ordering::Relaxed);
            if let Err(error) = self.run.writer.add(&records) {
                self.error = Some(error);
                return;
            }
        }
    }

    /// Returns an article's permanent id: of its file, and of its own id, its address or, where
    /// it has neither, its words. Other articles of the file may come and go.
    fn id(&mut self, article: &Article) -> ArticleId {
        let own = article.source_id.as_deref().or(article.url.as_deref());
        let name = match own {
            Some(own) => xxh3_64(own.as_bytes()),
            // A file's one article keeps its id when it is corrected.
            None if self.alone => 0,
            None => xxh3_64(article.text().as_bytes()),
        };
        let twins = self.names.entry(name).or_default();
        *twins += 1;
        ArticleId(xxh3_64(format!("{}\0{name}\0{twins}", self.key).as_bytes()))
    }
}
