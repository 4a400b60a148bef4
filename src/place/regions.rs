//! Regions, blocs and alliances, and the countries in them.

use crate::lang::LANGUAGES;
use crate::lang::list::rows;
use crate::place::country::Country;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A region, bloc or alliance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The English name: "European Union".
    pub name: &'static str,
    /// Sorted by code.
    pub members: Vec<Country>,
}

/// By folded name.
static REGIONS: LazyLock<FxHashMap<String, Region>> = LazyLock::new(|| {
    let mut regions = FxHashMap::default();
    for row in rows(include_str!("regions.tsv")) {
        let Some((name, members)) = row.split_once('\t') else {
            continue;
        };
        let members = members.split(' ').filter_map(Country::from_code).collect();
        regions.insert(fold(name), Region { name, members });
    }
    for row in LANGUAGES
        .iter()
        .flat_map(|language| rows(language.files.regions))
    {
        let Some((name, other_names)) = row.split_once('\t') else {
            continue;
        };
        let Some(region) = regions.get(&fold(name)).cloned() else {
            continue;
        };
        for other_name in other_names.split(", ") {
            regions.insert(fold(other_name), region.clone());
        }
    }
    regions
});

/// Returns the region of a name in any language of the lists: "eu", "Sahel", "Westafrika". Case
/// and accents do not matter.
pub fn region(name: &str) -> Option<&'static Region> {
    REGIONS.get(&fold(name.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::gazetteer::{display_name, lookup};

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
        for row in rows(include_str!("regions.tsv")) {
            let columns: Vec<&str> = row.split('\t').collect();
            assert_eq!(columns.len(), 2, "{row}");
            let codes: Vec<&str> = columns[1].split(' ').collect();
            assert!(codes.is_sorted(), "{row}");
            for code in codes {
                let country = Country::from_code(code).expect(row);
                assert_ne!(display_name(&country), code, "{row}");
            }
        }
        for row in LANGUAGES
            .iter()
            .flat_map(|language| rows(language.files.regions))
        {
            let (name, other_names) = row.split_once('\t').expect(row);
            assert_eq!(region(name).expect(row).name, name, "{row}");
            for other_name in other_names.split(", ") {
                assert_eq!(region(other_name).expect(row).name, name, "{row}");
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
}
