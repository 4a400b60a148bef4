//! The one table of forms: their names, how they look, and what reads them.

use crate::corpus::Give;
use crate::corpus::Skip;
use crate::corpus::front_matter;
use crate::corpus::html;
use crate::corpus::json::document;
use crate::corpus::json::lines;
use crate::corpus::markdown;
use crate::corpus::plain;
use crate::corpus::source::Source;
use memchr::memmem;

/// One form articles come in.
pub struct Format {
    pub name: &'static str,
    /// In lower case; the empty one is a name without an extension.
    pub extensions: &'static [&'static str],
    /// Tells the form from a file's first bytes; false where nothing is sure.
    sniff: fn(&[u8]) -> bool,
    /// What reads it; none where we know the form but cannot read it yet.
    read: Option<Reader>,
}

pub(crate) type Reader = fn(Source, &mut Give);

/// Every form we know, the surest to tell first.
pub const FORMATS: &[Format] = &[
    form("PDF", &["pdf"], |head| head.starts_with(b"%PDF-")),
    form("DOCX", &["docx"], |head| is_zip(head, b"word/")),
    form("XLSX", &["xlsx"], |head| is_zip(head, b"xl/")),
    form("EPUB", &["epub"], |head| {
        is_zip(head, b"application/epub+zip")
    }),
    form("OpenDocument", &["odt", "ods"], |head| {
        is_zip(head, b"vnd.oasis.opendocument")
    }),
    form("ZIP archives", &["zip", "wacz"], |head| is_zip(head, b"")),
    form(
        "old Word and Outlook files",
        &["doc", "xls", "msg"],
        |head| head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
    ),
    form("RTF", &["rtf"], |head| head.starts_with(b"{\\rtf")),
    form("PNG pictures", &["png"], |head| {
        head.starts_with(b"\x89PNG\r\n")
    }),
    form("JPEG pictures", &["jpg", "jpeg"], |head| {
        head.starts_with(b"\xFF\xD8\xFF")
    }),
    form("GIF pictures", &["gif"], |head| head.starts_with(b"GIF8")),
    form("TIFF pictures", &["tif", "tiff"], |head| {
        head.starts_with(b"II*\0") || head.starts_with(b"MM\0*")
    }),
    form("WebP pictures", &["webp"], |head| head.starts_with(b"RIFF")),
    form("SQLite databases", &["sqlite", "db"], |head| {
        head.starts_with(b"SQLite format 3\0")
    }),
    form("gzip inside gzip", &[], |head| {
        head.starts_with(b"\x1F\x8B")
    }),
    form("bzip2", &["bz2"], |head| {
        head.starts_with(b"BZh") && head.get(4..7) == Some(b"1AY")
    }),
    form("xz", &["xz"], |head| head.starts_with(b"\xFD7zXZ\0")),
    form("7z archives", &["7z"], |head| {
        head.starts_with(b"7z\xBC\xAF\x27\x1C")
    }),
    form("tar archives", &["tar"], |head| {
        head.get(257..262) == Some(b"ustar")
    }),
    form("WARC", &["warc"], |head| head.starts_with(b"WARC/")),
    form("mail", &["eml", "mbox"], |head| {
        head.starts_with(b"From ") && memmem::find(head, b"\nMessage-I").is_some()
            || head.starts_with(b"Return-Path:")
            || head.starts_with(b"Received:")
    }),
    Format {
        name: "HTML",
        extensions: &["html", "htm", "xhtml", "shtml"],
        sniff: html::is_page,
        read: Some(html::read),
    },
    form("XML", &["xml", "rss", "atom", "nitf", "newsml"], |head| {
        text_start(head).starts_with(b"<?xml") && !html::is_page(head)
    }),
    form("SGML", &["sgm", "sgml"], |head| {
        text_start(head).starts_with(b"<!DOCTYPE") && !html::is_page(head)
    }),
    Format {
        name: "JSON",
        extensions: &["json"],
        sniff: document::is_json,
        read: Some(document::read),
    },
    Format {
        name: "JSON Lines",
        extensions: &["jsonl", "ndjson", "jl"],
        sniff: document::is_json,
        read: Some(lines::read),
    },
    Format {
        name: "Markdown",
        extensions: &["md", "markdown", "mdx", "mkd"],
        // HTML is Markdown too: a file so named stays what it says.
        sniff: |head| front_matter::begins(head) || html::is_page(head),
        read: Some(markdown::read),
    },
    Format {
        name: "text",
        extensions: &["txt", "text", ""],
        sniff: |_| false,
        read: Some(plain::read),
    },
    form("CSV", &["csv", "tsv"], |_| false),
];

