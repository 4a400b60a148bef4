//! Cuts an article into passages: runs of whole paragraphs that a reader takes in at a glance.

use crate::article::{Annotated, Quote, QuoteKind};
use crate::text::Span;

/// A passage grows by paragraphs until it has this many words.
const ENOUGH: usize = 60;
/// A paragraph that would lead beyond this many words begins the next passage.
const MOST: usize = 200;
/// A paragraph longer than this is cut between sentences: no reader calls it a passage.
const ENDLESS: usize = 400;

/// Returns the passages of a body in order. They hold every paragraph, and cut no quotation:
/// speech that runs over paragraphs stays in one.
pub fn passages(body: &str, annotated: &Annotated) -> Vec<Span> {
    let mut passages: Vec<Span> = Vec::new();
    let mut words = 0;
    for &paragraph in &annotated.paragraphs {
        let goes_on = passages
            .last()
            .is_some_and(|last: &Span| goes_on(annotated, last.end, paragraph.start));
        let length = count_words(paragraph.of(body));
        match passages.last_mut() {
            Some(last)
                if (goes_on && words < ENDLESS) || (words < ENOUGH && words + length <= MOST) =>
            {
                last.end = paragraph.end;
                words += length;
            }
            _ if length > ENDLESS => {
                passages.extend(sentences(
                    body,
                    paragraph,
                    quotes_from(annotated, paragraph.start),
                ));
                words = MOST;
            }
            _ => {
                passages.push(paragraph);
                words = length;
            }
        }
    }
    passages
}

/// Tells whether speech left open at one paragraph's end goes on at the next one's head.
fn goes_on(annotated: &Annotated, end: usize, start: usize) -> bool {
    // An opening mark is three bytes long at most, and white space may follow it.
    const MARK: usize = 6;
    let next = quotes_from(annotated, start).first();
    let before = annotated
        .quotes
        .partition_point(|quote| quote.span.start < end);
    let last = annotated.quotes[..before].last();
    let marked = |quote: &Quote| quote.kind == QuoteKind::Direct;
    let open = last.is_some_and(|last| last.span.end == end && marked(last));
    open && next.is_some_and(|next| {
        marked(next) && next.span.start > start && next.span.start <= start + MARK
    })
}

fn quotes_from(annotated: &Annotated, start: usize) -> &[Quote] {
    &annotated.quotes[annotated
        .quotes
        .partition_point(|quote| quote.span.start < start)..]
}

fn count_words(text: &str) -> usize {
    text.split_ascii_whitespace().count()
}

/// Cuts an endless paragraph after sentences, outside quotations.
fn sentences(body: &str, paragraph: Span, quotes: &[Quote]) -> Vec<Span> {
    let mut cut = Vec::new();
    let mut start = paragraph.start;
    let mut words = 0;
    let mut quote = 0;
    let mut last = ' ';
    for (offset, c) in paragraph.of(body).char_indices() {
        let at = paragraph.start + offset;
        while quote < quotes.len() && quotes[quote].span.end < at {
            quote += 1;
        }
        if c.is_whitespace() && !last.is_whitespace() {
            words += 1;
            let quoted = quotes
                .get(quote)
                .is_some_and(|quote| quote.span.start <= at);
            let stop = matches!(last, '.' | '!' | '?' | '”' | '"' | '»') && words >= MOST / 2;
            // Text without a stop is cut anyway, in the end.
            if (stop && !quoted) || words >= 2 * ENDLESS {
                cut.push(Span::new(start, at));
                start = at + c.len_utf8();
                words = 0;
            }
        }
        last = c;
    }
    if start < paragraph.end {
        cut.push(Span::new(start, paragraph.end));
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::annotate_text;

    fn lengths(body: &str) -> Vec<usize> {
        let passages = passages(body, &annotate_text(body, "en"));
        passages
            .iter()
            .map(|span| count_words(span.of(body)))
            .collect()
    }

    #[test]
    fn joins_short_paragraphs() {
        let paragraph = "word ".repeat(25);
        assert_eq!(lengths(&[paragraph.as_str(); 6].join("\n\n")), [75, 75]);
    }

    #[test]
    fn leaves_long_paragraphs_alone() {
        let long = "word ".repeat(190);
        assert_eq!(lengths(&[long.as_str(); 2].join("\n\n")), [190, 190]);
    }

    #[test]
    fn cuts_endless_paragraphs_between_sentences() {
        let endless = "One two three four five. ".repeat(200);
        assert!(lengths(&endless).iter().all(|&words| words <= 200));
        let unbroken = "word ".repeat(5_000);
        assert!(lengths(&unbroken).iter().all(|&words| words <= 800));
    }

    #[test]
    fn keeps_speech_over_paragraphs_whole() {
        let body = format!("“{}\n\n“The end,” Anna Lind said.", "word ".repeat(70));
        assert_eq!(lengths(&body).len(), 1);
    }

    #[test]
    fn loses_nothing() {
        let body = "First.\n\nSecond line.\n\n“Third.”\n\n";
        let annotated = annotate_text(body, "en");
        let kept: String = passages(body, &annotated)
            .iter()
            .map(|span| span.of(body))
            .collect();
        assert_eq!(
            kept.split_whitespace().collect::<Vec<_>>(),
            body.split_whitespace().collect::<Vec<_>>()
        );
    }
}
