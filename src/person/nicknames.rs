//! Short forms of given names: "Bill" for William.

use crate::person::{rows, sound};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The rows of `nicknames.txt` that a given name's key stands in.
static ROWS: LazyLock<FxHashMap<String, Vec<u16>>> = LazyLock::new(|| {
    let mut known: FxHashMap<String, Vec<u16>> = FxHashMap::default();
    for (number, row) in rows(include_str!("nicknames.txt")).enumerate() {
        for word in row.split(' ') {
            known.entry(sound(word)).or_default().push(number as u16);
        }
    }
    known
});

/// Tells whether one key is a short form of the other, or both are of one name.
pub(crate) fn nickname(one: &str, other: &str) -> bool {
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
            nickname(&sound(one), &sound(other)),
            expected,
            "{one} {other}"
        );
        assert_eq!(
            nickname(&sound(other), &sound(one)),
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
