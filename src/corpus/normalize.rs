//! Normalizes an article: title and byline cleaned, language as a code, a missing date from the
//! URL or the path.

use crate::article::Article;
use crate::corpus::dates::date_in_path;
use crate::corpus::markup::decode_references;
use crate::corpus::skip::Location;
use crate::corpus::skip::Skip;
use crate::text::fold::fold;

/// Returns the article as it will be indexed. A missing date is looked for in the URL, then in
/// `path`.
///
/// # Errors
///
/// [`Skip::NoText`] if there is neither a body nor a title. A title alone is an article: alerts
/// and flashes have no more.
pub(crate) fn normalize(
    mut article: Article,
    path: &str,
    location: Location,
) -> Result<Article, Skip> {
    article.body = clean_body(article.body);
    article.outlet = article
        .outlet
        .map(|outlet| one_line(&outlet))
        .filter(|o| !o.is_empty());
    article.section = article
        .section
        .map(|section| one_line(&section))
        .filter(|s| !s.is_empty());
    article.title = clean_title(&article.title, article.outlet.as_deref());
    if article.body.is_empty() && article.title.is_empty() {
        return Err(Skip::NoText(location));
    }
    article.byline = article.byline.and_then(|byline| clean_byline(&byline));
    article.lang = article.lang.and_then(|lang| language_code(&lang));
    if article.published.is_none() {
        let url = article.url.as_deref().unwrap_or_default();
        article.published = date_in_path(url, "url").or_else(|| date_in_path(path, "file-name"));
    }
    Ok(article)
}

/// Strips white space at the ends of lines, and keeps one blank line where there are more.
fn clean_body(body: String) -> String {
    let is_clean = !body.contains("\n\n\n")
        && !body.contains(" \n")
        && !body.contains(['\t', '\r', '\u{FEFF}'])
        && body.trim().len() == body.len();
    if is_clean {
        return body;
    }
    let mut clean = String::with_capacity(body.len());
    let mut blanks = 0;
    for line in body.lines() {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        if line.is_empty() {
            blanks += 1;
            continue;
        }
        if !clean.is_empty() {
            clean.push_str(if blanks > 0 { "\n\n" } else { "\n" });
        }
        clean.push_str(line);
        blanks = 0;
    }
    clean
}

/// Returns the title without character references, tags, or the outlet's name as a suffix.
pub(crate) fn clean_title(title: &str, outlet: Option<&str>) -> String {
    let title = one_line(title);
    for separator in [" | ", " - ", " – ", " — ", " · ", " :: "] {
        let Some((front, back)) = title.rsplit_once(separator) else {
            continue;
        };
        if outlet.is_some_and(|outlet| fold(outlet) == fold(back.trim())) && !front.is_empty() {
            return front.trim_end().to_owned();
        }
    }
    title
}

fn one_line(text: &str) -> String {
    let text = decode_references(text);
    // Titles in some exports contain inline markup.
    let text = [
        "<i>",
        "</i>",
        "<em>",
        "</em>",
        "<b>",
        "</b>",
        "<strong>",
        "</strong>",
    ]
    .iter()
    .fold(text.into_owned(), |text, tag| {
        if text.contains('<') {
            text.replace(tag, "")
        } else {
            text
        }
    });
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Returns the names of a byline, without "By" and without URLs.
fn clean_byline(byline: &str) -> Option<String> {
    let mut byline = one_line(byline);
    for opener in include_str!("byline_openers.txt").lines() {
        let length = opener.len();
        let begins_with_opener = byline
            .get(..length)
            .is_some_and(|o| o.eq_ignore_ascii_case(opener));
        if begins_with_opener && byline[length..].starts_with(' ') {
            byline = byline[length..].trim_start().to_owned();
        }
    }
    let names: Vec<&str> = byline
        .split(", ")
        .map(str::trim)
        .filter(|name| !name.contains("://") && name.chars().any(char::is_alphabetic))
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Returns the ISO 639-1 code for "en-GB", "eng" or "English".
fn language_code(lang: &str) -> Option<String> {
    let lang = fold(lang.trim());
    let whole = listed_language(&lang);
    let first = lang
        .split(['-', '_', ' ', ';', ','])
        .next()
        .unwrap_or_default();
    let is_code = first.len() == 2 && first.bytes().all(|byte| byte.is_ascii_lowercase());
    let found = whole
        .or_else(|| listed_language(first))
        .or(is_code.then_some(first));
    found.map(str::to_owned)
}

fn listed_language(lang: &str) -> Option<&'static str> {
    let rows = include_str!("languages.txt")
        .lines()
        .filter(|row| !row.starts_with('#'));
    let found = rows.filter(|row| row.split(' ').any(|name| name == lang));
    found.filter_map(|row| row.split(' ').next()).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleans_titles() {
        let check = |text: &str, outlet: &str, expected: &str| {
            assert_eq!(clean_title(text, Some(outlet)), expected);
        };
        check("  Budget &amp;\n debt ", "", "Budget & debt");
        check("Budget passes | The Post", "The Post", "Budget passes");
        check("Budget passes - the post", "The Post", "Budget passes");
        check(
            "Budget passes - at last",
            "The Post",
            "Budget passes - at last",
        );
        check("A <i>very</i> long day", "", "A very long day");
        check("The Post", "The Post", "The Post");
    }

    #[test]
    fn cleans_bylines() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(clean_byline(text).as_deref(), expected);
        };
        check(
            "By Anna Lind and Piet Boer",
            Some("Anna Lind and Piet Boer"),
        );
        check("Von Jürgen  Kaube", Some("Jürgen Kaube"));
        check("https://social.example/anna, Anna Lind", Some("Anna Lind"));
        check("Byron Smith", Some("Byron Smith"));
        check("by", Some("by"));
        check(" ", None);
    }

    #[test]
    fn finds_language_codes() {
        for (text, code) in [
            ("en-GB", Some("en")),
            ("de_AT", Some("de")),
            ("ENG", Some("en")),
            ("Français", Some("fr")),
            ("zh-Hans", Some("zh")),
            ("xx", Some("xx")),
            ("", None),
            ("unknown", None),
        ] {
            assert_eq!(language_code(text).as_deref(), code);
        }
    }

    #[test]
    fn looks_for_a_date_in_the_url_then_the_path() {
        let article = |url: &str| Article {
            body: "Text".to_owned(),
            url: Some(url.to_owned()),
            ..Article::default()
        };
        let origin = |url: &str, path: &str| {
            let article = normalize(article(url), path, Location::File).unwrap();
            article.published.map(|published| published.origin)
        };
        assert_eq!(origin("/2024/03/05/x", "2019-06-03.txt"), Some("url"));
        assert_eq!(origin("/x", "2019-06-03.txt"), Some("file-name"));
        assert_eq!(origin("/x", "x.txt"), None);
    }

    #[test]
    fn cleans_bodies() {
        assert_eq!(clean_body(" a \n\n\n\n b\n\tc\n".to_owned()), "a\n\nb\nc");
        assert_eq!(clean_body("a\u{A0}b".to_owned()), "a\u{A0}b");
    }
}
