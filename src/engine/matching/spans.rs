//! Where the operands of `w/n`, phrases and `atleast` occur, and how near one another.
//!
//! - An *occurrence* is a set of word positions: one word, the words of a phrase, or the words of
//!   both operands of an operator. Its *hull* runs from its first word to its last, whatever
//!   stands between.
//! - The *distance* of two occurrences is the number of positions from the nearest end of one hull
//!   to the nearest end of the other: neighbours are 1 apart, and hulls that overlap or contain
//!   each other are 0 apart. "Taxes on the rich were cut" has `(tax w/6 cut) w/1 rich`.
//! - `a w/n b` joins each two occurrences at most n apart that have no word in common: `tax w/5
//!   tax` takes two of them. `w/s` and `w/p` join those all of whose words stand in one sentence,
//!   or one paragraph. The order of the operands makes no difference.
//! - `a pre/n b`, `pre/s` and `pre/p` ask, too, that the last word of `a` stand before the first
//!   of `b`.
//! - `a not w/n b` keeps the occurrences of `a` near which no `b` is. A `b` that consists of words
//!   of that `a` alone does not count, so `"I have" not w/3 have` finds "I have"; one with any word
//!   more does, so `war not w/1 "war crimes"` leaves "war crimes" out.
//! - Chains are read from left to right: `a w/n b w/m c` is `(a w/n b) w/m c`. All in one sentence
//!   or paragraph, their order makes no difference; with distances in words it may.
//! - Two occurrences with the same hull count once for `atleast`.
//!
//! The same rules serve matching, by the positions of an index, and highlighting, by those of a
//! stored text.

use crate::query::{Distance, Near};

/// What to find occurrences of. Leaves are numbers, of words that the caller knows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Spans {
    Leaf(usize),
    /// A phrase: adjacent words, or words that at most `slop` moves make so.
    Sequence(Vec<usize>, u32),
    Or(Vec<Spans>),
    Near(Near, Box<[Spans; 2]>),
}

/// Positions of titles lie below this, those of texts from here on: no distance spans the gap.
pub(crate) const TEXT_FROM: u32 = 1000;

/// A title's words beyond this many are not indexed.
pub(crate) const TITLE_WORDS: usize = TEXT_FROM as usize / 2;

impl Spans {
    /// Returns an upper bound on how many documents match, given how many contain each leaf.
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

    /// Tells whether an operand of some operator may have gaps, for words of the other.
    pub(crate) fn is_nested(&self) -> bool {
        match self {
            Self::Leaf(_) | Self::Sequence(..) => false,
            Self::Or(parts) => parts.iter().any(Self::is_nested),
            Self::Near(_, parts) => !parts.iter().all(Self::is_contiguous),
        }
    }

    /// Tells whether each occurrence has every word of its hull: then two have a word in common
    /// exactly if their hulls overlap.
    pub(crate) fn is_contiguous(&self) -> bool {
        match self {
            Self::Leaf(_) | Self::Sequence(_, 0) => true,
            Self::Or(parts) => parts.iter().all(Self::is_contiguous),
            Self::Sequence(..) | Self::Near(..) => false,
        }
    }
}
