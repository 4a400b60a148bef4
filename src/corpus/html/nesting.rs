//! Recognises pages nested so deep that a parser would take hours over them.

use memchr::memchr_iter;

/// Browsers stop nesting at 512; deeper pages are broken or malicious.
const MAX_DEPTH: usize = 2_000;

/// Elements whose closing tag may be left out, and so say nothing about depth.
const OPTIONAL_END_TAG: &[&[u8]] = &[
    b"area", b"base", b"br", b"col", b"dd", b"dt", b"embed", b"hr", b"img", b"input", b"li",
    b"link", b"meta", b"option", b"p", b"param", b"path", b"source", b"tbody", b"td", b"th", b"tr",
    b"track", b"wbr",
];

/// Returns whether a page's elements are nested too deep to be parsed.
pub(crate) fn is_too_deep(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut depth = 0_usize;
    for at in memchr_iter(b'<', bytes) {
        let inside = &bytes[at + 1..];
        match inside.first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(first) if first.is_ascii_alphabetic() => {
                let is_name = |byte: &u8| byte.is_ascii_alphanumeric();
                let length = inside
                    .iter()
                    .take(12)
                    .take_while(|byte| is_name(byte))
                    .count();
                let name = &inside[..length];
                if !OPTIONAL_END_TAG
                    .iter()
                    .any(|element| element.eq_ignore_ascii_case(name))
                {
                    depth += 1;
                }
            }
            _ => {}
        }
        if depth > MAX_DEPTH {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognises_deep_nesting() {
        assert!(!is_too_deep(&"<div><b>x</b></div>".repeat(3_000)));
        assert!(!is_too_deep(&"<P>x<br><li>".repeat(3_000)));
        assert!(is_too_deep(&"<div>".repeat(3_000)));
        assert!(is_too_deep(&"<b><i>".repeat(3_000)));
    }
}
