//! What an article is about, and where those are from who speak.

use crate::article::About;
use crate::engine::CountryCounts;
use crate::engine::Engine;
use crate::index::tests::*;

fn about(number: u64, shares: &[(&str, f32)], text: &str) -> Record {
    let about = shares.iter().map(|&(code, score)| About {
        country: codes(&[code])[0],
        score,
    });
    Record {
        about: about.collect(),
        countries: shares.iter().map(|(code, _)| codes(&[code])[0]).collect(),
        ..passage(number, 0, text)
    }
}

fn from(number: u64, country: &str) -> Record {
    let mut record = quote(number, 0, "Jane Doe", "We shall see");
    let said = record.quote.as_mut().expect("a quotation");
    said.speaker_country = codes(&[country]).first().copied();
    record
}

fn shares() -> (TempDir, Reader) {
    let dir = tempfile::tempdir().expect("a folder");
    let articles = [
        vec![
            about(1, &[("DK", 0.7), ("NO", 0.3)], "Danes fish off Norway."),
            from(1, "DK"),
        ],
        vec![Record {
            speaker_countries: codes(&["DK"]),
            ..about(2, &[("NO", 1.0)], "Norway waits.")
        }],
        vec![Record {
            countries: codes(&["NO"]),
            ..passage(3, 0, "Once in Norway.")
        }],
    ];
    write(dir.path(), &articles);
    let reader = Reader::open(dir.path()).expect("an index");
    (dir, reader)
}

#[track_caller]
fn check(reader: &Reader, typed: &str, unit: Unit, expected: &[u64]) {
    let hits = search(reader, typed, unit);
    let articles: Vec<u64> = hits.hits.iter().map(|hit| hit.record.article.0).collect();
    assert_eq!(articles, expected, "{typed}");
}

#[test]
fn most_about_it_first() {
    let (_dir, reader) = shares();
    check(&reader, "about:NO", Unit::Passage, &[2, 1]);
    check(&reader, "about:dk", Unit::Passage, &[1]);
    check(&reader, "country:NO -about:NO", Unit::Passage, &[3]);
    check(&reader, "about:NO", Unit::Quote, &[]);
}

#[test]
fn where_they_speak_from() {
    let (_dir, reader) = shares();
    check(&reader, "speaker_country:DK", Unit::Passage, &[2]);
    check(&reader, "speaker_country:DK", Unit::Quote, &[1]);
    check(&reader, "speaker_country:NO", Unit::Quote, &[]);
}

#[test]
fn counts_articles_and_quotations() {
    let (_dir, reader) = shares();
    let counted = |code: &str, articles, about, quotes| CountryCounts {
        country: codes(&[code])[0],
        articles,
        about,
        quotes,
    };
    let expected = [counted("NO", 3, 2, 0), counted("DK", 1, 1, 1)];
    assert_eq!(reader.countries().expect("counts"), expected);
}
