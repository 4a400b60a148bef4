//! Which words are marked as those that made a passage match.

use crate::engine::Marks;
use crate::index::tests::*;
use crate::text::Span;

/// Checks the first hit's title and text, with stars around the words marked.
#[track_caller]
fn check(reader: &Reader, typed: &str, unit: Unit, title: &str, text: &str) {
    let hits = search(reader, typed, unit);
    let hit = hits.hits.first().expect("a hit");
    assert_eq!(
        starred(&hit.record.title, &hit.marks.title),
        title,
        "{typed}"
    );
    assert_eq!(starred(&hit.record.text, &hit.marks.text), text, "{typed}");
}

fn starred(text: &str, spans: &[Span]) -> String {
    let mut starred = text.to_owned();
    for span in spans.iter().rev() {
        starred.insert(span.end, '*');
        starred.insert(span.start, '*');
    }
    starred
}

#[test]
fn marks_what_matched() {
    let (_dir, reader) = indexed();
    let check = |typed, title, text| check(&reader, typed, Unit::Passage, title, text);
    let plain = "Lavrov visits Wonsan";
    check(
        "resort wonsan",
        "Lavrov visits *Wonsan*",
        "*Resorts* along the coast were closed.",
    );
    // A phrase is marked as one, its words elsewhere are not.
    check(
        "\"nuclear talks\"",
        plain,
        "*Nuclear talks* had stalled. War, he said, was near.",
    );
    check(
        "\"nuclear talks\" war",
        plain,
        "*Nuclear talks* had stalled. *War*, he said, was near.",
    );
    // An arm that does not hold marks nothing.
    check(
        "(war nowhere) OR talk -resort",
        plain,
        "Nuclear *talks* had stalled. War, he said, was near.",
    );
    check(
        "(speaker:doe war) OR talk country:ru",
        plain,
        "Nuclear *talks* had stalled. War, he said, was near.",
    );
    check(
        "coast -war",
        plain,
        "Resorts along the *coast* were closed.",
    );
    check(
        "title:visit coast",
        "Lavrov *visits* Wonsan",
        "Resorts along the *coast* were closed.",
    );
    check("lang:fr", "", "Les élections ont eu lieu dimanche.");
    check(
        "lang:fr election",
        "",
        "Les *élections* ont eu lieu dimanche.",
    );
    check(
        "hauser lang:de",
        "Wahlen in Hessen",
        "Die *Häuser* im Land wählten. Die Nuclear GmbH schwieg.",
    );
}

#[test]
fn marks_quotations_and_speakers() {
    let (_dir, reader) = indexed();
    check(
        &reader,
        "speaker:lavrov alliance",
        Unit::Quote,
        "Lavrov visits Wonsan",
        "We warn against building *alliances*",
    );
    let hits = search(&reader, "speaker:(muller OR doe)", Unit::Passage);
    let marks = &hits.hits[0].marks.speakers;
    let speakers = &hits.hits[0].record.speakers;
    let names: Vec<&str> = marks
        .iter()
        .map(|&(at, span)| span.of(&speakers[at]))
        .collect();
    assert_eq!(names, ["Müller", "Doe"]);
}

#[test]
fn marks_speakers_in_any_spelling() {
    let (_dir, reader) = indexed();
    let marked = |typed: &str| {
        let hits = search(&reader, typed, Unit::Quote);
        let hit = &hits.hits[0];
        let marks = hit.marks.speakers.iter();
        let names = marks.map(|&(at, span)| span.of(&hit.record.speakers[at]));
        names.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(marked("speaker:lawrow"), "Lavrov");
    assert_eq!(marked("speaker:\"Sergey Lavroff\""), "Sergei Lavrov");
    assert_eq!(marked("speaker:mueller"), "Müller");
    assert_eq!(marked("spelled:sergei"), "Sergei");
}

#[test]
fn exports_code_points() {
    let (_dir, reader) = indexed();
    let hits = search(&reader, "wählten", Unit::Passage);
    let hit = &hits.hits[0];
    let text = &hit.record.text;
    assert_eq!(hit.marks.text[0].of(text), "wählten");
    assert_eq!(Marks::exported(&hit.marks.text, text), [[19, 26]]);
}
