//! One word of a question, and how freely it is taken.

use crate::text::words::words;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One word, and which words of a text it stands for. All but `Caps` pass over case, and all
/// over accents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermMatch {
    /// The word and its other endings.
    Stem(String),
    /// This form alone: `=walls`.
    Exact(String),
    /// This form, so written.
    Caps(Case, String),
    /// `*` for any signs or none, `?` for one.
    Wildcard(String),
    /// A regular expression over a whole word.
    Regex(String),
    /// At most so many letters wrong, left out, put in, or swapped with the next.
    Fuzzy(u8, String),
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// With a capital at least.
    Caps,
    AllCaps,
    NoCaps,
}

impl Case {
    pub(crate) const NAMES: [(&'static str, Case); 3] = [
        ("caps", Case::Caps),
        ("allcaps", Case::AllCaps),
        ("nocaps", Case::NoCaps),
    ];

    /// Tells whether a word is written so; one without cases is in no capitals.
    pub fn matches(self, word: &str) -> bool {
        let any = word.chars().any(char::is_uppercase);
        match self {
            Self::Caps => any,
            Self::AllCaps => any && !word.chars().any(char::is_lowercase),
            Self::NoCaps => !any,
        }
    }

    pub fn name(self) -> &'static str {
        let row = Self::NAMES.iter().find(|(_, case)| *case == self);
        row.map_or("", |(name, _)| name)
    }
}

/// Returns the words of a text as typed: those with `*` or an inner `?` as wildcards.
///
/// A `?` at a word's end is the mark of a question.
pub(crate) fn split_terms(typed: &str) -> Vec<TermMatch> {
    let mut terms = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    while at < typed.len() {
        let end = at + run(&typed[at..]);
        if end == at {
            at += typed[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let unit = &typed[at..end];
        if unit.contains(['*', '?']) && unit.contains(char::is_alphanumeric) {
            push(&mut terms, &typed[plain..at]);
            terms.push(TermMatch::Wildcard(unit.to_owned()));
            plain = end;
        }
        at = end;
    }
    push(&mut terms, &typed[plain..]);
    terms
}

fn push(terms: &mut Vec<TermMatch>, typed: &str) {
    terms.extend(words(typed).map(|word| TermMatch::Stem(word.of(typed).to_owned())));
}

/// Returns how long the run of letters, stars and inner question marks is.
fn run(text: &str) -> usize {
    let letter = |c: char| {
        c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) || c == '*'
    };
    for (at, c) in text.char_indices() {
        let mark = c == '?' && text[at + 1..].starts_with(|c: char| letter(c) || c == '?');
        let inner = mark && text[at..].trim_start_matches('?').starts_with(letter);
        if !letter(c) && !inner {
            return at;
        }
    }
    text.len()
}

impl fmt::Display for TermMatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stem(word) | Self::Wildcard(word) => f.write_str(word),
            Self::Exact(word) => write!(f, "={word}"),
            Self::Caps(case, word) => write!(f, "{}({word})", case.name()),
            Self::Regex(pattern) => write!(f, "/{pattern}/"),
            Self::Fuzzy(edits, word) => write!(f, "{word}~{edits}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &[&str]) {
        let shown: Vec<String> = split_terms(typed)
            .iter()
            .map(|term| match term {
                TermMatch::Wildcard(word) => format!("<{word}>"),
                term => term.to_string(),
            })
            .collect();
        assert_eq!(shown, expected, "{typed}");
    }

    #[test]
    fn finds_wildcards_among_words() {
        check("elect*", &["<elect*>"]);
        check("wom?n,", &["<wom?n>"]);
        check("*gate", &["<*gate>"]);
        check("??nline", &["<??nline>"]);
        check("tax elect* fraud", &["tax", "<elect*>", "fraud"]);
        check("COVID-1*", &["COVID", "<1*>"]);
        check("who said it?", &["who", "said", "it"]);
        check("what??", &["what"]);
        check("a * b", &["a", "b"]);
        check("新闻", &["新", "闻"]);
    }

    #[test]
    fn tells_how_words_are_written() {
        assert!(Case::Caps.matches("Us") && Case::Caps.matches("US") && !Case::Caps.matches("us"));
        assert!(
            Case::AllCaps.matches("US")
                && Case::AllCaps.matches("G7")
                && !Case::AllCaps.matches("Us")
        );
        assert!(
            Case::NoCaps.matches("us") && Case::NoCaps.matches("7") && !Case::NoCaps.matches("Us")
        );
    }
}
