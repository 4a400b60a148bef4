//! Indexes a folder, runs a query and prints the hits: the library in thirty lines.
//!
//! ```sh
//! cargo run --example embed -- corpus 'speaker:otuoma levy'
//! ```

use onrecord::engine::SearchOptions;
use onrecord::index::Reader;
use onrecord::ingest::{Options, ingest};
use onrecord::place;
use onrecord::query::parse;
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let corpus = PathBuf::from(arguments.next().unwrap_or_else(|| "corpus".to_owned()));
    let query = arguments.next().unwrap_or_else(|| "speaker:otuoma levy".to_owned());
    let index = std::env::temp_dir().join("onrecord-embed");

    // Reads what is new or changed since the last run.
    let options = Options {
        corpus,
        index: index.clone(),
        threads: 0,
    };
    let report = ingest(&options, &|_progress| ())?;
    println!("{} files, {} skipped", report.files, report.skips.len());

    // A query that was not fully understood comes with diagnostics.
    let parsed = parse(&query, &|name: &str| place::lookup(name));
    for diagnostic in &parsed.notes {
        eprintln!("{}", diagnostic.message);
    }
    let hits = Reader::open(&index)?.search(&parsed.query.plan(), &SearchOptions::default())?;
    println!("{} articles match", hits.articles);
    for hit in &hits.hits {
        println!("{:>2}. {}", hit.rank, hit.record.title);
        println!("    {}", hit.record.speakers.join(", "));
    }
    Ok(())
}
