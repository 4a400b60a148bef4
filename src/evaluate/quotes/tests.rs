//! Small articles with gold and predictions written by hand, and scores computed by hand.

use crate::evaluate::metrics::Ratio;
use crate::evaluate::quotes::*;

fn documents(quotes: &str) -> Vec<QuoteDocument> {
    let text = "No taxes or he would go and “never” return to the house";
    let line = serde_json::json!({ "id": "a", "text": text, "names_checked": true });
    let line = line.to_string();
    let line = format!("{},\"quotes\":[{quotes}]}}", &line[..line.len() - 1]);
    read_gold(line.as_bytes()).expect("well-formed")
}

fn check(
    gold: &str,
    found: &str,
    options: &ScoringOptions,
    expected: &[(QuoteCategory, [usize; 4])],
) -> QuoteReport {
    let report =
        evaluate_predictions(&documents(gold), &documents(found), options).expect("it fits");
    for (row, counts) in expected {
        let (_, score) = report
            .rows()
            .into_iter()
            .find(|(other, _)| other == row)
            .expect("a row with counts");
        let SpanScores { found, gold, .. } = score.overlap;
        let overlap = [found.right, found.of, gold.right, gold.of];
        assert_eq!(overlap, *counts, "{}", row.name());
    }
    report
}

const DIRECT: &str =
    r#"{"start":0,"end":8,"kind":"direct","speaker_name":"Olaf Scholz","speaker_type":"person"}"#;
const MIXED: &str = r#"{"start":12,"end":42,"kind":"mixed","cue_is_speech_verb":false}"#;
const PART: &str = r#"{"start":28,"end":35,"kind":"direct","confidence":0.9,"rule":"marks"}"#;

#[test]
fn all_found() {
    let both = format!("{DIRECT},{MIXED}");
    let report = check(
        &both,
        &both,
        &ScoringOptions::default(),
        &[
            (QuoteCategory::All, [2, 2, 2, 2]),
            (QuoteCategory::Mixed, [1, 1, 1, 1]),
        ],
    );
    assert_eq!(report.score.kinds, Ratio { right: 2, of: 2 });
    assert_eq!(
        report.score.speaker_types["person"].surname,
        Ratio { right: 1, of: 1 }
    );
    assert_eq!(report.worst, []);
}

#[test]
fn a_quoted_part_of_a_mixed_quotation_is_ignored_leniently() {
    let both = format!("{DIRECT},{MIXED}");
    let found = format!("{DIRECT},{PART}");
    check(
        &both,
        &found,
        &ScoringOptions::default(),
        &[
            (QuoteCategory::Direct, [1, 2, 1, 1]),
            (QuoteCategory::DirectLenient, [1, 1, 1, 1]),
        ],
    );
}

#[test]
fn what_is_no_speech_is_optional() {
    let both = format!("{DIRECT},{MIXED}");
    let found = format!("{DIRECT},{PART}");
    let speech = ScoringOptions {
        speech_only: true,
        ..ScoringOptions::default()
    };
    check(
        &both,
        &found,
        &speech,
        &[(QuoteCategory::All, [1, 1, 1, 1])],
    );
    check(&both, &both, &speech, &[(QuoteCategory::All, [1, 1, 1, 1])]);
}

#[test]
fn mistakes_are_reported() {
    let options = ScoringOptions {
        worst: 1,
        ..ScoringOptions::default()
    };
    let wrong = DIRECT.replace("Olaf Scholz", "Angela Merkel");
    let report = check(
        &format!("{DIRECT},{MIXED}"),
        &format!("{wrong},{PART}"),
        &options,
        &[(QuoteCategory::All, [1, 2, 1, 2])],
    );
    let [worst] = &report.worst[..] else {
        panic!("one article");
    };
    let reported: Vec<_> = worst
        .mistakes
        .iter()
        .map(|m| (m.what.name(), m.words.as_str()))
        .collect();
    assert_eq!(
        reported,
        [
            ("speaker", "No taxes"),
            ("missed", "he would go and “never” return"),
            ("extra", "never"),
        ]
    );
    assert_eq!(
        worst.mistakes[0].found_speaker.as_deref(),
        Some("Angela Merkel")
    );
    assert_eq!(
        report.score.rules.by_name["marks"].matched,
        Ratio { right: 0, of: 1 }
    );
    assert_eq!(
        report.score.calibration.bins[0].right,
        Ratio { right: 0, of: 1 }
    );
}

#[test]
fn an_article_without_prediction_is_all_missed() {
    let report =
        evaluate_predictions(&documents(DIRECT), &[], &ScoringOptions::default()).expect("it fits");
    assert_eq!(report.without_prediction, 1);
    assert_eq!(report.score.rows[0].exact.gold, Ratio { right: 0, of: 1 });
}

#[test]
fn names_the_line_of_a_prediction_that_does_not_fit() {
    let mut found = documents(DIRECT);
    found[0].text = Some("Another".to_owned());
    let error = evaluate_predictions(&documents(DIRECT), &found, &ScoringOptions::default());
    assert_eq!(
        error.expect_err("another text").to_string(),
        "line 1: the text of \"a\" differs from the gold's, so its offsets mean nothing"
    );
    found[0].text = None;
    found[0].quotes[0].span.end = 999;
    let error = evaluate_predictions(&documents(DIRECT), &found, &ScoringOptions::default());
    assert_eq!(
        error.expect_err("out of range").to_string(),
        "line 1, quotation 1: 0 to 999 is no part of a text of 55 code points"
    );
}

#[test]
fn annotates_what_has_no_prediction() {
    let line = r#"{"text":"“We will not raise taxes this year,” said Olaf Scholz on Monday.","quotes":[
        {"start":1,"end":35,"kind":"direct","speaker_name":"Olaf Scholz"}]}"#;
    let gold = read_gold(line.replace('\n', "").as_bytes()).expect("well-formed");
    let report = evaluate(&gold, &ScoringOptions::default());
    let exact = &report.score.rows[0].exact;
    assert_eq!(exact.gold_right, Ratio { right: 1, of: 1 });
    assert_eq!(exact.found_right, Ratio { right: 1, of: 1 });
}
