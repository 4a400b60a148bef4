//! Who is listed as a speaker, with which counts.

use crate::engine::Engine;
use crate::engine::SpeakerOptions;
use crate::index::tests::*;
use crate::person::{Aliases, NameMatching};
use crate::query::with_aliases;

fn said(number: u64, position: u32, speaker: &str, country: &str, published: &str) -> Record {
    let mut quote = quote(number, position, speaker, "words");
    quote.published = Some(published.into());
    if let Some(said) = &mut quote.quote {
        said.speaker_country = Country::from_code(country);
        said.role = Some("minister".into()).filter(|_| !country.is_empty());
    }
    quote
}

fn archive() -> Vec<Vec<Record>> {
    vec![
        vec![
            passage(1, 0, "Talks were held."),
            said(1, 0, "Sergei Tavrichin", "RU", "2024-03-05"),
            said(1, 1, "Sergei Tavrichin", "RU", "2024-03-05"),
            said(1, 2, "Miriam Otuoma", "KE", "2024-03-05"),
        ],
        vec![said(2, 0, "Sergej Tawritschin", "", "2023-12-01")],
        vec![
            said(3, 0, "Sergey Tavrichin", "RU", "2025-01-02"),
            said(3, 1, "Daniel Otuoma", "KE", "2025-01-02"),
        ],
        vec![said(4, 0, "Otuoma", "", "2025-01-02")],
    ]
}

/// Checks "key: quotations, articles, first–last" of each.
#[track_caller]
fn check(options: &SpeakerOptions, expected: &[&str]) {
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), &archive());
    let reader = Reader::open(dir.path()).expect("an index");
    let speakers = reader.speakers(options).expect("an index");
    let shown = speakers.iter().map(|speaker| {
        let (first, last) = speaker.days.clone().unwrap_or_default();
        let (key, quotes, articles) = (&speaker.person.key, speaker.quotes, speaker.articles);
        format!("{key}: {quotes}, {articles}, {first} {last}")
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected);
}

fn named(named: &str) -> SpeakerOptions {
    SpeakerOptions {
        named: named.into(),
        ..SpeakerOptions::default()
    }
}

#[test]
fn lists_people() {
    check(
        &named(""),
        &[
            "sergei-tavrichin: 4, 3, 2023-12-01 2025-01-02",
            "daniel-otuoma: 1, 1, 2025-01-02 2025-01-02",
            "miriam-otuoma: 1, 1, 2024-03-05 2024-03-05",
            "otuoma: 1, 1, 2025-01-02 2025-01-02",
        ],
    );
}

#[test]
fn by_any_spelling() {
    let tavrichin = "sergei-tavrichin: 4, 3, 2023-12-01 2025-01-02";
    check(&named("TAWRITSCHIN"), &[tavrichin]);
    check(&named("Sergey Tavrichin"), &[tavrichin]);
    check(
        &named("miriam"),
        &["miriam-otuoma: 1, 1, 2024-03-05 2024-03-05"],
    );
    check(&named("nobody"), &[]);
}

#[test]
fn as_spelled() {
    let options = SpeakerOptions {
        matching: NameMatching::Off,
        ..named("tavrichin")
    };
    check(
        &options,
        &[
            "sergei-tavrichin: 2, 1, 2024-03-05 2024-03-05",
            "sergei-tavrichin-ru: 1, 1, 2025-01-02 2025-01-02",
        ],
    );
}

#[test]
fn by_alias() {
    let (aliases, _) = Aliases::parse("Miriam Otuoma\tOtuoma\tThe Minister\n");
    let options = SpeakerOptions {
        aliases: aliases.clone(),
        ..named("miriam")
    };
    check(&options, &["miriam-otuoma: 2, 2, 2024-03-05 2025-01-02"]);

    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), &archive());
    let reader = Reader::open(dir.path()).expect("an index");
    let quotes = |typed: &str| {
        let plan = with_aliases(plan(typed), &aliases, NameMatching::On);
        let options = SearchOptions {
            unit: Unit::Quote,
            ..SearchOptions::default()
        };
        reader.hits(&plan, &options).expect("an answer").matches
    };
    assert_eq!(quotes("speaker:\"the minister\""), 3);
    assert_eq!(quotes("speaker:miriam"), 3);
    assert_eq!(quotes("speaker:daniel"), 1);
}
