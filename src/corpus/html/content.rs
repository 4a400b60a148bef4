//! Finds a page's main text among menus, teasers and notices.

use crate::corpus::html::noise;
use crate::corpus::markup;
use dom_query::Document;
use dom_smoothie::CandidateSelectMode;
use dom_smoothie::Config;
use dom_smoothie::Readability;
use std::collections::HashMap;

/// Returns the paragraphs of the main text. `in_data` is the text the page's own description
/// holds: it tells which paragraphs are the article's, and wins where the page shows much less.
pub(crate) fn text(document: Document, title: &str, in_data: Option<String>) -> String {
    let shown = document.body().map(|body| body.html());
    noise::remove(&document);
    let config = Config {
        disable_json_ld: true,
        // Joins the parts of a text that a page keeps in several boxes.
        candidate_select_mode: CandidateSelectMode::DomSmoothie,
        ..Config::default()
    };
    let found = Readability::with_document(document, None, Some(config))
        .and_then(|mut readability| readability.parse())
        .map(|found| markup::paragraphs(&found.content));
    let text = match found {
        Ok(text) if !text.trim().is_empty() => text,
        _ => markup::paragraphs(&shown.unwrap_or_default()),
    };
    let text = without_labels(&without_title(text, title));
    match in_data {
        Some(in_data) if in_data.len() > text.len() * 3 / 2 => in_data,
        Some(in_data) => vouched_for(&text, &in_data).unwrap_or(text),
        None => text,
    }
}

/// Returns the paragraphs that the page's description of its text holds too, if they are most
/// of it; if not, the description is a summary or another story.
fn vouched_for(text: &str, in_data: &str) -> Option<String> {
    let in_data = letters(in_data);
    let is_vouched_for = |paragraph: &&str| in_data.contains(&letters(paragraph));
    let kept: Vec<&str> = text.split("\n\n").filter(is_vouched_for).collect();
    let length: usize = kept.iter().map(|paragraph| paragraph.len()).sum();
    (length * 10 >= text.len() * 6).then(|| kept.join("\n\n"))
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A page shows its title above the text; it is not the first paragraph.
fn without_title(text: String, title: &str) -> String {
    match text.split_once("\n\n") {
        Some((first, rest)) if letters(first) == letters(title) => rest.to_owned(),
        _ => text,
    }
}

/// Labels repeat, sentences do not: "Advertisement", "Article content", a photographer.
fn without_labels(text: &str) -> String {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for paragraph in text.split("\n\n") {
        *times.entry(paragraph).or_default() += 1;
    }
    let is_label = |paragraph: &&str| paragraph.len() < 60 && times[paragraph] > 2;
    let kept: Vec<&str> = text
        .split("\n\n")
        .filter(|paragraph| !is_label(paragraph))
        .collect();
    kept.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, in_data: Option<&str>, expected: &str) {
        let document = Document::from(format!("<body><article>{body}</article></body>"));
        assert_eq!(
            text(document, "The title", in_data.map(str::to_owned)),
            expected
        );
    }

    const LONG: &str = "The council voted late on Tuesday, after four hours, to close the pool.";

    #[test]
    fn finds_the_text() {
        check(&format!("<h1>The title</h1><p>{LONG}</p>"), None, LONG);
        check(
            &format!("<p>{LONG}</p><div class='related-links'><p>More</p></div>"),
            None,
            LONG,
        );
    }

    #[test]
    fn drops_labels() {
        let text = "Advertisement\n\nOne.\n\nAdvertisement\n\nOne.\n\nAdvertisement";
        assert_eq!(without_labels(text), "One.\n\nOne.");
    }

    #[test]
    fn believes_the_description() {
        let page = format!("<p>{LONG}</p><p>Call us, day or night.</p>");
        check(&page, Some(LONG), LONG);
        let all = format!("{LONG}\n\nCall us, day or night.");
        check(&page, Some("The council voted."), &all);
        check("<p>To read on, subscribe.</p>", Some(LONG), LONG);
    }
}
