//! Short forms of given names: "Bill" for William.

use crate::lang::list::rows;
use crate::person::phonetic::phonetic_key;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// From the phonetic key of a given name to the rows of `nicknames.txt` it is in.
static ROWS: LazyLock<FxHashMap<String, Vec<u16>>> = LazyLock::new(|| {
    let mut known: FxHashMap<String, Vec<u16>> = FxHashMap::default();
    for (number, row) in rows(include_str!("nicknames.txt")).enumerate() {
        for word in row.split(' ') {
            known
                .entry(phonetic_key(word))
                .or_default()
                .push(number as u16);
        }
    }
    known
});

/// Tells whether one phonetic key is a short form of the other, or both are short forms of the same
/// name.
pub(crate) fn are_nicknames(one: &str, other: &str) -> bool {
    let (Some(one), Some(other)) = (ROWS.get(one), ROWS.get(other)) else {
        return false;
    };
    one.iter().any(|row| other.contains(row))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, expected: bool) {
        assert_eq!(
            are_nicknames(&phonetic_key(one), &phonetic_key(other)),
            expected,
            "{one} {other}"
        );
        assert_eq!(
            are_nicknames(&phonetic_key(other), &phonetic_key(one)),
            expected,
            "{other} {one}"
        );
    }

    #[test]
    fn short_forms() {
        check("Bill", "William", true);
        check("Bill", "Will", true);
        check("Bob", "Robert", true);
        check("Liz", "Elizabeth", true);
        check("Nacho", "Ignacio", true);
        check("Alex", "Alexander", true);
        check("Alex", "Alexandra", true);
        check("Bill", "Robert", false);
        check("Miriam", "Daniel", false);
        check("Volodymyr", "Vladimir", false);
        check("Idrissa", "Idrissa", false);
    }
}
