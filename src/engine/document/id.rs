//! The permanent name of an article: 13 letters and digits, or the first few of them.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// An article's number, shown as 13 characters of Crockford's base 32 in lower case.
///
/// They leave out i, l, o and u; typed, i and l are read as 1, and o as 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u64);

const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LEN: usize = 13;

impl ArticleId {
    /// Returns the range of ids with the prefix typed; none if no id can have it.
    pub fn starting_with(typed: &str) -> Option<RangeInclusive<u64>> {
        if typed.is_empty() || typed.len() > LEN {
            return None;
        }
        let mut low: u128 = 0;
        for byte in typed.bytes() {
            low = low << 5 | u128::from(value(byte)?);
        }
        // 13 characters hold 65 bits; the first must leave the top one free.
        let free = 5 * (LEN - typed.len());
        let low = low << free;
        let high = low | ((1 << free) - 1);
        let low = u64::try_from(low).ok()?;
        Some(low..=u64::try_from(high).unwrap_or(u64::MAX))
    }
}

fn value(byte: u8) -> Option<u8> {
    let byte = match byte.to_ascii_lowercase() {
        b'i' | b'l' => b'1',
        b'o' => b'0',
        byte => byte,
    };
    let at = SIGNS.iter().position(|&sign| sign == byte)?;
    Some(at as u8)
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in (0..LEN).rev() {
            let sign = (u128::from(self.0) >> (5 * place)) & 31;
            write!(f, "{}", SIGNS[sign as usize] as char)?;
        }
        Ok(())
    }
}

impl FromStr for ArticleId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match Self::starting_with(text) {
            Some(range) if text.len() == LEN => Ok(Self(*range.start())),
            _ => Err(format!("`{text}` is no article id")),
        }
    }
}

impl Serialize for ArticleId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ArticleId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_and_reads() {
        for number in [0, 1, 31, 32, u64::MAX / 3, u64::MAX] {
            let shown = ArticleId(number).to_string();
            assert_eq!(shown.len(), 13);
            assert_eq!(shown.parse(), Ok(ArticleId(number)));
            assert_eq!(shown.to_uppercase().parse(), Ok(ArticleId(number)));
        }
        assert_eq!(ArticleId(0).to_string(), "0000000000000");
        assert_eq!(ArticleId(u64::MAX).to_string(), "fzzzzzzzzzzzz");
        assert!("zzzzzzzzzzzzz".parse::<ArticleId>().is_err());
        assert!("0000".parse::<ArticleId>().is_err());
    }

    #[test]
    fn beginnings() {
        let id = ArticleId(0x1234_5678_9abc_def0);
        let shown = id.to_string();
        for len in 1..=13 {
            let range = ArticleId::starting_with(&shown[..len]).expect("a beginning");
            assert!(range.contains(&id.0));
        }
        assert_eq!(ArticleId::starting_with("f"), Some(15 << 60..=u64::MAX));
        assert_eq!(ArticleId::starting_with("g"), None);
        assert_eq!(ArticleId::starting_with("sun"), None);
        assert_eq!(ArticleId::starting_with(""), None);
    }
}
