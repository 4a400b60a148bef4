//! Reads a page's metadata outside JSON-LD: OpenGraph, Dublin Core and other `<meta>` tags, the
//! canonical URL, and `<title>`, `<h1>`, `<time>`, `<html lang>`.

use crate::article::Article;
use crate::corpus::dates::parse_date;
use crate::corpus::markup::decode_references;
use crate::text::fold::fold;
use dom_query::Document;
use std::collections::HashMap;

const TITLES: &[&str] = &[
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
    "headline",
    "title",
];

const AUTHORS: &[&str] = &[
    "author",
    "article:author_name",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "byl",
    "dcsext.author",
    "cxenseparse:author",
];

const DATES: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "pdate",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "last-modified",
    "article:modified_time",
    "og:updated_time",
    "date",
];

const OUTLETS: &[&str] = &[
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "publisher",
    "application-name",
    "apple-mobile-web-app-title",
];

const SECTIONS: &[&str] = &[
    "article:section",
    "section",
    "parsely-section",
    "dc.subject",
];

const LANGS: &[&str] = &[
    "content-language",
    "dc.language",
    "dcterms.language",
    "language",
    "og:locale",
];

/// The `<meta>` tags of a page: the first of each name, in lower case, and all authors.
pub(crate) struct MetaTags {
    contents: HashMap<String, String>,
    authors: Vec<String>,
}

impl MetaTags {
    /// Collects the `<meta>` tags of a page.
    pub(crate) fn of(document: &Document) -> Self {
        let mut contents = HashMap::new();
        let mut authors = Vec::new();
        for meta in document.select("meta").iter() {
            let names = ["property", "name", "itemprop", "http-equiv"];
            let (Some(name), Some(content)) = (
                names.iter().find_map(|name| meta.attr(name)),
                meta.attr("content"),
            ) else {
                continue;
            };
            let name = name.trim().to_lowercase().replace("dc:", "dc.");
            let content = decode_references(content.trim()).into_owned();
            if content.is_empty() {
                continue;
            }
            if matches!(
                name.as_str(),
                "author" | "article:author" | "citation_author"
            ) {
                authors.push(content.clone());
            }
            contents.entry(name).or_insert(content);
        }
        Self { contents, authors }
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names
            .iter()
            .find_map(|name| self.contents.get(*name))
            .cloned()
    }

