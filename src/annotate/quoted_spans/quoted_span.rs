//! A quoted span.

use crate::text::Span;

/// Words somebody says, in one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    /// The token that opens it: a mark, a dash, a label's colon.
    pub open: usize,
    /// The token of the closing mark; the paragraph's end where it has none.
    pub close: usize,
    /// The words, without marks and white space.
    pub inner: Span,
    /// False where the paragraph ends first: speech that goes on, or a lost mark.
    pub closed: bool,
    pub style: Style,
    pub paragraph: usize,
    /// The paragraph before left the same speech open.
    pub continues: bool,
}

/// What shows that words are speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Double,
    /// Single marks: speech in one house's style, a name or a nickname in another's.
    Single,
    /// "—No —dijo Lind—."
    Dash,
    /// "LIND: No.", "Q: Why?"
    Turn,
}
