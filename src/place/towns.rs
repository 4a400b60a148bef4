//! Towns, provinces and counties of the world, and how large each country's is.

use crate::place::Country;
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
        Self {
            list,
            rows: starts.filter(is_row).collect(),
        }
    }

    /// Returns what is known of a folded name without dots: "st louis".
    pub fn named(&self, name: &str) -> Named {
        let at = self.rows.partition_point(|&start| self.name(start) < name);
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

    fn name(&self, start: u32) -> &'static str {
        let row = &self.list[start as usize..];
        let end = row.bytes().position(|byte| byte == b'\t');
        &row[..end.unwrap_or(row.len())]
    }
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
        let names: Vec<&str> = towns()
            .rows
            .iter()
            .map(|&start| towns().name(start))
            .collect();
        assert!(names.is_sorted());
        for name in names {
            assert_eq!(fold(name), name);
        }
    }
}
