//! Where a record matched.

use crate::text::Span;
use crate::text::offsets::CodePoints;

/// The words that made a record match, as bytes of its text and its title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Spans in the record's text, in text order.
    pub text: Vec<Span>,
    /// Spans in the record's title, in text order.
    pub title: Vec<Span>,
    /// Parts of the speakers' names, each with the place of its name in the record's list.
    pub speakers: Vec<(usize, Span)>,
}

impl Marks {
    /// Returns spans of a text in code points, for those outside the program.
    pub fn exported(spans: &[Span], text: &str) -> Vec<[usize; 2]> {
        let mut points = CodePoints::new(text);
        spans.iter().map(|&span| points.span(span)).collect()
    }

    pub(crate) fn add(&mut self, other: Marks) {
        self.text.extend(other.text);
        self.title.extend(other.title);
        self.speakers.extend(other.speakers);
    }
}