    /// Fills the metadata the article lacks; outlet, language and canonical URL are replaced.
    pub(crate) fn fill(&self, article: &mut Article, document: &Document) {
        let outlet = self.first(OUTLETS);
        article.outlet = outlet.or(article.outlet.take());
        if article.title.is_empty() {
            let title = self.first(TITLES).or_else(|| title_element(document));
            article.title = title.unwrap_or_default();
        }
        if let Some(heading) = heading(document)
            && has_suffix_after(&article.title, &heading)
        {
            article.title = heading;
        }
        // Many pages declare the outlet or a mailbox as the author, and name the person in the text.
        let byline = article.byline.take();
        article.byline = match byline {
            Some(byline) if is_person(&byline, article) => Some(byline),
            declared => self
                .byline()
                .filter(|byline| is_person(byline, article))
                .or_else(|| byline_element(document))
                .or(declared.filter(|byline| !byline.contains('@'))),
        };
        if article.published.is_none() {
            let declared = DATES.iter().filter_map(|name| self.contents.get(*name));
            let mut declared = declared.filter_map(|date| parse_date(date, "meta"));
            article.published = declared.next().or_else(|| time_element(document));
        }
        if article.section.is_none() {
            article.section = self.first(SECTIONS);
        }
        if let Some(lang) = document
            .select("html")
            .attr("lang")
            .filter(|lang| !lang.is_empty())
        {
            article.lang = Some(lang.to_string());
        } else if article.lang.is_none() {
            article.lang = self.first(LANGS);
        }
        let canonical = document.select(r#"link[rel="canonical"]"#).attr("href");
        let canonical = canonical
            .map(|url| url.to_string())
            .filter(|url| url.contains("://"));
        if let Some(url) = canonical.or_else(|| self.first(&["og:url"])) {
            article.url = Some(url);
        }
    }

    fn byline(&self) -> Option<String> {
        let is_name = |name: &&String| !name.contains("://");
        let authors: Vec<&str> = self
            .authors
            .iter()
            .filter(is_name)
            .map(String::as_str)
            .collect();
        if !authors.is_empty() {
            let mut once: Vec<&str> = Vec::new();
            for author in authors {
                if !once.contains(&author) {
                    once.push(author);
                }
            }
            return Some(once.join(", "));
        }
        AUTHORS
            .iter()
            .filter_map(|name| self.contents.get(*name))
            .find(is_name)
            .cloned()
    }
}

/// Returns the page's heading, if it has just one.
fn heading(document: &Document) -> Option<String> {
    let heading = document.select("h1");
    let text = heading.text();
    let words: Vec<&str> = text.split_whitespace().collect();
    (heading.length() == 1 && !words.is_empty()).then(|| words.join(" "))
}

/// Returns whether a title is the heading and a suffix: "Council closes pool | Sport | The Post".
fn has_suffix_after(title: &str, heading: &str) -> bool {
    let rest = title.strip_prefix(heading).unwrap_or_default();
    [" | ", " - ", " – ", " — ", " · "]
        .iter()
        .any(|separator| rest.starts_with(separator))
}

fn is_person(byline: &str, article: &Article) -> bool {
    let outlet = article.outlet.as_deref().unwrap_or_default();
    !byline.contains('@') && fold(byline) != fold(outlet)
}

fn title_element(document: &Document) -> Option<String> {
    let title = || document.select_single("title").text().trim().to_owned();
    heading(document)
        .or_else(|| Some(title()))
        .filter(|title| !title.is_empty())
}

/// Returns the text of an element for authors, if it is short enough to be names.
fn byline_element(document: &Document) -> Option<String> {
    const ELEMENTS: &[&str] = &[r#"[rel="author"]"#, r#"[itemprop="author"]"#, "address"];
    ELEMENTS.iter().find_map(|element| {
        let text = document.select_single(element).text();
        let words: Vec<&str> = text.split_whitespace().collect();
        (1..=6).contains(&words.len()).then(|| words.join(" "))
    })
}

fn time_element(document: &Document) -> Option<crate::article::Published> {
    for time in document.select("time, [itemprop=datePublished]").iter() {
        let attribute = time.attr("datetime").or_else(|| time.attr("content"));
        let date = attribute.map_or_else(|| time.text().to_string(), |date| date.to_string());
        if let Some(published) = parse_date(date.trim(), "time-tag") {
            return Some(published);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::dates::iso_8601;

    /// Checks title, byline and date.
    fn check(html: &str, expected: [&str; 3]) {
        let document = Document::from(html);
        let mut article = Article::default();
        MetaTags::of(&document).fill(&mut article, &document);
        let byline = article.byline.unwrap_or_default();
        let date = article
            .published
            .map(|date| iso_8601(&date))
            .unwrap_or_default();
        assert_eq!([article.title.as_str(), &byline, &date], expected, "{html}");
    }

    #[test]
    fn reads() {
        check(
            "<meta property='og:title' content='A &amp;amp; B'><meta name='DC.Date' content='2024-03-05'><meta name='author' content='Anna'><meta name='author' content='Bo'>",
            ["A & B", "Anna, Bo", "2024-03-05"],
        );
        check(
            "<title>A</title><time datetime='2024-03-05T10:00Z'>today</time>",
            ["A", "", "2024-03-05T10:00:00+00:00"],
        );
        check(
            "<h1>Pool to close</h1><a rel='author'>Anna Lind</a><time>March 5, 2024</time>",
            ["Pool to close", "Anna Lind", "2024-03-05"],
        );
        check(
            "<meta name='article:author' content='https://a.example/anna'>",
            ["", "", ""],
        );
        check(
            "<title>Pool to close | Sport</title><h1>Pool to close</h1>",
            ["Pool to close", "", ""],
        );
        check(
            "<meta name='author' content='anna@post.example'>",
            ["", "", ""],
        );
        check("", ["", "", ""]);
    }
}
