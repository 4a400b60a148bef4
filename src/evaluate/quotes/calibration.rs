//! Calibration: of predictions with confidence 0.9, nine in ten should be right. A reliability
//! diagram in numbers, after Murphy and Winkler (1977).

use crate::evaluate::metrics::Ratio;
use serde::Serialize;

/// The lower bounds of the bins, inclusive; predictions without confidence have a bin of their own.
const BIN_FLOORS: [f32; 7] = [0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/// Predictions of similar confidence, and how many are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct CalibrationBin {
    /// The lower bound, inclusive; `None` for predictions without confidence, which name no speaker.
    pub from: Option<f32>,
    /// The sum of the confidences.
    #[serde(skip)]
    sum: f64,
    /// Predictions that overlap a gold quotation, of all.
    pub matched: Ratio,
    /// Predictions that do and whose speaker is right, of all.
    pub right: Ratio,
}

impl CalibrationBin {
    /// Returns the mean confidence, which the share of right predictions should equal.
    pub fn mean_confidence(&self) -> Option<f64> {
        (self.from.is_some() && self.right.of > 0).then(|| self.sum / self.right.of as f64)
    }
}

/// The bins of a reliability diagram, the highest confidence first.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Calibration {
    /// The bins by descending confidence; the last one holds predictions without any.
    pub bins: Vec<CalibrationBin>,
}

impl Default for Calibration {
    fn default() -> Self {
        let floors = BIN_FLOORS.into_iter().rev().map(Some).chain([None]);
        let bin = |from| CalibrationBin {
            from,
            ..CalibrationBin::default()
        };
        Self {
            bins: floors.map(bin).collect(),
        }
    }
}

impl Calibration {
    /// Counts a prediction; `right` tells whether its speaker is right, and is `None` for one without
    /// matching gold.
    pub(crate) fn count(&mut self, confidence: Option<f32>, right: Option<bool>) {
        let bin = self
            .bins
            .iter_mut()
            .find(|bin| match (bin.from, confidence) {
                (Some(from), Some(confidence)) => confidence >= from,
                (None, _) => true,
                _ => false,
            })
            .expect("the last bin takes all");
        bin.sum += f64::from(confidence.unwrap_or_default());
        bin.matched.count(right.is_some());
        bin.right.count(right == Some(true));
    }

    pub(crate) fn add(&mut self, other: &Self) {
        for (bin, other) in self.bins.iter_mut().zip(&other.bins) {
            bin.sum += other.sum;
            bin.matched += other.matched;
            bin.right += other.right;
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
        let filled = calibration.bins.iter().filter(|bin| bin.right.of > 0);
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
        let mean_confidence = calibration.bins[0].mean_confidence().expect("two findings");
        assert!((mean_confidence - 0.95).abs() < 1e-6);
    }
}
