//! Fills an article from a record: JSON, or the front matter of a Markdown file.

use crate::article::Article;
use crate::corpus::markup::decode_references;
use crate::corpus::metadata::field_names::MetadataField;
use crate::corpus::metadata::field_names::field_of;
use crate::corpus::metadata::field_names::fold_name;
use crate::corpus::metadata::values::body_text;
use crate::corpus::metadata::values::host_or_name;
use crate::corpus::metadata::values::longest_or_joined;
use crate::corpus::metadata::values::published_in;
use crate::corpus::metadata::values::strings_in;
use serde_json::Map;
use serde_json::Value;

/// Fields that wrap the rest of the record, as in the responses of search engines and content
/// APIs.
const WRAPPERS: &[&str] = &[
    "source",
    "fields",
    "item",
    "article",
    "attributes",
    "document",
    "data",
];

/// HTML of at least this many bytes, in a field of any name, is taken for the body.
const MIN_STORY_LENGTH: usize = 400;

/// Fills the fields the article lacks from a record; `origin` is recorded as the date's source.
pub(crate) fn fill_metadata(
    article: &mut Article,
    record: &Map<String, Value>,
    origin: &'static str,
) {
    let mut known: Vec<(MetadataField, usize, &Value)> = record
        .iter()
        .filter_map(|(name, value)| field_of(name).map(|(field, rank)| (field, rank, value)))
        .collect();
    known.sort_by_key(|(_, rank, _)| *rank);
    for &(field, _, value) in &known {
        set_field(article, field, value, origin);
    }
    for (name, value) in record {
        if let Value::Object(inner) = value
            && WRAPPERS.contains(&fold_name(name).as_str())
        {
            fill_metadata(article, inner, origin);
        }
    }
}

/// Returns whether a record itself holds the text of an article.
pub(crate) fn has_body(record: &Map<String, Value>) -> bool {
    let is_body = |name: &String| matches!(field_of(name), Some((MetadataField::Body, _)));
    record
        .iter()
        .any(|(name, value)| is_body(name) && !value.is_null())
}

/// Fills a missing body with the longest HTML of any field, or else with the summary.
pub(crate) fn fill_body(article: &mut Article, record: &Map<String, Value>) {
    if !article.body.trim().is_empty() {
        return;
    }
    let texts = record.values().filter_map(Value::as_str);
    let html = texts
        .filter(|text| {
            text.len() >= MIN_STORY_LENGTH && (text.contains("</") || text.contains("&lt;/"))
        })
        .max_by_key(|text| text.len());
    if let Some(html) = html {
        article.body = body_text(html);
        return;
    }
    let summary = record
        .iter()
        .filter(|(name, _)| matches!(field_of(name), Some((MetadataField::Summary, _))))
        .map(|(_, value)| strings_in(value).join("\n\n"))
        .max_by_key(String::len);
    article.body = body_text(&summary.unwrap_or_default());
}

