//! Words beside a place name that tell whether the name means the place.

use crate::lang::LANGUAGES;
use crate::lang::list::rows;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word says of a name beside it, as a bit set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlaceContext(u16);

impl PlaceContext {
    /// "in", "near", "suburb": a place follows.
    pub const PREPOSITION: Self = Self(1);
    /// "man", "police": the name before it is a place.
    pub const LOCAL_NOUN: Self = Self(1 << 1);
    /// "north", "greater": leaves the name after it what it is.
    pub const MODIFIER: Self = Self(1 << 2);
    /// "County": part of the place name before it.
    pub const PLACE_NOUN: Self = Self(1 << 3);
    /// "Street": the name before it is a street's or river's.
    pub const STREET: Self = Self(1 << 4);
    /// "Corp": the name before it is a company's, newspaper's or team's.
    pub const ORGANISATION: Self = Self(1 << 5);
    /// "Elementary": the name before it is near the newspaper's home.
    pub const COMMUNITY: Self = Self(1 << 6);
    /// "sausage": the demonym before it is part of a product's name.
    pub const PRODUCT: Self = Self(1 << 7);
    /// "speak": the demonym after it is a language.
    pub const LANGUAGE_VERB: Self = Self(1 << 8);
    /// "Welcome": a common word, though also the name of a town.
    pub const HOMOGRAPH: Self = Self(1 << 9);
    /// "Israel": also a person's name.
    pub const PERSON_NAME: Self = Self(1 << 10);

    /// Returns the classes that are in either set.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Tells whether the word has any of the other classes.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The classes as `place_context.tsv` names them.
const CLASSES: [(&str, PlaceContext); 10] = [
    ("preposition", PlaceContext::PREPOSITION),
    ("local_noun", PlaceContext::LOCAL_NOUN),
    ("modifier", PlaceContext::MODIFIER),
    ("place_noun", PlaceContext::PLACE_NOUN),
    ("street", PlaceContext::STREET),
    ("organisation", PlaceContext::ORGANISATION),
    ("community", PlaceContext::COMMUNITY),
    ("product", PlaceContext::PRODUCT),
    ("language_verb", PlaceContext::LANGUAGE_VERB),
    ("person_name", PlaceContext::PERSON_NAME),
];

/// Parses a row of `place_context.tsv`: class and word.
fn parse(row: &'static str) -> Option<(PlaceContext, &'static str)> {
    let (name, word) = row.split_once('\t')?;
    let (_, class) = CLASSES.iter().find(|(class, _)| *class == name)?;
    Some((*class, word))
}

/// The words of all languages: a text quotes names of others.
static WORDS: LazyLock<FxHashMap<&'static str, PlaceContext>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, PlaceContext> = FxHashMap::default();
    for language in LANGUAGES {
        let context = rows(language.files.place_context).filter_map(parse);
        let homographs = rows(language.files.town_homographs);
        let homographs = homographs.map(|word| (PlaceContext::HOMOGRAPH, word));
        for (class, word) in context.chain(homographs) {
            words.entry(word).or_default().0 |= class.0;
        }
    }
    words
});

/// The length in bytes of the longest word of the lists.
const LONGEST: usize = 16;

/// Returns what a word, in any case and without a dot, says of a name beside it.
pub fn place_context(word: &str) -> PlaceContext {
    let look_up = |word: &str| WORDS.get(word).copied().unwrap_or_default();
    if word.len() > LONGEST {
        return PlaceContext::default();
    }
    if !word.is_ascii() {
        return look_up(&word.to_lowercase());
    }
    let mut lower = [0; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    look_up(std::str::from_utf8(lower).expect("ASCII"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_names() {
        assert!(place_context("in").has(PlaceContext::PREPOSITION));
        assert!(place_context("street").has(PlaceContext::STREET));
        let county = place_context("county");
        assert!(county.has(PlaceContext::LOCAL_NOUN) && county.has(PlaceContext::PLACE_NOUN));
        assert_eq!(place_context("because"), PlaceContext::default());
    }

    #[test]
    fn every_row_is_understood() {
        for language in LANGUAGES {
            for row in rows(language.files.place_context) {
                let (_, word) = parse(row).expect(row);
                assert!(word.len() <= LONGEST, "{row}");
            }
            for word in rows(language.files.town_homographs) {
                assert!(word.len() <= LONGEST, "{word}");
            }
        }
    }
}
