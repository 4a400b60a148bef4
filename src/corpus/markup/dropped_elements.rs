//! Finds the parts of HTML that hold no text of the article: comments, scripts, buttons.

use crate::corpus::markup::tags::Tag;
use crate::corpus::markup::tags::tag_at;
use memchr::memmem;

/// Elements whose text is not the article's: code, form controls, captions. Sorted.
const DROPPED: &[&str] = &[
    "button",
    "figcaption",
    "head",
    "iframe",
    "noscript",
    "object",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
];

/// Finds comments and dropped elements.
///
/// Remembers the elements that are never closed, so that a page full of them takes linear time.
#[derive(Default)]
pub(crate) struct DroppedElements {
    unclosed: Vec<String>,
}

impl DroppedElements {
    /// Returns the offset after the comment or dropped element that begins at byte `at`. One that
    /// is never closed is kept.
    pub(crate) fn end_of_dropped(&mut self, html: &str, at: usize) -> Option<usize> {
        if html[at..].starts_with("<!--") {
            return self.end_or_remember("!--", || {
                let end = memmem::find(&html.as_bytes()[at..], b"-->")?;
                Some(at + end + 3)
            });
        }
        let tag = tag_at(html, at)?;
        if tag.is_closing || DROPPED.binary_search(&tag.name.as_str()).is_err() {
            return None;
        }
        self.end_or_remember(&tag.name, || end_of_element(html, &tag))
    }

    fn end_or_remember(&mut self, name: &str, end: impl Fn() -> Option<usize>) -> Option<usize> {
        if self.unclosed.iter().any(|unclosed| unclosed == name) {
            return None;
        }
        let end = end();
        if end.is_none() {
            self.unclosed.push(name.to_owned());
        }
        end
    }
}

fn end_of_element(html: &str, tag: &Tag) -> Option<usize> {
    let mut at = tag.end;
    while let Some(found) = memmem::find(&html.as_bytes()[at..], b"</") {
        at += found;
        match tag_at(html, at) {
            Some(close) if close.name == tag.name => return Some(close.end),
            _ => at += 2,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dropped_elements_are_sorted() {
        assert!(DROPPED.is_sorted());
    }
}
