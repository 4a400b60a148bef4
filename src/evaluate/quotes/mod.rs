//! Scores quotations and speakers against articles that people marked.
//!
//! Where each measure comes from:
//!
//! - *Exact* spans: equal but for marks, blanks and punctuation at the ends; annotators differ
//!   in those, and no reader minds. As in the CoNLL tasks, precision, recall and F1 over all
//!   articles taken together.
//! - *Overlap*: paired one to one, the likest first, where the common part is at least half of
//!   what either covers (intersection over union, the Jaccard index). A kind of its own is not asked for: recall of a kind is over gold of that kind
//!   matched by anything, precision over findings of that kind that match anything.
//! - *Tokens*: shares of the words that lie in quotations, so that a long quotation weighs more.
//! - *direct\**: our own. The marked words inside a mixed quotation are let be, for programs
//!   that find marks alone.
//! - *Speaker*, over quotations that overlap: a mention overlaps (the Gender Gap Tracker's
//!   sense), is the same, the surname is the same, the whole name is (titles and initials aside).
//! - *End to end*: the quotation matches and the speaker is right; what a reader gets.
//! - *Calibration*: reliability by confidence, after Murphy and Winkler (1977).
//! - *Coverage*: the Gender Gap Tracker's one-sided measure; see [`Coverage`].
//!
//! The measures are those of the project's shared scorer, built again from their definitions;
//! both give the same figures. One thing is wider here: gold that has only the words for a
//! speaker, and no place, is compared by words.

pub(crate) mod align;
pub(crate) mod calibration;
pub(crate) mod compare;
pub(crate) mod fit;
pub(crate) mod marked;
pub(crate) mod mistakes;
pub(crate) mod names;
pub(crate) mod points;
pub(crate) mod report;
pub(crate) mod rules;
pub(crate) mod score;
pub(crate) mod sheet;
pub(crate) mod speakers;
#[cfg(test)]
mod tests;
pub(crate) mod tokens;
pub(crate) mod tracker;

pub use calibration::{Bucket, Calibration};
pub use compare::Row;
pub use fit::{Fit, fit};
pub use mistakes::{Mistake, Mistakes, What};
pub use points::Points;
pub use report::Report;
pub use rules::{RuleScore, Rules};
pub use score::{Matched, RowScore, Score};
pub use sheet::{Error, Marking, Sheet, read_gold, read_sheets};
pub use speakers::Speakers;
pub use tracker::{Coverage, SHARES};

use crate::annotate::annotate;
use crate::article::Article;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::HashMap;

/// What to count, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Options {
    /// Gold whose cue is no verb of speech need not be found, and finding it costs nothing.
    pub speech_only: bool,
    /// Only the articles whose speakers' names a person checked.
    pub names_checked: bool,
    pub conjunctions: Conjunctions,
    /// How many of the worst articles to report.
    pub worst: usize,
}

/// Whether the "that" a retold statement may begin with is part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Conjunctions {
    #[default]
    Count,
    Ignore,
}

/// Annotates the gold's texts, and scores what was found.
pub fn evaluate(gold: &[Sheet], options: &Options) -> Report {
    let scored = chosen(gold, options)
        .into_par_iter()
        .map(|sheet| {
            let article = Article {
                body: sheet.text.clone().unwrap_or_default(),
                lang: sheet.lang.clone(),
                ..Article::default()
            };
            let found = sheet::markings(&article.body, &annotate(&article));
            score::score(sheet, &found, options)
        })
        .collect();
    report(scored, 0, options)
}

/// Scores predictions; of two for one article, the later counts.
pub fn evaluate_predictions(
    gold: &[Sheet],
    predicted: &[Sheet],
    options: &Options,
) -> Result<Report, Error> {
    let by_id: HashMap<&str, &Sheet> = predicted
        .iter()
        .map(|sheet| (sheet.id.as_str(), sheet))
        .collect();
    let mut without = 0;
    let mut scored = Vec::new();
    for sheet in chosen(gold, options) {
        let found = match by_id.get(sheet.id.as_str()) {
            Some(found) => {
                check_fits(sheet, found)?;
                &found.quotes[..]
            }
            None => {
                without += 1;
                &[]
            }
        };
        scored.push(score::score(sheet, found, options));
    }
    Ok(report(scored, without, options))
}

fn chosen<'g>(gold: &'g [Sheet], options: &Options) -> Vec<&'g Sheet> {
    gold.iter()
        .filter(|sheet| sheet.names_checked || !options.names_checked)
        .collect()
}

fn check_fits(gold: &Sheet, found: &Sheet) -> Result<(), Error> {
    if found.text.is_some() && found.text != gold.text {
        return Err(Error::OtherText {
            line: found.line,
            id: found.id.clone(),
        });
    }
    let text = gold.text.as_deref().unwrap_or_default();
    found.check_ranges(text.chars().count())
}

fn report(scored: Vec<(Score, Mistakes)>, without: usize, options: &Options) -> Report {
    let mut score = Score::default();
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
    Report {
        options: options.clone(),
        articles,
        without_prediction: without,
        score,
        worst,
    }
}
