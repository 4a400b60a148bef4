//! Whether a confidence means what it says: of findings marked 0.9, nine in ten should be right.

use crate::evaluate::Ratio;
use serde::Serialize;

/// Where the buckets begin, the lowest first; a finding without confidence has its own.
const FLOORS: [f32; 7] = [0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/// Findings of like confidence, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bucket {
    /// The least confidence; `None` for findings that have none, and so name nobody.
    pub from: Option<f32>,
    /// The mean of the confidences, or 0.
    #[serde(skip)]
    sum: f64,
    /// Findings that overlap a marked quotation, of all.
    pub matched: Ratio,
    /// Findings that do, and whose speaker is right too, of all.
    pub right: Ratio,
}

impl Bucket {
    /// Returns the mean confidence: what the share of right ones should be.
    pub fn promised(&self) -> Option<f64> {
        (self.from.is_some() && self.right.of > 0).then(|| self.sum / self.right.of as f64)
    }
}

/// The buckets, the surest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Calibration {
    pub buckets: Vec<Bucket>,
}

impl Default for Calibration {
    fn default() -> Self {
        let floors = FLOORS.into_iter().rev().map(Some).chain([None]);
        let bucket = |from| Bucket {
            from,
            ..Bucket::default()
        };
        Self {
            buckets: floors.map(bucket).collect(),
        }
    }
}

impl Calibration {
    /// Counts a finding; `right` tells of its speaker, and is `None` where nothing matched.
    pub(crate) fn count(&mut self, confidence: Option<f32>, right: Option<bool>) {
        let bucket = self
            .buckets
            .iter_mut()
            .find(|bucket| match (bucket.from, confidence) {
                (Some(from), Some(confidence)) => confidence >= from,
                (None, _) => true,
                _ => false,
            })
            .expect("the last bucket takes all");
        bucket.sum += f64::from(confidence.unwrap_or_default());
        bucket.matched.count(right.is_some());
        bucket.right.count(right == Some(true));
    }

    pub(crate) fn add(&mut self, other: &Self) {
        for (bucket, other) in self.buckets.iter_mut().zip(&other.buckets) {
            bucket.sum += other.sum;
            bucket.matched += other.matched;
            bucket.right += other.right;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_into_buckets() {
        let mut calibration = Calibration::default();
        for (confidence, right) in [
            (Some(0.9), Some(true)),
            (Some(1.0), Some(false)),
            (Some(0.89), None),
            (Some(0.0), Some(true)),
            (None, Some(true)),
        ] {
            calibration.count(confidence, right);
        }
        let filled = calibration
            .buckets
            .iter()
            .filter(|bucket| bucket.right.of > 0);
        let counts: Vec<_> = filled
            .map(|b| (b.from, b.matched.right, b.right.right))
            .collect();
        assert_eq!(
            counts,
            [
                (Some(0.9), 2, 1),
                (Some(0.8), 0, 0),
                (Some(0.0), 1, 1),
                (None, 1, 1)
            ]
        );
        let promised = calibration.buckets[0].promised().expect("two findings");
        assert!((promised - 0.95).abs() < 1e-6);
    }
}
