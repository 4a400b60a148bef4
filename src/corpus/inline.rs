//! Takes the marks out of one Markdown paragraph: emphasis, links, pictures, tags.

use crate::corpus::entities;
use crate::corpus::markup;
use memchr::memmem;

/// How far a link's text or address may run; beyond it a bracket is a bracket.
const LONGEST: usize = 2_000;

/// Among how many runs of marks the other half is looked for: a sign long ago was only a sign.
const NEAREST: usize = 32;

/// Returns the words of a paragraph without Markdown's marks.
pub(crate) fn plain(text: &str) -> String {
    let mut out = Words {
        text: String::with_capacity(text.len()),
        runs: Vec::new(),
    };
    write(text, &mut out);
    out.done()
}

fn write(text: &str, out: &mut Words) {
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
            b'&' => entities::reference(&text[at..]).map(|(c, length)| {
                out.text.push(c);
                length
            }),
            b'{' => shortcode(&text[at..]),
            _ => emphasis(text, at, out),
        };
        // No mark after all.
        at += taken.unwrap_or_else(|| {
            out.text.push(char::from(mark));
            1
        });
    }
}

/// Returns the bytes in which the other half of a mark is looked for.
fn near(text: &str) -> &[u8] {
    &text.as_bytes()[..text.len().min(LONGEST)]
}

fn escape(text: &str, out: &mut Words) -> Option<usize> {
    let escaped = text
        .as_bytes()
        .get(1)
        .filter(|byte| byte.is_ascii_punctuation())?;
    out.text.push(char::from(*escaped));
    Some(2)
}

fn code(text: &str, out: &mut Words) -> Option<usize> {
    let ticks = text.bytes().take_while(|byte| *byte == b'`').count();
    let (mark, rest) = text.split_at(ticks);
    let length = memmem::find(near(rest), mark.as_bytes())?;
    out.text.push_str(&rest[..length]);
    Some(length + 2 * ticks)
}

/// `[text](address)`, `[text][name]`; pictures and `[^1]` leave nothing.
fn link(text: &str, out: &mut Words) -> Option<usize> {
    let is_picture = text.starts_with('!');
    let opening = usize::from(is_picture);
    let inside = closed(&text[opening..], b'[', b']')?;
    let after = opening + inside.len() + 2;
    if inside.starts_with('^') {
        return Some(after);
    }
    let target = match text.as_bytes().get(after)? {
        b'(' => closed(&text[after..], b'(', b')')?,
        b'[' => closed(&text[after..], b'[', b']')?,
        _ => return None,
    };
    if !is_picture {
        write(inside, out);
    }
    Some(after + target.len() + 2)
}

/// Returns what stands between the bracket a text begins with and the one that closes it.
fn closed(text: &str, open: u8, close: u8) -> Option<&str> {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&open) {
        return None;
    }
    let mut depth = 0;
    let mut at = 0;
    while at < bytes.len().min(LONGEST) {
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

fn tag(text: &str, at: usize, out: &mut Words) -> Option<usize> {
    if let Some(end) = memchr::memchr(b'>', near(&text[at..]))
        && (text[at + 1..].starts_with("http") || text[at + 1..at + end].contains('@'))
        && !text[at..at + end].contains([' ', '"'])
    {
        out.text.push_str(&text[at + 1..at + end]);
        return Some(end + 1);
    }
    let tag = markup::tag_at(text, at)?;
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
    let end = memmem::find(near(text), close.as_bytes())?;
    Some(end + close.len())
}

/// Notes a run of `*`, `_` or `~~`, to be taken out if its other half comes.
fn emphasis(text: &str, at: usize, out: &mut Words) -> Option<usize> {
    let mark = text.as_bytes()[at];
    let length = text[at..].bytes().take_while(|byte| *byte == mark).count();
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let after = text[at + length..].chars().next().unwrap_or(' ');
    if mark == b'~' && length < 2 {
        return None;
    }
    let is_inside_word = mark == b'_' && before.is_alphanumeric() && after.is_alphanumeric();
    let run = Run {
        at: out.text.len(),
        mark,
        left: length,
        opens: !after.is_whitespace() && !is_inside_word,
        closes: !before.is_whitespace() && !is_inside_word,
    };
    out.add(run);
    Some(length)
}

/// A run of emphasis marks, and how many of them have found no other half.
struct Run {
    at: usize,
    mark: u8,
    left: usize,
    opens: bool,
    closes: bool,
}

struct Words {
    text: String,
    runs: Vec<Run>,
}

impl Words {
    fn add(&mut self, mut run: Run) {
        if run.closes {
            let mark = run.mark;
            let is_same = |open: &&mut Run| open.opens && open.left > 0 && open.mark == mark;
            let same = self.runs.iter_mut().rev().take(NEAREST).filter(is_same);
            for open in same {
                let both = open.left.min(run.left);
                if open.at < run.at {
                    open.left -= both;
                    run.left -= both;
                }
            }
        }
        self.runs.push(run);
    }

    /// Puts back the marks that were only signs.
    fn done(self) -> String {
        if self.runs.iter().all(|run| run.left == 0) {
            return self.text;
        }
        let mut out = String::with_capacity(self.text.len() + 8);
        let mut at = 0;
        for run in self.runs {
            out.push_str(&self.text[at..run.at]);
            out.extend(std::iter::repeat_n(char::from(run.mark), run.left));
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
        assert_eq!(plain(text), expected);
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
    fn leaves_signs_alone() {
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
            plain(text);
        }
        check("[a](b", "[a](b");
        plain(&"[".repeat(100_000));
        plain(&"*a ".repeat(50_000));
    }
}
