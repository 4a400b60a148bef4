//! The query language by examples: `tests/golden/questions.txt`.

use crate::engine::Engine;
use crate::engine::reference::{Marked, Part, ReferenceMatcher};
use crate::index::tests::*;
use crate::query::PlaceResolver;
use crate::text::offsets::CodePoints;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Few countries, and a day that stays the same.
struct Fixed;

impl PlaceResolver for Fixed {
    fn country(&self, name: &str) -> Option<Country> {
        country(&name.to_uppercase()).or_else(|| country(name))
    }

    fn today(&self) -> Option<jiff::civil::Date> {
        Some(jiff::civil::Date::constant(2024, 3, 31))
    }
}

fn path() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/questions.txt")
}

/// Reads one article: lines with a name and a colon, then its text.
fn article(number: u64, typed: &str) -> Vec<Record> {
    let mut record = passage(number, 0, "");
    let mut said = Vec::new();
    let mut rest = typed;
    while let Some((line, below)) = rest.split_once('\n') {
        let names = [
            "title",
            "outlet",
            "byline",
            "section",
            "lang",
            "date",
            "countries",
            "said",
        ];
        let Some((name, value)) = line
            .split_once(':')
            .filter(|(name, _)| names.contains(name))
        else {
            break;
        };
        let value = value.trim().to_owned();
        match name {
            "title" => record.title = value,
            "outlet" => record.outlet = Some(value),
            "byline" => record.byline = Some(value),
            "section" => record.section = Some(value),
            "lang" => record.lang = value,
            "date" => record.published = Some(value),
            "countries" => record.countries = codes(&value.split(' ').collect::<Vec<_>>()),
            _ => said.push(value),
        }
        rest = below;
    }
    record.text = rest.trim().to_owned();
    record.end = record.text.chars().count() as u32;
    record.lead = record.text.find("\n\n").unwrap_or(record.text.len()) as u32;
    let mut quotes = Vec::new();
    for (position, typed) in (0..).zip(&said) {
        let [name, form, words] = typed.split(" | ").collect::<Vec<_>>()[..] else {
            panic!("{typed}: a quotation is `name | unit | words`");
        };
        let start = record.text.find(words).expect("the words are in the text");
        let span = crate::text::Span::new(start, start + words.len());
        let [from, to] = CodePoints::new(&record.text).span(span);
        record.speakers.push(name.to_owned());
        quotes.push(Record {
            start: from as u32,
            end: to as u32,
            position,
            text: words.to_owned(),
            lead: record
                .lead
                .min(span.end as u32)
                .saturating_sub(start as u32),
            speakers: vec![name.to_owned()],
            quote: Some(QuoteInfo {
                kind: form.to_owned(),
                ..QuoteInfo::default()
            }),
            ..record.clone()
        });
    }
    [vec![record], quotes].concat()
}

/// Returns a line for each record that answers.
fn shown(found: &BTreeMap<(u64, u32), (Record, Marked)>) -> String {
    let mut shown = String::new();
    for (record, marks) in found.values() {
        let mut line = format!("  {}:", record.article.0);
        for &(part, start, end) in marks {
            let (open, close, text) = match part {
                Part::Title => ("[", "]", &record.title),
                Part::Text => ("", "", &record.text),
                Part::Speaker(at) => ("<", ">", &record.speakers[at]),
            };
            let word = text[start..end].replace('\n', " ");
            let between = if line.ends_with(':') { " " } else { ", " };
            let _ = write!(line, "{between}{open}{word}{close}");
        }
        shown.push_str(&line);
        shown.push('\n');
    }
    shown
}

fn key(record: &Record) -> (u64, u32) {
    (record.article.0, record.position)
}

#[test]
fn questions_find_and_mark_what_the_table_says() {
    let file = std::fs::read_to_string(path()).expect("the table is there");
    let (head, questions) = file.split_once("== questions\n").expect("its second part");
    let articles: Vec<Vec<Record>> = (1..)
        .zip(head.split("\n== ").skip(1))
        .map(|(number, typed)| article(number, typed.split_once('\n').expect("a number").1))
        .collect();
    assert_eq!(articles.len(), 12);
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), &articles);
    let reader = Reader::open(dir.path()).expect("an index");

    let mut written = format!("{head}== questions\n");
    let mut count = 0;
    for line in questions.lines().filter(|line| line.starts_with("? ")) {
        count += 1;
        let (unit, typed) = match line[2..].strip_prefix("said ") {
            Some(typed) => (Unit::Quote, typed),
            None => (Unit::Passage, &line[2..]),
        };
        let parsed = parse(typed, &Fixed);
        assert_eq!(parsed.errors, [], "{typed}");
        let plan = to_plan(&parsed.query);

        let mut slowly = BTreeMap::new();
        for records in &articles {
            for record in records.iter().filter(|record| record.unit() == unit) {
                let langs = &["de", "en", "fr", ""];
                let reference = ReferenceMatcher {
                    langs,
                    record,
                    passages: &records[..1],
                    quotes: &records[1..],
                };
                if let Some(marks) = reference.answer(&plan) {
                    slowly.insert(key(record), (record.clone(), marks));
                }
            }
        }
        let options = SearchOptions {
            unit,
            limit: usize::MAX,
            ..SearchOptions::default()
        };
        let hits = reader.hits(&plan, &options).expect("an answer");
        let indexed = hits.hits.into_iter().map(|hit| {
            let marks = super::random::marked(&hit);
            (key(&hit.record), (hit.record, marks))
        });
        let slowly = shown(&slowly);
        assert_eq!(shown(&indexed.collect()), slowly, "{typed}");
        let _ = write!(written, "\n{line}\n= {plan}\n{slowly}");
    }
    assert!(count >= 200, "{count} questions");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path(), written).expect("it can be written");
    } else {
        assert!(
            file == written,
            "the table is out of date; UPDATE=1 writes it anew"
        );
    }
}
