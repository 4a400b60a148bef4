//! The Gender Gap Tracker's measure: how much of each gold quotation a prediction covers.
//!
//! From Asr et al., "The Gender Gap Tracker" (PLoS ONE 2021), and the evaluation in its sources.
//! A gold quotation counts as found if one prediction covers more than a given share of its
//! characters. The measure is one-sided: a prediction that is too long costs nothing. Spans are not
//! trimmed, and kinds are ignored.

use crate::evaluate::metrics::{PrecisionRecall, Ratio};
use crate::evaluate::quotes::compare::{Comparison, Requirement};
use crate::evaluate::quotes::documents::QuoteLabel;
use serde::Serialize;

/// The shares of a quotation that must be covered: a lenient and a strict one.
pub const COVERAGE_THRESHOLDS: [f64; 2] = [0.3, 0.8];

/// The counts of one article, or of all, at one threshold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Coverage {
    /// Gold quotations covered, of all: recall.
    pub covered: Ratio,
    /// Predictions that cover one, of all: precision.
    pub covering: Ratio,
    /// Of the covered with a gold speaker mention, those where a predicted mention overlaps it.
    pub speaker: Ratio,
    /// Of the covered, those with equal cue words.
    pub cue: Ratio,
}

impl Coverage {
    /// Returns precision, recall and F1.
    pub fn scores(&self) -> PrecisionRecall {
        PrecisionRecall::of(self.covering, self.covered)
    }

    /// Adds the counts of another article.
    pub fn add(&mut self, other: &Self) {
        self.covered += other.covered;
        self.covering += other.covering;
        self.speaker += other.speaker;
        self.cue += other.cue;
    }
}

/// Measures one article; predictions that cover optional quotations are not counted.
pub(crate) fn coverage(article: &Comparison, share: f64) -> Coverage {
    let mut coverage = Coverage::default();
    let mut remaining: Vec<&QuoteLabel> = article.predictions.iter().collect();
    for quote in article.quotes(Requirement::Required) {
        let Some(best) = most_covering(quote, &remaining, share) else {
            coverage.covered.count(false);
            continue;
        };
        let best = remaining.remove(best);
        coverage.covered.count(true);
        coverage.covering.count(true);
        if !quote.speaker_spans.is_empty() {
            let mut given = best.speaker_spans.iter();
            let right = given.any(|given| quote.speaker_spans.iter().any(|s| s.overlaps(*given)));
            coverage.speaker.count(right);
        }
        let words = |quote: &QuoteLabel| Some(quote.cue?.of(&article.text).trim().to_lowercase());
        let cue = words(quote);
        coverage.cue.count(cue.is_some() && cue == words(best));
    }
    for extra in remaining {
        let mut optional = article.quotes(Requirement::Optional);
        let excused = article.is_labelled_no_speech(extra)
            || optional.any(|quote| quote.span.covered_by(extra.span) > share);
        if !excused {
            coverage.covering.count(false);
        }
    }
    coverage
}

/// Returns the prediction that covers most of a quotation, more than `share`; the first of equals.
fn most_covering(quote: &QuoteLabel, predicted: &[&QuoteLabel], share: f64) -> Option<usize> {
    let mut best = None;
    let mut most = share;
    for (index, prediction) in predicted.iter().enumerate() {
        let covered = quote.span.covered_by(prediction.span);
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
    use crate::evaluate::quotes::char_span::CharSpan;
    use crate::evaluate::quotes::documents::QuoteDocument;
    use crate::evaluate::quotes::options::ScoringOptions;

    fn quote_labels(spans: &[(usize, usize)]) -> Vec<QuoteLabel> {
        let marking = |&(start, end): &(usize, usize)| QuoteLabel {
            span: CharSpan::new(start, end),
            ..QuoteLabel::default()
        };
        spans.iter().map(marking).collect()
    }

    fn check(
        gold: &[(usize, usize)],
        found: &[(usize, usize)],
        speech: bool,
        expected: [usize; 4],
    ) {
        let mut document = QuoteDocument {
            text: Some("x".repeat(100)),
            quotes: quote_labels(gold),
            ..QuoteDocument::default()
        };
        for quote in &mut document.quotes {
            quote.is_speech = Some(speech);
        }
        let options = ScoringOptions {
            speech_only: true,
            ..ScoringOptions::default()
        };
        let found = quote_labels(found);
        let Coverage {
            covered, covering, ..
        } = coverage(&Comparison::of(&document, &found, &options), 0.8);
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
    fn optional_quotations_cost_nothing() {
        check(&[(0, 10)], &[(0, 10)], false, [0, 0, 0, 0]);
        check(&[(0, 10)], &[(0, 10), (50, 60)], false, [0, 0, 0, 1]);
    }
}
