//! Counts what is right in an article, and sums over articles.

use crate::evaluate::metrics::{PrecisionRecall, Ratio};
use crate::evaluate::quotes::alignment::SpanMatch;
use crate::evaluate::quotes::calibration::Calibration;
use crate::evaluate::quotes::compare::{Comparison, QuoteCategory};
use crate::evaluate::quotes::documents::{QuoteDocument, QuoteLabel};
use crate::evaluate::quotes::gender_gap_tracker::{COVERAGE_THRESHOLDS, Coverage, coverage};
use crate::evaluate::quotes::mistakes::QuoteMistakes;
use crate::evaluate::quotes::options::ScoringOptions;
use crate::evaluate::quotes::rules::RuleScores;
use crate::evaluate::quotes::speakers::{SpeakerScores, speaker_matches};
use crate::evaluate::quotes::tokens::Tokens;
use std::collections::BTreeMap;

/// The counts by one criterion of matching.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SpanScores {
    /// Of the predictions, those that match: precision.
    pub predicted: Ratio,
    /// Of the gold quotations, those matched: recall.
    pub gold: Ratio,
    /// Of the predictions, those that match and have the right speaker.
    pub predicted_right: Ratio,
    /// Of the gold quotations, those matched with the right speaker.
    pub gold_right: Ratio,
}

impl SpanScores {
    /// Returns the scores of spans alone.
    pub fn spans(&self) -> PrecisionRecall {
        PrecisionRecall::of(self.predicted, self.gold)
    }

    /// Returns the scores of spans and speakers together.
    pub fn end_to_end(&self) -> PrecisionRecall {
        PrecisionRecall::of(self.predicted_right, self.gold_right)
    }

    fn add(&mut self, other: &Self) {
        self.predicted += other.predicted;
        self.gold += other.gold;
        self.predicted_right += other.predicted_right;
        self.gold_right += other.gold_right;
    }
}

/// The counts of one category.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CategoryScores {
    /// Counts where the spans are equal.
    pub exact: SpanScores,
    /// Counts where intersection over union is one half or more.
    pub overlap: SpanScores,
    /// Of the words in predicted quotations, those in gold ones.
    pub predicted_tokens: Ratio,
    /// Of the words in gold quotations, those in predicted ones.
    pub gold_tokens: Ratio,
}

impl CategoryScores {
    /// Returns the scores of words.
    pub fn tokens(&self) -> PrecisionRecall {
        PrecisionRecall::of(self.predicted_tokens, self.gold_tokens)
    }
}

/// All counts of an article, or of many.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuoteScores {
    /// In the order of [`QuoteCategory::ALL`].
    pub categories: [CategoryScores; 6],
    /// Of the matched quotations, those of the right kind.
    pub kinds: Ratio,
    /// By category of the matched gold, in the order of [`QuoteCategory::ALL`].
    pub speakers: [SpeakerScores; 6],
    /// By the gold type of speaker: "person", "pronoun", …
    pub speaker_types: BTreeMap<String, SpeakerScores>,
    /// The scores by rule.
    pub rules: RuleScores,
    /// The reliability of the confidence.
    pub calibration: Calibration,
    /// In the order of [`COVERAGE_THRESHOLDS`].
    pub coverage: [Coverage; 2],
}

impl QuoteScores {
    /// Adds the counts of another article.
    pub fn add(&mut self, other: &Self) {
        for (category, other) in self.categories.iter_mut().zip(&other.categories) {
            category.exact.add(&other.exact);
            category.overlap.add(&other.overlap);
            category.predicted_tokens += other.predicted_tokens;
            category.gold_tokens += other.gold_tokens;
        }
        self.kinds += other.kinds;
        for (speakers, other) in self.speakers.iter_mut().zip(&other.speakers) {
            speakers.add(other);
        }
        for (name, other) in &other.speaker_types {
            self.speaker_types
                .entry(name.clone())
                .or_default()
                .add(other);
        }
        self.rules.add(&other.rules);
        self.calibration.add(&other.calibration);
        for (coverage, other) in self.coverage.iter_mut().zip(&other.coverage) {
            coverage.add(other);
        }
    }
}

