//! The table of formats: how each is recognised, what it is called, and how it is read.
//!
//! Formats are detected from content; the extension only breaks ties. A new format is a file with
//! a reader, and a row in [`FORMATS`].

use crate::corpus::emit::Emit;
use crate::corpus::html;
use crate::corpus::html::is_html;
use crate::corpus::json;
use crate::corpus::raw_document::RawDocument;
use crate::corpus::skip::Skip;
use crate::corpus::sniff::is_binary;
use crate::corpus::sniff::is_zip_with;
use crate::corpus::sniff::text_start;
use crate::corpus::text;
use crate::corpus::text::front_matter::begins_with_front_matter;
use memchr::memmem;

/// A format of files that hold articles, or one that is recognised and cannot be read.
pub struct Format {
    /// The name in messages.
    pub name: &'static str,
    /// Extensions in lower case, without the dot; empty for a file without an extension. They
    /// break ties between formats that match the content, and decide where none does.
    pub extensions: &'static [&'static str],
    /// Matches the first bytes of a file, at most 8 KiB. False where the content alone cannot
    /// tell, as with plain text.
    sniff: fn(&[u8]) -> bool,
    /// Reads the articles; `None` for a format that is recognised and cannot be read.
    read: Option<Reader>,
}

/// Reads a document, and emits each of its articles, or what is skipped, as soon as it is read.
pub(crate) type Reader = fn(RawDocument, &mut Emit);

/// All formats; where several match the content and none the extension, the first counts.
pub const FORMATS: &[Format] = &[
    recognised("PDF", &["pdf"], |head| head.starts_with(b"%PDF-")),
    recognised("DOCX", &["docx"], |head| is_zip_with(head, b"word/")),
    recognised("XLSX", &["xlsx"], |head| is_zip_with(head, b"xl/")),
    recognised("EPUB", &["epub"], |head| {
        is_zip_with(head, b"application/epub+zip")
    }),
    recognised("OpenDocument", &["odt", "ods"], |head| {
        is_zip_with(head, b"vnd.oasis.opendocument")
    }),
    recognised("ZIP archives", &["zip", "wacz"], |head| {
        is_zip_with(head, b"")
    }),
    recognised(
        "old Word and Outlook files",
        &["doc", "xls", "msg"],
        |head| head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
    ),
    recognised("RTF", &["rtf"], |head| head.starts_with(b"{\\rtf")),
    recognised("PNG pictures", &["png"], |head| {
        head.starts_with(b"\x89PNG\r\n")
    }),
    recognised("JPEG pictures", &["jpg", "jpeg"], |head| {
        head.starts_with(b"\xFF\xD8\xFF")
    }),
    recognised("GIF pictures", &["gif"], |head| head.starts_with(b"GIF8")),
    recognised("TIFF pictures", &["tif", "tiff"], |head| {
        head.starts_with(b"II*\0") || head.starts_with(b"MM\0*")
    }),
    recognised("WebP pictures", &["webp"], |head| head.starts_with(b"RIFF")),
    recognised("SQLite databases", &["sqlite", "db"], |head| {
        head.starts_with(b"SQLite format 3\0")
    }),
    recognised("gzip inside gzip", &[], |head| {
        head.starts_with(b"\x1F\x8B")
    }),
    recognised("bzip2", &["bz2"], |head| {
        head.starts_with(b"BZh") && head.get(4..7) == Some(b"1AY")
    }),
    recognised("xz", &["xz"], |head| head.starts_with(b"\xFD7zXZ\0")),
    recognised("7z archives", &["7z"], |head| {
        head.starts_with(b"7z\xBC\xAF\x27\x1C")
    }),
    recognised("tar archives", &["tar"], |head| {
        head.get(257..262) == Some(b"ustar")
    }),
    recognised("WARC", &["warc"], |head| head.starts_with(b"WARC/")),
    recognised("mail", &["eml", "mbox"], |head| {
        head.starts_with(b"From ") && memmem::find(head, b"\nMessage-I").is_some()
            || head.starts_with(b"Return-Path:")
            || head.starts_with(b"Received:")
    }),
    Format {
        name: "HTML",
        extensions: &["html", "htm", "xhtml", "shtml"],
        sniff: is_html,
        read: Some(html::read),
    },
    recognised("XML", &["xml", "rss", "atom", "nitf", "newsml"], |head| {
        text_start(head).starts_with(b"<?xml") && !is_html(head)
    }),
    recognised("SGML", &["sgm", "sgml"], |head| {
        text_start(head).starts_with(b"<!DOCTYPE") && !is_html(head)
    }),
    Format {
        name: "JSON",
        extensions: &["json"],
        sniff: json::is_json,
        read: Some(json::read_json),
    },
    Format {
        name: "JSON Lines",
        extensions: &["jsonl", "ndjson", "jl"],
        sniff: json::is_json,
        read: Some(json::read_json_lines),
    },
    Format {
        name: "Markdown",
        extensions: &["md", "markdown", "mdx", "mkd"],
        // HTML is valid Markdown: the extension decides.
        sniff: |head| begins_with_front_matter(head) || is_html(head),
        read: Some(text::markdown::read),
    },
    Format {
        name: "text",
        extensions: &["txt", "text", ""],
        sniff: |_| false,
        read: Some(text::plain::read),
    },
    recognised("CSV", &["csv", "tsv"], |_| false),
];

