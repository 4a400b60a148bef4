//! Scores whole files of articles.

use crate::annotate::annotate;
use crate::article::Article;
use crate::evaluate::quotes::documents::{QuoteDocument, QuoteFileError, quote_labels};
use crate::evaluate::quotes::mistakes::QuoteMistakes;
use crate::evaluate::quotes::options::ScoringOptions;
use crate::evaluate::quotes::report::QuoteReport;
use crate::evaluate::quotes::score::{QuoteScores, score};
use rayon::prelude::*;
use std::collections::HashMap;

/// Annotates the texts of the gold articles and scores the result.
pub fn evaluate(gold: &[QuoteDocument], options: &ScoringOptions) -> QuoteReport {
    let scored = options
        .select(gold)
        .into_par_iter()
        .map(|document| {
            let article = Article {
                body: document.text.clone().unwrap_or_default(),
                lang: document.lang.clone(),
                ..Article::default()
            };
            let found = quote_labels(&article.body, &annotate(&article));
            score(document, &found, options)
        })
        .collect();
    report(scored, 0, options)
}

/// Scores predictions; of several for one article the last counts, and gold articles without any
/// count as missed.
///
/// # Errors
///
/// If a prediction has another text than the gold article, or an offset beyond its end.
pub fn evaluate_predictions(
    gold: &[QuoteDocument],
    predicted: &[QuoteDocument],
    options: &ScoringOptions,
) -> Result<QuoteReport, QuoteFileError> {
    let by_id: HashMap<&str, &QuoteDocument> = predicted
        .iter()
        .map(|document| (document.id.as_str(), document))
        .collect();
    let mut without = 0;
    let mut scored = Vec::new();
    for document in options.select(gold) {
        let found = match by_id.get(document.id.as_str()) {
            Some(found) => {
                check_prediction(document, found)?;
                &found.quotes[..]
            }
            None => {
                without += 1;
                &[]
            }
        };
        scored.push(score(document, found, options));
    }
    Ok(report(scored, without, options))
}

fn check_prediction(gold: &QuoteDocument, found: &QuoteDocument) -> Result<(), QuoteFileError> {
    if found.text.is_some() && found.text != gold.text {
        return Err(QuoteFileError::OtherText {
            line: found.line,
            id: found.id.clone(),
        });
    }
    let text = gold.text.as_deref().unwrap_or_default();
    found.check_ranges(text.chars().count())
}

fn report(
    scored: Vec<(QuoteScores, QuoteMistakes)>,
    without: usize,
    options: &ScoringOptions,
) -> QuoteReport {
    let mut score = QuoteScores::default();
    let articles = scored.len();
    let mut worst = Vec::with_capacity(articles);
    for (article, mistakes) in scored {
        score.add(&article);
        worst.push(mistakes);
    }
    worst.retain(|article| !article.mistakes.is_empty());
    worst.sort_by(|a, b| {
        let most = b.mistakes.len().cmp(&a.mistakes.len());
        most.then_with(|| a.id.cmp(&b.id))
    });
    worst.truncate(options.worst);
    QuoteReport {
        options: options.clone(),
        articles,
        without_prediction: without,
        score,
        worst,
    }
}
