//! Aligns gold and predicted spans one to one.
//!
//! Overlapping spans are matched greedily by descending intersection over union, as object
//! detection benchmarks do (Everingham and others, "The PASCAL Visual Object Classes Challenge",
//! 2010), with a threshold of one half.

use crate::evaluate::quotes::char_span::CharSpan;
use std::collections::HashMap;

/// When a gold and a predicted span match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SpanMatch {
    /// The trimmed spans are equal.
    Exact,
    /// Their intersection over union is at least one half.
    Overlap,
}

/// Which gold and which predicted quotation belong together, by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alignment {
    /// For each gold quotation, the prediction.
    pub prediction_of: Vec<Option<usize>>,
    /// For each prediction, the gold quotation.
    pub gold_of: Vec<Option<usize>>,
}

/// Aligns trimmed spans.
pub(crate) fn align(gold: &[CharSpan], predicted: &[CharSpan], criterion: SpanMatch) -> Alignment {
    let mut alignment = Alignment {
        prediction_of: vec![None; gold.len()],
        gold_of: vec![None; predicted.len()],
    };
    let candidates = match criterion {
        SpanMatch::Exact => equal_pairs(gold, predicted),
        SpanMatch::Overlap => overlapping_pairs(gold, predicted),
    };
    for (g, p) in candidates {
        if alignment.prediction_of[g].is_none() && alignment.gold_of[p].is_none() {
            alignment.prediction_of[g] = Some(p);
            alignment.gold_of[p] = Some(g);
        }
    }
    alignment
}

/// Returns the pairs of equal spans, in order of both.
fn equal_pairs(gold: &[CharSpan], predicted: &[CharSpan]) -> Vec<(usize, usize)> {
    let mut at: HashMap<CharSpan, Vec<usize>> = HashMap::new();
    for (p, &span) in predicted.iter().enumerate() {
        at.entry(span).or_default().push(p);
    }
    let mut pairs = Vec::new();
    for (g, span) in gold.iter().enumerate() {
        for &p in at.get(span).map_or(&[][..], Vec::as_slice) {
            pairs.push((g, p));
        }
    }
    pairs
}

/// Returns the pairs with an intersection over union of at least one half, the largest first; of
/// equal ones the earlier first.
fn overlapping_pairs(gold: &[CharSpan], predicted: &[CharSpan]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (g, gold_span) in gold.iter().enumerate() {
        for (p, &span) in predicted.iter().enumerate() {
            let iou = gold_span.iou(span);
            if iou >= 0.5 {
                pairs.push((iou, g, p));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    pairs.into_iter().map(|(_, g, p)| (g, p)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        gold: &[(usize, usize)],
        predicted: &[(usize, usize)],
        criterion: SpanMatch,
        expected: &[Option<usize>],
    ) {
        let spans = |pairs: &[(usize, usize)]| -> Vec<CharSpan> {
            pairs
                .iter()
                .map(|&(start, end)| CharSpan::new(start, end))
                .collect()
        };
        let alignment = align(&spans(gold), &spans(predicted), criterion);
        assert_eq!(alignment.prediction_of, expected);
    }

    #[test]
    fn exact() {
        check(
            &[(0, 9), (10, 19)],
            &[(10, 19), (0, 8)],
            SpanMatch::Exact,
            &[None, Some(0)],
        );
        check(
            &[(0, 9), (0, 9), (0, 9)],
            &[(0, 9), (0, 9)],
            SpanMatch::Exact,
            &[Some(0), Some(1), None],
        );
    }

    #[test]
    fn overlap_takes_the_largest() {
        check(
            &[(0, 10)],
            &[(0, 5), (0, 9)],
            SpanMatch::Overlap,
            &[Some(1)],
        );
        check(&[(0, 10)], &[(0, 5)], SpanMatch::Overlap, &[Some(0)]);
        check(&[(0, 10)], &[(0, 4), (6, 10)], SpanMatch::Overlap, &[None]);
        check(
            &[(0, 10), (0, 8)],
            &[(0, 8)],
            SpanMatch::Overlap,
            &[None, Some(0)],
        );
    }

    #[test]
    fn overlap_takes_the_earlier_of_equals() {
        check(
            &[(0, 10)],
            &[(5, 10), (0, 5)],
            SpanMatch::Overlap,
            &[Some(0)],
        );
    }
}
