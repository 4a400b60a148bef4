//! Finds the occurrences of spans in one document.

use crate::engine::matching::neighbors::Neighbors;
use crate::engine::matching::occurrence::{Occurrence, PositionSpan, common, merged};
use crate::engine::matching::positions::View;
use crate::engine::matching::sloppy_phrase::each_choice;
use crate::engine::matching::spans::Spans;
use crate::query::Near;
use std::ops::ControlFlow;

/// How many pairs of occurrences one operator joins in one document at most; the rest are left
/// out. Two plain words reach it if each stands some 500 times in one paragraph.
const MAX_PAIRS: usize = 1 << 18;

impl Spans {
    /// Returns the hulls of all occurrences, sorted, each once.
    pub(crate) fn places(&self, view: &dyn View) -> Vec<PositionSpan> {
        if let Self::Leaf(leaf) = self {
            return view
                .leaf(*leaf)
                .iter()
                .map(|&at| PositionSpan::word(at))
                .collect();
        }
        let occurrences = Evaluation::new(self, view).occurrences(self);
        let mut hulls: Vec<PositionSpan> =
            occurrences.into_iter().map(|found| found.hull).collect();
        hulls.dedup();
        hulls
    }

    /// Tells whether it occurs at all.
    pub(crate) fn occurs(&self, view: &dyn View) -> bool {
        Evaluation::new(self, view).occurs(self)
    }

    /// Returns the words of all occurrences: phrases whole, all else word by word.
    pub(crate) fn marks(&self, view: &dyn View) -> Vec<PositionSpan> {
        let mut marks = Vec::new();
        let evaluation = Evaluation::new(self, view);
        evaluation.mark(self, &evaluation.occurrences(self), &mut marks);
        marks
    }
}

/// Finds the occurrences in one document.
struct Evaluation<'a> {
    view: &'a dyn View,
    /// The positions that both operands of some operator may claim, sorted. Only of these an
    /// occurrence keeps which it has; for all others its hull says enough, and occurrences that
    /// differ in them alone are one.
    contested: Vec<u32>,
}

impl<'a> Evaluation<'a> {
    fn new(spans: &Spans, view: &'a dyn View) -> Self {
        let mut contested = Vec::new();
        if spans.is_nested() {
            contest(spans, view, &mut contested);
            contested.sort_unstable();
            contested.dedup();
        }
        Self { view, contested }
    }

