//! The Gender Gap Tracker's measure: how much of each marked quotation was found.
//!
//! From Asr et al., "The Gender Gap Tracker" (PLoS ONE 2021), and the evaluation in its sources.
//! A quotation counts as found where one finding covers more than a given share of its signs.
//! The measure is one-sided: a finding that runs on too long loses nothing. Edges are not
//! trimmed, kinds make no difference.

use crate::evaluate::quotes::compare::{Asked, Comparison};
use crate::evaluate::quotes::sheet::Marking;
use crate::evaluate::{Figures, Ratio};
use serde::Serialize;

/// How much of a quotation must be covered: a little, nearly all.
pub const SHARES: [f64; 2] = [0.3, 0.8];

/// What one article, or all, came to at one share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Coverage {
    /// Marked quotations covered, of all.
    pub covered: Ratio,
    /// Findings that cover one, of all.
    pub covering: Ratio,
    /// Of the covered that have a marked speaker, those where a given mention overlaps it.
    pub speaker: Ratio,
    /// Of the covered, those with the same cue words.
    pub cue: Ratio,
}

impl Coverage {
    pub fn figures(&self) -> Figures {
        Figures::of(self.covering, self.covered)
    }

    pub fn add(&mut self, other: &Self) {
        self.covered += other.covered;
        self.covering += other.covering;
        self.speaker += other.speaker;
        self.cue += other.cue;
    }
}

/// Measures one article. Findings that cover what is not asked for are not counted.
pub(crate) fn coverage(article: &Comparison, share: f64) -> Coverage {
    let mut coverage = Coverage::default();
    let mut left: Vec<&Marking> = article.findings.iter().collect();
    for quote in article.quotes(Asked::Yes) {
        let Some(best) = most_covering(quote, &left, share) else {
            coverage.covered.count(false);
            continue;
        };
        let best = left.remove(best);
        coverage.covered.count(true);
        coverage.covering.count(true);
        if !quote.speaker_spans.is_empty() {
            let mut given = best.speaker_spans.iter();
            let right = given.any(|given| quote.speaker_spans.iter().any(|s| s.overlaps(*given)));
            coverage.speaker.count(right);
        }
        let words = |quote: &Marking| Some(quote.cue?.of(&article.text).trim().to_lowercase());
        let cue = words(quote);
        coverage.cue.count(cue.is_some() && cue == words(best));
    }
    for extra in left {
        let mut unasked = article.quotes(Asked::No);
        let excused = article.says_no_speech(extra)
            || unasked.any(|quote| quote.span.covered_by(extra.span) > share);
        if !excused {
            coverage.covering.count(false);
        }
    }
    coverage
}

/// Returns which finding covers most of a quotation, the first of equals.
fn most_covering(quote: &Marking, found: &[&Marking], share: f64) -> Option<usize> {
    let mut best = None;
    let mut most = share;
    for (index, finding) in found.iter().enumerate() {
        let covered = quote.span.covered_by(finding.span);
        if covered > most {
            best = Some(index);
            most = covered;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::quotes::{Options, Points, Sheet};

    fn markings(spans: &[(usize, usize)]) -> Vec<Marking> {
        let marking = |&(start, end): &(usize, usize)| Marking {
            span: Points::new(start, end),
            ..Marking::default()
        };
        spans.iter().map(marking).collect()
    }

    fn check(
        gold: &[(usize, usize)],
        found: &[(usize, usize)],
        speech: bool,
        expected: [usize; 4],
    ) {
        let mut sheet = Sheet {
            text: Some("x".repeat(100)),
            quotes: markings(gold),
            ..Sheet::default()
        };
        for quote in &mut sheet.quotes {
            quote.is_speech = Some(speech);
        }
        let options = Options {
            speech_only: true,
            ..Options::default()
        };
        let found = markings(found);
        let Coverage {
            covered, covering, ..
        } = coverage(&Comparison::of(&sheet, &found, &options), 0.8);
        assert_eq!(
            [covered.right, covered.of, covering.right, covering.of],
            expected
        );
    }

    #[test]
    fn is_one_sided() {
        check(&[(0, 10)], &[(0, 100)], true, [1, 1, 1, 1]);
        check(&[(0, 10)], &[(0, 8)], true, [0, 1, 0, 1]);
        check(&[(0, 10), (20, 30)], &[(0, 100)], true, [1, 2, 1, 1]);
    }

    #[test]
    fn what_is_not_asked_for_costs_nothing() {
        check(&[(0, 10)], &[(0, 10)], false, [0, 0, 0, 0]);
        check(&[(0, 10)], &[(0, 10), (50, 60)], false, [0, 0, 0, 1]);
    }
}
