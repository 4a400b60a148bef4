//! Position spans: the algebra behind `w/n`, phrases and `atleast`.
//!
//! Positions come from the engine's postings to decide what matches, and from the words of a
//! stored text to decide what is highlighted; both use this code.

use crate::query::{Distance, Near};

/// A run of words, by the positions of its first and its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PositionSpan {
    pub start: u32,
    pub end: u32,
}

/// The spans to find. A leaf is an index into the caller's words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Spans {
    Leaf(usize),
    /// One behind the other, with at most `slop` moves.
    Sequence(Vec<usize>, u32),
    Or(Vec<Spans>),
    Near(Near, Box<[Spans; 2]>),
}

/// The positions in one document.
pub(crate) trait View {
    /// Returns the positions of a leaf's words, sorted, without duplicates.
    fn leaf(&self, leaf: usize) -> &[u32];
    /// Returns the positions where sentences, or paragraphs, begin, sorted.
    fn breaks(&self, reach: Distance) -> &[u32];
}

/// The positions of the leaves in one document.
#[derive(Debug, Default)]
pub(crate) struct Positions {
    pub leaves: Vec<Vec<u32>>,
    pub sentences: Vec<u32>,
    pub paragraphs: Vec<u32>,
}

impl View for Positions {
    fn leaf(&self, leaf: usize) -> &[u32] {
        &self.leaves[leaf]
    }

    fn breaks(&self, reach: Distance) -> &[u32] {
        match reach {
            Distance::Words(_) => &[],
            Distance::Sentence => &self.sentences,
            Distance::Paragraph => &self.paragraphs,
        }
    }
}

/// Positions of titles lie below this, those of texts from here on: no distance spans the gap.
pub(crate) const TEXT_FROM: u32 = 1000;

/// A title's words beyond this many are not indexed.
pub(crate) const TITLE_WORDS: usize = TEXT_FROM as usize / 2;

impl Spans {
    /// Returns all places, sorted, each once.
    pub(crate) fn places(&self, view: &dyn View) -> Vec<PositionSpan> {
        let mut places = match self {
            Self::Leaf(leaf) => view.leaf(*leaf).iter().map(|&at| word(at)).collect(),
            Self::Sequence(leaves, 0) => sequence(leaves, view),
            Self::Sequence(leaves, slop) => {
                let mut places = Vec::new();
                moved(leaves, *slop, view, &mut |at| {
                    let (start, end) = (at.iter().min(), at.iter().max());
                    places.extend(
                        start
                            .zip(end)
                            .map(|(&start, &end)| PositionSpan { start, end }),
                    );
                });
                places
            }
            Self::Or(parts) => parts.iter().flat_map(|part| part.places(view)).collect(),
            Self::Near(near, parts) => {
                let [first, second] = [parts[0].places(view), parts[1].places(view)];
                let pairs = Pairs::new(*near, &second, view);
                match near.negated {
                    true => first
                        .into_iter()
                        .filter(|place| !pairs.any(*place))
                        .collect(),
                    false => {
                        let mut hulls = Vec::new();
                        for place in first {
                            pairs.each(place, &mut |other| hulls.push(place.with(other)));
                        }
                        hulls
                    }
                }
            }
        };
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Gathers the words that make these places what they are: a phrase whole, of a pair both
    /// ends, of words that moved each.
    pub(crate) fn marks(
        &self,
        live: &[PositionSpan],
        view: &dyn View,
        marks: &mut Vec<PositionSpan>,
    ) {
        let is_live = |place: &PositionSpan| live.binary_search(place).is_ok();
        match self {
            Self::Leaf(_) | Self::Sequence(_, 0) => marks.extend(live),
            Self::Sequence(leaves, slop) => moved(leaves, *slop, view, &mut |at| {
                let (start, end) = (at.iter().min(), at.iter().max());
                let hull = start
                    .zip(end)
                    .map(|(&start, &end)| PositionSpan { start, end });
                if hull.is_some_and(|hull| is_live(&hull)) {
                    marks.extend(at.iter().map(|&at| word(at)));
                }
            }),
            Self::Or(parts) => {
                for part in parts {
                    let mut own = part.places(view);
                    own.retain(is_live);
                    part.marks(&own, view, marks);
                }
            }
            Self::Near(near, parts) if near.negated => parts[0].marks(live, view, marks),
            Self::Near(near, parts) => {
                let [first, second] = [parts[0].places(view), parts[1].places(view)];
                let pairs = Pairs::new(*near, &second, view);
                let [mut left, mut right] = [Vec::new(), Vec::new()];
                for place in first {
                    pairs.each(place, &mut |other| {
                        if is_live(&place.with(other)) {
                            left.push(place);
                            right.push(other);
                        }
                    });
                }
                for (part, mut live) in parts.iter().zip([left, right]) {
                    live.sort_unstable();
                    live.dedup();
                    part.marks(&live, view, marks);
                }
            }
        }
    }

    /// Returns how many texts can hold it at most, if so many hold each of its words.
    pub(crate) fn at_most(&self, having: &[u64]) -> u64 {
        let of = |part: &Self| part.at_most(having);
        match self {
            Self::Leaf(leaf) => having[*leaf],
            Self::Sequence(leaves, _) => {
                let words = leaves.iter().map(|&leaf| having[leaf]);
                words.min().unwrap_or_default()
            }
            Self::Or(parts) => parts.iter().map(of).sum(),
            Self::Near(near, parts) if near.negated => of(&parts[0]),
            Self::Near(_, parts) => of(&parts[0]).min(of(&parts[1])),
        }
    }

    /// Tells whether it asks where sentences or paragraphs begin.
    pub(crate) fn needs(&self, reach: Distance) -> bool {
        match self {
            Self::Leaf(_) | Self::Sequence(..) => false,
            Self::Or(parts) => parts.iter().any(|part| part.needs(reach)),
            Self::Near(near, parts) => {
                near.distance == reach || parts.iter().any(|part| part.needs(reach))
            }
        }
    }
}

impl PositionSpan {
    /// Returns the place counted from another beginning.
    pub(crate) fn less(self, from: u32) -> PositionSpan {
        PositionSpan {
            start: self.start - from,
            end: self.end - from,
        }
    }

