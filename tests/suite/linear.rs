//! Annotating takes time in proportion to the text, however strange the text is.

use onrecord::annotate::annotate_text;
use std::time::{Duration, Instant};

/// What the largest text may take in a dev build on a busy machine.
const BOUND: Duration = Duration::from_secs(20);

/// How many times longer a text of twice the size may take.
const RATIO: f64 = 3.5;

/// What is shorter than this is noise.
const NOISE: Duration = Duration::from_millis(150);

/// Checks a text made for a size, at half the size and at the whole.
#[track_caller]
fn check(size: usize, text: impl Fn(usize) -> String) {
    let [half, whole] = [size / 2, size].map(|size| {
        let text = text(size);
        // The better of two: a busy machine only ever adds.
        (0..2).map(|_| time(&text)).min().expect("two runs")
    });
    assert!(whole < BOUND, "{whole:?}");
    let ratio = whole.as_secs_f64() / half.max(NOISE).as_secs_f64();
    assert!(ratio < RATIO, "{half:?} for half, {whole:?} for the whole");
}

/// Returns how long it takes; on Linux, without what others took of the machine meanwhile.
fn time(text: &str) -> Duration {
    let started = (busy(), Instant::now());
    let found = annotate_text(text, "en");
    let took = match (started.0, busy()) {
        (Some(before), Some(after)) => after - before,
        _ => started.1.elapsed(),
    };
    drop(found);
    took
}

/// Returns how long this thread has been at work.
fn busy() -> Option<Duration> {
    let numbers = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = numbers.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// Returns `count` of what is made from a number.
fn repeat(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

#[test]
fn an_article_of_five_megabytes() {
    const SURNAMES: &[&str] = &[
        "Lindqvest",
        "Okonkwo",
        "Radko",
        "Delahunt",
        "Aubrac",
        "Tembeck",
    ];
    check(5 << 20, |bytes| {
        repeat(bytes / 250, |n| {
            let name = SURNAMES[n % SURNAMES.len()];
            format!(
                "\"The harbour at pier {n} is closed,\" said Maria {name}, the chief engineer of \
                 the port of Odessa. She added that ships from Turkey and Romania would wait. \
                 Mr {name} told reporters on Monday that \"nothing has been decided\".\n\n"
            )
        })
    });
}

#[test]
fn many_quotation_marks() {
    check(200_000, |marks| "\"".repeat(marks));
    check(200_000, |marks| "“".repeat(marks));
    check(200_000, |marks| {
        repeat(marks, |n| format!("\" w{} ", n % 10))
    });
    check(200_000, |marks| repeat(marks, |_| "' said he ".to_owned()));
}

#[test]
fn a_sentence_without_end() {
    check(100_000, |words| {
        repeat(words, |n| format!("word{} ", n % 1000))
    });
    check(100_000, |words| {
        repeat(words / 4, |_| "said Anna Lind that ".to_owned())
    });
}

#[test]
fn a_million_lines() {
    check(1_000_000, |lines| "\n".repeat(lines));
    check(1_000_000, |lines| repeat(lines, |_| "he said\n".to_owned()));
}
