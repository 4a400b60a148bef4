//! Quoted spans: what somebody says word for word.

use crate::text::Span;

/// Direct speech, or anything in quotation marks, within one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct QuotedSpan {
    /// The token that opens it: a quotation mark, a dash, a label's colon.
    pub open: usize,
    /// The token of the closing mark; the paragraph's end where it has none.
    pub close: usize,
    /// The content, without quotation marks and white space: bytes into the text.
    pub content: Span,
    /// False where the paragraph ends first: the quotation continues, or its closing mark is
    /// missing.
    pub closed: bool,
    pub style: QuoteStyle,
    pub paragraph: usize,
    /// Continues the open quotation of the previous paragraph.
    pub continues: bool,
}

/// The typographic convention that marks a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QuoteStyle {
    DoubleMarks,
    /// Single marks: speech in some newspapers, names or nicknames in others.
    SingleMarks,
    /// "—No —dijo Lind—."
    DialogueDash,
    /// "LIND: No.", "Q: Why?"
    TranscriptTurn,
}
