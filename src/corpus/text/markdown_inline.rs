//! Strips the inline markup of one Markdown paragraph: emphasis, links, images, tags.
//!
//! Emphasis follows the delimiter runs of CommonMark, simplified.

use crate::corpus::markup::character_references::reference_at_start;
use crate::corpus::markup::tags::tag_at;
use memchr::memmem;

/// The longest text or URL of a link, in bytes; beyond that a bracket is literal.
const MAX_LINK_LENGTH: usize = 2_000;

/// How many delimiter runs before a closing one may open it; earlier ones are literal.
const MAX_RUNS_BACK: usize = 32;

/// Returns the text of a paragraph without inline markup.
pub(crate) fn plain_text(text: &str) -> String {
    let mut out = InlineText {
        text: String::with_capacity(text.len()),
        runs: Vec::new(),
    };
    strip(text, &mut out);
    out.finish()
}

fn strip(text: &str, out: &mut InlineText) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let is_mark = |byte: &u8| b"\\*_~`[!<&{".contains(byte);
        let length = bytes[at..]
            .iter()
            .position(is_mark)
            .unwrap_or(bytes.len() - at);
        out.text.push_str(&text[at..at + length]);
        at += length;
        let Some(&mark) = bytes.get(at) else {
            return;
        };
        let taken = match mark {
            b'\\' => escape(&text[at..], out),
            b'`' => code(&text[at..], out),
            b'!' | b'[' => link(&text[at..], out),
            b'<' => tag(text, at, out),
            b'&' => reference_at_start(&text[at..]).map(|(c, length)| {
                out.text.push(c);
                length
            }),
            b'{' => shortcode(&text[at..]),
            _ => emphasis(text, at, out),
        };
        // A literal character.
        at += taken.unwrap_or_else(|| {
            out.text.push(char::from(mark));
            1
        });
    }
}

/// Returns the bytes in which the closing part of a construct is looked for.
fn lookahead(text: &str) -> &[u8] {
    &text.as_bytes()[..text.len().min(MAX_LINK_LENGTH)]
}

fn escape(text: &str, out: &mut InlineText) -> Option<usize> {
    let escaped = text
        .as_bytes()
        .get(1)
        .filter(|byte| byte.is_ascii_punctuation())?;
    out.text.push(char::from(*escaped));
    Some(2)
}

fn code(text: &str, out: &mut InlineText) -> Option<usize> {
    let ticks = text.bytes().take_while(|byte| *byte == b'`').count();
    let (mark, rest) = text.split_at(ticks);
    let length = memmem::find(lookahead(rest), mark.as_bytes())?;
    out.text.push_str(&rest[..length]);
    Some(length + 2 * ticks)
}

/// `[text](url)`, `[text][name]`; images and footnote references, `[^1]`, leave nothing.
fn link(text: &str, out: &mut InlineText) -> Option<usize> {
    let is_image = text.starts_with('!');
    let opening = usize::from(is_image);
    let inside = in_brackets(&text[opening..], b'[', b']')?;
    let after = opening + inside.len() + 2;
    if inside.starts_with('^') {
        return Some(after);
    }
    let target = match text.as_bytes().get(after)? {
        b'(' => in_brackets(&text[after..], b'(', b')')?,
        b'[' => in_brackets(&text[after..], b'[', b']')?,
        _ => return None,
    };
    if !is_image {
        strip(inside, out);
    }
    Some(after + target.len() + 2)
}

/// Returns what is between the bracket that `text` begins with and the one that closes it.
fn in_brackets(text: &str, open: u8, close: u8) -> Option<&str> {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&open) {
        return None;
    }
    let mut depth = 0;
    let mut at = 0;
    while at < bytes.len().min(MAX_LINK_LENGTH) {
        match bytes[at] {
            b'\\' => at += 1,
            byte if byte == open => depth += 1,
            byte if byte == close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&text[1..at]);
        }
        at += 1;
    }
    None
}

fn tag(text: &str, at: usize, out: &mut InlineText) -> Option<usize> {
    if let Some(end) = memchr::memchr(b'>', lookahead(&text[at..]))
        && (text[at + 1..].starts_with("http") || text[at + 1..at + end].contains('@'))
        && !text[at..at + end].contains([' ', '"'])
    {
        out.text.push_str(&text[at + 1..at + end]);
        return Some(end + 1);
    }
    let tag = tag_at(text, at)?;
    if tag.is_block() {
        out.text.push_str("\n\n");
    } else if tag.name == "br" {
        out.text.push('\n');
    }
    Some(tag.end - at)
}

