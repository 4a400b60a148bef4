//! Reads plain text: header lines or a title line, then the body.

use crate::article::Article;
use crate::corpus::dates::parse_date;
use crate::corpus::emit::Emit;
use crate::corpus::normalize::normalize;
use crate::corpus::raw_document::RawDocument;
use crate::corpus::skip::Location;
use crate::corpus::text::hard_wrap::unwrap_lines;

/// Header lines that may stand at the top of a file, in any order, and what each sets.
const HEADERS: &[(&str, SetField)] = &[
    ("title", |article, value| article.title = value.to_owned()),
    ("headline", |article, value| {
        article.title = value.to_owned()
    }),
    ("byline", |article, value| {
        article.byline = Some(value.to_owned())
    }),
    ("author", |article, value| {
        article.byline = Some(value.to_owned())
    }),
    ("date", |article, value| {
        article.published = parse_date(value, "header")
    }),
    ("published", |article, value| {
        article.published = parse_date(value, "header")
    }),
    ("outlet", |article, value| {
        article.outlet = Some(value.to_owned())
    }),
    ("source", |article, value| {
        article.outlet = Some(value.to_owned())
    }),
    ("section", |article, value| {
        article.section = Some(value.to_owned())
    }),
    ("language", |article, value| {
        article.lang = Some(value.to_owned())
    }),
    ("url", |article, value| article.url = Some(value.to_owned())),
    ("id", |article, value| {
        article.source_id = Some(value.to_owned())
    }),
];

type SetField = fn(&mut Article, &str);

/// The longest first line that is taken for a title, in code points.
const MAX_TITLE_LENGTH: usize = 160;

/// Reads the one article of a text file.
pub(crate) fn read(raw: RawDocument, emit: &mut Emit) {
    let path = raw.path.clone();
    match raw.text() {
        Ok(text) => emit(normalize(article(&text), &path, Location::File)),
        Err(skip) => emit(Err(skip)),
    }
}

/// Returns the article of a text, not yet normalized.
pub(crate) fn article(text: &str) -> Article {
    let mut article = Article::default();
    let mut body = parse_headers(text.trim_start_matches(['\n', '\u{FEFF}']), &mut article);
    if article.title.is_empty()
        && let Some((title, rest)) = title_line(body)
    {
        article.title = title.to_owned();
        body = rest;
    }
    article.body = unwrap_lines(body).into_owned();
    article
}

/// Reads the header lines, if a blank line ends them, and returns what follows.
fn parse_headers<'t>(text: &'t str, article: &mut Article) -> &'t str {
    let mut found = Article::default();
    let mut rest = text;
    let mut count = 0;
    while let Some((line, after)) = rest.split_once('\n') {
        if line.trim().is_empty() && count > 0 {
            *article = found;
            return after;
        }
        let Some((name, value)) = line.split_once(':') else {
            return text;
        };
        let is_name = |(header, _): &&(&str, SetField)| name.trim().eq_ignore_ascii_case(header);
        match HEADERS.iter().find(is_name) {
            Some((_, set)) => set(&mut found, value.trim()),
            // Others may stand between those we know: "Words: 730".
            None if count > 0 && !name.contains(' ') => {}
            None => return text,
        }
        count += 1;
        rest = after;
    }
    text
}

/// Returns the first line if it looks like a title, and what follows.
fn title_line(text: &str) -> Option<(&str, &str)> {
    let (line, rest) = text.trim_start().split_once('\n')?;
    let line = line.trim();
    let has_blank_line_after = rest
        .split('\n')
        .next()
        .is_some_and(|next| next.trim().is_empty());
    let ends_sentence = line.ends_with(['.', ':', ';', ',', '。']) && !line.ends_with("...");
    let is_title = has_blank_line_after
        && !ends_sentence
        && line.chars().count() <= MAX_TITLE_LENGTH
        && line.chars().any(char::is_alphanumeric)
        && !rest.trim().is_empty();
    is_title.then_some((line, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::dates::iso_8601;

    fn check(text: &str, title: &str, body: &str) {
        let article = article(text);
        assert_eq!((article.title.as_str(), article.body.trim()), (title, body));
    }

    #[test]
    fn reads_headers() {
        let text = "Title: Budget passes\nByline: Anna Lind\nWords: 7\nDate: 5 March 2024\nLanguage: en\n\nThe budget: it passed.\n";
        check(text, "Budget passes", "The budget: it passed.");
        let article = article(text);
        assert_eq!(article.byline.as_deref(), Some("Anna Lind"));
        assert_eq!(
            article.published.map(|date| iso_8601(&date)).as_deref(),
            Some("2024-03-05")
        );
        assert_eq!(article.lang.as_deref(), Some("en"));
    }

    #[test]
    fn takes_a_first_line_for_the_title() {
        check(
            "Budget passes\n\nThe budget passed.",
            "Budget passes",
            "The budget passed.",
        );
        check("\nIs it over?\n\nNo.", "Is it over?", "No.");
    }

    #[test]
    fn leaves_the_rest_in_the_body() {
        check(
            "The budget passed.\n\nIt did.",
            "",
            "The budget passed.\n\nIt did.",
        );
        check("One line\nand the next", "", "One line\nand the next");
        check("Only a line", "", "Only a line");
        check(
            "Note: this is prose\nand more",
            "",
            "Note: this is prose\nand more",
        );
        check("Title: never ended", "", "Title: never ended");
        check("", "", "");
    }
}
