//! Reads saved web pages: the metadata a page declares, and its main text.

use crate::article::Article;
use crate::corpus::charset;
use crate::corpus::emit::Emit;
use crate::corpus::html::json_ld::json_ld_article;
use crate::corpus::html::main_content::main_text;
use crate::corpus::html::meta_tags::MetaTags;
use crate::corpus::html::nesting::is_too_deep;
use crate::corpus::markup::html_paragraphs;
use crate::corpus::normalize::normalize;
use crate::corpus::raw_document::RawDocument;
use crate::corpus::skip::Location;
use dom_query::Document;
use encoding_rs::Encoding;
use memchr::memmem;

/// Reads the one article of a page.
pub(crate) fn read(raw: RawDocument, emit: &mut Emit) {
    let path = raw.path.clone();
    let bytes = match raw.bytes() {
        Ok(bytes) => bytes,
        Err(skip) => return emit(Err(skip)),
    };
    let declared = declared_charset(&bytes);
    let html = charset::unix_line_ends(charset::decode(bytes, declared));
    emit(normalize(article(&html), &path, Location::File));
}

/// Returns the charset a page declares in its first 4096 bytes; browsers look no further than
/// 1024.
fn declared_charset(bytes: &[u8]) -> Option<&'static Encoding> {
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

/// Returns the article of a page, not yet normalized.
pub(crate) fn article(html: &str) -> Article {
    if is_too_deep(html) {
        let body = html_paragraphs(html);
        return Article {
            body,
            ..Article::default()
        };
    }
    let document = Document::from(html);
    let meta_tags = MetaTags::of(&document);
    let json_ld = json_ld_article(&document);
    let mut article = Article::default();
    let article_body = json_ld.map(|json_ld| json_ld.fill(&mut article));
    meta_tags.fill(&mut article, &document);
    // Takes the document apart, so it comes last.
    article.body = main_text(document, &article.title, article_body.flatten());
    article
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::dates::iso_8601;

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
        assert_eq!(iso_8601(&published), "2024-03-05T10:00:00+01:00");
        assert_eq!(published.origin, "meta");
        assert_eq!(article.body.split("\n\n").count(), 3, "{}", article.body);
        assert!(article.body.starts_with("The council voted"));
    }

    #[test]
    fn reads_the_declared_charset() {
        let name = |html: &str| declared_charset(html.as_bytes()).map(Encoding::name);
        assert_eq!(name("<meta charset=\"iso-8859-1\">"), Some("windows-1252"));
        assert_eq!(
            name("<meta content='text/html; charset=windows-1251'>"),
            Some("windows-1251")
        );
        assert_eq!(name("<p>"), None);
    }
}
