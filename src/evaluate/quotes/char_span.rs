//! Spans in Unicode code points, the unit of gold files.

/// A range of Unicode code points of a text: `start` inclusive, `end` exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharSpan {
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
}

/// Characters that are trimmed from either end of a quotation or name.
const EDGES: &str = concat!(
    " \t\r\n\u{a0}\u{2009}\u{202f}",
    "\"“”„‟«»‹›「」『』〝〞'‘’‚`",
    ",.;:!?…-–—()[]"
);

impl CharSpan {
    /// Returns the span from `start` up to, not including, `end`, in code points.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Tells whether the spans have a code point in common.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the size of the intersection in code points.
    pub fn intersection(self, other: Self) -> usize {
        let end = self.end.min(other.end);
        end.saturating_sub(self.start.max(other.start))
    }

    /// Returns the intersection over union, from 0 to 1 (the Jaccard index).
    pub fn iou(self, other: Self) -> f64 {
        let intersection = self.intersection(other);
        let union = self.len() + other.len() - intersection;
        if intersection > 0 {
            intersection as f64 / union as f64
        } else {
            0.0
        }
    }

    /// Returns the share of this span that the other covers, from 0 to 1.
    pub fn covered_by(self, other: Self) -> f64 {
        self.intersection(other) as f64 / self.len().max(1) as f64
    }

    /// Returns the span without quotation marks, white space and punctuation at its ends.
    pub fn trimmed(mut self, text: &[char]) -> Self {
        let is_edge = |at: usize| EDGES.contains(text[at]);
        while self.start < self.end && is_edge(self.start) {
            self.start += 1;
        }
        while self.end > self.start && is_edge(self.end - 1) {
            self.end -= 1;
        }
        self
    }

    /// Returns the part of the text the span covers.
    pub fn of(self, text: &[char]) -> String {
        text[self.start..self.end].iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_what_two_have_in_common() {
        let ten = CharSpan::new(0, 10);
        for (other, iou, covered) in [
            (CharSpan::new(0, 10), 1.0, 1.0),
            (CharSpan::new(5, 10), 0.5, 0.5),
            (CharSpan::new(0, 20), 0.5, 1.0),
            (CharSpan::new(10, 20), 0.0, 0.0),
        ] {
            assert_eq!((ten.iou(other), ten.covered_by(other)), (iou, covered));
            assert_eq!(ten.overlaps(other), iou > 0.0);
        }
    }

    #[test]
    fn trims() {
        for (text, left) in [
            ("“No new taxes,” ", "No new taxes"),
            ("Größe", "Größe"),
            ("“…”", ""),
            ("", ""),
        ] {
            let text: Vec<char> = text.chars().collect();
            let whole = CharSpan::new(0, text.len());
            assert_eq!(whole.trimmed(&text).of(&text), left);
        }
    }
}
