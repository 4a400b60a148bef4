//! Ratios of counts, and precision, recall and F1.

use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::ops::AddAssign;

/// A count of right items out of all counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ratio {
    /// How many are right.
    pub right: usize,
    /// How many were counted.
    pub of: usize,
}

impl Ratio {
    /// Counts one more item.
    pub fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// Returns the share of right items from 0 to 1; `None` if nothing was counted.
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| self.right as f64 / self.of as f64)
    }
}

impl AddAssign for Ratio {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Ratio", 3)?;
        fields.serialize_field("right", &self.right)?;
        fields.serialize_field("of", &self.of)?;
        fields.serialize_field("share", &self.share())?;
        fields.end()
    }
}

/// Precision, recall and F1, their harmonic mean; 0 if there is nothing to count.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct PrecisionRecall {
    /// The share of the predicted items that are right, from 0 to 1.
    pub precision: f64,
    /// The share of the gold items that were found, from 0 to 1.
    pub recall: f64,
    /// The harmonic mean of precision and recall, from 0 to 1.
    pub f1: f64,
}

impl PrecisionRecall {
    /// Returns the scores from the right items among the predicted (precision) and among the gold
    /// (recall).
    pub fn of(predicted: Ratio, gold: Ratio) -> Self {
        let precision = predicted.share().unwrap_or(0.0);
        let recall = gold.share().unwrap_or(0.0);
        let sum = precision + recall;
        let f1 = if sum > 0.0 {
            2.0 * precision * recall / sum
        } else {
            0.0
        };
        Self {
            precision,
            recall,
            f1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: (usize, usize), wanted: (usize, usize), expected: [f64; 3]) {
        let [found, wanted] = [found, wanted].map(|(right, of)| Ratio { right, of });
        let scores = PrecisionRecall::of(found, wanted);
        let rounded = [scores.precision, scores.recall, scores.f1]
            .map(|figure| (figure * 1000.0).round() / 1000.0);
        assert_eq!(rounded, expected);
    }

    #[test]
    fn precision_recall_f1() {
        check((3, 4), (3, 6), [0.75, 0.5, 0.6]);
        check((0, 4), (0, 6), [0.0, 0.0, 0.0]);
        check((0, 0), (0, 0), [0.0, 0.0, 0.0]);
    }
}
