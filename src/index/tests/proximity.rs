//! Proximity operators by hand-written truth: `tests/golden/proximity.txt`. It tests the slow
//! reference, which random questions only compare with the index, and the index itself.

use crate::engine::Engine;
use crate::engine::reference::{Marked, Part, ReferenceMatcher};
use crate::index::tests::*;
use std::collections::BTreeMap;

/// A text and the questions asked of it.
struct Case<'a> {
    record: Record,
    /// Each with the words it is to mark.
    questions: Vec<(&'a str, &'a str)>,
}

fn cases(file: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case> = Vec::new();
    for line in file.lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(question) = line.split_once(" => ") {
            let case = cases.last_mut().expect("a text stands above its questions");
            case.questions.push(question);
            continue;
        }
        let (lang, text) = line.split_once(" | ").expect("a language and a text");
        let (title, text) = match text.strip_prefix('[') {
            Some(text) => text.split_once("] ").expect("a title and a text"),
            None => ("", text),
        };
        let text = text.replace(" || ", "\n\n");
        cases.push(Case {
            record: Record {
                title: title.to_owned(),
                lang: lang.to_owned(),
                ..passage(cases.len() as u64 + 1, 0, &text)
            },
            questions: Vec::new(),
        });
    }
    cases
}

/// Returns the words marked as the file has them.
fn shown(record: &Record, marks: &Marked) -> String {
    let words = marks.iter().map(|&(part, start, end)| {
        let (text, open, close) = match part {
            Part::Title => (&record.title, "[", "]"),
            _ => (&record.text, "", ""),
        };
        let word = &text[start..end];
        let whole = |at: &usize| {
            let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let (before, behind) = (&text[..*at], &text[at + word.len()..]);
            !is_letter(before.chars().next_back()) && !is_letter(behind.chars().next())
        };
        let all: Vec<usize> = text.match_indices(word).map(|(at, _)| at).collect();
        let all: Vec<usize> = all.into_iter().filter(whole).collect();
        let number = match all.iter().position(|&at| at == start) {
            Some(at) if all.len() > 1 => format!("#{}", at + 1),
            _ => String::new(),
        };
        format!("{open}{word}{number}{close}")
    });
    let words: Vec<String> = words.collect();
    words.join(", ")
}

#[test]
fn proximity_finds_and_marks_what_was_written_by_hand() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/proximity.txt");
    let file = std::fs::read_to_string(path).expect("the file is there");
    let mut by_language: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    for case in cases(&file) {
        let lang = case.record.lang.clone();
        by_language.entry(lang).or_default().push(case);
    }
    let mut count = 0;
    let mut faults = Vec::new();
    for (lang, cases) in &by_language {
        let articles: Vec<Vec<Record>> =
            cases.iter().map(|case| vec![case.record.clone()]).collect();
        let dir = tempfile::tempdir().expect("a folder");
        write(dir.path(), &articles);
        let reader = Reader::open(dir.path()).expect("an index");
        for Case { record, questions } in cases {
            for (typed, expected) in questions {
                count += 1;
                let plan = plan(typed);
                let langs = &[lang.as_str()];
                let reference = ReferenceMatcher {
                    langs,
                    record,
                    passages: &[],
                    quotes: &[],
                };
                let slowly = reference.answer(&plan);
                let options = SearchOptions {
                    limit: usize::MAX,
                    ..SearchOptions::default()
                };
                let hits = reader.hits(&plan, &options).expect("an answer").hits;
                let hit = hits.iter().find(|hit| hit.record.article == record.article);
                let indexed = hit.map(super::random::marked);
                for (who, found) in [("reference", slowly), ("index", indexed)] {
                    let found = found.map_or("-".to_owned(), |marks| shown(record, &marks));
                    if found != *expected {
                        let text = &record.text;
                        faults.push(format!(
                            "{text}\n  {typed}\n    expected {expected}\n    {who} {found}"
                        ));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(count >= 250, "{count} questions");
}
