//! Finds a page's main text among menus, teasers and notices.

use crate::corpus::markup;
use dom_query::Document;
use dom_smoothie::Config;
use dom_smoothie::Readability;
use dom_smoothie::TextMode;

/// Never an article's words, whatever stands inside.
const NOISE: &str = "script, style, noscript, template, svg, form, button, nav, iframe, figcaption";

/// Returns the paragraphs of the main text. `in_data` is the text the page's own description
/// holds: it wins where the page shows much less.
pub(super) fn text(document: Document, title: &str, in_data: Option<String>) -> String {
    document.select(NOISE).remove();
    let shown = document.body().map(|body| body.html());
    let config = Config {
        disable_json_ld: true,
        text_mode: TextMode::Raw,
        ..Config::default()
    };
    let found = Readability::with_document(document, None, Some(config))
        .and_then(|mut readability| readability.parse())
        .map(|found| markup::paragraphs(&found.content));
    let mut text = match found {
        Ok(text) if !text.trim().is_empty() => text,
        _ => markup::paragraphs(&shown.unwrap_or_default()),
    };
    if let Some(in_data) = in_data
        && in_data.len() > text.len() * 3 / 2
    {
        text = in_data;
    }
    without_title(text, title)
}

/// A page shows its title above the text; it is not the first paragraph.
fn without_title(text: String, title: &str) -> String {
    match text.split_once("\n\n") {
        Some((first, rest)) if first.trim() == title.trim() => rest.to_owned(),
        _ => text,
    }
}
