//! A quoted span.

use crate::text::Span;

/// Words somebody says, in one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct QuotedSpan {
    /// The token that opens it: a mark, a dash, a label's colon.
    pub open: usize,
    /// The token of the closing mark; the paragraph's end where it has none.
    pub close: usize,
    /// The words, without marks and white space.
    pub content: Span,
    /// False where the paragraph ends first: speech that goes on, or a lost mark.
    pub closed: bool,
    pub style: QuoteStyle,
    pub paragraph: usize,
    /// The paragraph before left the same speech open.
    pub continues: bool,
}

/// What shows that words are speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QuoteStyle {
    DoubleMarks,
    /// Single marks: speech in one house's style, a name or a nickname in another's.
    SingleMarks,
    /// "—No —dijo Lind—."
    DialogueDash,
    /// "LIND: No.", "Q: Why?"
    TranscriptTurn,
}
