//! Positions as indexed: a word's place in the text, and how it is written there.
//!
//! ```text
//! position = 4 place + spelling
//! spelling = 0 inflected · 1 no capitals · 2 capitalised · 3 all capitals
//! ```
//!
//! A word is indexed by its stem. Where the stem is the word itself, "inflected" does not apply, and
//! its position says how it is capitalised. Where it is not, the position says "inflected", and the
//! word's form is indexed too, in a column of its own, with its capitals. So most words are one term,
//! and still any form can be found, however it is written or just so.
//!
//! At query time a stem costs what it would cost alone. A form costs a lookup in each language and the
//! positions of its stem, where it is one; so does each word that a pattern matches.

use crate::engine::analysis::terms::{ALL_CAPS, NO_CAPS, SOME_CAPS};

/// The spelling of a word whose stem is another.
pub(crate) const INFLECTED: u32 = 0;

/// How many positions a place takes.
pub(crate) const PER_PLACE: u32 = 4;

/// Returns the place that a position stands for.
pub(crate) fn place(position: u32) -> u32 {
    position / PER_PLACE
}

/// Some of the four spellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spellings(u8);

impl Spellings {
    pub(crate) const ANY: Self = Self(0b1111);
    /// Every spelling of a word that is its own stem.
    pub(crate) const FORM: Self = Self(0b1110);
    pub(crate) const NONE: Self = Self(0);

    pub(crate) fn with(self, spelling: u32) -> Self {
        Self(self.0 | 1 << spelling)
    }

    /// Tells whether a position has one of them.
    pub(crate) fn has(self, position: u32) -> bool {
        self.0 >> (position % PER_PLACE) & 1 == 1
    }
}

/// Returns a form's term in two: its spelling, and the word folded.
pub(crate) fn spelling(form: &str) -> (u32, &str) {
    let spellings = [(NO_CAPS, 1), (SOME_CAPS, 2), (ALL_CAPS, 3)];
    let found = spellings
        .iter()
        .find_map(|&(first, spelling)| Some((spelling, form.strip_prefix(first)?)));
    found.unwrap_or((INFLECTED, form))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::analysis::terms::forms;
    use crate::query::Case;

    #[test]
    fn forms_know_their_spelling() {
        let check = |case, expected: &[(u32, &str)]| {
            let forms = forms("Élan", case);
            let found: Vec<_> = forms.iter().map(|form| spelling(form)).collect();
            assert_eq!(found, expected);
        };
        check(None, &[(1, "elan"), (2, "elan"), (3, "elan")]);
        check(Some(Case::AllCaps), &[(3, "elan")]);
    }

    #[test]
    fn sets_of_spellings() {
        let capitals = Spellings::NONE.with(2).with(3);
        let found: Vec<bool> = (8..12).map(|position| capitals.has(position)).collect();
        assert_eq!(found, [false, false, true, true]);
        assert!((8..12).all(|position| Spellings::ANY.has(position)));
        assert!(!Spellings::FORM.has(8) && Spellings::FORM.has(9));
        assert_eq!(place(11), 2);
    }
}
