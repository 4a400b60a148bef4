//! Resolves place names and the current day for the query parser.

use crate::place;
use crate::query::PlaceResolver;

/// The gazetteer, and the clock.
pub(crate) struct Gazetteer;

impl PlaceResolver for Gazetteer {
    fn country(&self, name: &str) -> Option<place::Country> {
        // "korea" is both Koreas.
        place::lookup(name).filter(|_| place::region(name).is_none())
    }

    fn region(&self, name: &str) -> Option<(String, Vec<place::Country>)> {
        let region = place::region(name)?;
        Some((region.name.to_owned(), region.members.clone()))
    }

    fn nearest_country(&self, name: &str) -> Option<String> {
        let typed = crate::text::fold::fold(name);
        let near = |known: &&str| known.len() > 3 && known.len().abs_diff(typed.len()) <= 2;
        let names = place::names()
            .filter(near)
            .map(|known| (strsim::damerau_levenshtein(&typed, known), known));
        names
            .filter(|&(distance, known)| distance <= 2 && distance * 3 < known.len())
            .min()
            .map(|(_, known)| known.to_owned())
    }

    /// Returns the day it is where we are.
    fn today(&self) -> Option<jiff::civil::Date> {
        Some(jiff::ZonedDateTime::now().date())
    }
}
