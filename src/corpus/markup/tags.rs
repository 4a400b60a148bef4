//! Recognises HTML tags in text without building a tree.

use memchr::memchr;

/// Elements that end a paragraph where they begin and where they end.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];

/// An opening or closing tag.
pub(crate) struct Tag {
    /// In lower case.
    pub name: String,
    pub is_closing: bool,
    /// The offset of the byte after the `>`.
    pub end: usize,
}

impl Tag {
    pub(crate) fn is_block(&self) -> bool {
        BLOCKS.binary_search(&self.name.as_str()).is_ok()
    }
}

/// Returns whether text is HTML rather than text with a `<` in it: it must use a block element
/// or a common inline one.
pub(crate) fn has_html_tags(text: &str) -> bool {
    const INLINE: &[&str] = &[
        "a", "b", "br", "em", "i", "img", "li", "span", "strong", "td",
    ];
    let mut at = 0;
    while let Some(found) = memchr(b'<', &text.as_bytes()[at..]) {
        at += found;
        if let Some(tag) = tag_at(text, at)
            && (tag.is_block() || INLINE.contains(&tag.name.as_str()))
        {
            return true;
        }
        at += 1;
    }
    false
}

/// Returns the tag that begins at byte `at`, if one does.
pub(crate) fn tag_at(html: &str, at: usize) -> Option<Tag> {
    let inside = html[at..].strip_prefix('<')?;
    let is_closing = inside.starts_with('/');
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '!' | '?');
    let length = inside.find(|c| !is_name(c)).unwrap_or(inside.len());
    let first = inside.as_bytes().first()?;
    if length == 0 || !(first.is_ascii_alphabetic() || matches!(first, b'!' | b'?')) {
        return None;
    }
    let name = inside[..length].to_ascii_lowercase();
    let start = html.len() - inside.len() + length;
    Some(Tag {
        name,
        is_closing,
        end: end_of_tag(html, start)?,
    })
}

/// Returns the offset after the `>` that ends a tag; a `>` in a quoted attribute does not.
fn end_of_tag(html: &str, start: usize) -> Option<usize> {
    // A tag this long is a stray `<`.
    let inside = &html.as_bytes()[start..html.len().min(start + 20_000)];
    let mut quote = None;
    let mut before = b' ';
    for (at, &byte) in inside.iter().enumerate() {
        match quote {
            Some(mark) if byte == mark => quote = None,
            Some(_) => {}
            None if byte == b'>' => return Some(start + at + 1),
            // The next tag: this one was a stray `<`.
            None if byte == b'<' => return None,
            None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
            None => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    memchr(b'>', inside).map(|at| start + at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_sorted() {
        assert!(BLOCKS.is_sorted());
    }

    #[test]
    fn recognises_html() {
        assert!(has_html_tags("<p>Yes"));
        assert!(has_html_tags("one<br />two"));
        assert!(!has_html_tags("x < y and y > z"));
        assert!(!has_html_tags("mail <anna@paper.example>"));
    }
}
