//! The one table of field names, and how a record's values become an article's.

use crate::article::Article;
use crate::article::Published;
use crate::corpus::dates;
use crate::corpus::entities;
use crate::corpus::markup;
use serde_json::Map;
use serde_json::Value;

/// What a field of a record is to an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    Title,
    Body,
    Byline,
    Outlet,
    Section,
    Published,
    Lang,
    Url,
    /// Stands in for a body where there is none.
    Summary,
}

/// Field names by what they mean, best first; folded, so `published_at` is `publishedAt`.
///
/// Source: exports of newsroom systems, aggregators and agencies (IPTC ninjs 1 to 3), and the
/// front matter of site generators.
const FIELDS: &[(Field, &[&str])] = &[
    (
        Field::Id,
        &[
            "id",
            "guid",
            "uri",
            "uid",
            "articleid",
            "docid",
            "documentid",
            "internalid",
            "itemid",
        ],
    ),
    (
        Field::Title,
        &[
            "headline",
            "headlines",
            "hl1",
            "webtitle",
            "title",
            "hed",
            "headlinetext",
            "articletitle",
            "titre",
            "titel",
            "titulo",
            "name",
        ],
    ),
    (
        Field::Body,
        &[
            "bodytext",
            "body",
            "bodies",
            "articlebody",
            "articletext",
            "fulltext",
            "maintext",
            "text",
            "content",
            "contents",
            "contenttext",
            "bodyxhtml",
            "bodyhtml",
            "contenthtml",
            "html",
            "story",
            "paragraphs",
            "rawcontent",
            "article",
            "texte",
            "texto",
        ],
    ),
    (
        Field::Byline,
        &[
            "byline",
            "bylines",
            "by",
            "author",
            "authors",
            "creator",
            "creators",
            "writer",
            "journalist",
            "reporter",
            "auteur",
            "autor",
        ],
    ),
    (
        Field::Outlet,
        &[
            "outlet",
            "publication",
            "publicationname",
            "newspaper",
            "publisher",
            "source",
            "sourcename",
            "sitename",
            "site",
            "infosources",
            "infosource",
            "copyrightholder",
            "medium",
            "medianame",
            "provider",
            "domain",
            "sourcedomain",
        ],
    ),
    (
        Field::Section,
        &[
            "section",
            "sectionname",
            "sections",
            "category",
            "categories",
            "desk",
            "newsdesk",
            "rubric",
            "channel",
            "kicker",
        ],
    ),
    (
        Field::Published,
        &[
            "published",
            "publishedat",
            "datepublished",
            "publishdate",
            "publisheddate",
            "publicationdate",
            "pubdate",
            "firstpublished",
            "firstpublishedat",
            "webpublicationdate",
            "date",
            "issuedate",
            "datetime",
            "contentcreated",
            "versioncreated",
            "firstcreated",
            "created",
            "createdat",
            "creationdate",
            "timestamp",
            "time",
            "crawldate",
            "datedownload",
            "modified",
            "updated",
            "updatedat",
        ],
    ),
    (
        Field::Lang,
        &["language", "lang", "languagecode", "inlanguage", "locale"],
    ),
    (
        Field::Url,
        &[
            "url",
            "weburl",
            "link",
            "canonicalurl",
            "canonicallink",
            "canonical",
            "sourceurl",
            "articleurl",
            "permalink",
            "href",
        ],
    ),
    (
        Field::Summary,
        &[
            "descriptiontext",
            "description",
            "descriptions",
            "summary",
            "abstract",
            "lead",
            "standfirst",
            "excerpt",
            "snippet",
            "trailtext",
        ],
    ),
];

/// Fields that hold more of the record: search engines and content interfaces wrap it so.
const NESTED: &[&str] = &[
    "source",
    "fields",
    "item",
    "article",
    "attributes",
    "document",
    "data",
];

/// A body this long in a field of another name is the story.
const LONG: usize = 400;

/// Tells what a field name means, and how good a name for that it is, 0 the best.
pub(crate) fn meaning(name: &str) -> Option<(Field, usize)> {
    let name = folded(name);
    FIELDS.iter().find_map(|(field, names)| {
        let rank = names.iter().position(|known| *known == name)?;
        Some((*field, rank))
    })
}

fn folded(name: &str) -> String {
    let is_letter = |c: &char| c.is_alphanumeric();
    let letters = name.chars().filter(is_letter);
    letters.flat_map(char::to_lowercase).collect()
}

/// Fills what the article lacks from a record; `origin` is what its date will say.
pub(crate) fn fill(article: &mut Article, record: &Map<String, Value>, origin: &'static str) {
    let mut known: Vec<(Field, usize, &Value)> = record
        .iter()
        .filter_map(|(name, value)| meaning(name).map(|(field, rank)| (field, rank, value)))
        .collect();
    known.sort_by_key(|(_, rank, _)| *rank);
    for &(field, _, value) in &known {
        set(article, field, value, origin);
    }
    for (name, value) in record {
        if let Value::Object(inner) = value
            && NESTED.contains(&folded(name).as_str())
        {
            fill(article, inner, origin);
        }
    }
}

/// Tells whether a record holds an article's text itself.
pub(crate) fn has_body(record: &Map<String, Value>) -> bool {
    let is_body = |name: &String| matches!(meaning(name), Some((Field::Body, _)));
    record
        .iter()
        .any(|(name, value)| is_body(name) && !value.is_null())
}