fn set_field(article: &mut Article, field: MetadataField, value: &Value, origin: &'static str) {
    let texts = strings_in(value);
    let first = texts
        .iter()
        .map(|text| text.trim())
        .find(|text| !text.is_empty());
    let set_missing = |slot: &mut Option<String>, text: Option<String>| {
        if slot.is_none() {
            *slot = text.filter(|text| !text.is_empty());
        }
    };
    let first_text = first.map(|text| decode_references(text).into_owned());
    match field {
        MetadataField::Id => set_missing(&mut article.source_id, first_text),
        MetadataField::Title if article.title.is_empty() => {
            article.title = first_text.unwrap_or_default();
        }
        MetadataField::Body if article.body.is_empty() => {
            article.body = body_text(&longest_or_joined(value))
        }
        MetadataField::Byline => set_missing(
            &mut article.byline,
            Some(decode_references(&texts.join(", ")).into()),
        ),
        // Search engines keep the record itself under `_source`.
        MetadataField::Outlet if value.as_object().is_some_and(has_body) => {}
        MetadataField::Outlet => set_missing(&mut article.outlet, first_text.map(host_or_name)),
        MetadataField::Section => set_missing(&mut article.section, first_text),
        MetadataField::Published if article.published.is_none() => {
            article.published = published_in(value, origin);
        }
        MetadataField::Lang => set_missing(&mut article.lang, first_text),
        MetadataField::Url => {
            let url = first_text.filter(|url| url.contains('/'));
            set_missing(&mut article.url, url);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::dates::iso_8601;

    fn read(json: &str) -> Article {
        let Value::Object(record) = serde_json::from_str(json).unwrap() else {
            panic!("an object");
        };
        let mut article = Article::default();
        fill_metadata(&mut article, &record, "field");
        fill_body(&mut article, &record);
        article
    }

    /// Checks id, title, byline, outlet and body.
    fn check(json: &str, expected: [&str; 5]) {
        let article = read(json);
        let found = [
            article.source_id.as_deref().unwrap_or_default(),
            &article.title,
            article.byline.as_deref().unwrap_or_default(),
            article.outlet.as_deref().unwrap_or_default(),
            &article.body,
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn fills() {
        check(
            r#"{"id": 7, "title": "A", "text": "B", "author": "Anna Lind", "source": {"id": null, "name": "The Post"}}"#,
            ["7", "A", "Anna Lind", "The Post", "B"],
        );
        check(
            r#"{"guid": "x", "headline": "A &amp; B", "body_html": "<p>1</p><p>2</p>", "authors": [{"name": "Anna"}, {"name": "Bo"}]}"#,
            ["x", "A & B", "Anna, Bo", "", "1\n\n2"],
        );
        check(
            r#"{"_id": "z", "_source": {"hed": "H", "content": ["One.", "Two."], "domain": "https://www.post.example/"}}"#,
            ["z", "H", "", "post.example", "One.\n\nTwo."],
        );
        check(
            r#"{"uri": "u", "headlines": [{"role": "main", "value": "H"}], "bodies": [{"role": "main", "contenttype": "text/html", "value": "<p>B</p>"}], "infosources": [{"name": "Agency"}], "by": "Anna"}"#,
            ["u", "H", "Anna", "Agency", "B"],
        );
        check(
            r#"{"headline": true, "title": {"rendered": "T"}, "content": {"rendered": "&lt;p&gt;B&lt;/p&gt;"}}"#,
            ["", "T", "", "", "B"],
        );
        check(
            r#"{"title": "T", "description": "Short."}"#,
            ["", "T", "", "", "Short."],
        );
        check(
            r#"{"title": "T", "body": null, "tags": ["x"]}"#,
            ["", "T", "", "", ""],
        );
    }

    #[test]
    fn finds_dates() {
        for (json, expected) in [
            (r#"{"date": "2024-03-05"}"#, "2024-03-05"),
            (r#"{"timestamp": 1709649972}"#, "2024-03-05T14:46:12+00:00"),
            (
                r#"{"created": "1709649972000"}"#,
                "2024-03-05T14:46:12+00:00",
            ),
            (
                r#"{"updated": "2025-01-01", "published": "2024-03-05"}"#,
                "2024-03-05",
            ),
            (
                r#"{"date": {"$date": "2024-03-05T00:00:00Z"}}"#,
                "2024-03-05T00:00:00+00:00",
            ),
            (r#"{"date": "soon", "published": null}"#, ""),
        ] {
            let found = read(json).published.map(|found| iso_8601(&found));
            assert_eq!(found.unwrap_or_default(), expected);
        }
    }

    #[test]
    fn finds_the_body_in_a_field_of_another_name() {
        let story = format!("&lt;p&gt;{}&lt;/p&gt;", "Long. ".repeat(80));
        let article = read(&format!(r#"{{"title": "T", "newsletter": "{story}"}}"#));
        assert!(article.body.starts_with("Long. Long."));
    }
}
