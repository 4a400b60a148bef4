//! Decodes character references of HTML and XML: `&eacute;`, `&#233;`, `&#xE9;`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

static NAMED: LazyLock<HashMap<&str, char>> = LazyLock::new(|| {
    let rows = include_str!("character_references.tsv").lines();
    let rows = rows.filter_map(|row| row.split_once('\t'));
    rows.filter_map(|(name, code)| Some((name, code_point(code, 16)?)))
        .collect()
});

/// The length of the longest name, in bytes.
const LONGEST_NAME: usize = 10;

/// Returns the text with references replaced by their characters; unknown ones stay.
pub(crate) fn decode_references(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference_at_start(rest) {
            Some((c, length)) => {
                out.push(c);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Returns the character that the reference at the start of `text` encodes, and the
/// reference's length in bytes. `text` must begin with `&`.
pub(crate) fn reference_at_start(text: &str) -> Option<(char, usize)> {
    let window = &text.as_bytes()[1..text.len().min(LONGEST_NAME + 2)];
    let length = memchr::memchr(b';', window)?;
    let name = text.get(1..1 + length)?;
    let c = match name.strip_prefix('#') {
        Some(code) => match code.strip_prefix(['x', 'X']) {
            Some(code) => code_point(code, 16)?,
            None => code_point(code, 10)?,
        },
        None => *NAMED.get(name)?,
    };
    Some((c, length + 2))
}

/// Returns the character of a code point; 128 to 159 are read as windows-1252, as in browsers.
fn code_point(code: &str, radix: u32) -> Option<char> {
    let code = u32::from_str_radix(code, radix).ok()?;
    if let 0x80..=0x9F = code {
        let byte = [code as u8];
        return encoding_rs::WINDOWS_1252.decode(&byte).0.chars().next();
    }
    char::from_u32(code).filter(|&c| c != '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(decode_references(text), expected);
    }

    #[test]
    fn decodes() {
        check("caf&eacute; &amp; bar", "café & bar");
        check("&#8220;yes&#x201D; &#146;s", "“yes” ’s");
        check("&lt;p&gt;", "<p>");
        check("no references", "no references");
    }

    #[test]
    fn leaves_the_rest_alone() {
        check("AT&T; Q&A &nosuch; & &;", "AT&T; Q&A &nosuch; & &;");
        check("&#0; &#xFFFFFFFF; &", "&#0; &#xFFFFFFFF; &");
        check("&é;", "&é;");
    }
}
