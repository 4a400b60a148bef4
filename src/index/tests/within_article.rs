//! `a w/doc b` by hand-written truth: what the index, the slow reference and a conjunction asked of
//! whole articles find.

use crate::engine::reference::{Marked, ReferenceMatcher};
use crate::engine::{Engine, Grouping, MatchScope};
use crate::index::tests::*;

/// Three articles of several passages, one that has all in its title and text, and one short.
fn articles() -> Vec<Vec<Record>> {
    let article = |number: u64, title: &str, passages: &[&str]| -> Vec<Record> {
        let passages = (0..).zip(passages);
        passages
            .map(|(position, text)| Record {
                title: title.to_owned(),
                ..passage(number, position, text)
            })
            .collect()
    };
    vec![
        article(
            1,
            "Sitting",
            &[
                "The senate met on Monday.",
                "Ferries were late.",
                "Tariffs on steel rose.",
            ],
        ),
        article(
            2,
            "Trade",
            &["The senate raised the steel tariff.", "The senate rose."],
        ),
        article(3, "Senate rises", &["Ferries were late.", "Wool fell."]),
        article(4, "Senate on wool", &["A tariff on wool, not on steel."]),
    ]
}

fn found(reader: &Reader, typed: &str, scope: MatchScope) -> Vec<(String, Marked)> {
    let options = SearchOptions {
        limit: usize::MAX,
        grouping: Grouping::None,
        scope,
        ..SearchOptions::default()
    };
    let hits = reader.hits(&plan(typed), &options).expect("an answer");
    assert_eq!(hits.matches, hits.hits.len(), "{typed}");
    let mut found: Vec<(String, Marked)> = hits
        .hits
        .iter()
        .map(|hit| (key(&hit.record), super::random::marked(hit)))
        .collect();
    found.sort();
    found
}

fn key(record: &Record) -> String {
    format!("{}.{}", record.article.0, record.position)
}

fn slowly(typed: &str) -> Vec<(String, Marked)> {
    let plan = plan(typed);
    let mut found = Vec::new();
    for passages in &articles() {
        for record in passages {
            let reference = ReferenceMatcher {
                langs: &["en"],
                record,
                passages,
                quotes: &[],
            };
            found.extend(reference.answer(&plan).map(|marks| (key(record), marks)));
        }
    }
    found
}

/// Checks the passages listed, as `article.position`.
#[track_caller]
fn check(reader: &Reader, typed: &str, expected: &[&str]) {
    let indexed = found(reader, typed, MatchScope::Passage);
    let keys: Vec<&str> = indexed.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, expected, "{typed}");
    assert_eq!(slowly(typed), indexed, "{typed}");
}

#[test]
fn finds_both_in_one_article() {
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), &articles());
    let reader = Reader::open(dir.path()).expect("an index");

    check(
        &reader,
        "senate w/doc tariff",
        &["1.0", "1.2", "2.0", "2.1", "4.0"],
    );
    check(
        &reader,
        "tariff w/doc senate",
        &["1.0", "1.2", "2.0", "2.1", "4.0"],
    );
    check(&reader, "senate AND tariff", &["2.0", "4.0"]);
    check(&reader, "ferries w/doc steel", &["1.1", "1.2"]);
    check(&reader, "ferries w/doc wool", &["3.0", "3.1"]);
    check(&reader, "\"steel tariff\" w/doc rose", &["2.0", "2.1"]);
    check(
        &reader,
        "ferries w/doc (tariffs w/3 steel)",
        &["1.1", "1.2"],
    );
    check(&reader, "ferries w/doc tariffs w/3 steel", &["1.1", "1.2"]);
    check(
        &reader,
        "ferries w/doc (steel OR wool)",
        &["1.1", "1.2", "3.0", "3.1"],
    );
    check(
        &reader,
        "(senate AND ferries) w/doc steel",
        &["1.0", "1.1", "1.2"],
    );
    check(
        &reader,
        "senate w/doc steel w/doc late",
        &["1.0", "1.1", "1.2"],
    );
    check(&reader, "senate w/doc nowhere", &[]);
    check(&reader, "ferr* w/doc =Tariffs", &["1.1", "1.2"]);
    // Within one passage all else holds as ever.
    check(&reader, "(ferries w/doc steel) AND late", &["1.1"]);
    check(
        &reader,
        "title:trade (senate w/doc tariff)",
        &["2.0", "2.1"],
    );
    check(&reader, "late NOT (ferries w/doc steel)", &["3.0"]);
    check(
        &reader,
        "(ferries w/doc steel) OR met",
        &["1.0", "1.1", "1.2"],
    );
}

#[test]
fn finds_what_a_conjunction_asked_of_whole_articles_does() {
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), &articles());
    let reader = Reader::open(dir.path()).expect("an index");
    for (one, other) in [
        ("senate", "tariff"),
        ("ferries", "steel"),
        ("(steel OR wool)", "rose"),
        ("\"steel tariff\"", "senate"),
        ("(tariffs w/3 steel)", "late"),
        ("senate", "nowhere"),
    ] {
        let within = format!("{one} w/doc {other}");
        let both = format!("{one} AND {other}");
        assert_eq!(
            found(&reader, &within, MatchScope::Passage),
            found(&reader, &both, MatchScope::Article),
            "{within}"
        );
    }
}
