//! What a run of indexing did, and what it skipped, in a few lines.

use crate::cli::output::stream::note;
use crate::cli::output::style;
use crate::ingest::Report;
use crate::search::Overlap;
use indicatif::{HumanBytes, HumanCount};
use std::io::IsTerminal;

/// Says where a folder lies in another of the same index.
pub(crate) fn print_overlaps(overlaps: &[Overlap]) {
    for Overlap { inner, outer } in overlaps {
        note!(
            "{inner} lies inside {outer}, which is in this index too: its articles are counted twice unless you pass --corpus"
        );
    }
}

/// Says in a few lines what was done, and names what was passed over.
pub(crate) fn print_report(report: &Report) {
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
    note!("{line}");
    print_skips(report);
}

/// On a terminal a long list would hide the rest; elsewhere every skip is named.
fn print_skips(report: &Report) {
    const SHOWN: usize = 20;
    let shown = if std::io::stderr().is_terminal() {
        SHOWN
    } else {
        usize::MAX
    };
    for (path, reason, message) in report.skips.iter().take(shown) {
        note!(
            "  skipped {path}: {message} {}",
            style::aside(format_args!("[{reason}]"))
        );
    }
    if report.skips.len() > shown {
        note!(
            "  … and {} more; `onrecord stats --skips` names them all",
            report.skips.len() - shown
        );
    }
}
