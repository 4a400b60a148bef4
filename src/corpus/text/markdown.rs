//! Reads Markdown: front matter, and a body turned into plain paragraphs.

use crate::article::Article;
use crate::corpus::emit::Emit;
use crate::corpus::markup::dropped_elements::DroppedElements;
use crate::corpus::metadata::fill_body;
use crate::corpus::metadata::fill_metadata;
use crate::corpus::normalize::clean_title;
use crate::corpus::normalize::normalize;
use crate::corpus::raw_document::RawDocument;
use crate::corpus::skip::Location;
use crate::corpus::text::front_matter;
use crate::corpus::text::markdown_inline::plain_text;
use std::borrow::Cow;

/// Where the body is shorter than this, in bytes, the front matter may hold the text.
const ALMOST_EMPTY: usize = 80;

/// Reads the one article of a Markdown file.
pub(crate) fn read(raw: RawDocument, emit: &mut Emit) {
    let path = raw.path.clone();
    match raw.text() {
        Ok(text) => emit(normalize(article(&text), &path, Location::File)),
        Err(skip) => emit(Err(skip)),
    }
}

fn article(text: &str) -> Article {
    let mut article = Article::default();
    let (record, below) = front_matter::split(text);
    if let Some(record) = &record {
        fill_metadata(&mut article, record, "front-matter");
    }
    let field_body = std::mem::take(&mut article.body);
    let (heading, body) = paragraphs(below);
    if let Some(heading) = heading {
        let title = clean_title(&article.title, None);
        if title.is_empty() {
            article.title = heading;
            article.body = body;
        } else if title == heading {
            article.body = body;
        } else {
            article.body = format!("{heading}\n\n{body}");
        }
    } else {
        article.body = body;
    }
    if let Some(record) = &record
        && article.body.len() < ALMOST_EMPTY
    {
        let kept = std::mem::replace(&mut article.body, field_body);
        fill_body(&mut article, record);
        if article.body.len() < kept.len() {
            article.body = kept;
        }
    }
    article
}

/// Returns the first-level heading a text begins with, and its other paragraphs, a blank line
/// between them.
fn paragraphs(markdown: &str) -> (Option<String>, String) {
    let markdown = without_dropped_elements(markdown);
    let mut heading = None;
    let mut body = String::with_capacity(markdown.len());
    let mut paragraph = String::new();
    let mut fence: Option<&str> = None;
    let mut was_block_quote = false;
    for line in markdown.lines() {
        let mut text = line.trim();
        if let Some(mark) = fence {
            if text.starts_with(mark) {
                fence = None;
            } else {
                body.push_str(text);
                body.push('\n');
            }
            continue;
        }
        let unquoted = text.trim_start_matches(['>', ' ']);
        let is_block_quote = text.starts_with('>');
        if is_block_quote != was_block_quote {
            end_paragraph(&mut paragraph, &mut body);
            was_block_quote = is_block_quote;
        }
        if is_block_quote {
            text = unquoted;
        }
        if let Some(mark) = ["```", "~~~"]
            .into_iter()
            .find(|mark| text.starts_with(mark))
        {
            end_paragraph(&mut paragraph, &mut body);
            body.truncate(body.trim_end_matches('\n').len());
            if !body.is_empty() {
                body.push_str("\n\n");
            }
            fence = Some(mark);
        } else if text.is_empty() || is_markup_only(text) {
            // A line of "=" under the first line makes it a setext heading.
            if text.starts_with('=')
                && body.is_empty()
                && heading.is_none()
                && !paragraph.is_empty()
            {
                heading = Some(plain_text(&std::mem::take(&mut paragraph)));
            }
            end_paragraph(&mut paragraph, &mut body);
        } else if let Some((level, title)) = atx_heading(text) {
            end_paragraph(&mut paragraph, &mut body);
            if level == 1 && body.is_empty() && heading.is_none() {
                heading = Some(plain_text(title));
            } else {
                paragraph.push_str(title);
                end_paragraph(&mut paragraph, &mut body);
            }
        } else {
            let item = list_item(text);
            if item.is_some() {
                end_paragraph(&mut paragraph, &mut body);
            }
            add_line(&mut paragraph, item.unwrap_or(text), line);
        }
    }
    end_paragraph(&mut paragraph, &mut body);
    body.truncate(body.trim_end().len());
    (heading, body)
}

/// Appends a line to its paragraph: a space between, or a break where the author wrote one.
fn add_line(paragraph: &mut String, text: &str, line: &str) {
    if !paragraph.is_empty() && !paragraph.ends_with('\n') {
        let is_unspaced = |c: char| matches!(c as u32, 0x3000..=0x9FFF | 0xFF00..=0xFFEF);
        let before = paragraph.chars().next_back().is_some_and(is_unspaced);
        if !(before && text.chars().next().is_some_and(is_unspaced)) {
            paragraph.push(' ');
        }
    }
    match text.strip_suffix('\\') {
        Some(text) => {
            paragraph.push_str(text);
            paragraph.push('\n');
        }
        None => {
            paragraph.push_str(text);
            if line.ends_with("  ") {
                paragraph.push('\n');
            }
        }
    }
}

/// Appends the paragraph to the body, without inline markup, and clears it.
fn end_paragraph(paragraph: &mut String, body: &mut String) {
    if paragraph.is_empty() {
        return;
    }
    let text = plain_text(paragraph);
    let text = text.trim();
    if !text.is_empty() {
        if !body.is_empty() {
            body.truncate(body.trim_end_matches('\n').len());
            body.push_str("\n\n");
        }
        body.push_str(text);
    }
    paragraph.clear();
}

