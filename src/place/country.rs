//! Countries by code.

use std::fmt;

/// A country by its ISO 3166-1 alpha-2 code, in upper case: `KP`.
///
/// `XK` stands for Kosovo; `SU`, `YU`, `CS` and `DD` for former states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Returns the country of a two-letter code in either case, whether or not the code is
    /// assigned; `None` for anything but two ASCII letters.
    pub fn from_code(code: &str) -> Option<Self> {
        let &[a, b] = code.as_bytes() else {
            return None;
        };
        let both = a.is_ascii_alphabetic() && b.is_ascii_alphabetic();
        both.then(|| Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
    }

    /// Returns the code in upper case.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("codes are ASCII letters")
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Returns the first and last year of a former state, both inclusive; `None` for other countries.
pub fn former_state_years(country: Country) -> Option<(i16, i16)> {
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

    #[test]
    fn former_states_have_years() {
        let years = |code| former_state_years(Country::from_code(code).expect("two letters"));
        assert_eq!(years("SU"), Some((1922, 1991)));
        assert_eq!(years("RU"), None);
    }

    #[test]
    fn reads_codes() {
        let code = |text| Country::from_code(text).map(|country| country.to_string());
        assert_eq!(code("kp").as_deref(), Some("KP"));
        assert_eq!(code("kpx"), None);
        assert_eq!(code("k1"), None);
    }
}
