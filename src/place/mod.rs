//! Places: countries, the names they go by, and where a text mentions them.

pub(crate) mod around;
pub(crate) mod gazetteer;
pub(crate) mod regions;
pub(crate) mod towns;

pub use around::{Around, around, home};
pub use gazetteer::{Form, Gazetteer, display_name, gazetteer, lang_bit, lookup, names};
pub use regions::{Region, region, years};
pub use towns::{Named, Town, Towns, towns};

use std::fmt;

/// A country by its ISO 3166-1 alpha-2 code, in upper case: `KP`.
///
/// `XK` stands for Kosovo; `SU`, `YU`, `CS` and `DD` for states that are gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Returns the country of a two-letter code in either case; any two letters will do.
    pub fn from_code(code: &str) -> Option<Self> {
        let &[a, b] = code.as_bytes() else {
            return None;
        };
        let both = a.is_ascii_alphabetic() && b.is_ascii_alphabetic();
        both.then(|| Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
    }

    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("codes are ASCII letters")
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
