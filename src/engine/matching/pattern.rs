//! Matches folded words against wildcards, regular expressions and fuzzy terms.

use crate::engine::error::{Error, Result};
use crate::query::TermMatch;
use crate::text::fold::fold;
use crate::text::words::{fold_word, words};
use regex::{Regex, RegexBuilder};

/// `elect*`, `wom?n`, `/regex/`, `word~1`, compiled to match folded words.
#[derive(Debug)]
pub(crate) struct Pattern {
    /// As typed, for messages.
    pub shown: String,
    /// What every word that fits begins with.
    pub head: String,
    test: Test,
}

#[derive(Debug)]
enum Test {
    Regex(Regex),
    Fuzzy {
        word: String,
        length: usize,
        edits: usize,
    },
}

/// How large a compiled pattern may be, in bytes.
const MAX_SIZE: usize = 1 << 20;

impl Pattern {
    /// Returns the pattern of a word taken freely; none of one taken as it is.
    pub(crate) fn of(like: &TermMatch) -> Result<Option<Self>> {
        let shown = like.to_string();
        let (head, test) = match like {
            TermMatch::Stem(_)
            | TermMatch::Exact(_)
            | TermMatch::Signed { .. }
            | TermMatch::Caps(..) => return Ok(None),
            TermMatch::Wildcard(typed) => {
                let folded = fold(typed);
                let head = folded
                    .split(['*', '?'])
                    .next()
                    .unwrap_or_default()
                    .to_owned();
                let pattern: String = folded.chars().map(wild).collect();
                (head, Test::Regex(regex(&pattern, &shown)?))
            }
            TermMatch::Regex(typed) => {
                // Letters are matched as words are indexed: without accents. `\S` stays itself.
                let folded: String = typed
                    .chars()
                    .map(|c| match c.is_ascii() {
                        true => c.to_string(),
                        false => fold(c.encode_utf8(&mut [0; 4])),
                    })
                    .collect();
                (String::new(), Test::Regex(regex(&folded, &shown)?))
            }
            TermMatch::Fuzzy(edits, word) => {
                let word = fold_word(word);
                let length = word.chars().count();
                let edits = usize::from(*edits);
                (
                    String::new(),
                    Test::Fuzzy {
                        word,
                        length,
                        edits,
                    },
                )
            }
        };
        Ok(Some(Self { shown, head, test }))
    }

    /// Tells whether a folded word fits.
    pub(crate) fn fits(&self, folded: &str) -> bool {
        match &self.test {
            Test::Regex(regex) => regex.is_match(folded),
            Test::Fuzzy {
                word,
                length,
                edits,
            } => {
                // A letter has a byte at least, and four at most.
                folded.len() + edits >= *length
                    && folded.len() <= 4 * (length + edits)
                    && folded.chars().count().abs_diff(*length) <= *edits
                    && strsim::osa_distance(word, folded) <= *edits
            }
        }
    }
}

/// Returns the words of a run of a script without spaces between stars, such as `กรุง*`: in such
/// scripts a run is found wherever it stands, so stars around it say nothing.
pub(crate) fn unspaced_run(like: &TermMatch) -> Option<Vec<String>> {
    let TermMatch::Wildcard(typed) = like else {
        return None;
    };
    let run = typed.trim_matches('*');
    let words: Vec<String> = words(run).map(|word| word.of(run).to_owned()).collect();
    (words.len() > 1 && !run.contains(['*', '?'])).then_some(words)
}

fn wild(c: char) -> String {
    match c {
        '*' => ".*".to_owned(),
        '?' => ".".to_owned(),
        c => regex::escape(c.encode_utf8(&mut [0; 4])),
    }
}

fn regex(pattern: &str, shown: &str) -> Result<Regex> {
    RegexBuilder::new(&format!("^(?:{pattern})$"))
        .case_insensitive(true)
        .size_limit(MAX_SIZE)
        .build()
        .map_err(|_| Error::Pattern(shown.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(like: TermMatch, fitting: &[&str], others: &[&str]) {
        let pattern = Pattern::of(&like)
            .expect("it can be read")
            .expect("a pattern");
        for word in fitting {
            assert!(pattern.fits(word), "{like} {word}");
            assert!(word.starts_with(&pattern.head), "{like} {word}");
        }
        for word in others {
            assert!(!pattern.fits(word), "{like} {word}");
        }
    }

    #[test]
    fn fits_whole_words() {
        let wild = |typed: &str| TermMatch::Wildcard(typed.to_owned());
        check(
            wild("Élect*"),
            &["elect", "elections"],
            &["reelect", "elec"],
        );
        check(wild("wom?n"), &["woman", "women"], &["womn", "womaan"]);
        check(wild("*gate"), &["gate", "watergate"], &["gates"]);
        let regex = |typed: &str| TermMatch::Regex(typed.to_owned());
        check(
            regex("elect(ed|ion)"),
            &["elected", "election"],
            &["elections", "elect"],
        );
        check(regex("[A-C]ü.+"), &["cuxx"], &["dux", "cu"]);
        let fuzzy = |edits, word: &str| TermMatch::Fuzzy(edits, word.to_owned());
        check(
            fuzzy(1, "Müller"),
            &["muller", "mulle", "mueller", "mluler"],
            &["mill", "moeller"],
        );
    }

    #[test]
    fn takes_stars_around_an_unspaced_run_for_nothing() {
        let run = |typed: &str| unspaced_run(&TermMatch::Wildcard(typed.to_owned()));
        assert_eq!(run("東京*"), Some(vec!["東".to_owned(), "京".to_owned()]));
        assert_eq!(run("ก?ง*"), None);
        assert_eq!(run("elect*"), None);
        assert_eq!(run("서*"), None);
    }

    #[test]
    fn refuses_what_grows_without_bound() {
        let like = TermMatch::Regex("(a{500}){500}".to_owned());
        assert!(matches!(Pattern::of(&like), Err(Error::Pattern(_))));
    }
}
