//! Counts what was right in an article, and adds articles up.

use crate::evaluate::quotes::Options;
use crate::evaluate::quotes::align::Match;
use crate::evaluate::quotes::calibration::Calibration;
use crate::evaluate::quotes::compare::{Comparison, Row};
use crate::evaluate::quotes::mistakes::Mistakes;
use crate::evaluate::quotes::rules::Rules;
use crate::evaluate::quotes::sheet::{Marking, Sheet};
use crate::evaluate::quotes::speakers::{Speakers, is_right};
use crate::evaluate::quotes::tokens::Tokens;
use crate::evaluate::quotes::tracker;
use crate::evaluate::quotes::tracker::{Coverage, coverage};
use crate::evaluate::{Figures, Ratio};
use std::collections::BTreeMap;

/// What was right at one way of matching.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Matched {
    /// Of the findings, those that match.
    pub found: Ratio,
    /// Of the gold, what was matched.
    pub gold: Ratio,
    /// Of the findings, those that match and have the right speaker.
    pub found_right: Ratio,
    /// Of the gold, what was matched with the right speaker.
    pub gold_right: Ratio,
}

impl Matched {
    pub fn spans(&self) -> Figures {
        Figures::of(self.found, self.gold)
    }

    pub fn end_to_end(&self) -> Figures {
        Figures::of(self.found_right, self.gold_right)
    }

    fn add(&mut self, other: &Self) {
        self.found += other.found;
        self.gold += other.gold;
        self.found_right += other.found_right;
        self.gold_right += other.gold_right;
    }
}

/// One line of the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RowScore {
    pub exact: Matched,
    pub overlap: Matched,
    /// Of the words found, those in the gold; of the words in the gold, those found.
    pub found_tokens: Ratio,
    pub gold_tokens: Ratio,
}

impl RowScore {
    pub fn tokens(&self) -> Figures {
        Figures::of(self.found_tokens, self.gold_tokens)
    }
}

/// All that is counted of an article, or of many.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// In the order of [`Row::ALL`].
    pub rows: [RowScore; 6],
    /// Of the matched quotations, those given the right kind.
    pub kinds: Ratio,
    /// By row of matched gold, in the order of [`Row::ALL`].
    pub speakers: [Speakers; 6],
    /// By the gold's type of speaker: "person", "pronoun", …
    pub speaker_types: BTreeMap<String, Speakers>,
    pub rules: Rules,
    pub calibration: Calibration,
    /// In the order of [`tracker::SHARES`].
    pub tracker: [Coverage; 2],
}

impl Score {
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
        for (coverage, other) in self.tracker.iter_mut().zip(&other.tracker) {
            coverage.add(other);
        }
    }
}

/// Scores the findings in one article.
pub(crate) fn score(marked: &Sheet, findings: &[Marking], options: &Options) -> (Score, Mistakes) {
    let article = Comparison::of(marked, findings, options);
    let mut score = Score::default();
    for (row, counts) in Row::ALL.into_iter().zip(&mut score.rows) {
        counts.exact = matched(&article, row, Match::Exact);
        counts.overlap = matched(&article, row, Match::Overlap);
    }
    count_tokens(&article, &mut score.rows);
    count_matched(&article, &mut score);
    for (share, counts) in tracker::SHARES.into_iter().zip(&mut score.tracker) {
        *counts = coverage(&article, share);
    }
    (score, Mistakes::of(&article))
}

fn matched(article: &Comparison, row: Row, how: Match) -> Matched {
    let pairing = article.pairing(how);
    let right = |gold: usize, finding: usize| {
        let [gold, found] = [&article.marked.quotes[gold], &article.findings[finding]];
        is_right(&article.text, gold, found)
    };
    let mut counts = Matched::default();
    for (gold, &finding) in pairing.found.iter().enumerate() {
        if row.counts(article.gold[gold].kind) && !article.waived[gold] {
            counts.gold.count(finding.is_some());
            counts
                .gold_right
                .count(finding.is_some_and(|finding| right(gold, finding)));
        }
    }
    for (finding, &gold) in pairing.gold.iter().enumerate() {
        if article.is_counted(row, finding, gold) {
            counts.found.count(gold.is_some());
            counts
                .found_right
                .count(gold.is_some_and(|gold| right(gold, finding)));
        }
    }
    counts
}

/// Counts words: those found that the gold has in any quotation, and the other way round.
fn count_tokens(article: &Comparison, rows: &mut [RowScore]) {
    let tokens = Tokens::of(&article.text);
    let gold = |row: Row, waived: bool| {
        let sides = article.gold.iter().zip(&article.waived);
        let sides = sides.filter(|(side, is)| **is == waived && row.counts(side.kind));
        tokens.covered(sides.map(|(side, _)| side.span))
    };
    let found = |row: Row| {
        let sides = article.found.iter().filter(|side| row.counts(side.kind));
        tokens.covered(sides.map(|side| side.span))
    };
    let (all_gold, all_found) = (gold(Row::All, false), found(Row::All));
    let waived = gold(Row::All, true);
    for (row, counts) in Row::ALL.into_iter().zip(rows) {
        let (row_gold, row_found) = (gold(row, false), found(row));
        for token in 0..waived.len() {
            if row_gold[token] {
                counts.gold_tokens.count(all_found[token]);
            }
            if row_found[token] && (row_gold[token] || !waived[token]) {
                counts.found_tokens.count(all_gold[token]);
            }
        }
    }
}

/// Counts kinds, speakers, rules and confidence over quotations that overlap.
fn count_matched(article: &Comparison, score: &mut Score) {
    let pairing = article.pairing(Match::Overlap);
    for (finding, &gold) in pairing.gold.iter().enumerate() {
        let found = &article.findings[finding];
        let marked = gold.map(|gold| &article.marked.quotes[gold]);
        if article.is_counted(Row::All, finding, gold) {
            let right = marked.map(|marked| is_right(&article.text, marked, found));
            score.rules.count(found, marked, right);
            score.calibration.count(found.confidence, right);
        }
        let (Some(gold), Some(marked)) = (gold, marked) else {
            continue;
        };
        if article.waived[gold] {
            continue;
        }
        let kind = article.gold[gold].kind;
        score.kinds.count(kind == article.found[finding].kind);
        if !marked.has_speaker() {
            continue;
        }
        for (row, speakers) in Row::ALL.into_iter().zip(&mut score.speakers) {
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
