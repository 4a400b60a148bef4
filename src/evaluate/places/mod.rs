//! Scores places and countries against articles that people marked.
//!
//! - *Places*: a place is found where both have the same span (exact), or any letter in common
//!   (overlap). What is found at a place the gold gives no country counts neither way.
//! - *Country, given the span*: over the places found exactly; the measure of toponym
//!   resolution (Gritta and others, "A pragmatic guide to geoparsing evaluation", 2020).
//! - *Articles*: the set of countries in each, all articles taken together.

pub(crate) mod score;
pub(crate) mod sheet;

pub use score::{Mistake, Mistakes, Score};
pub use sheet::{Error, Place, Sheet, read_gold, read_sheets};

use crate::annotate::annotate;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;

/// What an evaluation came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Articles that were scored.
    pub articles: usize,
    /// Articles that the predictions do not have; all of theirs is missed.
    pub without_prediction: usize,
    pub score: Score,
    /// The articles with most mistakes first, as many as were asked for.
    pub worst: Vec<Mistakes>,
}

impl Report {
    /// Returns the report as JSON, with every count its shares are made of.
    pub fn json(&self) -> Value {
        json!({
            "articles": self.articles,
            "without_prediction": self.without_prediction,
            "places": {"exact": self.score.exact(), "overlap": self.score.overlap()},
            "documents": self.score.documents(),
            "counts": self.score,
            "worst": self.worst,
        })
    }
}

/// Annotates the gold's texts, and scores what was found; reports the `worst` articles.
pub fn evaluate(gold: &[Sheet], worst: usize) -> Report {
    let scored: Vec<_> = gold
        .par_iter()
        .map(|sheet| {
            let annotated = annotate(&sheet.article);
            let found = sheet::found(&sheet.id, &sheet.article.body, &annotated);
            score::score(sheet, &found)
        })
        .collect();
    report(scored, 0, worst)
}

/// Scores predictions; of two for one article, the later counts.
pub fn evaluate_predictions(gold: &[Sheet], predicted: &[Sheet], worst: usize) -> Report {
    let by_id: HashMap<&str, &Sheet> = predicted
        .iter()
        .map(|sheet| (sheet.id.as_str(), sheet))
        .collect();
    let nothing = Sheet::default();
    let mut without = 0;
    let scored = gold.iter().map(|sheet| {
        let found = by_id.get(sheet.id.as_str()).copied().unwrap_or_else(|| {
            without += 1;
            &nothing
        });
        score::score(sheet, found)
    });
    let scored = scored.collect();
    report(scored, without, worst)
}

fn report(scored: Vec<(Score, Mistakes)>, without: usize, worst: usize) -> Report {
    let mut score = Score::default();
    let articles = scored.len();
    let mut mistakes = Vec::with_capacity(articles);
    for (article, wrong) in scored {
        score.add(&article);
        mistakes.push(wrong);
    }
    mistakes.retain(|article| article.count() > 0);
    mistakes.sort_by(|a, b| b.count().cmp(&a.count()).then_with(|| a.id.cmp(&b.id)));
    mistakes.truncate(worst);
    Report {
        articles,
        without_prediction: without,
        score,
        worst: mistakes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = r#"
        {"id": "a", "text": "Größe in Oslo, Lagos and Eu.", "places": [
          {"start": 9, "end": 13, "country": "NO"}, {"start": 15, "end": 20, "country": "NG"},
          {"start": 25, "end": 27, "country": null}]}"#;

    fn gold() -> Vec<Sheet> {
        read_gold(GOLD.replace("\n          ", " ").as_bytes()).expect("gold")
    }

    fn check(predicted: &str, exact: [usize; 4], country: [usize; 2], documents: [usize; 4]) {
        let predicted = read_sheets(predicted.as_bytes()).expect("predictions");
        let score = evaluate_predictions(&gold(), &predicted, 0).score;
        let four = |found: crate::evaluate::Ratio, gold: crate::evaluate::Ratio| {
            [found.right, found.of, gold.right, gold.of]
        };
        assert_eq!(four(score.exact_found, score.exact_gold), exact);
        assert_eq!([score.country.right, score.country.of], country);
        assert_eq!(four(score.document_found, score.document_gold), documents);
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
        assert_eq!(report.score.country.right, 2, "{report:?}");
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
