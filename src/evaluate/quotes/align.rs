//! Pairs marked quotations with found ones, each at most once.

use crate::evaluate::quotes::points::Points;
use std::collections::HashMap;

/// How alike two spans must be to be the same quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// The same trimmed span.
    Exact,
    /// Half of what either covers, at the least, is common to both.
    Overlap,
}

/// Which quotation is whose partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pairing {
    /// For each gold quotation, the found one.
    pub found: Vec<Option<usize>>,
    /// For each found quotation, the gold one.
    pub gold: Vec<Option<usize>>,
}

/// Pairs trimmed spans.
pub(crate) fn pair(gold: &[Points], found: &[Points], how: Match) -> Pairing {
    let mut pairing = Pairing {
        found: vec![None; gold.len()],
        gold: vec![None; found.len()],
    };
    let candidates = match how {
        Match::Exact => same(gold, found),
        Match::Overlap => alike(gold, found),
    };
    for (g, f) in candidates {
        if pairing.found[g].is_none() && pairing.gold[f].is_none() {
            pairing.found[g] = Some(f);
            pairing.gold[f] = Some(g);
        }
    }
    pairing
}

/// Returns the pairs of equal spans, in order of both.
fn same(gold: &[Points], found: &[Points]) -> Vec<(usize, usize)> {
    let mut at: HashMap<Points, Vec<usize>> = HashMap::new();
    for (f, &span) in found.iter().enumerate() {
        at.entry(span).or_default().push(f);
    }
    let mut pairs = Vec::new();
    for (g, span) in gold.iter().enumerate() {
        for &f in at.get(span).map_or(&[][..], Vec::as_slice) {
            pairs.push((g, f));
        }
    }
    pairs
}

/// Returns the pairs that share at least half, the likest first; the earlier where equal.
fn alike(gold: &[Points], found: &[Points]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (g, wanted) in gold.iter().enumerate() {
        for (f, &span) in found.iter().enumerate() {
            let iou = wanted.iou(span);
            if iou >= 0.5 {
                pairs.push((iou, g, f));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    pairs.into_iter().map(|(_, g, f)| (g, f)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        gold: &[(usize, usize)],
        found: &[(usize, usize)],
        how: Match,
        expected: &[Option<usize>],
    ) {
        let spans = |pairs: &[(usize, usize)]| -> Vec<Points> {
            pairs
                .iter()
                .map(|&(start, end)| Points::new(start, end))
                .collect()
        };
        assert_eq!(pair(&spans(gold), &spans(found), how).found, expected);
    }

    #[test]
    fn exact() {
        check(
            &[(0, 9), (10, 19)],
            &[(10, 19), (0, 8)],
            Match::Exact,
            &[None, Some(0)],
        );
        check(
            &[(0, 9), (0, 9), (0, 9)],
            &[(0, 9), (0, 9)],
            Match::Exact,
            &[Some(0), Some(1), None],
        );
    }

    #[test]
    fn overlap_takes_the_likest() {
        check(&[(0, 10)], &[(0, 5), (0, 9)], Match::Overlap, &[Some(1)]);
        check(&[(0, 10)], &[(0, 5)], Match::Overlap, &[Some(0)]);
        check(&[(0, 10)], &[(0, 4), (6, 10)], Match::Overlap, &[None]);
        check(
            &[(0, 10), (0, 8)],
            &[(0, 8)],
            Match::Overlap,
            &[None, Some(0)],
        );
    }

    #[test]
    fn overlap_takes_the_earlier_of_equals() {
        check(&[(0, 10)], &[(5, 10), (0, 5)], Match::Overlap, &[Some(0)]);
    }
}
