//! Normalized names for comparison: the surname, or the full name without titles and initials.
//!
//! Deliberately independent of [`crate::person`], whose matching is scored with it.

use crate::text::fold::fold;

/// Returns the last word of a name, folded: "Gov. Mike Pence Jr." gives "pence".
pub(crate) fn surname(name: &str) -> Option<String> {
    name_words(name).pop()
}

/// Returns the words of a name without initials, folded: "Michael R. Pence" gives "michael pence".
pub(crate) fn full_name(name: &str) -> String {
    let mut words = name_words(name);
    if words.len() > 1 {
        words.retain(|word| word.chars().count() > 1);
    }
    words.join(" ")
}

/// Returns the words of a name, folded, without titles and without suffixes ("Jr.").
pub(crate) fn name_words(name: &str) -> Vec<String> {
    let name = without_possessives(name);
    let mut words: Vec<String> = name
        .split(|c: char| !(c.is_alphanumeric() || "_'’-.".contains(c)))
        .map(|word| fold(word.trim_matches(['.', '\'', '’', '-'])))
        .filter(|word| !word.is_empty() && !listed(TITLES, word))
        .collect();
    while words.len() > 1 && words.last().is_some_and(|word| listed(SUFFIXES, word)) {
        words.pop();
    }
    words
}

const TITLES: &str = include_str!("titles.txt");
const SUFFIXES: &str = include_str!("suffixes.txt");

/// Tells whether a word is in a list.
fn listed(list: &str, word: &str) -> bool {
    list.lines().any(|line| line == word)
}

/// Removes possessive endings: "Trump's lawyer" gives "Trump lawyer".
fn without_possessives(name: &str) -> String {
    let mut left = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find(['\'', '’']) {
        let mark = rest[at..].chars().next().map_or(0, char::len_utf8);
        let behind = &rest[at + mark..];
        let ends_word = |tail: &str| {
            let next = tail.chars().next();
            !next.is_some_and(|c| c.is_alphanumeric() || c == '_')
        };
        match behind.strip_prefix('s') {
            Some(tail) if ends_word(tail) => {
                left.push_str(&rest[..at]);
                rest = tail;
            }
            _ => {
                left.push_str(&rest[..at + mark]);
                rest = behind;
            }
        }
    }
    left.push_str(rest);
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, last: &str, full: &str) {
        assert_eq!(surname(name).unwrap_or_default(), last);
        assert_eq!(full_name(name), full);
    }

    #[test]
    fn compares_what_two_names_share() {
        check("Olaf Scholz", "scholz", "olaf scholz");
        check("Gov. Michael R. Pence", "pence", "michael pence");
        check("Martin Luther King Jr.", "king", "martin luther king");
        check("the Clinton Campaign", "campaign", "clinton campaign");
        check("Präsident Müller", "muller", "muller");
        check("Trump’s lawyer", "lawyer", "trump lawyer");
        check("Beatrice O'Neill", "o'neill", "beatrice o'neill");
        check("Jean-Claude Juncker,", "juncker", "jean-claude juncker");
        check("X", "x", "x");
    }

    #[test]
    fn a_title_is_no_name() {
        check("President", "", "");
        check("the president", "", "");
        check("", "", "");
    }

    #[test]
    fn a_numeral_alone_is_kept() {
        check("II", "ii", "ii");
    }
}
