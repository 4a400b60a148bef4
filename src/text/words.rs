//! Word segmentation for search: runs of letters and digits; each Han or kana character is a word.

use crate::text::Span;

/// Returns the words of a text in order, as byte spans.
///
/// A word is a run of letters, digits and combining marks; all other characters separate words:
/// "Lavrov's" gives `Lavrov` and `s`, "U.S." gives `U` and `S`. In scripts written without
/// spaces each character is a word.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (start, c) = rest.next()?;
            if !c.is_alphanumeric() {
                continue;
            }
            let mut end = start + c.len_utf8();
            if !is_unigram(c) {
                while let Some(&(at, c)) = rest.peek() {
                    if is_unigram(c) || !(c.is_alphanumeric() || is_combining(c)) {
                        break;
                    }
                    end = at + c.len_utf8();
                    rest.next();
                }
            }
            return Some(Span::new(start, end));
        }
    })
}

/// Tells whether a character is a word by itself: Han, Hiragana, Katakana.
fn is_unigram(c: char) -> bool {
    !c.is_ascii()
        && matches!(c as u32, 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

fn is_combining(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = words(text).map(|span| span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn splits() {
        check("Russia’s “plan”, twice", &["Russia", "s", "plan", "twice"]);
        check("U.S. COVID-19 3.5m", &["U", "S", "COVID", "19", "3", "5m"]);
        check("新闻 ok", &["新", "闻", "ok"]);
        check("  ", &[]);
        check("e\u{301}t\u{e9}", &["e\u{301}t\u{e9}"]);
    }
}
