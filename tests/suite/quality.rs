//! Precision and recall by rule over the project's own marked articles.
//!
//! `tests/golden/marked/<lang>.jsonl` holds short articles of our own, marked by careful reading:
//! each quotation with its span, kind, speaker, and the rule whose construction it is an example
//! of. Precision is over what a rule found; recall over the quotations marked as its examples,
//! whichever rule found them. `UPDATE=1 cargo test` writes `tests/golden/quality.txt` anew.

use onrecord::evaluate::quotes::{QuoteDocument, ScoringOptions, evaluate, read_gold};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

#[test]
fn rules_are_as_good_as_when_last_measured() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let measured = quality(&marked(&golden.join("marked")));
    let file = golden.join("quality.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &measured).expect("tests/golden/quality.txt can be written");
    }
    let expected = fs::read_to_string(&file).expect("tests/golden/quality.txt is there");
    assert!(
        measured == expected,
        "tests/golden/quality.txt has other figures (UPDATE=1 cargo test, then read the diff):\n{measured}"
    );
}

/// Returns the marked articles of every language, in order of the language's code.
fn marked(folder: &Path) -> Vec<QuoteDocument> {
    let entries = fs::read_dir(folder).expect("tests/golden/marked is a folder");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be listed").path())
        .collect();
    files.sort();
    files
        .iter()
        .flat_map(|file| {
            let lines = fs::read(file).expect("a marked file can be read");
            read_gold(&lines[..]).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
        })
        .collect()
}

fn quality(gold: &[QuoteDocument]) -> String {
    let all = report(gold);
    let quotations: usize = gold.iter().map(|sheet| sheet.quotes.len()).sum();
    let mut out = format!(
        "Quotation attribution over {} marked articles with {quotations} quotations.\n\
         found: quotations a rule reported; precision: those that overlap a marked one;\n\
         speaker: of these, those with the right speaker; marked: examples of the rule's\n\
         construction; recall: those found by any rule; with speaker: and with the right speaker.\n\n",
        gold.len()
    );
    row(
        &mut out,
        [
            "rule",
            "found",
            "precision",
            "speaker",
            "marked",
            "recall",
            "with speaker",
        ],
    );
    let mut names: BTreeSet<&str> = gold
        .iter()
        .flat_map(|sheet| &sheet.quotes)
        .filter_map(|quote| quote.rule.as_deref())
        .collect();
    let found = all["rules"].as_object().expect("an object of rules");
    names.extend(found.keys().map(String::as_str));
    for name in names {
        let examples = report(&examples(gold, name));
        let matched = &found.get(name).unwrap_or(&Value::Null)["matched"];
        let speaker = &found.get(name).unwrap_or(&Value::Null)["speaker"];
        let (spans, speakers) = recalled(&examples);
        row(
            &mut out,
            [
                name,
                &matched["of"].as_u64().unwrap_or(0).to_string(),
                &share(matched),
                &share(speaker),
                &spans["of"].as_u64().unwrap_or(0).to_string(),
                &share(spans),
                &share(speakers),
            ],
        );
    }
    let (spans, speakers) = recalled(&all);
    let found = &all["kinds"]["all"]["overlap"]["found"];
    row(
        &mut out,
        [
            "all",
            &found["of"].as_u64().unwrap_or(0).to_string(),
            &share(found),
            &share(&all["kinds"]["all"]["end_to_end_overlap"]["found"]),
            &spans["of"].as_u64().unwrap_or(0).to_string(),
            &share(spans),
            &share(speakers),
        ],
    );
    out
}

/// Returns the articles with only the quotations marked as examples of one rule.
fn examples(gold: &[QuoteDocument], rule: &str) -> Vec<QuoteDocument> {
    let of_rule = |sheet: &QuoteDocument| {
        let mut sheet = sheet.clone();
        sheet
            .quotes
            .retain(|quote| quote.rule.as_deref() == Some(rule));
        sheet
    };
    let sheets = gold.iter().map(of_rule);
    sheets.filter(|sheet| !sheet.quotes.is_empty()).collect()
}

fn report(gold: &[QuoteDocument]) -> Value {
    evaluate(gold, &ScoringOptions::default()).json()
}

/// Returns the marked quotations that were found, and those with the right speaker as well.
fn recalled(report: &Value) -> (&Value, &Value) {
    let all = &report["kinds"]["all"];
    (&all["overlap"]["gold"], &all["end_to_end_overlap"]["gold"])
}

fn share(ratio: &Value) -> String {
    ratio["share"]
        .as_f64()
        .map_or_else(|| "-".to_owned(), |share| format!("{share:.2}"))
}

fn row(out: &mut String, cells: [&str; 7]) {
    let [rule, rest @ ..] = cells;
    write!(out, "{rule:<16}").expect("a string takes all");
    for cell in rest {
        write!(out, "{cell:>13}").expect("a string takes all");
    }
    out.push('\n');
}
