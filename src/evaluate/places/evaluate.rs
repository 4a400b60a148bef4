//! Scores whole files of articles.

use crate::annotate::annotate;
use crate::evaluate::places::documents::{PlaceDocument, prediction};
use crate::evaluate::places::score::{PlaceMistakes, PlaceScores, score};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;

/// The result of an evaluation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceReport {
    /// The number of articles scored.
    pub articles: usize,
    /// The number of articles without prediction, whose places and countries count as missed.
    pub without_prediction: usize,
    /// The sums over all articles.
    pub scores: PlaceScores,
    /// The articles with most mistakes, most first, at most as many as requested.
    pub worst: Vec<PlaceMistakes>,
}

impl PlaceReport {
    /// Returns the report as JSON, with the counts behind every share.
    pub fn json(&self) -> Value {
        json!({
            "articles": self.articles,
            "without_prediction": self.without_prediction,
            "places": {"exact": self.scores.exact(), "overlap": self.scores.overlap()},
            "documents": self.scores.documents(),
            "counts": self.scores,
            "worst": self.worst,
        })
    }
}

/// Annotates the texts of the gold articles and scores the result; reports the mistakes in as many
/// articles as `worst` says.
pub fn evaluate(gold: &[PlaceDocument], worst: usize) -> PlaceReport {
    let scored: Vec<_> = gold
        .par_iter()
        .map(|document| {
            let annotated = annotate(&document.article);
            let predicted_document = prediction(&document.id, &document.article.body, &annotated);
            score(document, &predicted_document)
        })
        .collect();
    report(scored, 0, worst)
}

/// Scores predictions; of several for one article the last counts, and gold articles without any
/// count as missed.
pub fn evaluate_predictions(
    gold: &[PlaceDocument],
    predicted: &[PlaceDocument],
    worst: usize,
) -> PlaceReport {
    let by_id: HashMap<&str, &PlaceDocument> = predicted
        .iter()
        .map(|document| (document.id.as_str(), document))
        .collect();
    let nothing = PlaceDocument::default();
    let mut without = 0;
    let scored = gold.iter().map(|document| {
        let predicted_document = by_id.get(document.id.as_str()).copied().unwrap_or_else(|| {
            without += 1;
            &nothing
        });
        score(document, predicted_document)
    });
    let scored = scored.collect();
    report(scored, without, worst)
}

fn report(scored: Vec<(PlaceScores, PlaceMistakes)>, without: usize, worst: usize) -> PlaceReport {
    let mut scores = PlaceScores::default();
    let articles = scored.len();
    let mut mistakes = Vec::with_capacity(articles);
    for (article, wrong) in scored {
        scores.add(&article);
        mistakes.push(wrong);
    }
    mistakes.retain(|article| article.count() > 0);
    mistakes.sort_by(|a, b| b.count().cmp(&a.count()).then_with(|| a.id.cmp(&b.id)));
    mistakes.truncate(worst);
    PlaceReport {
        articles,
        without_prediction: without,
        scores,
        worst: mistakes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::places::documents::{read_documents, read_gold};

    const GOLD: &str = r#"
        {"id": "a", "text": "Größe in Oslo, Lagos and Eu.", "places": [
          {"start": 9, "end": 13, "country": "NO"}, {"start": 15, "end": 20, "country": "NG"},
          {"start": 25, "end": 27, "country": null}]}"#;

    fn gold() -> Vec<PlaceDocument> {
        read_gold(GOLD.replace("\n          ", " ").as_bytes()).expect("gold")
    }

    fn check(predicted: &str, exact: [usize; 4], country: [usize; 2], documents: [usize; 4]) {
        let predicted = read_documents(predicted.as_bytes()).expect("predictions");
        let scores = evaluate_predictions(&gold(), &predicted, 0).scores;
        let four = |found: crate::evaluate::metrics::Ratio,
                    gold: crate::evaluate::metrics::Ratio| {
            [found.right, found.of, gold.right, gold.of]
        };
        assert_eq!(four(scores.exact_found, scores.exact_gold), exact);
        assert_eq!([scores.country.right, scores.country.of], country);
        assert_eq!(four(scores.document_found, scores.document_gold), documents);
    }

    #[test]
    fn counts_places_countries_and_articles() {
        check(
            r#"{"id": "a", "countries": []}"#,
            [0, 0, 0, 2],
            [0, 0],
            [0, 0, 0, 2],
        );
        check(
            r#"{"id": "a", "places": [{"start": 9, "end": 13, "country": "NO"}, {"start": 15, "end": 20, "country": "PT"}, {"start": 25, "end": 27, "country": "BE"}]}"#,
            [2, 2, 2, 2],
            [1, 2],
            [1, 3, 1, 2],
        );
        check(
            r#"{"id": "a", "places": [{"start": 8, "end": 13, "country": "NO"}], "countries": ["NO"]}"#,
            [0, 1, 0, 2],
            [0, 0],
            [1, 1, 1, 2],
        );
    }

    #[test]
    fn reads_what_annotate_finds() {
        let report = evaluate(&gold(), 5);
        assert_eq!(report.scores.country.right, 2, "{report:?}");
        assert_eq!(report.worst, []);
    }

    #[test]
    fn says_what_is_wrong_with_a_file() {
        let error = |lines: &str| {
            read_gold(lines.as_bytes())
                .expect_err("not gold")
                .to_string()
        };
        assert_eq!(
            error(r#"{"text": "a"}"#),
            "line 1: neither \"places\" nor \"countries\"; write [] where there are none"
        );
        assert_eq!(
            error("\n{\"text\": \"a\", \"countries\": [\"Norway\"]}"),
            "line 2: \"Norway\" is no country's code of two letters"
        );
        assert_eq!(
            error(r#"{"text": "ä", "places": [{"start": 0, "end": 2}]}"#),
            "line 1: 0 to 2 is no part of a text of 1 code points"
        );
    }
}
