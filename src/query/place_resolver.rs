//! The interface through which the parser resolves names of places.

use crate::place::Country;
use jiff::civil::Date;

/// Resolves names of countries and regions, and knows the current day.
///
/// Any function from a name to its country implements it.
///
/// ```
/// use onrecord::place::Country;
/// use onrecord::query::{parse, to_plan};
///
/// let codes = |name: &str| Country::from_code(name);
/// let parsed = parse("country:fr", &codes);
/// assert_eq!(to_plan(&parsed.query).to_string(), "country:FR");
/// ```
pub trait PlaceResolver {
    /// Returns the country with this code, name or demonym.
    fn country(&self, name: &str) -> Option<Country>;

    /// Returns the region with this name: its full name and its members.
    fn region(&self, _name: &str) -> Option<(String, Vec<Country>)> {
        None
    }

    /// Returns the known name that is spelled most like this one.
    fn nearest_country(&self, _name: &str) -> Option<String> {
        None
    }

    /// Returns the last day of "last 30 days".
    fn today(&self) -> Option<Date> {
        None
    }
}

impl<F: Fn(&str) -> Option<Country>> PlaceResolver for F {
    fn country(&self, name: &str) -> Option<Country> {
        self(name)
    }
}
