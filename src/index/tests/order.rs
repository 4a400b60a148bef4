//! In what order articles answer, and how their scores come about.

use crate::engine::Engine;
use crate::index::tests::*;

const FILL: &str = "The rest of it goes on about this and that for as long as it likes";

/// Returns an index of articles alike in length but for what each adds to one.
fn archive_of(records: Vec<Record>) -> (TempDir, Reader) {
    let dir = tempfile::tempdir().expect("a folder");
    let articles: Vec<Vec<Record>> = records.into_iter().map(|record| vec![record]).collect();
    write(dir.path(), &articles);
    let reader = Reader::open(dir.path()).expect("an index");
    (dir, reader)
}

fn order(reader: &Reader, typed: &str, options: &SearchOptions) -> Vec<u64> {
    let hits = reader.hits(&plan(typed), options).expect("an answer");
    let articles = hits.hits.iter().map(|hit| hit.record.article.0);
    articles.collect()
}

#[test]
fn headline_lead_and_speaker_come_first() {
    let text = |number, text: &str| passage(number, 0, &format!("{text} {FILL}"));
    let (_dir, reader) = archive_of(vec![
        text(1, "Somebody spoke of Okafor and the harbour."),
        Record {
            lead: 41,
            ..text(2, "Somebody spoke of Okafor and the harbour.")
        },
        Record {
            speakers: vec!["Ngozi Okafor".into()],
            ..text(3, "Somebody spoke of Okafor and the harbour.")
        },
        Record {
            title: "Okafor".into(),
            ..text(4, "Somebody spoke of nobody and the harbour.")
        },
        text(5, "Somebody spoke of nobody and the quay."),
    ]);
    let options = SearchOptions::default();
    assert_eq!(order(&reader, "okafor", &options), [4, 3, 2, 1]);
}

#[test]
fn words_near_one_another_come_first() {
    let text = |number, text: &str| passage(number, 0, text);
    let (_dir, reader) = archive_of(vec![
        text(1, &format!("The ferry left. {FILL} as did the strike.")),
        text(2, &format!("The ferry strike left. {FILL} as did they.")),
        text(3, &format!("The strike ferry left. {FILL} as did they.")),
        text(4, FILL),
    ]);
    let options = SearchOptions::default();
    assert_eq!(order(&reader, "ferry strike", &options), [2, 3, 1]);
    assert_eq!(order(&reader, "strike ferry", &options), [3, 2, 1]);
}

#[test]
fn newer_articles_come_first_where_that_is_asked() {
    let dated = |number, date: Option<&str>, text: &str| Record {
        published: date.map(str::to_owned),
        ..passage(number, 0, text)
    };
    let (_dir, reader) = archive_of(vec![
        dated(1, Some("2024-01-01"), "strike strike strike at the ferry"),
        dated(2, Some("2024-01-31"), "a strike at the ferry and the quay"),
        dated(3, Some("2024-01-30"), "a strike at the ferry and the quay"),
        dated(4, None, "strike strike strike strike at the ferry"),
    ]);
    let fresh = |fresh| SearchOptions {
        recency_days: fresh,
        ..SearchOptions::default()
    };
    assert_eq!(order(&reader, "strike", &fresh(None)), [4, 1, 2, 3]);
    assert_eq!(order(&reader, "strike", &fresh(Some(10))), [2, 3, 4, 1]);
    // In a century a month is nothing.
    assert_eq!(order(&reader, "strike", &fresh(Some(36_500))), [4, 1, 2, 3]);
}

#[test]
fn a_score_is_the_sum_of_its_explanation() {
    let (_dir, reader) = indexed();
    for (typed, unit) in [
        ("lavrov war", Unit::Passage),
        ("\"nuclear war\"^2 OR budget", Unit::Passage),
        ("minister w/5 budget", Unit::Passage),
        ("said:alliance about:RU", Unit::Passage),
        ("said:(alliance budget) minister", Unit::Passage),
        ("alliance lavrov OR budget", Unit::Quote),
        ("any(nuclear war talks)", Unit::Passage),
    ] {
        let options = SearchOptions {
            unit,
            explain: true,
            recency_days: Some(100),
            ..SearchOptions::default()
        };
        let hits = reader.hits(&plan(typed), &options).expect("an answer");
        for hit in hits.hits {
            let number = |line: &String| line.split("  ").next()?.parse::<f32>().ok();
            let sum: f32 = hit.explanation.iter().filter_map(number).sum();
            let [.., recency, whole] = hit.explanation.as_slice() else {
                panic!("{typed}: {hit:?}");
            };
            assert_eq!(whole, &format!("= {:.2}", hit.score));
            let factor = recency
                .strip_prefix("× ")
                .and_then(|rest| rest.split(' ').next());
            let factor: f32 = factor.and_then(|n| n.parse().ok()).expect("a number");
            let off = (sum * factor - hit.score).abs();
            assert!(off < 0.02 * hit.score + 0.02, "{typed}: {hit:?}");
        }
    }
}

#[test]
fn pages_continue_one_another() {
    let texts = (0..300).map(|number| {
        let gap = "and ".repeat(number as usize % 13);
        passage(number, 0, &format!("ferry {gap} strike"))
    });
    let (_dir, reader) = archive_of(texts.collect());
    let page = |offset, limit| {
        let options = SearchOptions {
            offset,
            limit,
            ..SearchOptions::default()
        };
        order(&reader, "ferry strike", &options)
    };
    let pages: Vec<u64> = (0..300).step_by(30).flat_map(|at| page(at, 30)).collect();
    assert_eq!(pages, page(0, usize::MAX));
}
