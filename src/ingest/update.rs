//! Brings an archive up to date with a folder.

use crate::engine::{Error, Writer};
use crate::index::{IndexWriter, WriterOptions};
use crate::ingest::changes::{FoundFile, find, gone};
use crate::ingest::ids::Ids;
use crate::ingest::language::FolderLanguage;
use crate::ingest::options::{Options, Progress, Report};
use crate::ingest::roots::{canonical, known_files, label, path_of};
use crate::ingest::run::{Run, Totals, remember_skip};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

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
        writer.wait_for_merges()?;
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
    let found = find(&corpus, &options.index, &label);
    let mut report = Report {
        label: label.clone(),
        files: found.files.len() + found.skips.len(),
        ..Report::default()
    };

    let mut changed = false;
    let gone = gone(&known, &found);
    for key in &gone {
        writer.remove_file(key)?;
        changed = true;
        report.removed += usize::from(known.read.contains_key(key));
    }
    let language = FolderLanguage::new(&found.files);
    let (old, fresh): (Vec<FoundFile>, Vec<FoundFile>) =
        found.files.into_iter().partition(|file| {
            let seen = known.read.get(&file.key);
            seen.is_some_and(|seen| file.is_same(seen, options.changes))
        });
    report.unchanged = old.len();
    for (key, skip) in found.skips {
        changed |= remember_skip(writer, &known, &key, &skip)?;
        report
            .skips
            .push((path_of(&key), skip.reason(), skip.to_string()));
    }

    let ids = Ids::new(writer, &fresh, &gone);
    let run_with = |progress| Run {
        writer,
        files: &fresh,
        ids: &ids,
        language: &language,
        known: &known,
        changes: options.changes,
        progress,
        all_bytes: fresh.iter().map(|file| file.source.size).sum(),
        totals: Totals::default(),
        skips: Mutex::default(),
        committed: Mutex::new(Instant::now()),
        changed: AtomicBool::new(changed),
    };
    let run = run_with(progress);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.threads)
        .build()
        .expect("a pool of threads can be made");
    pool.install(|| run.read())?;
    // What is read once more was counted and shown before.
    pool.install(|| run_with(&|_| ()).read_again())?;

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
