//! Reads saved web pages: what the page says of itself, and its main text.

pub(crate) mod content;
pub(crate) mod depth;
pub(crate) mod linked_data;
pub(crate) mod meta;
pub(crate) mod noise;

use crate::article::Article;
use crate::corpus::Give;
use crate::corpus::Place;
use crate::corpus::encoding;
use crate::corpus::formats::text_start;
use crate::corpus::markup;
use crate::corpus::normalize::complete;
use crate::corpus::source::Source;
use dom_query::Document;
use encoding_rs::Encoding;
use memchr::memmem;

/// Tells a page, or a piece of one, by the tag it opens with.
pub(crate) fn is_page(head: &[u8]) -> bool {
    const OPENERS: &[&[u8]] = &[
        b"<!doctype html",
        b"<html",
        b"<head",
        b"<body",
        b"<meta",
        b"<title",
        b"<article",
        b"<div",
        b"<p>",
        b"<p ",
        b"<h1",
        b"<table",
    ];
    let mut head = text_start(head);
    // What may stand before a page: an XML declaration, comments such as "saved from".
    loop {
        let (open, close): (&[u8], &[u8]) = match head {
            [b'<', b'!', b'-', b'-', ..] => (b"<!--", b"-->"),
            [b'<', b'?', ..] => (b"<?", b"?>"),
            _ => break,
        };
        let Some(end) = memmem::find(&head[open.len()..], close) else {
            return false;
        };
        head = head[open.len() + end + close.len()..].trim_ascii_start();
    }
    let opens = |opener: &&[u8]| {
        head.get(..opener.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(opener))
    };
    OPENERS.iter().any(opens)
}

pub(crate) fn read(source: Source, give: &mut Give) {
    let name = source.name.clone();
    let bytes = match source.whole() {
        Ok(bytes) => bytes,
        Err(skip) => return give(Err(skip)),
    };
    let declared = declared_encoding(&bytes);
    let html = encoding::unix_lines(encoding::decode(bytes, declared));
    give(complete(article(&html), &name, Place::File));
}

/// Returns the encoding a page declares within its first bytes, where browsers look too.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let at = memmem::find(head, b"charset=").or_else(|| memmem::find(head, b"CHARSET="))?;
    let label = head[at + 8..].trim_ascii_start();
    let label = label
        .strip_prefix(b"\"")
        .or(label.strip_prefix(b"'"))
        .unwrap_or(label);
    let is_end = |byte: &u8| b"\"' >;/\n".contains(byte);
    let length = label.iter().position(is_end).unwrap_or(label.len());
    Encoding::for_label(&label[..length])
}

/// Returns the article of a page. The page is parsed once; reading the text takes it apart.
pub(crate) fn article(html: &str) -> Article {
    if depth::is_too_deep(html) {
        let body = markup::paragraphs(html);
        return Article {
            body,
            ..Article::default()
        };
    }
    let document = Document::from(html);
    let said = meta::Meta::of(&document);
    let linked = linked_data::linked_article(&document);
    let mut article = Article::default();
    let text_in_data = linked.map(|linked| linked.fill(&mut article));
    said.fill(&mut article, &document);
    article.body = content::text(document, &article.title, text_in_data.flatten());
    article
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::dates::shown;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en-GB"><head>
<title>Council closes pool - The Post</title>
<meta property="og:title" content="Council closes pool">
<meta property="og:site_name" content="The Post">
<meta name="author" content="Anna Lind">
<meta property="article:published_time" content="2024-03-05T10:00:00+01:00">
<link rel="canonical" href="https://post.example/pool">
</head><body><nav><a href="/">Home</a></nav><article><h1>Council closes pool</h1>
<p>The council voted late on Tuesday to close the swimming pool on the northern bank.</p>
<p>Its backers called the decision overdue, and its opponents, many of whom had come to the hall with towels, called it short-sighted.</p>
<p>A second vote will follow in May, after the auditors have looked at the books, the chair said.</p>
</article></body></html>"#;

    #[test]
    fn reads_a_page() {
        let article = article(PAGE);
        assert_eq!(article.title, "Council closes pool");
        assert_eq!(article.byline.as_deref(), Some("Anna Lind"));
        assert_eq!(article.outlet.as_deref(), Some("The Post"));
        assert_eq!(article.lang.as_deref(), Some("en-GB"));
        assert_eq!(article.url.as_deref(), Some("https://post.example/pool"));
        let published = article.published.unwrap();
        assert_eq!(shown(&published), "2024-03-05T10:00:00+01:00");
        assert_eq!(published.origin, "meta");
        assert_eq!(article.body.split("\n\n").count(), 3, "{}", article.body);
        assert!(article.body.starts_with("The council voted"));
    }

    #[test]
    fn tells_pages() {
        assert!(is_page(b"\xEF\xBB\xBF<!-- saved from url=x -->\n<HTML>"));
        assert!(is_page(b"<?xml version='1.0'?><!DOCTYPE html>"));
        assert!(!is_page(b"<?xml version='1.0'?><nitf>"));
        assert!(!is_page(b"A <p> in text"));
        assert!(!is_page(b"<!-- never closed"));
    }

    #[test]
    fn reads_the_declared_encoding() {
        let name = |html: &str| declared_encoding(html.as_bytes()).map(Encoding::name);
        assert_eq!(name("<meta charset=\"iso-8859-1\">"), Some("windows-1252"));
        assert_eq!(
            name("<meta content='text/html; charset=windows-1251'>"),
            Some("windows-1251")
        );
        assert_eq!(name("<p>"), None);
    }
}
