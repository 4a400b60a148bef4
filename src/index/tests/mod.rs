//! What an index answers, by examples: a small archive, queries, the hits.

mod agreement;
mod answers;
mod countries;
mod marks;
mod order;
mod proximity;
mod questions;
mod random;
mod scripts;
mod speakers;
mod store;
mod within_article;

use crate::engine::Engine;
use crate::engine::Writer;
use crate::engine::{ArticleId, Hits, QuoteInfo, Record, SearchOptions, Unit};
use crate::index::{IndexWriter, Reader, WriterOptions};
use crate::place::Country;
use crate::query::{Plan, parse, to_plan};
use std::path::Path;
use tempfile::TempDir;

fn country(name: &str) -> Option<Country> {
    Country::from_code(match name {
        "North Korea" => "KP",
        "Russia" => "RU",
        name => name,
    })
}

fn plan(typed: &str) -> Plan {
    let parsed = parse(typed, &country);
    assert_eq!(parsed.errors, [], "{typed}");
    to_plan(&parsed.query)
}

/// Returns a passage of article `number`, in a file of its own.
fn passage(number: u64, position: u32, text: &str) -> Record {
    Record {
        file: format!("corpus/{number}.txt"),
        article: ArticleId(number),
        start: position * 1000,
        end: position * 1000 + text.chars().count() as u32,
        position,
        text: text.into(),
        lang: "en".into(),
        ..Record::default()
    }
}

fn quote(number: u64, position: u32, speaker: &str, text: &str) -> Record {
    Record {
        speakers: vec![speaker.into()],
        quote: Some(QuoteInfo {
            kind: "direct".into(),
            ..QuoteInfo::default()
        }),
        ..passage(number, position, text)
    }
}

fn codes(codes: &[&str]) -> Vec<Country> {
    codes
        .iter()
        .filter_map(|code| Country::from_code(code))
        .collect()
}

/// Six articles; passages carry what the article's title, date and speakers would.
fn archive() -> Vec<Vec<Record>> {
    let lavrov = |record: Record| Record {
        title: "Lavrov visits Wonsan".into(),
        outlet: Some("The Daily Post".into()),
        byline: Some("Anna Lind".into()),
        published: Some("2025-07-12".into()),
        speakers: vec!["Sergei Lavrov".into()],
        countries: codes(&["RU", "KP"]),
        url: Some("https://example.org/asia/wonsan".into()),
        ..record
    };
    let minister = |record: Record| Record {
        title: "Minister quits over budget".into(),
        outlet: Some("Evening Herald".into()),
        published: Some("2024-03-05T22:10:00+02:00".into()),
        speakers: match record.unit() {
            Unit::Passage => vec!["Željko Müller".into(), "Jane Doe".into()],
            Unit::Quote => record.speakers.clone(),
        },
        countries: codes(&["DE"]),
        ..record
    };
    vec![
        vec![
            lavrov(passage(
                1,
                0,
                "Russia's foreign minister warned of nuclear war on Saturday.",
            )),
            lavrov(passage(
                1,
                1,
                "Nuclear talks had stalled. War, he said, was near.",
            )),
            lavrov(passage(1, 2, "Resorts along the coast were closed.")),
            lavrov(quote(
                1,
                0,
                "Sergei Lavrov",
                "We warn against building alliances",
            )),
        ],
        vec![
            minister(passage(
                2,
                0,
                "The minister left after talks about the budget.",
            )),
            minister(quote(
                2,
                0,
                "Željko Müller",
                "The budget is an alliance of nobody",
            )),
            minister(quote(2, 1, "Jane Doe", "John would have paid")),
        ],
        vec![Record {
            title: "Wahlen in Hessen".into(),
            lang: "de".into(),
            published: Some("2024".into()),
            countries: codes(&["DE"]),
            ..passage(
                3,
                0,
                "Die Häuser im Land wählten. Die Nuclear GmbH schwieg.",
            )
        }],
        vec![Record {
            lang: "fr".into(),
            published: Some("2023-12-31".into()),
            countries: codes(&["FR"]),
            ..passage(4, 0, "Les élections ont eu lieu dimanche.")
        }],
        vec![Record {
            published: Some("2024-02-29".into()),
            ..passage(
                5,
                0,
                "Elections were held. A war of words. Resort prices rose.",
            )
        }],
        vec![Record {
            lang: String::new(),
            ..passage(6, 0, "Words of no known language: elections, Häuser")
        }],
    ]
}

fn options(threads: usize) -> WriterOptions {
    WriterOptions {
        threads,
        memory: 30_000_000,
    }
}

fn write(dir: &Path, articles: &[Vec<Record>]) {
    let writer = IndexWriter::open(dir, &options(1)).expect("a fresh folder");
    for article in articles {
        writer.add(article).expect("room on disk");
    }
    writer.finish().expect("room on disk");
}

fn indexed() -> (TempDir, Reader) {
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), &archive());
    let reader = Reader::open(dir.path()).expect("an index");
    (dir, reader)
}

fn search(reader: &Reader, typed: &str, unit: Unit) -> Hits {
    let options = SearchOptions {
        unit,
        ..SearchOptions::default()
    };
    reader.hits(&plan(typed), &options).expect("an answer")
}
