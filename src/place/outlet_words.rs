//! Words that tell in which country a newspaper is published: offices, law, money, spelling.

use crate::lang::list::rows;
use crate::place::Country;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

struct OutletWords {
    weights: FxHashMap<&'static str, Vec<(Country, f32)>>,
    /// A bit for each length in bytes of the words with the same first byte: most words of a
    /// text need no hashing.
    lengths: [u64; 256],
}

static OUTLET_WORDS: LazyLock<OutletWords> = LazyLock::new(|| {
    let parse = |row: &'static str| {
        let mut columns = row.split('\t');
        let country = Country::from_code(columns.next()?)?;
        let word = columns.next()?;
        Some((word, (country, columns.next()?.parse().ok()?)))
    };
    let mut weights: FxHashMap<&'static str, Vec<(Country, f32)>> = FxHashMap::default();
    for (word, weight) in rows(include_str!("outlet_words.tsv")).filter_map(parse) {
        weights.entry(word).or_default().push(weight);
    }
    let mut lengths = [0; 256];
    for word in weights.keys() {
        lengths[usize::from(word.as_bytes()[0])] |= length_bit(word);
    }
    OutletWords { weights, lengths }
});

const fn length_bit(word: &str) -> u64 {
    let length = word.len();
    1 << if length < 63 { length } else { 63 }
}

/// Returns the countries whose newspapers use a word, written exactly so, each with its weight as
/// evidence.
pub fn outlet_words(word: &str) -> &'static [(Country, f32)] {
    let first = word.bytes().next().unwrap_or_default();
    if OUTLET_WORDS.lengths[usize::from(first)] & length_bit(word) == 0 {
        return &[];
    }
    OUTLET_WORDS.weights.get(word).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_countries() {
        let codes = |word: &str| -> Vec<&str> {
            outlet_words(word)
                .iter()
                .map(|(country, _)| country.code())
                .collect()
        };
        assert_eq!(codes("Taoiseach"), ["IE"]);
        assert_eq!(codes("centre"), ["GB", "CA", "AU", "IE"]);
        assert!(codes("taoiseach").is_empty());
    }

    #[test]
    fn every_row_is_understood() {
        for row in rows(include_str!("outlet_words.tsv")) {
            let word = row.split('\t').nth(1).unwrap_or_default();
            assert!(!outlet_words(word).is_empty(), "{row}");
        }
    }
}
