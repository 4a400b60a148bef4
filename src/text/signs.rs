//! Signs that change what a word means: `C++`, `.NET`, `AT&T`, `10%`, `£4bn`, `3.5` but not `3-5`.
//!
//! Word segmentation drops them. Here is, for each word, which of them stand directly around it:
//!
//! | where | signs |
//! |---|---|
//! | after a word | a run of `+` or `#` |
//! | around a number, a space between or not | currency signs; after it `%` and `‰` |
//! | before a word | one of `.` (`.NET`, `.22`), `@`, `#` |
//! | between two words | `&`, with spaces or without; `.` without (`node.js`), after an initial also with (`J. K.`) |
//! | between two digits | `.` and `,` without a space; [`RANGE`] for `-`, `/`, `:` or a space (`3-5`, `9/11`) |
//!
//! Hyphens and slashes between other words do not tell them apart: "F-16" is "F 16".

use crate::text::Span;
use unicode_normalization::UnicodeNormalization;

/// Between digits: a hyphen, a dash, a slash, a colon or a space.
pub(crate) const RANGE: char = '-';

/// The signs directly around a word; none are empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signs {
    /// The sign before it.
    pub before: Option<char>,
    /// The signs after it, or between it and the next word.
    pub after: Option<After>,
}

/// A sign after a word, and how many of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct After {
    pub sign: char,
    pub count: u8,
}

/// No word has more `+` behind it.
const MOST: u8 = 3;

/// Returns the signs around one of the words of a text.
pub(crate) fn signs(text: &str, word: Span) -> Signs {
    let bytes = text.as_bytes();
    let plain = |byte: Option<&u8>| matches!(byte, None | Some(b' ' | b'\n' | b'\''));
    let lowercase = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_lowercase);
    let ahead = word.start.checked_sub(1).map(|at| &bytes[at]);
    // Most words stand between spaces, with a word behind.
    if plain(ahead)
        && plain(bytes.get(word.end))
        && lowercase(bytes.get(word.end + 1))
        && bytes[word.start].is_ascii_alphabetic()
    {
        return Signs::default();
    }
    Signs {
        before: before(&text[..word.start], word.of(text)),
        after: after(word.of(text), &text[word.end..]),
    }
}

fn before(text: &str, word: &str) -> Option<char> {
    let number = word.starts_with(|c: char| c.is_numeric());
    let sign = text.chars().next_back()?;
    match sign {
        '@' | '#' => Some(sign),
        '.' => {
            let ahead = text[..text.len() - 1].chars().next_back();
            let dotted = ahead == Some('.') || (number && ahead.is_some_and(char::is_numeric));
            (!dotted).then_some('.')
        }
        _ if number => {
            let text = text.strip_suffix(is_space).unwrap_or(text);
            text.chars().next_back().and_then(currency)
        }
        _ => None,
    }
}

