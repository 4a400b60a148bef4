//! One word of a query, and how loosely it is matched.

use crate::text::Span;
use crate::text::signs::{RANGE, signs};
use crate::text::words::words;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One word, and which words of a text it matches. Accents never matter, case only to `Caps`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermMatch {
    /// The word in any inflection.
    Stem(String),
    /// This form only: `=walls`.
    Exact(String),
    /// This form, with these signs directly around it: `C++`, `£4bn`, of `3.5` the 3 and its
    /// point.
    Signed {
        /// The sign before it; empty if any will do.
        before: String,
        /// The word.
        word: String,
        /// The signs after it, or between it and the next word; empty if any will do.
        after: String,
    },
    /// This form, in this case: `caps(us)`.
    Caps(Case, String),
    /// `*` for any number of characters, `?` for one.
    Wildcard(String),
    /// A regular expression that matches a whole word.
    Regex(String),
    /// A word within this Damerau-Levenshtein distance: letters replaced, left out, added, or
    /// swapped with the next.
    Fuzzy(u8, String),
}

/// The case of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// With at least one capital.
    Caps,
    /// In capitals only.
    AllCaps,
    /// Without capitals.
    NoCaps,
}

impl Case {
    pub(crate) const NAMES: [(&'static str, Case); 3] = [
        ("caps", Case::Caps),
        ("allcaps", Case::AllCaps),
        ("nocaps", Case::NoCaps),
    ];

    /// Tells whether a word is in this case; digits and scripts without case count as `NoCaps`.
    pub fn matches(self, word: &str) -> bool {
        let any = word.chars().any(char::is_uppercase);
        match self {
            Self::Caps => any,
            Self::AllCaps => any && !word.chars().any(char::is_lowercase),
            Self::NoCaps => !any,
        }
    }

    /// Returns the name of its function: `caps`.
    pub fn name(self) -> &'static str {
        let row = Self::NAMES.iter().find(|(_, case)| *case == self);
        row.map_or("", |(name, _)| name)
    }
}

/// Which signs around a word must match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignMatch {
    /// None: in a field of names.
    None,
    /// Those that tell words apart: `C++`, but "tag" matches `#tag` too.
    Some,
    /// All: `=#tag`.
    All,
}

/// What a `?` at the end of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FinalMark {
    /// A question mark.
    Punctuation,
    /// A wildcard for one character.
    Wildcard,
}

impl FinalMark {
    /// Returns what the `?` after a number is: in `201?` a digit is missing, in `2016?` none.
    pub(crate) fn of(typed: &str) -> Self {
        let number = typed.trim_end().strip_suffix('?').map(|stem| {
            let other = |c: char| !c.is_alphanumeric();
            stem.rsplit(other).next().unwrap_or_default()
        });
        let digits = |word: &&str| word.ends_with(|c: char| c.is_ascii_digit());
        let year = |word: &str| {
            word.len() == 4
                && word.bytes().all(|byte| byte.is_ascii_digit())
                && (word.starts_with('1') || word.starts_with("20"))
        };
        match number.filter(digits) {
            Some(number) if !year(number) => Self::Wildcard,
            _ => Self::Punctuation,
        }
    }
}

/// Splits a text into terms; words with `*` or an inner `?` are wildcards, a `?` after a word is
/// punctuation, but for the last.
pub(crate) fn split_terms(
    typed: &str,
    match_signs: SignMatch,
    final_mark: FinalMark,
) -> Vec<TermMatch> {
    let typed = typed.trim_end();
    let mut words = word_terms(typed, match_signs).into_iter().peekable();
    let mut terms = Vec::new();
    let mut at = 0;
    while at < typed.len() {
        let mut end = at + run(&typed[at..]);
        let ends = end > at && &typed[end..] == "?";
        if ends && final_mark == FinalMark::Wildcard {
            end = typed.len();
        }
        if end == at {
            at += typed[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let unit = &typed[at..end];
        if unit.contains(['*', '?']) && unit.contains(char::is_alphanumeric) {
            while let Some((_, term)) = words.next_if(|(span, _)| span.start < at) {
                terms.push(term);
            }
            // The words inside are part of the pattern.
            while words.next_if(|(span, _)| span.start < end).is_some() {}
            terms.push(TermMatch::Wildcard(unit.to_owned()));
        }
        at = end;
    }
    terms.extend(words.map(|(_, term)| term));
    terms
}

/// Returns the words of a text as terms, with the signs around them that must match.
pub(crate) fn signed_terms(typed: &str, match_signs: SignMatch) -> Vec<TermMatch> {
    let terms = word_terms(typed, match_signs).into_iter();
    terms.map(|(_, term)| term).collect()
}

fn word_terms(typed: &str, match_signs: SignMatch) -> Vec<(Span, TermMatch)> {
    let mut terms = Vec::new();
    let mut joined = false;
    for span in words(typed) {
        let word = span.of(typed).to_owned();
        if match_signs == SignMatch::None {
            terms.push((span, TermMatch::Stem(word)));
            continue;
        }
        let mut around = signs(typed, span);
        // Two numbers in a phrase may stand in any way.
        let spaced = typed[span.end..].starts_with(char::is_whitespace);
        around.after = around.after.filter(|after| after.sign != RANGE || !spaced);
        let loose = |sign: &char| match_signs == SignMatch::Some && matches!(sign, '@' | '#');
        around.before = around.before.filter(|sign| !joined && !loose(sign));
        joined = around.after.is_some_and(|after| after.joins());
        let (before, after) = (around.before_text(), around.after_text());
        let term = match (before.is_empty() && after.is_empty(), match_signs) {
            (true, SignMatch::All) => TermMatch::Exact(word),
            (true, _) => TermMatch::Stem(word),
            (false, _) => TermMatch::Signed {
                before,
                word,
                after,
            },
        };
        terms.push((span, term));
    }
    terms
}

/// Returns the length in bytes of the run of letters, stars and inner question marks.
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

impl TermMatch {
    /// Tells whether it has a sign that only `=` asks for.
    pub(crate) fn is_only_exact(&self) -> bool {
        matches!(self, Self::Signed { before, .. } if matches!(before.as_str(), "@" | "#"))
    }

    /// Tells whether a sign joins it to the next word, without a space between.
    pub(crate) fn joins_next(&self) -> bool {
        matches!(self, Self::Signed { after, .. } if after.ends_with(['.', ',', '&', RANGE]))
    }
}

impl fmt::Display for TermMatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stem(word) | Self::Wildcard(word) => f.write_str(word),
            Self::Exact(word) => write!(f, "={word}"),
            Self::Signed {
                before,
                word,
                after,
            } => {
                let exactly = if self.is_only_exact() { "=" } else { "" };
                write!(f, "{exactly}{before}{word}{after}")
            }
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
        let shown: Vec<String> = split_terms(typed, SignMatch::Some, FinalMark::of(typed))
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
        check(
            "f-1?8, C++ or elect*",
            &["f", "<1?8>", "C++", "or", "<elect*>"],
        );
        check("3.5*", &["3.", "<5*>"]);
        check("woman of 201?", &["woman", "of", "<201?>"]);
        check("in 2016?", &["in", "2016"]);
        check("an f-1?", &["an", "f", "<1?>"]);
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
