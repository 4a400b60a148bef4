//! Countries from the text to the answer: three questions, regions, counts, scores.

use crate::archive::Archive;

const FISH: &str = "\
Title: Danish boats turn back
Date: 2024-03-05
Language: en

COPENHAGEN - Danish boats turned back on Monday. Denmark and Norway had talked all night.

\"We are tired of it,\" said Danish fisheries minister Karen Lindgaard.
";
const WINE: &str = "\
Title: A good year for wine
Date: 2024-03-06
Language: en

Growers near Tbilisi say that Georgia has not seen such grapes for years.
";

fn archive() -> Archive {
    Archive::indexed(&[("fish.txt", FISH), ("wine.txt", WINE)])
}

#[track_caller]
fn check(question: &str, expected: &[&str]) {
    assert_eq!(archive().found(&[question]), expected, "{question}");
}

#[test]
fn three_questions() {
    check("country:norway", &["fish.txt"]);
    check("about:denmark", &["fish.txt"]);
    check("about:norway", &[]);
    check("speaker_country:dk", &["fish.txt"]);
    check("speaker_country:norway", &[]);
    check("country:georgien", &["wine.txt"]);
    check("country:us", &[]);
}

#[test]
fn regions_stand_for_their_members() {
    check("country:nordics", &["fish.txt"]);
    check("about:kaukasus", &["wine.txt"]);
    check("-country:scandinavia", &["wine.txt"]);
    check("country:sahel", &[]);
    let run = archive().run(&["search", "about:caucasus"]).expect(0);
    assert!(run.err.contains("Caucasus means AM AZ GE"), "{run:?}");
    let unknown = archive().run(&["search", "about:atlantis"]).expect(2);
    assert!(
        unknown.err.contains("unknown country `atlantis`"),
        "{unknown:?}"
    );
}

#[test]
fn lists_countries() {
    let archive = archive();
    let all = archive.run(&["countries"]).expect(0).out;
    let expected = "\
DK  Denmark  1 article, mainly in 1, 1 quotation
GE  Georgia  1 article, mainly in 1
NO  Norway   1 article
";
    assert_eq!(all, expected);
    let csv = archive
        .run(&["countries", "nordics", "-f", "csv"])
        .expect(0)
        .out;
    assert_eq!(csv.lines().nth(1), Some("1,DK,Denmark,,,1,1,1"));
    archive.run(&["countries", "sahel"]).expect(1);
    archive.run(&["countries", "atlantis"]).expect(2);
}

#[test]
fn scores_places() {
    let gold = r#"{"id": 1, "text": "Talks in Oslo and Lagos.", "places": [{"start": 9, "end": 13, "country": "NO"}, {"start": 18, "end": 23, "country": "PT"}]}"#;
    let archive = Archive::new(&[("gold.jsonl", gold)]);
    let path = archive.corpus().join("gold.jsonl");
    let path = path.to_str().expect("a plain path");
    let run = archive
        .run(&["evaluate", "places", path, "--worst", "1"])
        .expect(0);
    assert!(
        run.out.contains("country right 0.500 of 2 places found"),
        "{}",
        run.out
    );
    assert!(run.out.contains("PT, not NG"), "{}", run.out);
}
