//! Reads the article that a page describes in JSON-LD: schema.org's `NewsArticle` and its kin.

use crate::article::Article;
use crate::corpus::dates::parse_date;
use crate::corpus::markup::decode_references;
use crate::corpus::metadata::values::body_text;
use dom_query::Document;
use serde_json::Map;
use serde_json::Value;

/// Types of articles in schema.org, the likeliest first; any other type that ends in "Article" or
/// "Posting" ranks after them.
const TYPES: &[&str] = &[
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "Article",
    "LiveBlogPosting",
    "BlogPosting",
    "Report",
    "Review",
];

/// How deep objects are searched for articles.
const MAX_DEPTH: usize = 6;

/// The JSON-LD object of an article.
pub(crate) struct JsonLdArticle(Map<String, Value>);

/// Returns the likeliest article among the JSON-LD objects of a page.
pub(crate) fn json_ld_article(document: &Document) -> Option<JsonLdArticle> {
    let mut found = Vec::new();
    for script in document.select(r#"script[type*="ld+json"]"#).iter() {
        if let Some(value) = parse_script(&script.text()) {
            collect(value, MAX_DEPTH, &mut found);
        }
    }
    // The first of the best rank: later ones are teasers of other stories.
    let (_, article) = found.into_iter().min_by_key(|(rank, _)| *rank)?;
    Some(JsonLdArticle(article))
}

/// Parses a script's JSON, within the comments and CDATA sections that some content systems add.
fn parse_script(script: &str) -> Option<Value> {
    let script = script
        .trim()
        .trim_start_matches("<!--")
        .trim_end_matches("-->");
    let script = script
        .trim()
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[");
    let script = script.trim_end_matches("//]]>").trim_end_matches("]]>");
    let script = script.trim().trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    // Unescaped line breaks inside a string.
    let one_line = script.replace(|c: char| c.is_control(), " ");
    serde_json::from_str(&one_line).ok()
}

fn collect(value: Value, depth: usize, found: &mut Vec<(usize, Map<String, Value>)>) {
    if depth == 0 {
        return;
    }
    match value {
        Value::Array(values) => {
            for value in values {
                collect(value, depth - 1, found);
            }
        }
        Value::Object(mut object) => {
            for inside in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if object
                    .get(inside)
                    .is_some_and(|value| value.is_array() || value.is_object())
                    && let Some(value) = object.get(inside).cloned()
                {
                    if inside == "@graph" {
                        object.remove(inside);
                    }
                    collect(value, depth - 1, found);
                }
            }
            if let Some(rank) = rank(&object) {
                found.push((rank, object));
            }
        }
        _ => {}
    }
}

fn rank(object: &Map<String, Value>) -> Option<usize> {
    let types = strings(object.get("@type")?);
    let rank = |name: &String| {
        let name = name.rsplit('/').next().unwrap_or(name);
        let known = TYPES.iter().position(|known| *known == name);
        let is_article_type = name.ends_with("Article") || name.ends_with("Posting");
        known.or(is_article_type.then_some(TYPES.len()))
    };
    // Without either it only refers to an article elsewhere on the page.
    let is_described = object.contains_key("headline") || object.contains_key("datePublished");
    types.iter().filter_map(rank).min().filter(|_| is_described)
}

impl JsonLdArticle {
    /// Fills the article's metadata, and returns its `articleBody` as paragraphs, if there is one.
    pub(crate) fn fill(self, article: &mut Article) -> Option<String> {
        let first = |name: &str| {
            let texts = self.0.get(name).map(strings).unwrap_or_default();
            let text = texts.into_iter().find(|text| !text.trim().is_empty())?;
            Some(decode_references(&text).trim().to_owned())
        };
        article.title = first("headline")
            .or_else(|| first("name"))
            .unwrap_or_default();
        article.byline = self.0.get("author").and_then(authors);
        article.outlet = self.0.get("publisher").and_then(name_of);
        article.lang = first("inLanguage");
        article.section = first("articleSection");
        article.url = first("url").filter(|url| url.contains("://"));
        article.published = ["datePublished", "dateCreated", "dateModified"]
            .iter()
            .find_map(|name| parse_date(&first(name)?, "json-ld"));
        first("articleBody").map(|body| body_text(&body))
    }
}

/// Returns the authors' names in order, each once.
fn authors(value: &Value) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: String| {
        let name = decode_references(&name).trim().to_owned();
        if !name.is_empty() && !name.contains("://") && !names.contains(&name) {
            names.push(name);
        }
    };
    match value {
        Value::Array(values) => values.iter().filter_map(name_of).for_each(&mut add),
        value => name_of(value).into_iter().for_each(&mut add),
    }
    (!names.is_empty()).then(|| names.join(", "))
}

fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(values) => values.iter().find_map(name_of),
        Value::Object(object) => match object.get("name")? {
            Value::Array(names) => {
                let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
                Some(names.join(", "))
            }
            name => name.as_str().map(str::to_owned),
        },
        _ => None,
    }
}

fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        Value::Object(object) => {
            let named = ["name", "@value", "@id"]
                .iter()
                .filter_map(|name| object.get(*name));
            named.take(1).flat_map(strings).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, title: &str, byline: &str, outlet: &str) {
        let html = format!("<script type=\"application/ld+json\">{json}</script>");
        let mut article = Article::default();
        if let Some(json_ld) = json_ld_article(&Document::from(html)) {
            json_ld.fill(&mut article);
        }
        let byline_found = article.byline.unwrap_or_default();
        let outlet_found = article.outlet.unwrap_or_default();
        let found = (
            article.title.as_str(),
            byline_found.as_str(),
            outlet_found.as_str(),
        );
        assert_eq!(found, (title, byline, outlet), "{json}");
    }

    #[test]
    fn finds_the_article() {
        check(
            r#"{"@type": "NewsArticle", "headline": "A &amp; B", "author": {"@type": "Person", "name": "Anna"}, "publisher": {"name": "Post"}}"#,
            "A & B",
            "Anna",
            "Post",
        );
        check(
            r#"{"@graph": [{"@type": "WebPage", "name": "W"}, {"@type": ["Article", "X"], "headline": "A", "author": [{"name": "Anna"}, {"name": "Bo"}, {"name": "Anna"}]}]}"#,
            "A",
            "Anna, Bo",
            "",
        );
        check(
            r#"[{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "A"}}]"#,
            "A",
            "",
            "",
        );
        check(
            r#"{"@type": "SatiricalArticle", "headline": "A", "author": "Anna"}"#,
            "A",
            "Anna",
            "",
        );
        check(
            "<!--\n{\"@type\": \"Article\", \"headline\": \"A\nb\"};\n-->",
            "A b",
            "",
            "",
        );
    }

    #[test]
    fn leaves_the_rest_alone() {
        check(r#"{"@type": "Organization", "name": "Post"}"#, "", "", "");
        check(r#"{"@type": "NewsArticle", "@id": "x"}"#, "", "", "");
        check("not json", "", "", "");
        check(
            &format!("{}1{}", "[".repeat(500), "]".repeat(500)),
            "",
            "",
            "",
        );
    }
}
