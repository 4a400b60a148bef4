//! Picks the part of a text that shows best why it matched.

use crate::text::Span;
use crate::text::offsets::{ceil, floor};

/// Most parts of one text that are shown.
const PARTS: usize = 3;

/// Returns the parts of a text that show best why it matched, in text order, of at most `max`
/// bytes together; none runs from one paragraph into the next, unless all of the text is shown.
///
/// They are of the paragraphs with most marks; of equals, the first.
pub fn fragments(text: &str, marks: &[Span], max: usize) -> Vec<Span> {
    if text.len() <= max {
        return vec![Span::new(0, text.len())];
    }
    let mut paragraphs: Vec<(Span, Vec<Span>)> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let paragraph = Span::new(start, start + line.trim_end().len());
        start += line.len();
        let inside = marks.iter().filter(|mark| paragraph.contains(**mark));
        let inside: Vec<Span> = inside
            .map(|mark| Span::new(mark.start - paragraph.start, mark.end - paragraph.start))
            .collect();
        if !inside.is_empty() {
            paragraphs.push((paragraph, inside));
        }
    }
    if paragraphs.is_empty() {
        let first = text.trim_end().find('\n').unwrap_or(text.len());
        return vec![snippet(&text[..first], &[], max)];
    }
    paragraphs.sort_by_key(|(_, marks)| std::cmp::Reverse(marks.len()));
    paragraphs.truncate(PARTS);
    paragraphs.sort_by_key(|(paragraph, _)| *paragraph);
    let room = max / paragraphs.len();
    let parts = paragraphs.iter().map(|(paragraph, marks)| {
        let part = snippet(paragraph.of(text), marks, room);
        Span::new(paragraph.start + part.start, paragraph.start + part.end)
    });
    parts.collect()
}

/// Returns the part of at most `max` bytes with most of the marks, cut between words.
///
/// Of equals it is the first; it starts with a sentence where one starts near.
pub fn snippet(text: &str, marks: &[Span], max: usize) -> Span {
    if text.len() <= max {
        return Span::new(0, text.len());
    }
    let window = |first: usize| {
        let fits = |mark: &&Span| mark.end <= marks[first].start + max;
        marks[first..].iter().take_while(fits).count()
    };
    let best = (0..marks.len()).max_by_key(|&first| (window(first), std::cmp::Reverse(first)));
    let (from, to) = match best {
        None => (0, 0),
        Some(first) => {
            let last = first + window(first).max(1) - 1;
            (marks[first].start, marks[last].end)
        }
    };
    let start = start_before(text, from, max.saturating_sub(to - from));
    let room = floor(text, start + max);
    let cut = text[start..room].rfind(char::is_whitespace);
    let end = match cut.map(|cut| start + cut) {
        _ if room == text.len() => room,
        // A single word longer than `max` is cut.
        Some(cut) if cut >= to => cut,
        _ => room,
    };
    let end = start + text[start..end].trim_end().len();
    Span::new(start, end)
}

/// Returns where to start so that the mark at `from` stands in its context: at its sentence if
/// that starts within `room` bytes, else between words, with about a third of them before it.
fn start_before(text: &str, from: usize, room: usize) -> usize {
    let low = ceil(text, from.saturating_sub(room * 2 / 3));
    let before = &text[low..from];
    if low == 0 && from <= room * 2 / 3 {
        return 0;
    }
    let sentence = before
        .match_indices(['.', '!', '?', '\n'])
        .map(|(at, mark)| at + mark.len())
        .map(|at| at + (before[at..].len() - before[at..].trim_start().len()))
        .find(|&at| {
            at > 0 && !before[at..].is_empty() && before[..at].ends_with(char::is_whitespace)
        });
    if let Some(at) = sentence {
        return low + at;
    }
    let low = ceil(text, from.saturating_sub(room / 3));
    let word = text[low..from].find(char::is_whitespace);
    word.map_or(from, |at| {
        let space = &text[low + at..from];
        low + at + (space.len() - space.trim_start().len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks are between stars.
    fn check(starred: &str, max: usize, expected: &str) {
        let mut text = String::new();
        let mut marks = Vec::new();
        for (at, part) in starred.split('*').enumerate() {
            let start = text.len();
            text.push_str(part);
            if at % 2 == 1 {
                marks.push(Span::new(start, text.len()));
            }
        }
        let found = snippet(&text, &marks, max);
        assert!(found.len() <= max);
        assert_eq!(found.of(&text), expected);
    }

    #[test]
    fn shows_the_marks() {
        check("A short *text*.", 40, "A short text.");
        check("No mark is in this text at all.", 12, "No mark is");
        check(
            "One *first*. Many words stand between these. A *second* and a *third* are near.",
            40,
            "A second and a third are near.",
        );
        check(
            "The long way to the first full stop is full of words and *marks* and then some more",
            30,
            "and marks and then some more",
        );
        check("Ääääääääääääääää *öööö* üüüüüüüüüüüü", 12, "öööö");
        check("*Aaaaaaaaaaaaaaaaaaaaaaaaaaaaa*", 8, "Aaaaaaaa");
    }

    #[test]
    fn parts_stay_in_their_paragraphs() {
        let text = "One war here and many words.\n\nNothing in this one at all.\n\nA war there.";
        let marks: Vec<Span> = text
            .match_indices("war")
            .map(|(at, word)| Span::new(at, at + word.len()))
            .collect();
        let shown = |max| {
            let parts = fragments(text, &marks, max);
            parts.iter().map(|part| part.of(text)).collect::<Vec<_>>()
        };
        assert_eq!(shown(60), ["One war here and many words.", "A war there."]);
        assert_eq!(shown(200), [text]);
        let first = fragments(text, &[], 40);
        assert_eq!(first[0].of(text), "One war here and many words.");
    }

    proptest::proptest! {
        #[test]
        fn cuts_no_character(text in "[aé .\n]{0,60}", max in 1usize..30, seed in 0usize..50) {
            let marks: Vec<Span> = crate::text::words::words(&text).skip(seed % 5).step_by(2).collect();
            let found = snippet(&text, &marks, max);
            proptest::prop_assert!(found.end <= text.len());
            let _ = found.of(&text);
        }
    }
}
