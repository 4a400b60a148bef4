//! The engine and the highlighter read a plan each in its own way, and must agree.

use crate::engine::highlight::Highlighter;
use crate::engine::matching::analyzed_query::analyze;
use crate::index::storage::reader::languages;
use crate::index::tests::*;
use std::collections::BTreeSet;

/// Checks that the index finds what a plain reading of every record finds.
fn check(reader: &Reader, typed: &str) {
    let plan = plan(typed);
    let mut languages = languages(&reader.searcher()).expect("an index");
    let query = analyze(&plan, &mut languages).expect("no pattern is in it");
    let mut highlighter = Highlighter::new(query, Default::default());
    for unit in [Unit::Passage, Unit::Quote] {
        let records: Vec<Record> = archive().concat();
        let expected: Vec<&Record> = records
            .iter()
            .filter(|record| record.unit() == unit && highlighter.marks(record, &[]).is_some())
            .collect();
        let found = search(reader, typed, unit);
        assert_eq!(found.matches, expected.len(), "{typed} {unit:?}");
        let articles: BTreeSet<ArticleId> = expected.iter().map(|record| record.article).collect();
        assert_eq!(found.articles, articles.len(), "{typed} {unit:?}");
        for hit in &found.hits {
            assert!(expected.contains(&&hit.record), "{typed} {unit:?}");
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(1000))]
    #[test]
    fn engine_and_highlighter_agree(parts in proptest::collection::vec(part(), 1..6)) {
        thread_local! {
            static INDEX: (TempDir, Reader) = indexed();
        }
        let typed = parts.concat();
        // Whatever can be understood must be answered.
        if parse(&typed, &country).errors.is_empty() {
            INDEX.with(|(_, reader)| check(reader, &typed));
        }
    }
}

fn part() -> impl proptest::strategy::Strategy<Value = String> {
    let leaf = "(war|nuclear|talks|minister|budget|resort|elections|häuser|Haus|lavrov|alliance|land|nowhere)";
    let phrase = "\"(nuclear|resort|the|of|talks) (war|talks|along|budget|minister|words)\"";
    let field = "(speaker:(lavrov|doe|\"sergei lavrov\"|müller|lawrow|\"sergej lawrow\"|mueller)|spelled:(lavrov|lawrow|\"sergei lavrov\"|müller)|title:(budget|visits)|country:(de|ru|fr)|lang:(en|de|fr)|date:(2024|2024-03|2023\\.\\.|\\.\\.2024-02-29)|outlet:post)";
    let item = format!("({leaf}|{leaf}|{phrase}|{field})");
    proptest::string::string_regex(&format!(
        "(|-|NOT ){item}( | OR | AND | OR -)(|-){item} |\\(({item} OR {item}) {item}\\) |-\\({item} (|OR ){item}\\) |{item} OR "
    ))
    .expect("a pattern")
}
