//! Removes boilerplate from a page: code, menus, teasers, notices.
//!
//! Elements are removed by name, by words in their class or id (as readability does), and by
//! link density.

use dom_query::Document;
use dom_query::NodeRef;

/// Elements that never hold an article's text.
const NEVER_TEXT: &str = "script, style, noscript, template, svg, button, nav, iframe, figcaption, \
                     dialog, [hidden], [aria-hidden=true]";

/// Elements with this many bytes of text or more are kept whatever they are called: some pages put
/// the whole article in one named "paywall".
const MIN_KEPT_LENGTH: usize = 1_500;

/// Removes elements that are not element of the article, so that Readability finds the main text.
pub(crate) fn remove_boilerplate(document: &Document) {
    document.select(NEVER_TEXT).remove();
    for element in document.select("form, [class], [id]").nodes() {
        let is_form = element.node_name().as_deref() == Some("form");
        if (is_form || has_boilerplate_name(element)) && is_short(element) {
            element.remove_from_parent();
        }
    }
    for time in document.select("time").nodes() {
        if let Some(line) = time.parent()
            && is_dateline(&line)
        {
            line.remove_from_parent();
        }
    }
    for element in document.select("p, li, h2, h3, h4").nodes() {
        if is_mostly_links(element) {
            element.remove_from_parent();
        }
    }
}

fn has_boilerplate_name(element: &NodeRef) -> bool {
    let is_boilerplate = |name: &str| {
        let words = name.split(|c: char| !c.is_ascii_alphabetic());
        words.flat_map(camel_case_words).any(|word| {
            let word = word.to_ascii_lowercase();
            include_str!("boilerplate.txt")
                .lines()
                .any(|row| row == word)
        })
    };
    let is_page_part = matches!(
        element.node_name().as_deref(),
        Some("html" | "body" | "main" | "article")
    );
    let names = [element.attr("class"), element.attr("id")];
    !is_page_part && names.iter().flatten().any(|name| is_boilerplate(name))
}

/// Splits "relatedLinks" into "related" and "Links".
fn camel_case_words(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let next = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| c.is_ascii_uppercase());
        let (word, after) = rest.split_at(next.map_or(rest.len(), |(at, _)| at));
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

fn is_short(element: &NodeRef) -> bool {
    element.text().trim().len() < MIN_KEPT_LENGTH
}

/// Returns whether a line is like "Published 5 March, 4 minute read": short, and no sentence.
fn is_dateline(line: &NodeRef) -> bool {
    let text = line.text();
    text.trim().chars().count() < 100 && !ends_sentence(text.trim())
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '?', '!', '"', '”', '»', '。'])
}

/// Returns whether an element is a teaser: no sentence, and a link density (share of text within
/// links) of at least 70 %.
fn is_mostly_links(element: &NodeRef) -> bool {
    let text = element.text();
    let text = text.trim();
    if text.is_empty() || ends_sentence(text) {
        return false;
    }
    let mut link_length = 0;
    for node in element.descendants() {
        if node.node_name().as_deref() == Some("a") {
            link_length += node.text().trim().len();
        }
    }
    link_length * 10 >= text.len() * 7
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let document = Document::from(html);
        remove_boilerplate(&document);
        assert_eq!(
            document
                .text()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            expected
        );
    }

    #[test]
    fn removes() {
        check("<p>Text.</p><nav>Menu</nav><script>x()</script>", "Text.");
        check(
            "<p>Text.</p><div class='c-relatedLinks x'>More</div>",
            "Text.",
        );
        check(
            "<p>Text.</p><aside id='newsletter-box'>Sign up</aside>",
            "Text.",
        );
        check(
            "<p>Text.</p><ul><li><a href='x'>Another story</a></li></ul>",
            "Text.",
        );
        check(
            "<p>Text.</p><div>Published <time>5 March</time></div>",
            "Text.",
        );
        check("<form><p>Search</p></form><p>Text.</p>", "Text.");
    }

    #[test]
    fn leaves_the_rest_alone() {
        check(
            "<p>As <a href='x'>the Post</a> has it</p>",
            "As the Post has it",
        );
        check("<p>It ended at <time>five</time>.</p>", "It ended at five.");
        check("<div class='unrelated'>Text</div>", "Text");
        let long = "The council voted late. ".repeat(99);
        check(&format!("<div class='paywall'>{long}</div>"), long.trim());
        check(&format!("<form id='aspnet'>{long}</form>"), long.trim());
        check("<article class='teaser'>Text</article>", "Text");
    }
}
