//! Whatever text or bytes come in, nothing panics and every finding lies in the text.

use onrecord::annotate::{annotate, annotate_text};
use onrecord::article::{Annotated, Article};
use onrecord::corpus::{Skip, read_bytes};
use onrecord::query::{PlaceResolver, parse};
use onrecord::text::Span;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Pieces that news and its quirks are made of; put together without sense.
const PIECES: &[&str] = &[
    "\"",
    "\"",
    "“",
    "”",
    "„",
    "«",
    "»",
    "‘",
    "’",
    "'",
    "‚",
    "`",
    "—",
    "– ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\u{a0}",
    "\u{202f}",
    "\u{200b}",
    "\u{feff}",
    "\0",
    ".",
    ". ",
    ", ",
    ": ",
    "; ",
    "?",
    "!",
    "…",
    "(",
    ")",
    "[",
    "*",
    "Q: ",
    "he said",
    "said ",
    "she ",
    "told reporters ",
    "according to ",
    "According to ",
    "that ",
    "added",
    "the minister ",
    "Minister ",
    "Mr. ",
    "Dr ",
    "Sergei Lavrov",
    "Lavrov",
    "Anna Müller-Weiß",
    "van der Meer",
    "O'Neill",
    "the bank ",
    "Georgia",
    "North Korea",
    "U.S.",
    "Moscow",
    "Çeşme",
    "e\u{301}",
    "İ",
    "ß",
    "ﬁ",
    "日本",
    "🇫🇷",
    "👩‍👩‍👧",
    "sagte",
    "erklärte ",
    "nach Angaben von ",
    "a déclaré",
    "selon ",
    "dijo ",
    "según ",
    "the rain fell on the harbour ",
    "die Brücke ist gesperrt ",
    "la ville fermera ",
    "el puerto reabrirá ",
    "5.1 per cent ",
    "1,000",
    "I ",
    "we ",
    "has ",
    "also ",
    "that ",
    "asked ",
    "vowed to ",
    "claims ",
    "so ",
    "as ",
    "who ",
    "Q: ",
    "A: ",
    "LAVROV: ",
    "-elle ",
    "dit",
    "dass ",
    "sei ",
    "â€œ",
    "â€",
    "Paris, Texas",
];

/// Endings that decide which reader gets the bytes, and beginnings that may too.
const NAMES: &[&str] = &[
    "a.txt",
    "a.md",
    "a.html",
    "a.json",
    "a.jsonl",
    "a.xml",
    "a.txt.gz",
    "a.jsonl.zst",
    "a",
    "é.pdf",
];
const BEGINNINGS: &[&[u8]] = &[
    b"",
    b"---\ntitle: ",
    b"+++\ntitle = \"",
    b"{\"text\": \"",
    b"{\"a\":1}\n{",
    b"[{",
    b"<html><p>",
    b"<!DOCTYPE html><script type=\"application/ld+json\">{",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
    b"\x28\xb5\x2f\xfd",
    b"Title: ",
    b"Date: 2024-02-30\n\n",
];

fn prose() -> impl Strategy<Value = String> {
    vec(select(PIECES), 0..120).prop_map(|pieces| pieces.concat())
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let noise = prop_oneof![
        vec(any::<u8>(), 0..400),
        prose().prop_map(String::into_bytes),
        "\\PC{0,200}".prop_map(String::into_bytes),
    ];
    (select(BEGINNINGS), noise).prop_map(|(start, noise)| [start, &noise].concat())
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_prose_is_annotated(text in prose(), lang in select(&["en", "de", "fr", "es", "", "xx"][..])) {
        hold(&text, &annotate_text(&text, lang));
    }

    #[test]
    fn any_string_is_annotated(body in "(?s).{0,300}") {
        let article = Article { body, ..Article::default() };
        hold(&article.body, &annotate(&article));
    }

    #[test]
    fn any_bytes_are_read(name in select(NAMES), bytes in bytes()) {
        let mut articles = Vec::new();
        let mut given = 0;
        read_bytes(name, &bytes, &mut |read: Result<Article, Skip>| {
            given += 1;
            articles.extend(read.ok());
        });
        prop_assert!(given > 0, "neither an article nor a reason for none");
        for article in articles {
            prop_assert!(!article.body.trim().is_empty() || !article.title.is_empty());
            hold(&article.body, &annotate(&article));
        }
    }

    #[test]
    fn any_question_is_parsed(typed in prose()) {
        struct Nowhere;
        impl PlaceResolver for Nowhere {
            fn country(&self, _: &str) -> Option<onrecord::place::Country> {
                None
            }
        }
        for note in parse(&typed, &Nowhere).errors {
            lies_in(&typed, note.span);
        }
    }
}

/// A thousand cases; `PROPTEST_CASES` asks for more or fewer.
fn cases() -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 1000;
    }
    config.failure_persistence = None;
    config
}

/// Holds findings to what is promised of them.
fn hold(text: &str, found: &Annotated) {
    for &paragraph in &found.paragraphs {
        lies_in(text, paragraph);
    }
    for quote in &found.quotes {
        lies_in(text, quote.span);
        assert!(!quote.span.is_empty(), "{quote:?} holds no words");
        assert!(!quote.rule.is_empty(), "{quote:?} names no rule");
        quote.cue.iter().for_each(|&cue| lies_in(text, cue));
        if let Some(said) = &quote.attribution {
            said.mentions.iter().for_each(|&span| lies_in(text, span));
            assert!((0.0..=1.0).contains(&said.confidence), "{said:?}");
            assert!(!said.rule.is_empty(), "{said:?} names no rule");
        }
    }
    for place in &found.places {
        lies_in(text, place.span);
        assert!(found.countries.contains(&place.country), "{place:?}");
    }
    assert!(found.paragraphs.is_sorted_by(|a, b| a.end <= b.start));
    assert!(found.quotes.is_sorted_by_key(|quote| quote.span.start));
    assert!(found.places.is_sorted_by(|a, b| a.span.end <= b.span.start));
}

#[track_caller]
fn lies_in(text: &str, span: Span) {
    assert!(
        span.start <= span.end && text.get(span.start..span.end).is_some(),
        "{span:?} is no part of the text"
    );
}
