//! Towns, provinces and counties of the world, and how large each country's is.

use crate::place::Country;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;
use std::sync::LazyLock;

/// A country that has a place so called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Town {
    pub country: Country,
    /// Twice the decimal logarithm of its people: 6 for a thousand, 12 for a million.
    pub size: u8,
}

/// Towns by name: the list itself, which is sorted, and where its rows begin.
pub struct Towns {
    list: &'static str,
    rows: Vec<u32>,
    /// For each beginning of three letters, the first row at or behind it.
    beginnings: Vec<u32>,
    /// A bit for each first word, by its hash: most words begin no name.
    firsts: Vec<u64>,
}

/// What the list knows of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The countries that have a place so called, as the list writes them.
    countries: &'static str,
    /// Whether longer names begin with this one and a blank.
    pub goes_on: bool,
}

static TOWNS: LazyLock<Towns> = LazyLock::new(Towns::read);

/// Returns the towns; the first call reads them.
pub fn towns() -> &'static Towns {
    &TOWNS
}

impl Towns {
    fn read() -> Self {
        let list = include_str!("towns.tsv");
        let ends = list.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let starts = [0].into_iter().chain(ends.map(|(end, _)| end as u32 + 1));
        let is_row =
            |&start: &u32| !matches!(list.as_bytes().get(start as usize), None | Some(b'#'));
        let rows: Vec<u32> = starts.filter(is_row).collect();
        let mut beginnings = Vec::with_capacity(BEGINNINGS + 1);
        let mut firsts = vec![0; FIRSTS / 64];
        for (row, &start) in rows.iter().enumerate() {
            let name = &list[start as usize..];
            let here = beginning(name.as_bytes());
            beginnings.resize(beginnings.len().max(here + 1), row as u32);
            let (at, bit) = first_word(name);
            firsts[at] |= bit;
        }
        beginnings.resize(BEGINNINGS + 1, rows.len() as u32);
        Self {
            list,
            rows,
            beginnings,
            firsts,
        }
    }

    /// Returns what is known of a folded name without dots: "st louis".
    pub fn named(&self, name: &str) -> Named {
        let (at, bit) = first_word(name);
        if self.firsts[at] & bit == 0 {
            return Named {
                countries: "",
                goes_on: false,
            };
        }
        let here = beginning(name.as_bytes());
        let from = self.beginnings[here] as usize;
        // Shorter names have their longer ones behind other beginnings.
        let to = match name.len() {
            ..3 => self.rows.len(),
            _ => self.beginnings[here + 1] as usize,
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
        Named {
            countries,
            goes_on: next
                .strip_prefix(name)
                .is_some_and(|rest| rest.starts_with(' ')),
        }
    }

    /// Returns the places of a folded name without dots, the largest first.
    pub fn called(&self, name: &str) -> impl Iterator<Item = Town> + use<> {
        let countries = self.named(name).countries;
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

/// How many beginnings of three letters there can be.
const BEGINNINGS: usize = 1 << 15;

/// Returns a number for the first three letters of a name, in the order of the list.
fn beginning(name: &[u8]) -> usize {
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
    // Behind the end of a name stands its row's rest.
    let second = if first == 0 { 0 } else { letter(1) };
    let third = if second == 0 { 0 } else { letter(2) };
    first << 10 | second << 5 | third
}

/// How many bits tell first words apart.
const FIRSTS: usize = 1 << 20;

/// Returns which word of bits stands for a name's first word, and the bit in it.
fn first_word(name: &str) -> (usize, u64) {
    let end = name.bytes().position(|byte| matches!(byte, b' ' | b'\t'));
    let first = &name[..end.unwrap_or(name.len())];
    let hash = FxBuildHasher.hash_one(first) as usize % FIRSTS;
    (hash / 64, 1 << (hash % 64))
}

impl Named {
    /// Tells whether some place is so called.
    pub fn is_town(&self) -> bool {
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
            let towns = towns().called(name);
            towns.map(|town| town.country.to_string()).collect()
        };
        assert_eq!(codes("paris")[0], "FR");
        assert!(codes("paris").contains(&"US".to_owned()));
        assert_eq!(codes("st louis").first().map(String::as_str), Some("US"));
        assert_eq!(codes("kanawha county"), ["US"]);
        assert!(codes("nowhere at all").is_empty());
        assert!(towns().named("kanawha").goes_on);
        assert!(!towns().named("kanawh").is_town());
        assert!(towns().named("kanawha county").is_town());
    }

    #[test]
    fn names_are_folded_and_sorted() {
        let rows = include_str!("towns.tsv").lines();
        let rows = rows.filter(|row| !row.starts_with('#'));
        let names: Vec<&str> = rows.filter_map(|row| row.split('\t').next()).collect();
        assert!(names.is_sorted());
        for name in names {
            assert_eq!(fold(name), name);
            assert!(towns().named(name).is_town(), "{name}");
        }
        assert!(towns().named("la").goes_on);
        assert!(!towns().named("zzz").goes_on);
    }
}