    fn with(self, other: PositionSpan) -> PositionSpan {
        PositionSpan {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

const fn word(at: u32) -> PositionSpan {
    PositionSpan { start: at, end: at }
}

fn sequence(leaves: &[usize], view: &dyn View) -> Vec<PositionSpan> {
    let Some((&first, rest)) = leaves.split_first() else {
        return Vec::new();
    };
    let stands = |&start: &u32| {
        let mut next = start;
        rest.iter().all(|&leaf| {
            next += 1;
            view.leaf(leaf).binary_search(&next).is_ok()
        })
    };
    let length = rest.len() as u32;
    let starts = view.leaf(first).iter().copied().filter(stands);
    starts
        .map(|start| PositionSpan {
            start,
            end: start + length,
        })
        .collect()
}

/// Calls with each choice of different words, one per leaf, that at most `slop` moves put in order:
/// as Lucene counts them, the widest difference of how far each stands from its place.
fn moved(leaves: &[usize], slop: u32, view: &dyn View, found: &mut dyn FnMut(&[u32])) {
    let slop = i64::from(slop);
    let mut chosen = Vec::with_capacity(leaves.len());
    choose(leaves, slop, (i64::MIN, i64::MAX), view, &mut chosen, found);
}

/// `offsets` holds the least and the greatest offset the next word may have.
fn choose(
    leaves: &[usize],
    slop: i64,
    (low, high): (i64, i64),
    view: &dyn View,
    chosen: &mut Vec<u32>,
    found: &mut dyn FnMut(&[u32]),
) {
    let Some(&leaf) = leaves.get(chosen.len()) else {
        return found(chosen);
    };
    let place = chosen.len() as i64;
    let positions = view.leaf(leaf);
    let from = positions.partition_point(|&at| i64::from(at) - place < low);
    for &at in &positions[from..] {
        let offset = i64::from(at) - place;
        if offset > high {
            break;
        }
        if chosen.contains(&at) {
            continue;
        }
        let narrowed = (low.max(offset - slop), high.min(offset + slop));
        chosen.push(at);
        choose(leaves, slop, narrowed, view, chosen, found);
        chosen.pop();
    }
}

/// The spans of one operand, indexed to find those near another span.
struct Pairs<'a> {
    near: Near,
    by_start: &'a [PositionSpan],
    by_end: Vec<PositionSpan>,
    breaks: &'a [u32],
}

impl<'a> Pairs<'a> {
    fn new(near: Near, places: &'a [PositionSpan], view: &'a dyn View) -> Self {
        let mut by_end = Vec::new();
        if !near.ordered && !near.negated {
            by_end = places.to_vec();
            by_end.sort_unstable_by_key(|place| (place.end, place.start));
        }
        Self {
            near,
            by_start: places,
            by_end,
            breaks: view.breaks(near.distance),
        }
    }

    /// Calls with every place near this one, none of whose words are its own.
    fn each(&self, place: PositionSpan, found: &mut dyn FnMut(PositionSpan)) {
        let Some((low, high)) = self.within(place) else {
            return;
        };
        let from = self
            .by_start
            .partition_point(|other| other.start <= place.end);
        for other in &self.by_start[from..] {
            match self.near.distance {
                Distance::Words(_) if other.start > high => break,
                Distance::Words(_) => found(*other),
                _ if other.start > high => break,
                _ if other.end <= high => found(*other),
                _ => {}
            }
        }
        if self.near.ordered {
            return;
        }
        let to = self.by_end.partition_point(|other| other.end < place.start);
        for other in self.by_end[..to].iter().rev() {
            match self.near.distance {
                Distance::Words(_) if other.end < low => break,
                Distance::Words(_) => found(*other),
                _ if other.end < low => break,
                _ if other.start >= low => found(*other),
                _ => {}
            }
        }
    }

    /// Tells whether any place is near this one, or shares words with it; itself is not.
    fn any(&self, place: PositionSpan) -> bool {
        let Some((low, high)) = self.within(place) else {
            return false;
        };
        self.by_start.iter().any(|&other| {
            let ahead = other.start > place.end;
            let in_reach = match self.near.distance {
                Distance::Words(_) => other.start <= high && other.end >= low,
                _ => other.start >= low && other.end <= high,
            };
            in_reach && (ahead || !self.near.ordered) && other != place
        })
    }

    /// Returns the first and last position in reach; none if the place itself leaves its unit.
    fn within(&self, place: PositionSpan) -> Option<(u32, u32)> {
        if let Distance::Words(words) = self.near.distance {
            return Some((
                place.start.saturating_sub(words),
                place.end.saturating_add(words),
            ));
        }
        let next = self.breaks.partition_point(|&start| start <= place.start);
        let low = next.checked_sub(1).map_or(0, |at| self.breaks[at]);
        let high = self.breaks.get(next).map_or(u32::MAX, |next| next - 1);
        (place.end <= high).then_some((low, high))
    }
}
