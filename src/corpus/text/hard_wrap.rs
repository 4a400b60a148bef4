//! Joins the lines of hard-wrapped text into paragraphs.

use std::borrow::Cow;

/// The widths at which terminals, mail and wire services wrap lines, in code points.
const WIDTHS: std::ops::RangeInclusive<usize> = 50..=85;

/// Text with fewer line breaks than this is left as it is.
const MIN_BREAKS: usize = 4;

/// Returns the text with its lines joined into paragraphs, if it is clearly hard-wrapped.
///
/// A break comes from wrapping if the first word of the next line would not have fitted. Nine in
/// ten breaks must; in verse and lists they do not. The other breaks are kept.
pub(crate) fn unwrap_lines(text: &str) -> Cow<'_, str> {
    let Some(width) = wrap_width(text) else {
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
            match is_inside_paragraph(line, next) && is_from_wrapping(line, next, width) {
                // A hyphenated word was broken at its hyphen.
                true if ends_in_hyphen(line) => "",
                true => " ",
                false => "\n",
            },
        );
    }
    Cow::Owned(out)
}

/// Returns the width at which a text is hard-wrapped, in code points.
fn wrap_width(text: &str) -> Option<usize> {
    // One long line shows that the text is not wrapped.
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
    let (mut breaks, mut from_wrapping) = (0, 0);
    for (line, next) in text.lines().zip(text.lines().skip(1)) {
        if is_inside_paragraph(line, next) {
            breaks += 1;
            from_wrapping += usize::from(is_from_wrapping(line, next, width));
        }
    }
    (breaks >= MIN_BREAKS && from_wrapping * 10 >= breaks * 9).then_some(width)
}

/// Returns whether a line break stands inside a paragraph: not beside a blank line, and not
/// before an indented one.
fn is_inside_paragraph(line: &str, next: &str) -> bool {
    !line.trim().is_empty() && !next.trim().is_empty() && !next.starts_with([' ', '\t'])
}

fn is_from_wrapping(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or_default();
    // Some editors wrap a little early.
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
        assert_eq!(unwrap_lines(text), expected);
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