fn after(word: &str, text: &str) -> Option<After> {
    let one = |sign| Some(After { sign, count: 1 });
    let sign = text.chars().next()?;
    let rest = &text[sign.len_utf8()..];
    let next = rest.chars().next();
    let number = word.ends_with(|c: char| c.is_numeric());
    let to_number = next.is_some_and(char::is_numeric);
    match sign {
        '+' | '#' => {
            let run = text.chars().take_while(|c| *c == sign).count();
            Some(After {
                sign,
                count: (run as u8).min(MOST),
            })
        }
        '&' if next.is_some_and(char::is_alphanumeric) => one('&'),
        '.' if next.is_some_and(char::is_alphanumeric) => one('.'),
        '.' if is_initial(word) && next.is_some_and(is_space) => {
            let mut further = rest.trim_start_matches(is_space).chars();
            let initial = further.next().is_some_and(char::is_uppercase);
            let alone = further.next().is_none_or(|c| !c.is_alphanumeric());
            one('.').filter(|_| initial && alone)
        }
        ',' if number && to_number => one(','),
        '-' | '‐' | '‑' | '–' | '−' | '/' | ':' if number && to_number => one(RANGE),
        sign if number && (sign == '%' || sign == '‰' || currency(sign).is_some()) => {
            one(currency(sign).unwrap_or(sign))
        }
        sign if is_space(sign) => {
            let mut further = rest.chars();
            match next? {
                '&' => {
                    let spaced = further.by_ref().nth(1).is_some_and(is_space);
                    let word = further.next().is_some_and(char::is_alphanumeric);
                    one('&').filter(|_| spaced && word)
                }
                next if number && (next == '%' || next == '‰') => one(next),
                next if number && currency(next).is_some() => {
                    // In "3 $4" the sign is the next number's.
                    let of_next = further.nth(1).is_some_and(char::is_numeric);
                    currency(next).filter(|_| !of_next).and_then(one)
                }
                next if number && next.is_numeric() => one(RANGE),
                _ => None,
            }
        }
        _ => None,
    }
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// Spaces within a line, no-break and thin ones among them.
fn is_space(c: char) -> bool {
    c.is_whitespace() && c != '\n' && c != '\r'
}

/// Returns a currency sign, full-width ones as their plain form.
fn currency(c: char) -> Option<char> {
    let known = matches!(
        c,
        '$' | '¢' | '£' | '¥' | '₤' | '＄' | '￡' | '￥' | '\u{20A0}'..='\u{20CF}'
    );
    known.then(|| match c {
        '₤' => '£',
        c => c.nfkc().next().unwrap_or(c),
    })
}

impl Signs {
    /// Returns the sign before the word, or nothing.
    pub(crate) fn before_text(self) -> String {
        self.before.map(String::from).unwrap_or_default()
    }

    /// Returns the signs after the word, or nothing.
    pub(crate) fn after_text(self) -> String {
        let text = |after: After| after.sign.to_string().repeat(after.count.into());
        self.after.map(text).unwrap_or_default()
    }
}

impl After {
    /// Tells whether it joins the word to the next.
    pub(crate) fn joins(self) -> bool {
        matches!(self.sign, '&' | '.' | ',' | RANGE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    /// Checks the words that have signs, with them.
    fn check(text: &str, expected: &[&str]) {
        let shown = words(text).filter_map(|word| {
            let signs = signs(text, word);
            let (before, after) = (signs.before_text(), signs.after_text());
            let shown = format!("{before}{}{after}", word.of(text));
            (shown != word.of(text)).then_some(shown)
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn names() {
        check("C++ and C# at .NET, not in C.", &["C++", "C#", ".NET"]);
        check("AT&T, R & D; Marks and Spencer", &["AT&", "R&"]);
        check(
            "node.js, example.org/a",
            &["node.", ".js", "example.", ".org"],
        );
        // Initials are one word.
        check("The U.S. and J. K. Lind", &[]);
        check("plan B. A man", &["B."]);
        check(
            "LGBTQ+ A+ #tag @handle",
            &["LGBTQ+", "A+", "#tag", "@handle"],
        );
        check("COVID-19, A/B, a twenty-five, don't", &[]);
        check("…and so ...on. The end", &[]);
    }

    #[test]
    fn numbers() {
        check("rose 3.5 percent, 3-5, 3, 5", &["3.", "3-"]);
        check(
            "1,000 of 05.03.2024 in 9/11 at 3:30pm",
            &["1,", "05.", "03.", "9-", "3-"],
        );
        check("10% or 10 % or 10\u{a0}%", &["10%", "10%", "10%"]);
        check("£4bn, € 4bn, US$5, ￥7", &["£4bn", "€4bn", "$5", "¥7"]);
        check("4 € or 4€; 3 $4", &["4€", "4€", "$4"]);
        check("a .22 rifle", &[".22"]);
        check("In 2016 the", &[]);
    }
}
