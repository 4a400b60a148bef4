//! Two names compared as a scorer does: surname to surname, or all but titles and initials.

use crate::text::fold::fold;

/// Returns the last of a name's words, folded: "Gov. Mike Pence Jr." gives "pence".
pub(crate) fn surname(name: &str) -> Option<String> {
    name_words(name).pop()
}

/// Returns a name's words without initials, folded: "Michael R. Pence" gives "michael pence".
pub(crate) fn full_name(name: &str) -> String {
    let mut words = name_words(name);
    if words.len() > 1 {
        words.retain(|word| word.chars().count() > 1);
    }
    words.join(" ")
}

/// Returns a name's words, folded, without titles and without "Jr." at the end.
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

fn listed(list: &str, word: &str) -> bool {
    list.lines().any(|line| line == word)
}

/// "Trump's lawyer" names Trump and a lawyer, not one "Trump's".
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
