//! Regions and leagues by the names people use, and the countries in them.

use crate::place::Country;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A region or a league.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// "European Union"
    pub name: &'static str,
    /// By code.
    pub members: Vec<Country>,
}

static REGIONS: LazyLock<FxHashMap<String, Region>> = LazyLock::new(|| {
    let mut regions = FxHashMap::default();
    let rows = include_str!("regions.tsv").lines();
    for row in rows.filter(|row| !row.starts_with('#')) {
        let mut columns = row.split('\t');
        let (Some(name), Some(others), Some(members)) =
            (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        let region = Region {
            name,
            members: members.split(' ').filter_map(Country::from_code).collect(),
        };
        for called in others.split(", ").chain([name]) {
            regions.insert(fold(called), region.clone());
        }
    }
    regions
});

/// Returns the region of a name, whatever its case and accents: "eu", "Sahel", "Westafrika".
pub fn region(name: &str) -> Option<&'static Region> {
    REGIONS.get(&fold(name.trim()))
}

/// Returns the first and the last year of a country that is no more.
pub fn years(country: Country) -> Option<(i16, i16)> {
    match country.code() {
        "SU" => Some((1922, 1991)),
        "YU" => Some((1918, 2003)),
        "CS" => Some((1918, 1992)),
        "DD" => Some((1949, 1990)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{display_name, lookup};

    #[test]
    fn knows_members() {
        let count = |name: &str| region(name).map(|region| region.members.len());
        assert_eq!(count("EU"), Some(27));
        assert_eq!(count("nato"), Some(32));
        assert_eq!(count("Union européenne"), Some(27));
        assert_eq!(count("sahel"), Some(6));
        assert_eq!(count("African Union"), Some(55));
        assert_eq!(count("ruritania"), None);
    }

    #[test]
    fn rows_are_sound() {
        let rows = include_str!("regions.tsv").lines();
        for row in rows.filter(|row| !row.starts_with('#')) {
            let columns: Vec<&str> = row.split('\t').collect();
            assert_eq!(columns.len(), 3, "{row}");
            let codes: Vec<&str> = columns[2].split(' ').collect();
            assert!(codes.is_sorted(), "{row}");
            for code in codes {
                let country = Country::from_code(code).expect(row);
                assert_ne!(display_name(&country), code, "{row}");
            }
        }
    }

    #[test]
    fn few_are_a_country_too() {
        let named = |name: &&String| lookup(name).is_some();
        let mut both: Vec<&str> = REGIONS.keys().filter(named).map(String::as_str).collect();
        both.sort_unstable();
        assert_eq!(both, ["corea", "coree", "indochina", "indochine", "korea"]);
    }

    #[test]
    fn the_dead_have_years() {
        let ussr = lookup("Soviet Union").expect("a former country");
        assert_eq!(years(ussr), Some((1922, 1991)));
        assert_eq!(years(lookup("Russia").expect("a country")), None);
    }
}
