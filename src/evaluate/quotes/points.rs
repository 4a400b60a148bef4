//! Ranges of code points, the unit that gold files count in.

/// A range of Unicode code points of a text: `start` inclusive, `end` exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points {
    pub start: usize,
    pub end: usize,
}

/// What may stand at either end of a quotation or a name without being part of it.
const EDGES: &str = concat!(
    " \t\r\n\u{a0}\u{2009}\u{202f}",
    "\"“”„‟«»‹›「」『』〝〞'‘’‚`",
    ",.;:!?…-–—()[]"
);

impl Points {
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns how many code points two ranges have in common.
    pub fn common(self, other: Self) -> usize {
        let end = self.end.min(other.end);
        end.saturating_sub(self.start.max(other.start))
    }

    /// Returns what they have in common as a share of what either covers.
    pub fn iou(self, other: Self) -> f64 {
        let common = self.common(other);
        let either = self.len() + other.len() - common;
        if common > 0 {
            common as f64 / either as f64
        } else {
            0.0
        }
    }

    /// Returns which share of this range the other covers.
    pub fn covered_by(self, other: Self) -> f64 {
        self.common(other) as f64 / self.len().max(1) as f64
    }

    /// Returns the range without the marks, blanks and punctuation at its ends.
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

    pub fn of(self, text: &[char]) -> String {
        text[self.start..self.end].iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_what_two_have_in_common() {
        let ten = Points::new(0, 10);
        for (other, iou, covered) in [
            (Points::new(0, 10), 1.0, 1.0),
            (Points::new(5, 10), 0.5, 0.5),
            (Points::new(0, 20), 0.5, 1.0),
            (Points::new(10, 20), 0.0, 0.0),
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
            let whole = Points::new(0, text.len());
            assert_eq!(whole.trimmed(&text).of(&text), left);
        }
    }
}