/// Returns whether a line is markup only: a rule, a setext underline, a table border, attributes.
fn is_markup_only(text: &str) -> bool {
    let bytes = text.bytes().filter(|byte| *byte != b' ');
    let is_of = |allowed: &[u8]| bytes.clone().all(|byte| allowed.contains(&byte));
    let is_markup = match text.as_bytes()[0] {
        b'-' => is_of(b"-|:"),
        b'*' => is_of(b"*") && text.len() > 2,
        b'_' => is_of(b"_") && text.len() > 2,
        b'=' => is_of(b"="),
        b'|' => is_of(b"|-:"),
        b':' => text.starts_with(":::") || is_of(b":-|"),
        b'{' => text.starts_with("{:") && text.ends_with('}'),
        b'[' => is_link_definition(text),
        _ => false,
    };
    is_markup && text != ":"
}

/// Returns whether a line is a link reference definition, `[name]: https://…`. A footnote,
/// `[^1]: …`, is none, and is kept.
fn is_link_definition(text: &str) -> bool {
    let Some((name, address)) = text.split_once("]: ") else {
        return false;
    };
    !name.starts_with("[^") && (address.contains("://") || address.starts_with('/'))
}

/// Returns the level and text of an ATX heading, `## Text`.
fn atx_heading(text: &str) -> Option<(usize, &str)> {
    let level = text.bytes().take_while(|byte| *byte == b'#').count();
    let title = &text[level..];
    let is_heading = (1..=6).contains(&level) && title.starts_with([' ', '\t', '\u{3000}']);
    is_heading.then(|| (level, title.trim().trim_end_matches('#').trim_end()))
}

/// Returns the text of a list item, table row or footnote, without its markers.
fn list_item(text: &str) -> Option<&str> {
    if let Some(item) = ["- ", "* ", "+ ", "• "]
        .iter()
        .find_map(|mark| text.strip_prefix(mark))
    {
        return Some(item.trim_start());
    }
    if let Some(row) = text.strip_prefix('|') {
        return Some(row.trim_end_matches('|').trim());
    }
    if let Some((note, text)) = text.split_once("]: ")
        && note.starts_with("[^")
    {
        return Some(text);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let item = text[digits..].strip_prefix(['.', ')'])?;
    // "1990. " opens a sentence more often than a list.
    ((1..=3).contains(&digits) && item.starts_with(' ')).then_some(text)
}

/// Returns the text without HTML comments and dropped elements, which may run over paragraphs.
fn without_dropped_elements(markdown: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut dropped = DroppedElements::default();
    let (mut kept, mut at) = (0, 0);
    while let Some(found) = memchr::memchr(b'<', &markdown.as_bytes()[at..]) {
        at += found;
        match dropped.end_of_dropped(markdown, at) {
            Some(end) => {
                out.push_str(&markdown[kept..at]);
                (kept, at) = (end, end);
            }
            None => at += 1,
        }
    }
    if kept == 0 {
        return Cow::Borrowed(markdown);
    }
    out.push_str(&markdown[kept..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, title: &str, body: &str) {
        let article = article(markdown);
        assert_eq!(
            (article.title.as_str(), article.body.as_str()),
            (title, body)
        );
    }

    #[test]
    fn reads_paragraphs() {
        check("One\nline.\n\nTwo.", "", "One line.\n\nTwo.");
        check("# Title\n\nText", "Title", "Text");
        check("Title\n=====\n\nText", "Title", "Text");
        check(
            "Text\n\n# Not the title ##\n\nMore",
            "",
            "Text\n\nNot the title\n\nMore",
        );
        check(
            "- one\n- two\n  more\n\n1. three",
            "",
            "one\n\ntwo more\n\n1. three",
        );
        check("> Quoted\n> words\n\nAfter", "", "Quoted words\n\nAfter");
        check("Before\n> Quoted", "", "Before\n\nQuoted");
        check("One\n\n* * *\n\nTwo\n\n---\n", "", "One\n\nTwo");
        check("Verse  \nline", "", "Verse\nline");
        check("第一行\n第二行", "", "第一行第二行");
        check("| a | b |\n|---|---|\n| 1 | 2 |", "", "a | b\n\n1 | 2");
    }

    #[test]
    fn drops_what_is_not_text() {
        check(
            "One\n\n<script>\n\nx()\n\n</script>\n\nTwo",
            "",
            "One\n\nTwo",
        );
        check("One\n<!-- more\n\n -->\nTwo", "", "One\n\nTwo");
        check(
            "{{< figure src=\"a.jpg\" caption=\"No\" >}}\n\nText",
            "",
            "Text",
        );
        check("One [link][1]\n\n[1]: https://a.example/", "", "One link");
        check(
            "Code:\n\n```rust\nlet *x* = 1;\n```\n\nEnd",
            "",
            "Code:\n\nlet *x* = 1;\n\nEnd",
        );
    }

    #[test]
    fn reads_front_matter() {
        check("---\ntitle: A\n---\n# A\n\nText", "A", "Text");
        check("---\ntitle: A\n---\n# B\n\nText", "A", "B\n\nText");
        check("+++\ntitle = \"A\"\n+++\n\nText", "A", "Text");
    }

    #[test]
    fn finds_the_text_in_front_matter() {
        let story = "Long story. ".repeat(40);
        let escaped = format!("---\ntitle: A\nraw: \"&lt;p&gt;{story}&lt;/p&gt;\"\n---\n\n");
        check(&escaped, "A", story.trim());
        let plain = format!(
            "+++\ntitle = \"A\"\nnewsletter = \"\"\"<div><p>{story}</p></div>\"\"\"\n+++\n"
        );
        check(&plain, "A", story.trim());
    }
}
