//! Joins the lines of text that was broken at a fixed width.

use std::borrow::Cow;

/// Widths at which terminals, mail and wire machines broke lines, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 50..=85;

/// Fewer breaks than this prove nothing.
const FEWEST: usize = 4;

/// Returns the text with its lines joined into paragraphs, if it was clearly broken at a width.
///
/// A break is explained where the next line's first word would not have fitted. Nine in ten
/// must be; verse and lists are not. A break that is not explained stays.
pub(crate) fn unwrapped(text: &str) -> Cow<'_, str> {
    let Some(width) = width(text) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        out.push_str(line.trim_end());
        let Some(next) = lines.peek() else {
            break;
        };
        out.push_str(
            match is_break(line, next) && is_explained(line, next, width) {
                // A word that already had a hyphen was broken at it.
                true if ends_in_hyphen(line) => "",
                true => " ",
                false => "\n",
            },
        );
    }
    Cow::Owned(out)
}

/// Returns the width a text was broken at.
fn width(text: &str) -> Option<usize> {
    // One long line says that nobody broke lines.
    let longest = *WIDTHS.end() * 4;
    let mut width = 0;
    for line in text.lines() {
        if line.len() > longest {
            return None;
        }
        width = width.max(line.trim_end().chars().count());
    }
    if !WIDTHS.contains(&width) {
        return None;
    }
    let (mut breaks, mut explained) = (0, 0);
    for (line, next) in text.lines().zip(text.lines().skip(1)) {
        if is_break(line, next) {
            breaks += 1;
            explained += usize::from(is_explained(line, next, width));
        }
    }
    (breaks >= FEWEST && explained * 10 >= breaks * 9).then_some(width)
}

/// Tells a break inside a paragraph from one around a blank line or an indented opening.
fn is_break(line: &str, next: &str) -> bool {
    !line.trim().is_empty() && !next.trim().is_empty() && !next.starts_with([' ', '\t'])
}

fn is_explained(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or_default();
    // Editors break a little early at times.
    line.trim_end().chars().count() + 1 + word.chars().count() > width.saturating_sub(4)
}

fn ends_in_hyphen(line: &str) -> bool {
    let line = line.trim_end();
    line.strip_suffix('-')
        .is_some_and(|word| word.ends_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(unwrapped(text), expected);
    }

    const WRAPPED: &str = "\
The council voted late on Tuesday to close the swimming pool on the
northern bank, a decision that opponents called short-sighted and its
backers called overdue. The vote was eleven to nine, with the long-
serving chair breaking the tie that nobody on the council had seen
coming.

A second vote will follow in May, after the auditors have looked at the
books of the company that ran the place.";

    #[test]
    fn joins_what_was_wrapped() {
        check(
            WRAPPED,
            "The council voted late on Tuesday to close the swimming pool on the northern bank, \
             a decision that opponents called short-sighted and its backers called overdue. The \
             vote was eleven to nine, with the long-serving chair breaking the tie that nobody on \
             the council had seen coming.\n\nA second vote will follow in May, after the auditors \
             have looked at the books of the company that ran the place.",
        );
    }

    #[test]
    fn leaves_the_rest_alone() {
        let verse = "Roses are red and\nviolets are blue\nsugar is sweet\nand so are you\nand more\nthan that";
        check(verse, verse);
        check("one\ntwo", "one\ntwo");
        let long = "A paragraph on one line. ".repeat(20);
        check(&long, &long);
        let list = format!("{WRAPPED}\n{}", "- milk\n- bread\n".repeat(9));
        check(&list, &list);
    }
}
