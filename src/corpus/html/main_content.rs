//! Extracts a page's main text from its boilerplate: menus, teasers, notices.
//!
//! The algorithm is Mozilla's Readability, from the `dom_smoothie` crate, after a removal of
//! boilerplate of our own and before a check against the text in the page's JSON-LD.

use crate::corpus::html::boilerplate::remove_boilerplate;
use crate::corpus::markup::html_paragraphs;
use dom_query::Document;
use dom_smoothie::CandidateSelectMode;
use dom_smoothie::Config;
use dom_smoothie::Readability;
use std::collections::HashMap;

/// Returns the paragraphs of the main text, a blank line between them.
///
/// `article_body` is the text in the page's JSON-LD: it tells which paragraphs are the article's,
/// and replaces them where the page shows much less, as behind a paywall.
pub(crate) fn main_text(document: Document, title: &str, article_body: Option<String>) -> String {
    let whole_page = document.body().map(|body| body.html());
    remove_boilerplate(&document);
    let config = Config {
        disable_json_ld: true,
        // Joins the parts of a text that stand in several containers.
        candidate_select_mode: CandidateSelectMode::DomSmoothie,
        ..Config::default()
    };
    let extracted = Readability::with_document(document, None, Some(config))
        .and_then(|mut readability| readability.parse())
        .map(|main| html_paragraphs(&main.content));
    let text = match extracted {
        Ok(text) if !text.trim().is_empty() => text,
        _ => html_paragraphs(&whole_page.unwrap_or_default()),
    };
    let text = without_repeated_labels(&without_title(text, title));
    match article_body {
        Some(article_body) if article_body.len() > text.len() * 3 / 2 => article_body,
        Some(article_body) => paragraphs_in(&text, &article_body).unwrap_or(text),
        None => text,
    }
}

/// Returns the paragraphs that the JSON-LD text holds too, if they are at least 60 % of the main
/// text; if they are not, the JSON-LD text is a summary or belongs to another story.
fn paragraphs_in(text: &str, article_body: &str) -> Option<String> {
    let article_body = alphanumeric(article_body);
    let is_confirmed = |paragraph: &&str| article_body.contains(&alphanumeric(paragraph));
    let kept: Vec<&str> = text.split("\n\n").filter(is_confirmed).collect();
    let length: usize = kept.iter().map(|paragraph| paragraph.len()).sum();
    (length * 10 >= text.len() * 6).then(|| kept.join("\n\n"))
}

fn alphanumeric(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Drops a first paragraph that repeats the title.
fn without_title(text: String, title: &str) -> String {
    match text.split_once("\n\n") {
        Some((first, rest)) if alphanumeric(first) == alphanumeric(title) => rest.to_owned(),
        _ => text,
    }
}

/// Drops short paragraphs that occur more than twice: "Advertisement", "Article content", a
/// photographer's name.
fn without_repeated_labels(text: &str) -> String {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for paragraph in text.split("\n\n") {
        *counts.entry(paragraph).or_default() += 1;
    }
    let is_label = |paragraph: &&str| paragraph.len() < 60 && counts[paragraph] > 2;
    let kept: Vec<&str> = text
        .split("\n\n")
        .filter(|paragraph| !is_label(paragraph))
        .collect();
    kept.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, article_body: Option<&str>, expected: &str) {
        let document = Document::from(format!("<body><article>{body}</article></body>"));
        assert_eq!(
            main_text(document, "The title", article_body.map(str::to_owned)),
            expected
        );
    }

    const LONG: &str = "The council voted late on Tuesday, after four hours, to close the pool.";

    #[test]
    fn extracts_the_main_text() {
        check(&format!("<h1>The title</h1><p>{LONG}</p>"), None, LONG);
        check(
            &format!("<p>{LONG}</p><div class='related-links'><p>More</p></div>"),
            None,
            LONG,
        );
    }

    #[test]
    fn drops_repeated_labels() {
        let text = "Advertisement\n\nOne.\n\nAdvertisement\n\nOne.\n\nAdvertisement";
        assert_eq!(without_repeated_labels(text), "One.\n\nOne.");
    }

    #[test]
    fn keeps_what_json_ld_confirms() {
        let page = format!("<p>{LONG}</p><p>Call us, day or night.</p>");
        check(&page, Some(LONG), LONG);
        let all = format!("{LONG}\n\nCall us, day or night.");
        check(&page, Some("The council voted."), &all);
        check("<p>To read on, subscribe.</p>", Some(LONG), LONG);
    }
}