/// Scores the predictions for one article.
pub(crate) fn score(
    gold: &QuoteDocument,
    predictions: &[QuoteLabel],
    options: &ScoringOptions,
) -> (QuoteScores, QuoteMistakes) {
    let article = Comparison::of(gold, predictions, options);
    let mut score = QuoteScores::default();
    for (category, counts) in QuoteCategory::ALL.into_iter().zip(&mut score.categories) {
        counts.exact = matched(&article, category, SpanMatch::Exact);
        counts.overlap = matched(&article, category, SpanMatch::Overlap);
    }
    count_tokens(&article, &mut score.categories);
    count_matched(&article, &mut score);
    for (share, counts) in COVERAGE_THRESHOLDS.into_iter().zip(&mut score.coverage) {
        *counts = coverage(&article, share);
    }
    (score, QuoteMistakes::of(&article))
}

fn matched(article: &Comparison, category: QuoteCategory, criterion: SpanMatch) -> SpanScores {
    let alignment = article.alignment(criterion);
    let right = |gold: usize, prediction: usize| {
        let [gold, predicted] = [
            &article.gold_document.quotes[gold],
            &article.predictions[prediction],
        ];
        speaker_matches(&article.text, gold, predicted)
    };
    let mut counts = SpanScores::default();
    for (gold, &prediction) in alignment.prediction_of.iter().enumerate() {
        if category.counts(article.gold[gold].kind) && !article.optional[gold] {
            counts.gold.count(prediction.is_some());
            counts
                .gold_right
                .count(prediction.is_some_and(|prediction| right(gold, prediction)));
        }
    }
    for (prediction, &gold) in alignment.gold_of.iter().enumerate() {
        if article.is_counted(category, prediction, gold) {
            counts.predicted.count(gold.is_some());
            counts
                .predicted_right
                .count(gold.is_some_and(|gold| right(gold, prediction)));
        }
    }
    counts
}

/// Counts words: the predicted ones that are in any gold quotation, and the other way round.
fn count_tokens(article: &Comparison, categories: &mut [CategoryScores]) {
    let tokens = Tokens::of(&article.text);
    let gold = |category: QuoteCategory, optional: bool| {
        let quotes = article.gold.iter().zip(&article.optional);
        let quotes = quotes.filter(|(quote, is)| **is == optional && category.counts(quote.kind));
        tokens.covered(quotes.map(|(quote, _)| quote.span))
    };
    let predicted = |category: QuoteCategory| {
        let quotes = article
            .predicted
            .iter()
            .filter(|quote| category.counts(quote.kind));
        tokens.covered(quotes.map(|quote| quote.span))
    };
    let (all_gold, all_predicted) = (
        gold(QuoteCategory::All, false),
        predicted(QuoteCategory::All),
    );
    let optional = gold(QuoteCategory::All, true);
    for (category, counts) in QuoteCategory::ALL.into_iter().zip(categories) {
        let (category_gold, category_predicted) = (gold(category, false), predicted(category));
        for token in 0..optional.len() {
            if category_gold[token] {
                counts.gold_tokens.count(all_predicted[token]);
            }
            if category_predicted[token] && (category_gold[token] || !optional[token]) {
                counts.predicted_tokens.count(all_gold[token]);
            }
        }
    }
}

/// Counts kinds, speakers, rules and calibration over quotations that overlap.
fn count_matched(article: &Comparison, score: &mut QuoteScores) {
    let alignment = article.alignment(SpanMatch::Overlap);
    for (prediction, &gold) in alignment.gold_of.iter().enumerate() {
        let predicted = &article.predictions[prediction];
        let gold_quote = gold.map(|gold| &article.gold_document.quotes[gold]);
        if article.is_counted(QuoteCategory::All, prediction, gold) {
            let right =
                gold_quote.map(|gold_quote| speaker_matches(&article.text, gold_quote, predicted));
            score.rules.count(predicted, gold_quote, right);
            score.calibration.count(predicted.confidence, right);
        }
        let (Some(gold), Some(gold_quote)) = (gold, gold_quote) else {
            continue;
        };
        if article.optional[gold] {
            continue;
        }
        let kind = article.gold[gold].kind;
        score
            .kinds
            .count(kind == article.predicted[prediction].kind);
        if !gold_quote.has_speaker() {
            continue;
        }
        for (category, speakers) in QuoteCategory::ALL.into_iter().zip(&mut score.speakers) {
            if category.counts(kind) {
                speakers.count(&article.text, gold_quote, predicted);
            }
        }
        if let Some(name) = &gold_quote.speaker_type {
            let speakers = score.speaker_types.entry(name.clone()).or_default();
            speakers.count(&article.text, gold_quote, predicted);
        }
    }
}