/// `{{< … >}}`, `{{ … }}`, `{% … %}`, `{: … }`, `{#name}`.
fn shortcode(text: &str) -> Option<usize> {
    const MARKS: &[(&str, &str)] = &[("{{", "}}"), ("{%", "%}"), ("{:", "}"), ("{#", "}")];
    let (_, close) = MARKS.iter().find(|(open, _)| text.starts_with(open))?;
    let end = memmem::find(lookahead(text), close.as_bytes())?;
    Some(end + close.len())
}

/// Records a run of `*`, `_` or `~~`, which is stripped if a matching run closes it.
fn emphasis(text: &str, at: usize, out: &mut InlineText) -> Option<usize> {
    let mark = text.as_bytes()[at];
    let length = text[at..].bytes().take_while(|byte| *byte == mark).count();
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let after = text[at + length..].chars().next().unwrap_or(' ');
    if mark == b'~' && length < 2 {
        return None;
    }
    let is_inside_word = mark == b'_' && before.is_alphanumeric() && after.is_alphanumeric();
    let run = DelimiterRun {
        at: out.text.len(),
        mark,
        unmatched: length,
        can_open: !after.is_whitespace() && !is_inside_word,
        can_close: !before.is_whitespace() && !is_inside_word,
    };
    out.add(run);
    Some(length)
}

/// A run of emphasis delimiters, and how many of them are unmatched.
struct DelimiterRun {
    at: usize,
    mark: u8,
    unmatched: usize,
    can_open: bool,
    can_close: bool,
}

struct InlineText {
    text: String,
    runs: Vec<DelimiterRun>,
}

impl InlineText {
    fn add(&mut self, mut run: DelimiterRun) {
        if run.can_close {
            let mark = run.mark;
            let is_same =
                |open: &&mut DelimiterRun| open.can_open && open.unmatched > 0 && open.mark == mark;
            let same = self
                .runs
                .iter_mut()
                .rev()
                .take(MAX_RUNS_BACK)
                .filter(is_same);
            for open in same {
                let both = open.unmatched.min(run.unmatched);
                if open.at < run.at {
                    open.unmatched -= both;
                    run.unmatched -= both;
                }
            }
        }
        self.runs.push(run);
    }

    /// Puts back the delimiters that were not matched, and returns the text.
    fn finish(self) -> String {
        if self.runs.iter().all(|run| run.unmatched == 0) {
            return self.text;
        }
        let mut out = String::with_capacity(self.text.len() + 8);
        let mut at = 0;
        for run in self.runs {
            out.push_str(&self.text[at..run.at]);
            out.extend(std::iter::repeat_n(char::from(run.mark), run.unmatched));
            at = run.at;
        }
        out.push_str(&self.text[at..]);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(plain_text(text), expected);
    }

    #[test]
    fn emphasis() {
        check("a **bold** and *slanted* word", "a bold and slanted word");
        check("__bold__ and _slanted_", "bold and slanted");
        check("***both*** un*believ*able", "both unbelievable");
        check("**a *b* c**", "a b c");
        check("“*Yes*,” she said", "“Yes,” she said");
        check("~~gone~~", "gone");
    }

    #[test]
    fn keeps_literal_characters() {
        check("2 * 3 * 4", "2 * 3 * 4");
        check("snake_case_name", "snake_case_name");
        check("a footnote* here", "a footnote* here");
        check("~5 km", "~5 km");
        check(r"\*not\* 5\% C:\dir", r"*not* 5% C:\dir");
        check("[sic] and wow! yes", "[sic] and wow! yes");
        check("a < b {x}", "a < b {x}");
    }

    #[test]
    fn links() {
        check(
            "[the *Post*](https://a.example/x_(y) \"t\") said",
            "the Post said",
        );
        check("[text][1] and [sic]", "text and [sic]");
        check("![alt](a.jpg)after", "after");
        check("[![alt](a.jpg)](b)after", "after");
        check("note[^1]", "note");
        check("<https://a.example/>", "https://a.example/");
    }

    #[test]
    fn code_tags_and_shortcodes() {
        check("`a *b*` c", "a *b* c");
        check("a <b>bold</b><br>c", "a bold\nc");
        check("{{< quote >}}text{{< /quote >}}", "text");
        check("{% include x %}text{:.lead}", "text");
        check("Q&amp;A & more", "Q&A & more");
    }

    #[test]
    fn survives_what_is_broken() {
        for text in [
            "[", "![", "[a](", "<", "{{", "`", "\\", "*", "**", "&", "[é](ü", "*é_ü*",
        ] {
            plain_text(text);
        }
        check("[a](b", "[a](b");
        plain_text(&"[".repeat(100_000));
        plain_text(&"*a ".repeat(50_000));
    }
}
