//! Finds the occurrences of one operand near an occurrence of the other.

use crate::engine::matching::occurrence::{Occurrence, PositionSpan, common};
use crate::query::{Distance, Near};
use std::ops::ControlFlow;

/// The occurrences of one operand, to be asked which are near one of the other.
pub(crate) struct Neighbors<'a> {
    near: Near,
    /// Sorted.
    among: &'a [Occurrence],
    /// From the first word to the last of the longest.
    longest: u32,
    /// Where the sentences or paragraphs of the operator begin.
    breaks: &'a [u32],
    /// Whether all occurrences of both operands have every word of their hulls.
    contiguous: bool,
}

impl<'a> Neighbors<'a> {
    pub(crate) fn new(
        near: Near,
        among: &'a [Occurrence],
        breaks: &'a [u32],
        contiguous: bool,
    ) -> Self {
        let lengths = among.iter().map(|found| found.hull.end - found.hull.start);
        Self {
            near,
            longest: lengths.max().unwrap_or_default(),
            among,
            breaks,
            contiguous,
        }
    }

    /// Calls with each occurrence near this one, by its start, until told to break.
    ///
    /// For an operator that is negated, those that consist of its own words are left out, for any
    /// other those that have a word in common with it.
    pub(crate) fn each(
        &self,
        one: &Occurrence,
        found: &mut dyn FnMut(&'a Occurrence) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Some(reach) = self.reach(one.hull) else {
            return ControlFlow::Continue(());
        };
        let first = match self.near.ordered {
            true => one.hull.end + 1,
            false => reach.start.saturating_sub(self.longest),
        };
        let from = self.among.partition_point(|other| other.hull.start < first);
        for other in &self.among[from..] {
            if other.hull.start > reach.end {
                break;
            }
            let near = match self.near.distance {
                Distance::Words(_) => other.hull.end >= reach.start,
                Distance::Sentence | Distance::Paragraph => reach.contains(other.hull),
            };
            if near && !self.is_left_out(one, other) {
                found(other)?;
            }
        }
        ControlFlow::Continue(())
    }

    fn is_left_out(&self, one: &Occurrence, other: &Occurrence) -> bool {
        match (self.near.negated, self.contiguous) {
            (true, true) => one.hull.contains(other.hull),
            (true, false) => common(&other.words, &one.words).count() == other.words.len(),
            (false, true) => one.hull.overlaps(other.hull),
            (false, false) => common(&one.words, &other.words).next().is_some(),
        }
    }

    /// Returns the first and the last position near a hull; none if it leaves its own unit.
    fn reach(&self, hull: PositionSpan) -> Option<PositionSpan> {
        if let Distance::Words(words) = self.near.distance {
            return Some(PositionSpan {
                start: hull.start.saturating_sub(words),
                end: hull.end.saturating_add(words),
            });
        }
        let next = self.breaks.partition_point(|&start| start <= hull.start);
        let unit = PositionSpan {
            start: next.checked_sub(1).map_or(0, |at| self.breaks[at]),
            end: self.breaks.get(next).map_or(u32::MAX, |next| next - 1),
        };
        unit.contains(hull).then_some(unit)
    }
}
