//! Terms for the signs around words, indexed at the position of their word.
//!
//! A query for `C++` looks for the term of "c" with "++" after it, in place of the term of "c".

use crate::text::fold::fold_into;
use crate::text::signs::Signs;

/// What these terms begin with, and what parts them; no word has it.
const SIGNS: char = '\u{E}';

/// Returns the terms of a word with signs: with those before it, with those after it, with both.
pub(crate) fn sign_terms(word: &str, signs: Signs) -> Vec<String> {
    let (before, after) = (signs.before_text(), signs.after_text());
    let mut terms = Vec::new();
    if !before.is_empty() {
        terms.push(sign_term(&before, word, ""));
    }
    if !after.is_empty() {
        terms.push(sign_term("", word, &after));
    }
    if terms.len() == 2 {
        terms.push(sign_term(&before, word, &after));
    }
    terms
}

/// Returns the term of a word with these signs around it.
pub(crate) fn sign_term(before: &str, word: &str, after: &str) -> String {
    let mut term = format!("{SIGNS}{before}{SIGNS}");
    fold_into(word, &mut term);
    term.push(SIGNS);
    term.push_str(after);
    term
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::signs::signs;
    use crate::text::words::words;

    fn check(text: &str, expected: &[&str]) {
        let terms = words(text).flat_map(|word| sign_terms(word.of(text), signs(text, word)));
        let shown: Vec<String> = terms.map(|term| term.replace(SIGNS, "|")).collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn one_for_each_way_to_ask() {
        check("plain words", &[]);
        check("C++", &["||c|++"]);
        check("$3.5", &["|$|3|", "||3|.", "|$|3|."]);
    }
}
