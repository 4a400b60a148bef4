//! Indexes a folder, runs a query and prints the hits.
//!
//! ```sh
//! cargo run --example embed -- corpus 'speaker:otuoma levy'
//! ```

use onrecord::engine::SearchOptions;
use onrecord::index::Reader;
use onrecord::ingest::{Options, ingest};
use onrecord::search::{NamePolicy, Request, SearchService};
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let corpus = PathBuf::from(arguments.next().unwrap_or("corpus".to_owned()));
    let query = arguments.next().unwrap_or("speaker:otuoma levy".to_owned());

    // Reads only what is new or changed since the last run.
    let index = std::env::temp_dir().join("onrecord-embed");
    let report = ingest(&Options::new(corpus, &index), &|_progress| ())?;
    println!("{} files, {} skipped", report.files, report.skips.len());

    // Fails if any part of the query is not understood.
    let service = SearchService::new(Reader::open(&index)?, NamePolicy::default());
    let understood = service.understand(&Request::new(query))?;
    let answer = service.search(&understood.plan, &SearchOptions::default())?;
    println!("{} articles match {}", answer.articles, understood.plan);
    for hit in answer {
        let hit = hit?;
        println!("{:>2}. {}", hit.rank, hit.record.title);
        println!("    speaking: {}", hit.record.speakers.join(", "));
    }
    Ok(())
}
