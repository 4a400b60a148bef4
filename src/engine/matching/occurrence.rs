//! An occurrence of a word, a phrase or a proximity operator: the words that it consists of.

/// A range of word positions, by its first and its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PositionSpan {
    pub start: u32,
    pub end: u32,
}

/// Some words of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Occurrence {
    /// From the first word to the last, whatever stands between.
    pub hull: PositionSpan,
    /// Those of its positions that another operand may claim, sorted.
    pub words: Vec<u32>,
}

impl PositionSpan {
    pub(crate) const fn word(at: u32) -> Self {
        Self { start: at, end: at }
    }

    /// Returns the span counted from another beginning.
    pub(crate) fn less(self, from: u32) -> Self {
        Self {
            start: self.start - from,
            end: self.end - from,
        }
    }

    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    pub(crate) fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl Occurrence {
    /// Returns the words of both.
    pub(crate) fn with(&self, other: &Self) -> Self {
        Self {
            hull: PositionSpan {
                start: self.hull.start.min(other.hull.start),
                end: self.hull.end.max(other.hull.end),
            },
            words: merged(&self.words, &other.words),
        }
    }
}

/// Returns the positions that are in either list, sorted, each once.
pub(crate) fn merged(one: &[u32], other: &[u32]) -> Vec<u32> {
    if one.is_empty() || other.is_empty() {
        return [one, other].concat();
    }
    let mut merged = [one, other].concat();
    merged.sort_unstable();
    merged.dedup();
    merged
}

/// Returns the positions that are in both sorted lists.
pub(crate) fn common<'a>(one: &'a [u32], other: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let (short, long) = match one.len() <= other.len() {
        true => (one, other),
        false => (other, one),
    };
    let shared = short.iter().copied();
    shared.filter(|at| long.binary_search(at).is_ok())
}
