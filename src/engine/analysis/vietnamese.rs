//! Vietnamese, whose marks tell words apart, and are often left out in typing: a word typed with
//! marks finds that word, one typed without finds it with whatever marks.
//!
//! So each word of a text has a term without marks and, if it has any, one with them.

use crate::text::fold::{fold_into, is_invisible, is_latin};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub(crate) const VIETNAMESE: &str = "vi";

/// What all terms begin with, behind those of the languages with a stemmer.
pub(crate) const FIRST: char = '\u{1D}';

/// Returns the term of a word without its marks.
pub(crate) fn plain_term(word: &str) -> String {
    let mut term = String::from(FIRST);
    fold_into(word, &mut term);
    term
}

/// Returns the term of a word with its marks; none if it has none.
///
/// A tone counts wherever it stands in its syllable: "hòa" is "hoà".
pub(crate) fn marked_term(word: &str) -> Option<String> {
    let is_other = |c: char| c.is_alphabetic() && !is_latin(c);
    if word.is_ascii() || word.contains(is_other) {
        return None;
    }
    let mut term = String::from(FIRST);
    let mut tone = None;
    let mut marked = false;
    for c in word.nfd().flat_map(char::to_lowercase) {
        match c {
            // Grave, acute, tilde, hook above, dot below.
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tone = Some(c),
            // Circumflex, breve, horn.
            '\u{302}' | '\u{306}' | '\u{31B}' | 'đ' => {
                marked = true;
                term.push(c);
            }
            c if is_combining_mark(c) || is_invisible(c) => {}
            c => term.push(c),
        }
    }
    term.extend(tone);
    (marked || tone.is_some()).then_some(term)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(words: &[&str], other: &str) {
        for word in words {
            assert_eq!(marked_term(word), marked_term(words[0]), "{word}");
            assert_ne!(marked_term(word), marked_term(other), "{word} {other}");
            assert_eq!(plain_term(word), plain_term(other), "{word} {other}");
        }
    }

    #[test]
    fn marks_tell_words_apart() {
        alike(&["má", "MÁ", "ma\u{301}"], "mà");
        alike(&["mả"], "mã");
        alike(&["mạ"], "ma");
        alike(
            &["nội", "NỘI", "no\u{323}\u{302}i", "no\u{302}\u{323}i"],
            "nối",
        );
        alike(&["nôi"], "nơi");
        alike(&["đang", "ĐANG"], "dang");
        alike(&["hòa", "hoà", "HOÀ"], "hóa");
        alike(&["lăn"], "lân");
    }

    #[test]
    fn words_without_marks_have_one_term() {
        for word in ["ma", "Ha", "W8S", "Müller", "υπουργός"] {
            assert_eq!(marked_term(word), None, "{word}");
        }
    }
}