/// Gives an article without a body the longest HTML of any field, or else its summary.
pub(crate) fn fill_body(article: &mut Article, record: &Map<String, Value>) {
    if !article.body.trim().is_empty() {
        return;
    }
    let texts = record.values().filter_map(Value::as_str);
    let html = texts
        .filter(|text| text.len() >= LONG && (text.contains("</") || text.contains("&lt;/")))
        .max_by_key(|text| text.len());
    if let Some(html) = html {
        article.body = body(html);
        return;
    }
    let summary = record
        .iter()
        .filter(|(name, _)| matches!(meaning(name), Some((Field::Summary, _))))
        .map(|(_, value)| texts_of(value).join("\n\n"))
        .max_by_key(String::len);
    article.body = body(&summary.unwrap_or_default());
}

fn set(article: &mut Article, field: Field, value: &Value, origin: &'static str) {
    let texts = texts_of(value);
    let first = texts
        .iter()
        .map(|text| text.trim())
        .find(|text| !text.is_empty());
    let keep = |kept: &mut Option<String>, text: Option<String>| {
        if kept.is_none() {
            *kept = text.filter(|text| !text.is_empty());
        }
    };
    let first_text = first.map(|text| entities::decoded(text).into_owned());
    match field {
        Field::Id => keep(&mut article.source_id, first_text),
        Field::Title if article.title.is_empty() => {
            article.title = first_text.unwrap_or_default();
        }
        Field::Body if article.body.is_empty() => article.body = body(&bodies(value)),
        Field::Byline => keep(
            &mut article.byline,
            Some(entities::decoded(&texts.join(", ")).into()),
        ),
        // Search engines keep the record itself under `_source`.
        Field::Outlet if value.as_object().is_some_and(has_body) => {}
        Field::Outlet => keep(&mut article.outlet, first_text.map(outlet)),
        Field::Section => keep(&mut article.section, first_text),
        Field::Published if article.published.is_none() => {
            article.published = published(value, origin);
        }
        Field::Lang => keep(&mut article.lang, first_text),
        Field::Url => {
            let url = first_text.filter(|url| url.contains('/'));
            keep(&mut article.url, url);
        }
        _ => {}
    }
}

fn published(value: &Value, origin: &'static str) -> Option<Published> {
    if let Some(number) = value.as_f64() {
        return dates::published_number(number, origin);
    }
    texts_of(value).iter().find_map(|text| match text.trim() {
        digits if matches!(digits.len(), 10 | 13) && digits.bytes().all(|b| b.is_ascii_digit()) => {
            dates::published_number(digits.parse().ok()?, origin)
        }
        text => dates::published(text, origin),
    })
}

/// An address stands for its host.
fn outlet(text: String) -> String {
    let Some((_, address)) = text.split_once("://") else {
        return text;
    };
    let host = address.split('/').next().unwrap_or(address);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// Returns the texts in a value: itself, or those of a list, or an object's name or value.
fn texts_of(value: &Value) -> Vec<String> {
    const NAMES: &[&str] = &[
        "value", "name", "fullname", "text", "rendered", "#text", "$t", "content", "title", "main",
        "label", "href", "url", "$date", "$oid",
    ];
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(values) => values.iter().flat_map(texts_of).collect(),
        Value::Object(object) => {
            let named = NAMES.iter().filter_map(|name| object.get(*name));
            named
                .map(texts_of)
                .find(|texts| !texts.is_empty())
                .unwrap_or_default()
        }
        Value::Null | Value::Bool(_) => Vec::new(),
    }
}

/// Returns a body's text: renditions of one text give the longest, paragraphs are joined.
fn bodies(value: &Value) -> String {
    match value {
        Value::Array(values) if values.iter().any(Value::is_object) => {
            let texts = values.iter().map(|value| texts_of(value).join("\n\n"));
            let are_renditions = values
                .iter()
                .any(|value| value.get("role").is_some() || value.get("contenttype").is_some());
            if are_renditions {
                texts.max_by_key(String::len).unwrap_or_default()
            } else {
                texts.collect::<Vec<_>>().join("\n\n")
            }
        }
        value => texts_of(value).join("\n\n"),
    }
}

/// Returns a body field as paragraphs, whether it came as text, HTML or escaped HTML.
pub(crate) fn body(text: &str) -> String {
    if markup::is_markup(text) {
        return markup::paragraphs(text);
    }
    let text = entities::decoded(text);
    if markup::is_markup(&text) {
        return markup::paragraphs(&text);
    }
    text.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Article {
        let Value::Object(record) = serde_json::from_str(json).unwrap() else {
            panic!("an object");
        };
        let mut article = Article::default();
        fill(&mut article, &record, "field");
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
    fn names_fold() {
        assert_eq!(meaning("published_at"), meaning("publishedAt"));
        assert_eq!(
            meaning("Pub-Date").map(|(field, _)| field),
            Some(Field::Published)
        );
        assert_eq!(meaning("wordcount"), None);
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
            let found = read(json).published.map(|found| dates::shown(&found));
            assert_eq!(found.unwrap_or_default(), expected);
        }
    }

    #[test]
    fn finds_a_story_in_a_field_of_another_name() {
        let story = format!("&lt;p&gt;{}&lt;/p&gt;", "Long. ".repeat(80));
        let article = read(&format!(r#"{{"title": "T", "newsletter": "{story}"}}"#));
        assert!(article.body.starts_with("Long. Long."));
    }
}
