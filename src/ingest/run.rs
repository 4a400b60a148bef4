//! One run over the files that are new or changed: reads, annotates and adds them.

use crate::annotate::annotate;
use crate::article::Article;
use crate::corpus::{Skip, read};
use crate::engine::{
    ArticleId, Error, FileFingerprint, FileRecord, KnownFiles, Record, SkipRecord, Writer, records,
};
use crate::ingest::changes::{FoundFile, checksum};
use crate::ingest::ids::Ids;
use crate::ingest::language::{self, FolderLanguage, LanguageCounts};
use crate::ingest::options::{ChangeTest, Progress};
use crate::ingest::roots::path_of;
use rayon::prelude::*;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How long what was indexed may wait for a commit: what a killed run loses at most.
const COMMIT_EVERY: Duration = Duration::from_secs(20);

/// How many articles of one file are annotated together.
const BATCH: usize = 64;
/// A batch of long articles ends at this many bytes.
const BATCH_BYTES: usize = 2 << 20;

/// The time a file is remembered by if it could not be opened: no file has it, so the next run
/// tries again.
const RETRY: i64 = i64::MIN;

/// Remembers what the walk could not enter; tells whether that was news.
pub(crate) fn remember_skip(
    writer: &dyn Writer,
    known: &KnownFiles,
    key: &str,
    skip: &Skip,
) -> Result<bool, Error> {
    if known.read.contains_key(key) {
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

pub(crate) fn skip_record(skip: &Skip) -> SkipRecord {
    SkipRecord {
        reason: skip.reason().to_owned(),
        message: skip.to_string(),
    }
}

/// What was read so far.
#[derive(Default)]
pub(crate) struct Totals {
    pub articles: AtomicU64,
    pub passages: AtomicU64,
    pub quotes: AtomicU64,
    pub bytes: AtomicU64,
}

/// One run over the files that are new or changed.
pub(crate) struct Run<'r> {
    pub writer: &'r dyn Writer,
    pub files: &'r [FoundFile],
    pub ids: &'r Ids<'r>,
    pub language: &'r FolderLanguage,
    pub known: &'r KnownFiles,
    pub changes: ChangeTest,
    pub progress: &'r (dyn Fn(Progress) + Sync),
    pub all_bytes: u64,
    pub totals: Totals,
    pub skips: Mutex<Vec<(String, &'static str, String)>>,
    /// When the last commit was.
    pub committed: Mutex<Instant>,
    pub changed: AtomicBool,
}

impl Run<'_> {
    /// Reads all files, on all cores.
    pub(crate) fn read(&self) -> Result<(), Error> {
        // Begun in their order, so that few lose an id to one before them.
        (0..self.files.len())
            .par_bridge()
            .try_for_each(|at| self.file(at))
    }

    /// Reads once more the files that lost an id to one before them.
    pub(crate) fn read_again(&self) -> Result<(), Error> {
        while let Some(at) = self.ids.next_to_read_again() {
            self.writer.remove_file(&self.files[at].key)?;
            self.file(at)?;
        }
        Ok(())
    }

    /// Reads a file, and adds its articles and the memory of it.
    fn file(&self, at: usize) -> Result<(), Error> {
        let file = &self.files[at];
        let known = self.known;
        if known.read.contains_key(&file.key) || known.unfinished.contains(&file.key) {
            self.writer.remove_file(&file.key)?;
        }
        let mut reading = Reading {
            run: self,
            at,
            key: &file.key,
            batch: Vec::new(),
            bytes: 0,
            articles: 0,
            skips: Vec::new(),
            languages: LanguageCounts::default(),
            error: None,
        };
        read(&file.source, &mut |result| reading.take(result));
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
        let file_record = FileRecord {
            file: file.key.clone(),
            seen,
            skips,
        };
        self.ids.settle(at, || self.writer.add_file(&file_record))?;
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
    at: usize,
    key: &'f str,
    batch: Vec<Article>,
    bytes: usize,
    articles: u32,
    skips: Vec<SkipRecord>,
    /// Of the articles up to the last of the batch.
    languages: LanguageCounts,
    error: Option<Error>,
}

impl Reading<'_> {
    fn take(&mut self, result: Result<Article, Skip>) {
        match result {
            Ok(article) => {
                self.bytes += article.body.len();
                self.languages.add(&article);
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
        let mut batch = std::mem::take(&mut self.batch);
        self.bytes = 0;
        let ids = batch
            .iter()
            .map(|article| self.run.ids.take(article, self.at));
        let ids: Vec<ArticleId> = match ids.collect() {
            Ok(ids) => ids,
            Err(error) => {
                self.error = Some(error);
                return;
            }
        };
        language::fill(&mut batch, &self.languages, self.run.language);
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
}
