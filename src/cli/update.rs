//! Brings an index up to date, with a progress bar on the terminal.

use crate::ingest::{ChangeTest, Options, Progress, Report, ingest};
use anyhow::Result;
use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::path::Path;

/// Brings the index up to date, with a bar on the terminal while it lasts.
pub(crate) fn update(
    corpus: &Path,
    index: &Path,
    threads: usize,
    changes: ChangeTest,
) -> Result<Report> {
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
        changes,
    };
    let report = ingest(&options, &show);
    bar.finish_and_clear();
    Ok(report?)
}
