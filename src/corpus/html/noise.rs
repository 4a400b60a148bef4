//! Takes out of a page what is not its article: code, menus, teasers, notices.

use dom_query::Document;
use dom_query::NodeRef;

/// Never an article's words, whatever stands inside.
const NEVER: &str = "script, style, noscript, template, svg, button, nav, iframe, figcaption, \
                     dialog, [hidden], [aria-hidden=true]";

/// Longer parts are kept whatever they are called: some pages put the whole article in one
/// named "paywall".
const SHORT: usize = 1_500;

/// Removes what is not the article, so that the main text is found more easily.
pub(crate) fn remove(document: &Document) {
    document.select(NEVER).remove();
    for part in document.select("form, [class], [id]").nodes() {
        let is_form = part.node_name().as_deref() == Some("form");
        if (is_form || is_named_noise(part)) && is_short(part) {
            part.remove_from_parent();
        }
    }
    for time in document.select("time").nodes() {
        if let Some(line) = time.parent()
            && is_dateline(&line)
        {
            line.remove_from_parent();
        }
    }
    for part in document.select("p, li, h2, h3, h4").nodes() {
        if is_teaser(part) {
            part.remove_from_parent();
        }
    }
}

fn is_named_noise(part: &NodeRef) -> bool {
    let is_noise = |name: &str| {
        let words = name.split(|c: char| !c.is_ascii_alphabetic());
        words.flat_map(humps).any(|word| {
            let word = word.to_ascii_lowercase();
            include_str!("noise.txt").lines().any(|noise| noise == word)
        })
    };
    let is_whole = matches!(
        part.node_name().as_deref(),
        Some("html" | "body" | "main" | "article")
    );
    let names = [part.attr("class"), part.attr("id")];
    !is_whole && names.iter().flatten().any(|name| is_noise(name))
}

/// Splits "relatedLinks" into "related" and "Links".
fn humps(name: &str) -> impl Iterator<Item = &str> {
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

fn is_short(part: &NodeRef) -> bool {
    part.text().trim().len() < SHORT
}

/// Tells "Published 5 March, 4 minute read" from a sentence that names a time.
fn is_dateline(line: &NodeRef) -> bool {
    let text = line.text();
    text.trim().chars().count() < 100 && !ends_sentence(text.trim())
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '?', '!', '"', '”', '»', '。'])
}

/// Tells a link to another story, alone in its paragraph, from a sentence with a link.
fn is_teaser(part: &NodeRef) -> bool {
    let text = part.text();
    let text = text.trim();
    if text.is_empty() || ends_sentence(text) {
        return false;
    }
    let mut linked = 0;
    for node in part.descendants() {
        if node.node_name().as_deref() == Some("a") {
            linked += node.text().trim().len();
        }
    }
    linked * 10 >= text.len() * 7
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let document = Document::from(html);
        remove(&document);
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
