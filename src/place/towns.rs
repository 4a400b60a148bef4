//! Towns, provinces and counties of the world by name, with country and size.

use crate::place::country::Country;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;
use std::sync::LazyLock;

/// A town by its country and size; the name is what was looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Town {
    pub country: Country,
    /// Twice the decimal logarithm of the population: 6 for a thousand, 12 for a million.
    pub size: u8,
}

/// The sorted list of towns, searched in place: a table of three-letter prefixes, then binary
/// search among the rows of a prefix.
pub(crate) struct Towns {
    list: &'static str,
    /// The byte offset of each row.
    rows: Vec<u32>,
    /// For each prefix of three letters, the first row at or after it.
    prefixes: Vec<u32>,
    /// A Bloom filter of first words with a single hash function: most words begin no name.
    first_words: Vec<u64>,
}

/// What the list says of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TownLookup {
    /// Countries and sizes as the list writes them: "FR13 US9".
    countries: &'static str,
    /// Whether a longer name begins with this one and a space.
    pub is_prefix: bool,
}

static TOWNS: LazyLock<Towns> = LazyLock::new(Towns::load);

/// Returns the list of towns; the first call loads it.
pub(crate) fn towns() -> &'static Towns {
    &TOWNS
}

impl Towns {
    fn load() -> Self {
        let list = include_str!("towns.tsv");
        let ends = memchr::memchr_iter(b'\n', list.as_bytes());
        let starts = [0].into_iter().chain(ends.map(|end| end as u32 + 1));
        let is_row =
            |&start: &u32| !matches!(list.as_bytes().get(start as usize), None | Some(b'#'));
        let rows: Vec<u32> = starts.filter(is_row).collect();
        let mut prefixes = Vec::with_capacity(PREFIXES + 1);
        let mut first_words = vec![0; FILTER_BITS / 64];
        for (row, &start) in rows.iter().enumerate() {
            let name = &list[start as usize..];
            let here = prefix(name.as_bytes());
            prefixes.resize(prefixes.len().max(here + 1), row as u32);
            let (at, bit) = filter_bit(name);
            first_words[at] |= bit;
        }
        prefixes.resize(PREFIXES + 1, rows.len() as u32);
        Self {
            list,
            rows,
            prefixes,
            first_words,
        }
    }

    /// Looks up a folded name without dots: "st louis".
    pub(crate) fn find(&self, name: &str) -> TownLookup {
        let (at, bit) = filter_bit(name);
        if self.first_words[at] & bit == 0 {
            return TownLookup {
                countries: "",
                is_prefix: false,
            };
        }
        let here = prefix(name.as_bytes());
        let from = self.prefixes[here] as usize;
        // Longer names may have other prefixes than a name shorter than three letters.
        let to = match name.len() {
            ..3 => self.rows.len(),
            _ => self.prefixes[here + 1] as usize,
        };
        let before = |&start: &u32| self.is_before(start, name.as_bytes());
        let at = from + self.rows[from..to].partition_point(before);
        let row = |at: usize| {
            self.rows
                .get(at)
                .map_or("", |&start| &self.list[start as usize..])
        };
        let rest = row(at)
            .strip_prefix(name)
            .and_then(|rest| rest.strip_prefix('\t'));
        let countries = rest.map_or("", |rest| rest.lines().next().unwrap_or_default());
        let next = row(at + usize::from(rest.is_some()));
        TownLookup {
            countries,
            is_prefix: next
                .strip_prefix(name)
                .is_some_and(|rest| rest.starts_with(' ')),
        }
    }

    /// Returns the towns of a folded name without dots, the largest first.
    pub(crate) fn all_named(&self, name: &str) -> impl Iterator<Item = Town> + use<> {
        let countries = self.find(name).countries;
        countries.split(' ').filter_map(|place| {
            let (code, size) = place.split_at_checked(2)?;
            Some(Town {
                country: Country::from_code(code)?,
                size: size.parse().ok()?,
            })
        })
    }

    /// Tells whether a row's name comes before this one.
    fn is_before(&self, start: u32, name: &[u8]) -> bool {
        let row = &self.list.as_bytes()[start as usize..];
        let row = &row[..row.len().min(name.len())];
        // A tab, which ends a row's name, sorts before all that names are made of.
        row < name
    }
}

/// The number of possible prefixes.
const PREFIXES: usize = 1 << 15;

/// Returns a number for the first three letters of a name that grows in the order of the list.
fn prefix(name: &[u8]) -> usize {
    let letter = |at: usize| match name.get(at) {
        None | Some(b'\t') => 0,
        Some(b' ') => 1,
        Some(b'\'') => 2,
        Some(b'-') => 3,
        Some(b'0'..=b'9') => 4,
        Some(&byte @ b'a'..=b'z') => usize::from(byte - b'a') + 5,
        Some(_) => 31,
    };
    let first = letter(0);
    // What follows the end of a name is the rest of its row.
    let second = if first == 0 { 0 } else { letter(1) };
    let third = if second == 0 { 0 } else { letter(2) };
    first << 10 | second << 5 | third
}

/// The size of the filter in bits.
const FILTER_BITS: usize = 1 << 20;

/// Returns the index into the filter for a name's first word, and the bit.
fn filter_bit(name: &str) -> (usize, u64) {
    let end = name.bytes().position(|byte| matches!(byte, b' ' | b'\t'));
    let first = &name[..end.unwrap_or(name.len())];
    let hash = FxBuildHasher.hash_one(first) as usize % FILTER_BITS;
    (hash / 64, 1 << (hash % 64))
}

impl TownLookup {
    /// Tells whether a town has the name.
    pub(crate) fn is_town(&self) -> bool {
        !self.countries.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn knows_towns_by_size() {
        let codes = |name: &str| -> Vec<String> {
            let towns = towns().all_named(name);
            towns.map(|town| town.country.to_string()).collect()
        };
        assert_eq!(codes("paris")[0], "FR");
        assert!(codes("paris").contains(&"US".to_owned()));
        assert_eq!(codes("st louis").first().map(String::as_str), Some("US"));
        assert_eq!(codes("kanawha county"), ["US"]);
        assert!(codes("nowhere at all").is_empty());
        assert!(towns().find("kanawha").is_prefix);
        assert!(!towns().find("kanawh").is_town());
        assert!(towns().find("kanawha county").is_town());
    }

    #[test]
    fn names_are_folded_and_sorted() {
        let rows = include_str!("towns.tsv").lines();
        let rows = rows.filter(|row| !row.starts_with('#'));
        let names: Vec<&str> = rows.filter_map(|row| row.split('\t').next()).collect();
        assert!(names.is_sorted());
        for name in names {
            assert_eq!(fold(name), name);
            assert!(towns().find(name).is_town(), "{name}");
        }
        assert!(towns().find("la").is_prefix);
        assert!(!towns().find("zzz").is_prefix);
    }
}