/// A form we know and cannot read yet.
const fn form(
    name: &'static str,
    extensions: &'static [&'static str],
    sniff: fn(&[u8]) -> bool,
) -> Format {
    Format {
        name,
        extensions,
        sniff,
        read: None,
    }
}

/// Returns the form of a file: what it looks like, or else what it is called.
///
/// Files lie about their form, so looks decide; but where a form looks like several, the name
/// chooses among them.
pub fn format_of(name: &str, head: &[u8]) -> Option<&'static Format> {
    let extension = extension(name);
    let is_named = |format: &&Format| format.extensions.contains(&extension.as_str());
    let mut alike = FORMATS.iter().filter(|format| (format.sniff)(head));
    let first = alike.clone().next();
    alike
        .find(is_named)
        .or(first)
        .or_else(|| FORMATS.iter().find(is_named))
}

pub(crate) fn reader_of(source: &Source) -> Result<Reader, Skip> {
    let head = source.head();
    let is_wide_text = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    let is_binary = memchr::memchr(0, head).is_some() && !is_wide_text;
    match format_of(&source.name, head) {
        Some(format) => match format.read {
            Some(_) if is_binary => Err(Skip::Binary),
            Some(read) => Ok(read),
            None => Err(Skip::Unsupported(format.name.to_owned())),
        },
        None if is_binary => Err(Skip::Binary),
        None => Err(Skip::Unsupported(format!(
            ".{} files",
            extension(&source.name)
        ))),
    }
}

fn extension(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    match name.rsplit_once('.') {
        Some((_, extension)) => extension.to_lowercase(),
        None => String::new(),
    }
}

/// Returns the bytes from the first that is neither a mark nor white space.
pub(crate) fn text_start(head: &[u8]) -> &[u8] {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    head.trim_ascii_start()
}

/// Tells a ZIP archive that names `part` near its beginning.
fn is_zip(head: &[u8], part: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") && memmem::find(head, part).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn check(name: &str, head: &[u8], expected: &str) {
        let format = format_of(name, head).map(|format| format.name);
        assert_eq!(format.unwrap_or_default(), expected);
    }

    #[test]
    fn goes_by_the_name() {
        check("a/b.txt", b"Plain words", "text");
        check("b.MD", b"# Title", "Markdown");
        check("README", b"Words", "text");
        check("b.csv", b"a,b", "CSV");
        check("b.html", b"Fragment", "HTML");
        check("b.xyz", b"Words", "");
    }

    #[test]
    fn believes_its_eyes() {
        check("b.txt", b"<!DOCTYPE html><html>", "HTML");
        check("b.txt", b"\n<p>One</p>", "HTML");
        check("b.txt", b"PK\x03\x04..word/document.xml", "DOCX");
        check("b.html", b"PK\x03\x04..", "ZIP archives");
        check("b.txt", b"%PDF-1.4", "PDF");
        check("b.txt", b"\x89PNG\r\n\x1a\n", "PNG pictures");
        check("b.txt", b"{\"title\": \"A\"}", "JSON");
        check("b.txt", b"---\ntitle: A\n---\n", "Markdown");
        check("b.json", b"<?xml version='1.0'?><rss>", "XML");
        check(
            "b.xml",
            b"<?xml version='1.0'?><!DOCTYPE html><html>",
            "HTML",
        );
        check("b_version_5", b"<?xml version='1.0'?>", "XML");
    }

    #[test]
    fn lets_the_name_choose_among_the_like() {
        check("b.jsonl", b"{\"title\": \"A\"}", "JSON Lines");
        check("b.md", b"<div>Text</div>", "Markdown");
        check("b.md", b"[link](x)", "Markdown");
        check("b.txt", b"[Music]", "text");
        check("b.txt", b"{ braces }", "text");
    }

    #[test]
    fn names_are_given_once() {
        let names = || FORMATS.iter().map(|format| format.name);
        let extensions = || FORMATS.iter().flat_map(|format| format.extensions);
        assert_eq!(names().collect::<BTreeSet<_>>().len(), names().count());
        assert_eq!(
            extensions().collect::<BTreeSet<_>>().len(),
            extensions().count()
        );
    }
}
