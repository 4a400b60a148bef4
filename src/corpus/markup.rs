//! Turns HTML into paragraphs: a blank line between blocks, one space between words.

use crate::corpus::entities;
use memchr::memchr;
use memchr::memchr2;
use memchr::memmem;

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

/// Elements whose words are not the article's: code, buttons, what a picture shows.
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

/// A tag: its name in lower case, whether it closes, and where it ends.
pub(crate) struct Tag {
    pub name: String,
    pub closes: bool,
    /// The byte after the `>`.
    pub end: usize,
}

impl Tag {
    pub(crate) fn is_block(&self) -> bool {
        BLOCKS.binary_search(&self.name.as_str()).is_ok()
    }
}

/// Returns the paragraphs of an HTML fragment as text, a blank line between them.
pub(crate) fn paragraphs(html: &str) -> String {
    let mut out = Paragraphs::with_capacity(html.len());
    let mut cuts = Cuts::default();
    let mut at = 0;
    while let Some(found) = memchr2(b'<', b'&', &html.as_bytes()[at..]) {
        out.text(&html[at..at + found]);
        at += found;
        if html.as_bytes()[at] == b'&' {
            let (c, length) = entities::reference(&html[at..]).unwrap_or(('&', 1));
            out.sign(c);
            at += length;
            continue;
        }
        let tag = tag_at(html, at);
        match (cuts.past(html, at), &tag) {
            (Some(end), _) => at = end,
            (None, Some(tag)) => at = tag.end,
            (None, None) => {
                out.sign('<');
                at += 1;
            }
        }
        if let Some(tag) = &tag {
            out.tag(tag);
        }
    }
    out.text(&html[at..]);
    out.done()
}

/// Tells HTML from text that only holds a `<`: it must use a tag of writing.
pub(crate) fn is_markup(text: &str) -> bool {
    const SURE: &[&str] = &[
        "a", "b", "br", "em", "i", "img", "li", "span", "strong", "td",
    ];
    let mut at = 0;
    while let Some(found) = memchr(b'<', &text.as_bytes()[at..]) {
        at += found;
        if let Some(tag) = tag_at(text, at)
            && (tag.is_block() || SURE.contains(&tag.name.as_str()))
        {
            return true;
        }
        at += 1;
    }
    false
}

/// Reads the tag that begins at `at`, if one does.
pub(crate) fn tag_at(html: &str, at: usize) -> Option<Tag> {
    let inside = html[at..].strip_prefix('<')?;
    let closes = inside.starts_with('/');
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
        closes,
        end: past_attributes(html, start)?,
    })
}

/// Returns the byte after the `>` that ends a tag; one in a quoted value does not.
fn past_attributes(html: &str, start: usize) -> Option<usize> {
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

/// Finds what is cut out of HTML whole: comments, and elements whose words are not text.
///
/// It remembers what is never closed, so that a page of nothing else is still read in one pass.
#[derive(Default)]
pub(crate) struct Cuts {
    unclosed: Vec<String>,
}

impl Cuts {
    /// Returns where the comment or dropped element that begins at `at` ends; nothing is cut
    /// that is never closed.
    pub(crate) fn past(&mut self, html: &str, at: usize) -> Option<usize> {
        if html[at..].starts_with("<!--") {
            return self.closed("!--", || {
                let end = memmem::find(&html.as_bytes()[at..], b"-->")?;
                Some(at + end + 3)
            });
        }
        let tag = tag_at(html, at)?;
        if tag.closes || DROPPED.binary_search(&tag.name.as_str()).is_err() {
            return None;
        }
        self.closed(&tag.name, || past_element(html, &tag))
    }

    fn closed(&mut self, name: &str, end: impl Fn() -> Option<usize>) -> Option<usize> {
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

fn past_element(html: &str, tag: &Tag) -> Option<usize> {
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

/// Text being put together; white space and breaks wait until something follows.
struct Paragraphs {
    text: String,
    gap: Gap,
}

#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Gap {
    None,
    Space,
    Line,
    Paragraph,
}

impl Paragraphs {
    fn with_capacity(capacity: usize) -> Self {
        let text = String::with_capacity(capacity);
        Self {
            text,
            gap: Gap::None,
        }
    }

    fn text(&mut self, text: &str) {
        let is_space = |c: char| c.is_ascii_whitespace();
        let mut rest = text;
        while !rest.is_empty() {
            let length = rest.find(is_space).unwrap_or(rest.len());
            if length > 0 {
                self.fill_gap();
                self.text.push_str(&rest[..length]);
            }
            rest = &rest[length..];
            let trimmed = rest.trim_start_matches(is_space);
            if trimmed.len() < rest.len() {
                self.widen(Gap::Space);
            }
            rest = trimmed;
        }
    }

    fn sign(&mut self, c: char) {
        self.fill_gap();
        self.text.push(c);
    }

    fn tag(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            // Two breaks in a row are how old pages end a paragraph.
            "br" if self.gap >= Gap::Line => self.widen(Gap::Paragraph),
            "br" => self.widen(Gap::Line),
            "td" | "th" => self.widen(Gap::Space),
            _ if tag.is_block() => self.widen(Gap::Paragraph),
            _ => {}
        }
    }

    fn widen(&mut self, gap: Gap) {
        if gap > self.gap {
            self.gap = gap;
        }
    }

    fn fill_gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str(match self.gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        self.gap = Gap::None;
    }

    fn done(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(paragraphs(html), expected);
    }

    #[test]
    fn tables_are_sorted() {
        assert!(BLOCKS.is_sorted() && DROPPED.is_sorted());
    }

    #[test]
    fn makes_paragraphs() {
        check("<p>One.</p><p>Two.</p>", "One.\n\nTwo.");
        check("<div>One<br>line</div>", "One\nline");
        check("One<br/><br/>Two", "One\n\nTwo");
        check(
            "<P CLASS='a>b'>One</P>\n <ul><li>a</li><li>b</li></ul>",
            "One\n\na\n\nb",
        );
        check("a  <b>bold</b>\n word", "a bold word");
        check("un<i>believ</i>able", "unbelievable");
        check("<td>1</td><td>2</td>", "1 2");
    }

    #[test]
    fn drops_what_is_not_text() {
        check("a<script>if (a < b) { '<p>' }</script>b", "ab");
        check("a<!-- <p>no</p> -->b", "ab");
        check(
            "<figure><img alt='x'><figcaption>Photo</figcaption></figure>Text",
            "Text",
        );
        check("<style>p{}</style><p>Text", "Text");
    }

    #[test]
    fn survives_what_is_broken() {
        check("3 < 5 and 5 > 3", "3 < 5 and 5 > 3");
        check("<", "<");
        check("<p", "<p");
        check("<script>never closed", "never closed");
        check("a & b &amp; c &eacute;", "a & b & c é");
        check("<!-- never closed", "<!-- never closed");
    }

    #[test]
    fn tells_markup() {
        assert!(is_markup("<p>Yes"));
        assert!(is_markup("one<br />two"));
        assert!(!is_markup("x < y and y > z"));
        assert!(!is_markup("mail <anna@paper.example>"));
    }
}