/// A format that is recognised and cannot be read.
const fn recognised(
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

/// Returns the format of a file: the one its first bytes match or, where none does, the one of
/// its extension. The extension also chooses among several that match.
pub fn format_of(path: &str, head: &[u8]) -> Option<&'static Format> {
    let extension = extension(path);
    let has_extension = |format: &&Format| format.extensions.contains(&extension.as_str());
    let mut matching = FORMATS.iter().filter(|format| (format.sniff)(head));
    let first = matching.clone().next();
    matching
        .find(has_extension)
        .or(first)
        .or_else(|| FORMATS.iter().find(has_extension))
}

/// Returns the reader of a document.
///
/// # Errors
///
/// [`Skip::Unsupported`] or [`Skip::Binary`] if there is none.
pub(crate) fn reader_of(raw: &RawDocument) -> Result<Reader, Skip> {
    let is_binary = is_binary(raw.head());
    match format_of(&raw.path, raw.head()) {
        Some(format) => match format.read {
            Some(_) if is_binary => Err(Skip::Binary),
            Some(read) => Ok(read),
            None => Err(Skip::Unsupported(format.name.to_owned())),
        },
        None if is_binary => Err(Skip::Binary),
        None => Err(Skip::Unsupported(format!(
            ".{} files",
            extension(&raw.path)
        ))),
    }
}

fn extension(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((_, extension)) => extension.to_lowercase(),
        None => String::new(),
    }
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
    fn falls_back_to_the_extension() {
        check("a/b.txt", b"Plain words", "text");
        check("b.MD", b"# Title", "Markdown");
        check("README", b"Words", "text");
        check("b.csv", b"a,b", "CSV");
        check("b.html", b"Fragment", "HTML");
        check("b.xyz", b"Words", "");
    }

    #[test]
    fn goes_by_the_content() {
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
    fn breaks_ties_by_the_extension() {
        check("b.jsonl", b"{\"title\": \"A\"}", "JSON Lines");
        check("b.md", b"<div>Text</div>", "Markdown");
        check("b.md", b"[link](x)", "Markdown");
        check("b.txt", b"[Music]", "text");
        check("b.txt", b"{ braces }", "text");
    }

    #[test]
    fn names_and_extensions_are_unique() {
        let names = || FORMATS.iter().map(|format| format.name);
        let extensions = || FORMATS.iter().flat_map(|format| format.extensions);
        assert_eq!(names().collect::<BTreeSet<_>>().len(), names().count());
        assert_eq!(
            extensions().collect::<BTreeSet<_>>().len(),
            extensions().count()
        );
    }
}