    /// Returns all occurrences, sorted, each once.
    fn occurrences(&self, spans: &Spans) -> Vec<Occurrence> {
        let mut found = Vec::new();
        match spans {
            Spans::Leaf(leaf) => {
                let words = self.view.leaf(*leaf).iter();
                return words
                    .map(|&at| self.contiguous(PositionSpan::word(at)))
                    .collect();
            }
            Spans::Sequence(leaves, 0) => {
                return phrase(leaves, self.view)
                    .map(|hull| self.contiguous(hull))
                    .collect();
            }
            Spans::Sequence(leaves, slop) => each_choice(leaves, *slop, self.view, &mut |words| {
                found.extend(self.chosen(words));
            }),
            Spans::Or(parts) => {
                for part in parts {
                    found.extend(self.occurrences(part));
                }
            }
            Spans::Near(near, parts) => {
                let operands = Operands::of(self, *near, parts);
                match near.negated {
                    true => return operands.lonely().cloned().collect(),
                    false => operands.each_pair(&mut |one, other| found.push(one.with(other))),
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn occurs(&self, spans: &Spans) -> bool {
        match spans {
            Spans::Leaf(leaf) => !self.view.leaf(*leaf).is_empty(),
            Spans::Sequence(leaves, 0) => phrase(leaves, self.view).next().is_some(),
            Spans::Sequence(..) => !self.occurrences(spans).is_empty(),
            Spans::Or(parts) => parts.iter().any(|part| self.occurs(part)),
            Spans::Near(near, parts) => {
                let operands = Operands::of(self, *near, parts);
                match near.negated {
                    true => operands.lonely().next().is_some(),
                    false => operands.any_pair(),
                }
            }
        }
    }

    /// Gathers the words of those occurrences that are among `live`.
    fn mark(&self, spans: &Spans, live: &[Occurrence], marks: &mut Vec<PositionSpan>) {
        match spans {
            Spans::Leaf(_) | Spans::Sequence(_, 0) => {
                marks.extend(live.iter().map(|found| found.hull));
            }
            Spans::Sequence(leaves, slop) => each_choice(leaves, *slop, self.view, &mut |words| {
                if self
                    .chosen(words)
                    .is_some_and(|found| live.binary_search(&found).is_ok())
                {
                    marks.extend(words.iter().map(|&at| PositionSpan::word(at)));
                }
            }),
            Spans::Or(parts) => {
                for part in parts {
                    let mut own = self.occurrences(part);
                    own.retain(|found| live.binary_search(found).is_ok());
                    self.mark(part, &own, marks);
                }
            }
            Spans::Near(near, parts) if near.negated => self.mark(&parts[0], live, marks),
            Spans::Near(near, parts) => {
                let [mut left, mut right] = [Vec::new(), Vec::new()];
                Operands::of(self, *near, parts).each_pair(&mut |one, other| {
                    if live.binary_search(&one.with(other)).is_ok() {
                        left.push(one.clone());
                        right.push(other.clone());
                    }
                });
                for (part, mut live) in parts.iter().zip([left, right]) {
                    live.sort_unstable();
                    live.dedup();
                    self.mark(part, &live, marks);
                }
            }
        }
    }

    /// Returns the occurrence that has every word of its hull.
    fn contiguous(&self, hull: PositionSpan) -> Occurrence {
        let from = self.contested.partition_point(|&at| at < hull.start);
        let to = self.contested.partition_point(|&at| at <= hull.end);
        Occurrence {
            hull,
            words: self.contested[from..to].to_vec(),
        }
    }

    /// Returns the occurrence that has these words.
    fn chosen(&self, words: &[u32]) -> Option<Occurrence> {
        let (&start, &end) = words.iter().min().zip(words.iter().max())?;
        let contested = |at: &u32| self.contested.binary_search(at).is_ok();
        let mut words: Vec<u32> = words.iter().copied().filter(contested).collect();
        words.sort_unstable();
        Some(Occurrence {
            hull: PositionSpan { start, end },
            words,
        })
    }
}

/// The occurrences of both operands of an operator.
struct Operands<'a> {
    near: Near,
    left: Vec<Occurrence>,
    right: Vec<Occurrence>,
    breaks: &'a [u32],
    contiguous: bool,
}

impl<'a> Operands<'a> {
    fn of(evaluation: &Evaluation<'a>, near: Near, parts: &[Spans; 2]) -> Self {
        Self {
            near,
            left: evaluation.occurrences(&parts[0]),
            right: evaluation.occurrences(&parts[1]),
            breaks: evaluation.view.breaks(near.distance),
            contiguous: parts.iter().all(Spans::is_contiguous),
        }
    }

    fn neighbors<'o>(&'o self, among: &'o [Occurrence]) -> Neighbors<'o> {
        Neighbors::new(self.near, among, self.breaks, self.contiguous)
    }

    /// Returns the left occurrences near which there is no right one.
    fn lonely(&self) -> impl Iterator<Item = &Occurrence> {
        let neighbors = self.neighbors(&self.right);
        self.left.iter().filter(move |one| {
            neighbors
                .each(one, &mut |_| ControlFlow::Break(()))
                .is_continue()
        })
    }

    fn any_pair(&self) -> bool {
        let neighbors = self.neighbors(&self.right);
        let mut left = self.left.iter();
        left.any(|one| {
            neighbors
                .each(one, &mut |_| ControlFlow::Break(()))
                .is_break()
        })
    }

    /// Calls with each left occurrence and each right one near it, up to the limit.
    fn each_pair(&self, found: &mut dyn FnMut(&Occurrence, &Occurrence)) {
        // Whichever operand was typed first, the limit must leave out the same pairs.
        let turned =
            !self.near.ordered && (self.right.len(), &self.right) < (self.left.len(), &self.left);
        let (outer, inner) = match turned {
            true => (&self.right, &self.left),
            false => (&self.left, &self.right),
        };
        let neighbors = self.neighbors(inner);
        let mut pairs = 0;
        for one in outer {
            let stopped = neighbors.each(one, &mut |other| {
                match turned {
                    true => found(other, one),
                    false => found(one, other),
                }
                pairs += 1;
                match pairs < MAX_PAIRS {
                    true => ControlFlow::Continue(()),
                    false => ControlFlow::Break(()),
                }
            });
            if stopped.is_break() {
                return;
            }
        }
    }
}

/// Returns the positions that occurrences may have, sorted, and gathers those that both operands
/// of some operator may claim.
fn contest(spans: &Spans, view: &dyn View, contested: &mut Vec<u32>) -> Vec<u32> {
    match spans {
        Spans::Leaf(leaf) => view.leaf(*leaf).to_vec(),
        Spans::Sequence(leaves, _) => leaves
            .iter()
            .fold(Vec::new(), |all, &leaf| merged(&all, view.leaf(leaf))),
        Spans::Or(parts) => parts.iter().fold(Vec::new(), |all, part| {
            merged(&all, &contest(part, view, contested))
        }),
        Spans::Near(near, parts) => {
            let [left, right] = [&parts[0], &parts[1]].map(|part| contest(part, view, contested));
            if !parts.iter().all(Spans::is_contiguous) {
                match near.negated {
                    // Whether a right one has a word more than the left needs all of its words.
                    true => contested.extend(&right),
                    false => contested.extend(common(&left, &right)),
                }
            }
            match near.negated {
                true => left,
                false => merged(&left, &right),
            }
        }
    }
}

fn phrase<'a>(leaves: &'a [usize], view: &'a dyn View) -> impl Iterator<Item = PositionSpan> {
    let (first, rest) = leaves.split_at(leaves.len().min(1));
    let stands = move |&start: &u32| {
        (start + 1..)
            .zip(rest)
            .all(|(next, &leaf)| view.leaf(leaf).binary_search(&next).is_ok())
    };
    let starts = first.iter().flat_map(|&leaf| view.leaf(leaf)).copied();
    starts.filter(stands).map(|start| PositionSpan {
        start,
        end: start + rest.len() as u32,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::matching::positions::Positions;
    use crate::query::Distance;

    fn near(distance: Distance, left: Spans, right: Spans) -> Spans {
        let near = Near {
            distance,
            ordered: false,
            negated: false,
        };
        Spans::Near(near, Box::new([left, right]))
    }

    /// Checks the hulls of `(0 w/n 1) w/m 2`.
    #[track_caller]
    fn check(leaves: [&[u32]; 3], [n, m]: [u32; 2], expected: &[(u32, u32)]) {
        let positions = Positions {
            leaves: leaves.map(<[u32]>::to_vec).to_vec(),
            ..Positions::default()
        };
        let inner = near(Distance::Words(n), Spans::Leaf(0), Spans::Leaf(1));
        let spans = near(Distance::Words(m), inner, Spans::Leaf(2));
        let found = spans.places(&positions);
        let hulls: Vec<(u32, u32)> = found.iter().map(|hull| (hull.start, hull.end)).collect();
        assert_eq!(hulls, expected);
        assert_eq!(spans.occurs(&positions), !expected.is_empty());
    }

    #[test]
    fn a_third_word_may_stand_between() {
        check([&[1], &[6], &[4]], [5, 1], &[(1, 6)]);
        check([&[1], &[6], &[8]], [5, 1], &[]);
        check([&[1], &[6], &[8]], [5, 2], &[(1, 8)]);
        // A word of the pair is not another one.
        check([&[1], &[6], &[6]], [5, 1], &[]);
        check([&[1], &[6, 7], &[6]], [6, 1], &[(1, 7)]);
    }

    #[test]
    fn marks_the_words_and_not_the_hull() {
        let positions = Positions {
            leaves: vec![vec![1], vec![6], vec![4]],
            ..Positions::default()
        };
        let inner = near(Distance::Words(5), Spans::Leaf(0), Spans::Leaf(1));
        let spans = near(Distance::Words(1), inner, Spans::Leaf(2));
        let mut marks = spans.marks(&positions);
        marks.sort_unstable();
        assert_eq!(marks, [1, 4, 6].map(PositionSpan::word));
    }

    #[test]
    fn the_limit_leaves_out_the_same_pairs_in_either_order() {
        let positions = Positions {
            leaves: vec![
                (0..2_000).step_by(2).collect(),
                (1..2_001).step_by(2).collect(),
            ],
            paragraphs: vec![0],
            ..Positions::default()
        };
        let places = |left, right| {
            let spans = near(Distance::Paragraph, Spans::Leaf(left), Spans::Leaf(right));
            spans.places(&positions)
        };
        assert!(places(0, 1).len() <= MAX_PAIRS);
        assert_eq!(places(0, 1), places(1, 0));
    }
}
