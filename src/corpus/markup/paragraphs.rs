//! Turns HTML into paragraphs: a blank line between blocks, one space between words.

use crate::corpus::markup::character_references::reference_at_start;
use crate::corpus::markup::dropped_elements::DroppedElements;
use crate::corpus::markup::tags::Tag;
use crate::corpus::markup::tags::tag_at;
use memchr::memchr2;

/// Returns the paragraphs of an HTML fragment as text, a blank line between them.
pub(crate) fn html_paragraphs(html: &str) -> String {
    let mut out = ParagraphBuilder::with_capacity(html.len());
    let mut dropped = DroppedElements::default();
    let mut at = 0;
    while let Some(distance) = memchr2(b'<', b'&', &html.as_bytes()[at..]) {
        out.push_text(&html[at..at + distance]);
        at += distance;
        if html.as_bytes()[at] == b'&' {
            let (c, length) = reference_at_start(&html[at..]).unwrap_or(('&', 1));
            out.push_char(c);
            at += length;
            continue;
        }
        let tag = tag_at(html, at);
        match (dropped.end_of_dropped(html, at), &tag) {
            (Some(end), _) => at = end,
            (None, Some(tag)) => at = tag.end,
            (None, None) => {
                out.push_char('<');
                at += 1;
            }
        }
        if let Some(tag) = &tag {
            out.push_tag(tag);
        }
    }
    out.push_text(&html[at..]);
    out.finish()
}

/// Text under construction; separators are written once text follows them.
struct ParagraphBuilder {
    text: String,
    pending: Separator,
}

/// What stands between two pieces of text, the weakest first.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Separator {
    None,
    Space,
    Line,
    Paragraph,
}

impl ParagraphBuilder {
    fn with_capacity(capacity: usize) -> Self {
        let text = String::with_capacity(capacity);
        Self {
            text,
            pending: Separator::None,
        }
    }

    fn push_text(&mut self, text: &str) {
        let is_space = |c: char| c.is_ascii_whitespace();
        let mut rest = text;
        while !rest.is_empty() {
            let length = rest.find(is_space).unwrap_or(rest.len());
            if length > 0 {
                self.write_separator();
                self.text.push_str(&rest[..length]);
            }
            rest = &rest[length..];
            let trimmed = rest.trim_start_matches(is_space);
            if trimmed.len() < rest.len() {
                self.separate(Separator::Space);
            }
            rest = trimmed;
        }
    }

    fn push_char(&mut self, c: char) {
        self.write_separator();
        self.text.push(c);
    }

    fn push_tag(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            // Two breaks in a row are how old pages end a paragraph.
            "br" if self.pending >= Separator::Line => self.separate(Separator::Paragraph),
            "br" => self.separate(Separator::Line),
            "td" | "th" => self.separate(Separator::Space),
            _ if tag.is_block() => self.separate(Separator::Paragraph),
            _ => {}
        }
    }

    /// Requests a separator before the next text; the strongest one requested is written.
    fn separate(&mut self, separator: Separator) {
        if separator > self.pending {
            self.pending = separator;
        }
    }

    fn write_separator(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str(match self.pending {
                Separator::None => "",
                Separator::Space => " ",
                Separator::Line => "\n",
                Separator::Paragraph => "\n\n",
            });
        }
        self.pending = Separator::None;
    }

    fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(html_paragraphs(html), expected);
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
}
