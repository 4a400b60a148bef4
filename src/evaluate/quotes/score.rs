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
    pub found: Ratio,
    /// Of the gold quotations, those matched: recall.
    pub gold: Ratio,
    /// Of the predictions, those that match and have the right speaker.
    pub found_right: Ratio,
    /// Of the gold quotations, those matched with the right speaker.
    pub gold_right: Ratio,
}

impl SpanScores {
    /// Returns the scores of spans alone.
    pub fn spans(&self) -> PrecisionRecall {
        PrecisionRecall::of(self.found, self.gold)
    }

    /// Returns the scores of spans and speakers together.
    pub fn end_to_end(&self) -> PrecisionRecall {
        PrecisionRecall::of(self.found_right, self.gold_right)
    }

    fn add(&mut self, other: &Self) {
        self.found += other.found;
        self.gold += other.gold;
        self.found_right += other.found_right;
        self.gold_right += other.gold_right;
    }
}

/// The counts of one category.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CategoryScores {
    pub exact: SpanScores,
    pub overlap: SpanScores,
    /// Of the predicted words, those in gold quotations; of the gold words, those predicted.
    pub found_tokens: Ratio,
    pub gold_tokens: Ratio,
}

impl CategoryScores {
    /// Returns the scores of words.
    pub fn tokens(&self) -> PrecisionRecall {
        PrecisionRecall::of(self.found_tokens, self.gold_tokens)
    }
}

/// All counts of an article, or of many.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuoteScores {
    /// In the order of [`QuoteCategory::ALL`].
    pub rows: [CategoryScores; 6],
    /// Of the matched quotations, those of the right kind.
    pub kinds: Ratio,
    /// By category of the matched gold, in the order of [`QuoteCategory::ALL`].
    pub speakers: [SpeakerScores; 6],
    /// By the gold type of speaker: "person", "pronoun", …
    pub speaker_types: BTreeMap<String, SpeakerScores>,
    pub rules: RuleScores,
    pub calibration: Calibration,
    /// In the order of [`COVERAGE_THRESHOLDS`].
    pub coverage: [Coverage; 2],
}

impl QuoteScores {
    /// Adds the counts of another article.
    pub fn add(&mut self, other: &Self) {
        for (row, other) in self.rows.iter_mut().zip(&other.rows) {
            row.exact.add(&other.exact);
            row.overlap.add(&other.overlap);
            row.found_tokens += other.found_tokens;
            row.gold_tokens += other.gold_tokens;
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
    for (row, counts) in QuoteCategory::ALL.into_iter().zip(&mut score.rows) {
        counts.exact = matched(&article, row, SpanMatch::Exact);
        counts.overlap = matched(&article, row, SpanMatch::Overlap);
    }
    count_tokens(&article, &mut score.rows);
    count_matched(&article, &mut score);
    for (share, counts) in COVERAGE_THRESHOLDS.into_iter().zip(&mut score.coverage) {
        *counts = coverage(&article, share);
    }
    (score, QuoteMistakes::of(&article))
}

fn matched(article: &Comparison, row: QuoteCategory, criterion: SpanMatch) -> SpanScores {
    let alignment = article.alignment(criterion);
    let right = |gold: usize, finding: usize| {
        let [gold, found] = [
            &article.gold_document.quotes[gold],
            &article.predictions[finding],
        ];
        speaker_matches(&article.text, gold, found)
    };
    let mut counts = SpanScores::default();
    for (gold, &finding) in alignment.prediction_of.iter().enumerate() {
        if row.counts(article.gold[gold].kind) && !article.optional[gold] {
            counts.gold.count(finding.is_some());
            counts
                .gold_right
                .count(finding.is_some_and(|finding| right(gold, finding)));
        }
    }
    for (finding, &gold) in alignment.gold_of.iter().enumerate() {
        if article.is_counted(row, finding, gold) {
            counts.found.count(gold.is_some());
            counts
                .found_right
                .count(gold.is_some_and(|gold| right(gold, finding)));
        }
    }
    counts
}

/// Counts words: the predicted ones that are in any gold quotation, and the other way round.
fn count_tokens(article: &Comparison, rows: &mut [CategoryScores]) {
    let tokens = Tokens::of(&article.text);
    let gold = |row: QuoteCategory, optional: bool| {
        let sides = article.gold.iter().zip(&article.optional);
        let sides = sides.filter(|(side, is)| **is == optional && row.counts(side.kind));
        tokens.covered(sides.map(|(side, _)| side.span))
    };
    let found = |row: QuoteCategory| {
        let sides = article
            .predicted
            .iter()
            .filter(|side| row.counts(side.kind));
        tokens.covered(sides.map(|side| side.span))
    };
    let (all_gold, all_found) = (gold(QuoteCategory::All, false), found(QuoteCategory::All));
    let optional = gold(QuoteCategory::All, true);
    for (row, counts) in QuoteCategory::ALL.into_iter().zip(rows) {
        let (row_gold, row_found) = (gold(row, false), found(row));
        for token in 0..optional.len() {
            if row_gold[token] {
                counts.gold_tokens.count(all_found[token]);
            }
            if row_found[token] && (row_gold[token] || !optional[token]) {
                counts.found_tokens.count(all_gold[token]);
            }
        }
    }
}

/// Counts kinds, speakers, rules and calibration over quotations that overlap.
fn count_matched(article: &Comparison, score: &mut QuoteScores) {
    let alignment = article.alignment(SpanMatch::Overlap);
    for (finding, &gold) in alignment.gold_of.iter().enumerate() {
        let found = &article.predictions[finding];
        let marked = gold.map(|gold| &article.gold_document.quotes[gold]);
        if article.is_counted(QuoteCategory::All, finding, gold) {
            let right = marked.map(|marked| speaker_matches(&article.text, marked, found));
            score.rules.count(found, marked, right);
            score.calibration.count(found.confidence, right);
        }
        let (Some(gold), Some(marked)) = (gold, marked) else {
            continue;
        };
        if article.optional[gold] {
            continue;
        }
        let kind = article.gold[gold].kind;
        score.kinds.count(kind == article.predicted[finding].kind);
        if !marked.has_speaker() {
            continue;
        }
        for (row, speakers) in QuoteCategory::ALL.into_iter().zip(&mut score.speakers) {
            if row.counts(kind) {
                speakers.count(&article.text, marked, found);
            }
        }
        if let Some(name) = &marked.speaker_type {
            let speakers = score.speaker_types.entry(name.clone()).or_default();
            speakers.count(&article.text, marked, found);
        }
    }
}
