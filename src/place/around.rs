//! Words beside a place's name, and words that tell where a newspaper is at home.

use crate::place::Country;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word beside a name makes of it; a word may be several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Around(u16);

impl Around {
    /// "in", "near": a place follows.
    pub const BEFORE: Self = Self(1);
    /// "man", "police": the name before it is a place's.
    pub const AFTER: Self = Self(1 << 1);
    /// "north", "greater": leaves the name behind it what it is.
    pub const PART: Self = Self(1 << 2);
    /// "County": belongs to the name before it.
    pub const BELONGS: Self = Self(1 << 3);
    /// "Street": makes the name before it another thing's.
    pub const ROAD: Self = Self(1 << 4);
    /// "Corp": makes the name before it a company's, a paper's, a team's.
    pub const FIRM: Self = Self(1 << 5);
    /// "Elementary": the name before it is near the newspaper's home.
    pub const LOCAL: Self = Self(1 << 6);
    /// "sausage": makes a people's name before it a manner.
    pub const DISH: Self = Self(1 << 7);
    /// "speak": a people's name behind it is a language.
    pub const TONGUE: Self = Self(1 << 8);
    /// "Israel": people bear the name, too.
    pub const GIVEN: Self = Self(1 << 10);
    /// "Welcome": an ordinary word, though some town is called so.
    pub const ORDINARY: Self = Self(1 << 9);

    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

static AROUND: LazyLock<FxHashMap<&'static str, Around>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, Around> = FxHashMap::default();
    for (kind, word) in rows(include_str!("around.tsv")).filter_map(|row| row.split_once('\t')) {
        let kind = match kind {
            "before" => Around::BEFORE,
            "after" => Around::AFTER,
            "part" => Around::PART,
            "belongs" => Around::BELONGS,
            "road" => Around::ROAD,
            "local" => Around::LOCAL,
            "dish" => Around::DISH,
            "tongue" => Around::TONGUE,
            "given" => Around::GIVEN,
            _ => Around::FIRM,
        };
        words.entry(word).or_default().0 |= kind.0;
    }
    for word in rows(include_str!("ordinary.txt")) {
        words.entry(word).or_default().0 |= Around::ORDINARY.0;
    }
    words
});

/// What words tell of a newspaper's home.
struct Homes {
    words: FxHashMap<&'static str, Vec<(Country, f32)>>,
    /// For each first byte, a bit for each length its words have: most words need no hashing.
    lengths: [u64; 256],
}

static HOME: LazyLock<Homes> = LazyLock::new(|| {
    let row = |row: &'static str| {
        let mut columns = row.split('\t');
        let country = Country::from_code(columns.next()?)?;
        let word = columns.next()?;
        Some((word, (country, columns.next()?.parse().ok()?)))
    };
    let mut words: FxHashMap<&'static str, Vec<(Country, f32)>> = FxHashMap::default();
    for (word, told) in rows(include_str!("home.tsv")).filter_map(row) {
        words.entry(word).or_default().push(told);
    }
    let mut lengths = [0; 256];
    for word in words.keys() {
        lengths[usize::from(word.as_bytes()[0])] |= 1 << word.len().min(63);
    }
    Homes { words, lengths }
});

/// The longest word of the lists, in bytes.
const LONGEST: usize = 16;

/// Returns what a word makes of a name beside it: a word in any case, without a dot.
pub fn around(word: &str) -> Around {
    let known = |word: &str| AROUND.get(word).copied().unwrap_or_default();
    if word.len() > LONGEST {
        return Around::default();
    }
    if !word.is_ascii() {
        return known(&word.to_lowercase());
    }
    let mut lower = [0; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    known(std::str::from_utf8(lower).expect("ASCII"))
}

/// Returns the countries whose newspapers use a word, and how much that tells.
pub fn home(word: &str) -> &'static [(Country, f32)] {
    let first = word.bytes().next().unwrap_or_default();
    if HOME.lengths[usize::from(first)] & (1 << word.len().min(63)) == 0 {
        return &[];
    }
    HOME.words.get(word).map_or(&[], Vec::as_slice)
}

fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_names() {
        assert!(around("in").has(Around::BEFORE));
        assert!(around("street").has(Around::ROAD));
        assert!(around("county").has(Around::AFTER) && around("county").has(Around::BELONGS));
        assert_eq!(around("because"), Around::default());
        let codes = |word: &str| -> Vec<&str> {
            home(word)
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
        for row in rows(include_str!("home.tsv")) {
            let word = row.split('\t').nth(1).unwrap_or_default();
            assert!(!home(word).is_empty(), "{row}");
        }
        for row in rows(include_str!("around.tsv")) {
            let (kind, _) = row.split_once('\t').unwrap_or_default();
            let known = [
                "before", "after", "part", "belongs", "road", "firm", "local", "dish", "tongue",
                "given",
            ];
            assert!(
                known.contains(&kind) && row.len() - kind.len() <= LONGEST,
                "{row}"
            );
        }
    }
}
