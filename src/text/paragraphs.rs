//! Paragraph segmentation: lines, or runs of lines in hard-wrapped text.

use crate::text::Span;

/// Returns the paragraphs of a text in order, without surrounding white space.
///
/// A blank line always separates paragraphs. So does a single line break, unless the text is
/// hard-wrapped, a short line ends in an abbreviation ("The U.S." / "State Department") or a word
/// is broken at the line's end ("deci-" / "sion").
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut paragraphs: Vec<Span> = Vec::new();
    let hard_wrapped = is_hard_wrapped(text);
    let mut continues = false;
    let mut blank = false;
    for line in lines(text) {
        let trimmed = trim(text, line);
        if trimmed.is_empty() {
            continues = false;
            blank = true;
            continue;
        }
        match paragraphs.last_mut() {
            Some(last)
                if continues || (!blank && breaks_a_word(last.of(text), trimmed.of(text))) =>
            {
                last.end = trimmed.end;
            }
            _ => paragraphs.push(trimmed),
        }
        blank = false;
        continues = hard_wrapped || ends_in_acronym(trimmed.of(text));
    }
    paragraphs
}

/// Returns each line's span, without its line break.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    ends.map(move |end| {
        let line = Span::new(start.min(end), end);
        start = end + 1;
        line
    })
}

/// Returns the span without surrounding white space.
pub fn trim(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start + (inner.len() - inner.trim_start().len());
    Span::new(start, start + inner.trim().len())
}

/// Tells whether lines are broken at a page width: of at least six lines, three in five reach
/// three quarters of the 90th percentile of line length, which lies between 40 and 100 bytes.
fn is_hard_wrapped(text: &str) -> bool {
    let mut lengths: Vec<usize> = lines(text)
        .map(Span::len)
        .filter(|&length| length > 0)
        .take(400)
        .collect();
    if lengths.len() < 6 {
        return false;
    }
    lengths.sort_unstable();
    let width = lengths[lengths.len() * 9 / 10];
    let full = lengths
        .iter()
        .filter(|&&length| length * 4 >= width * 3 && length <= width + 12)
        .count();
    (40..=100).contains(&width) && full * 5 >= lengths.len() * 3
}

/// Tells whether a word goes on in a small letter behind a hyphen at the line's end.
fn breaks_a_word(before: &str, line: &str) -> bool {
    let word = before.strip_suffix(['-', '\u{2010}', '\u{AD}']);
    word.is_some_and(|word| word.ends_with(char::is_alphabetic))
        && line.starts_with(char::is_lowercase)
}

/// Tells whether a short line ends in a dotted acronym, which does not end a paragraph.
fn ends_in_acronym(line: &str) -> bool {
    let last = line.rsplit(char::is_whitespace).next().unwrap_or(line);
    let letters = last.bytes().filter(u8::is_ascii_uppercase).count();
    line.len() < 40 && letters >= 2 && last.len() == 2 * letters && last.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = paragraphs(text)
            .into_iter()
            .map(|span| span.of(text))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn splits() {
        check("One.\n\n Two. \nThree.", &["One.", "Two.", "Three."]);
        check("\n\n", &[]);
        check("The govern-\nment fell.", &["The govern-\nment fell."]);
        check("Anglo-\nSaxon", &["Anglo-", "Saxon"]);
        check("broken-\n\noff", &["broken-", "off"]);
        check(
            "Talks began.\nThe U.S.\nState Department spoke.",
            &["Talks began.", "The U.S.\nState Department spoke."],
        );
        check(
            "He lives in the town that he always loved, somewhere in the U.S.\nShe left.",
            &[
                "He lives in the town that he always loved, somewhere in the U.S.",
                "She left.",
            ],
        );
    }

    #[test]
    fn joins_wrapped_lines() {
        let line = "a line of words that was broken by hand near column sixty";
        let text = format!("{line}\n{line}\n{line}\nend.\n\n{line}\n{line}\n{line}\nend.");
        assert_eq!(paragraphs(&text).len(), 2);
    }

    #[test]
    fn takes_no_time_over_a_million_lines() {
        assert_eq!(paragraphs(&"word\n".repeat(1_000_000)).len(), 1_000_000);
    }
}
