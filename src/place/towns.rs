//! Towns, provinces and counties of the world, and how large each country's is.

use crate::place::Country;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A country that has a place so called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Town {
    pub country: Country,
    /// Twice the decimal logarithm of its people: 6 for a thousand, 12 for a million.
    pub size: u8,
}

/// Towns by name.
pub struct Towns {
    /// The countries of a folded name, as the list writes them.
    by_name: FxHashMap<&'static str, &'static str>,
    /// How many words the longest name has that begins with this one.
    longest: FxHashMap<&'static str, u8>,
}

static TOWNS: LazyLock<Towns> = LazyLock::new(Towns::read);

/// Returns the towns; the first call reads them.
pub fn towns() -> &'static Towns {
    &TOWNS
}

impl Towns {
    fn read() -> Self {
        let list = include_str!("towns.tsv");
        let mut by_name = FxHashMap::with_capacity_and_hasher(150_000, Default::default());
        let mut longest = FxHashMap::with_capacity_and_hasher(100_000, Default::default());
        let rows = list.lines().filter(|row| !row.starts_with('#'));
        for (name, countries) in rows.filter_map(|row| row.split_once('\t')) {
            by_name.insert(name, countries);
            let first = name.split_once(' ').map_or(name, |(first, _)| first);
            let words = 1 + name.bytes().filter(|&byte| byte == b' ').count() as u8;
            let most = longest.entry(first).or_default();
            *most = words.max(*most);
        }
        Self { by_name, longest }
    }

    /// Returns how many words the longest name has that begins with a folded word; 0 for none.
    pub fn most_words(&self, first: &str) -> usize {
        self.longest.get(first).copied().unwrap_or_default().into()
    }

    /// Returns the places of a folded name without dots ("st louis"), the largest first.
    pub fn called(&self, name: &str) -> impl Iterator<Item = Town> + use<> {
        let countries = self.by_name.get(name).copied().unwrap_or_default();
        countries.split(' ').filter_map(|place| {
            let (code, size) = place.split_at_checked(2)?;
            Some(Town {
                country: Country::from_code(code)?,
                size: size.parse().ok()?,
            })
        })
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
        assert_eq!(codes("st louis").last().map(String::as_str), Some("US"));
        assert_eq!(codes("kanawha county"), ["US"]);
        assert!(codes("nowhere at all").is_empty());
        assert_eq!(towns().most_words("kanawha"), 2);
    }

    #[test]
    fn names_are_folded() {
        for name in towns().by_name.keys() {
            assert_eq!(fold(name), *name);
        }
    }
}
