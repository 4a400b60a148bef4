//! `onrecord index`: brings an index up to date with a folder.

use crate::cli::outcome::Outcome;
use crate::cli::output::style;
use crate::index::Reader;
use crate::ingest::{Options, Progress, Report, ingest};
use anyhow::Result;
use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Index a folder of articles, or update its index
///
/// Reads only new and changed files, and removes deleted files from the index. An interrupted run
/// loses nothing: the next one finishes it.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord index ~/articles
  onrecord index ~/articles --index ~/articles-index
  onrecord index                                        the folder `corpus`, into `index`

An index can hold any number of folders; `search --corpus DIR` searches one of them.")]
pub(crate) struct Arguments {
    /// The folder to index, or a single file
    #[arg(default_value = "corpus")]
    corpus: PathBuf,
    /// The index folder
    #[arg(long, value_name = "DIR", default_value = "index")]
    index: PathBuf,
    /// Number of threads; 0 means one per core
    #[arg(long, value_name = "N", default_value_t = 0)]
    threads: usize,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let report = update(&arguments.corpus, &arguments.index, arguments.threads)?;
    tell(&report);
    tell_overlaps(&Reader::open(&arguments.index)?, &report.label);
    Ok(Outcome::Found)
}

/// Says where a folder lies in another of the same index.
pub(crate) fn tell_overlaps(reader: &Reader, label: &str) {
    let roots = reader.roots();
    let Some(own) = roots.iter().find(|root| root.label == label) else {
        return;
    };
    for other in roots.iter().filter(|root| root.label != label) {
        let [inner, outer] = [(own, other), (other, own)].map(|(inner, outer)| {
            let lies = Path::new(&inner.path).starts_with(&outer.path);
            lies.then_some((&inner.path, &outer.path))
        });
        if let Some((inner, outer)) = inner.or(outer) {
            anstream::eprintln!(
                "{inner} lies in {outer}, which is in this index as well: its articles count twice, but for --corpus"
            );
        }
    }
}

/// Brings the index up to date, with a bar on the terminal while it lasts.
pub(crate) fn update(corpus: &Path, index: &Path, threads: usize) -> Result<Report> {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style =
        ProgressStyle::with_template("{bar:32} {percent:>3}%  {bytes_per_sec}  {msg}  {eta} left");
    bar.set_style(style.expect("the template is well formed"));
    let show = |progress: Progress| {
        bar.set_length(progress.all_bytes);
        bar.set_position(progress.bytes);
        bar.set_message(format!("{} articles", HumanCount(progress.articles)));
    };
    let options = Options {
        corpus: corpus.to_owned(),
        index: index.to_owned(),
        threads,
    };
    let report = ingest(&options, &show);
    bar.finish_and_clear();
    Ok(report?)
}

/// Says in a few lines what was done, and names what was passed over.
pub(crate) fn tell(report: &Report) {
    let mut line = format!("{} files: ", HumanCount(report.files as u64));
    let mut parts = Vec::new();
    if report.read > 0 {
        let speed = report.bytes as f64 / report.took.as_secs_f64().max(1e-3);
        parts.push(format!(
            "{} read ({} articles, {} passages, {} quotations; {} in {:.1} s, {}/s)",
            HumanCount(report.read as u64),
            HumanCount(report.articles),
            HumanCount(report.passages),
            HumanCount(report.quotes),
            HumanBytes(report.bytes),
            report.took.as_secs_f64(),
            HumanBytes(speed as u64),
        ));
    }
    for (count, what) in [
        (report.unchanged, "unchanged"),
        (report.removed, "removed"),
        (report.skips.len(), "skipped"),
    ] {
        if count > 0 {
            parts.push(format!("{} {what}", HumanCount(count as u64)));
        }
    }
    if parts.is_empty() {
        parts.push("nothing to do".to_owned());
    }
    line.push_str(&parts.join(", "));
    anstream::eprintln!("{line}");
    tell_skips(report);
}

/// On a terminal a long list would hide the rest; elsewhere every skip is named.
fn tell_skips(report: &Report) {
    const SHOWN: usize = 20;
    let shown = if std::io::stderr().is_terminal() {
        SHOWN
    } else {
        usize::MAX
    };
    for (path, reason, message) in report.skips.iter().take(shown) {
        anstream::eprintln!(
            "  skipped {path}: {message} {}",
            style::aside(format_args!("[{reason}]"))
        );
    }
    if report.skips.len() > shown {
        anstream::eprintln!(
            "  … and {} more; `onrecord stats --skips` names them all",
            report.skips.len() - shown
        );
    }
}
