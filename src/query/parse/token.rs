//! The tokens of a query.

use crate::query::field::Field;
use crate::query::proximity::Near;
use crate::query::term::Case;
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum TokenKind {
    Open,
    Close,
    And,
    Or,
    Not,
    Plus,
    Minus,
    /// A field's name and its colon.
    Field(Field),
    Near(Near),
    /// What stands between quotation marks, and whether `=` stands before them.
    Phrase(Span, PhraseForm),
    /// `~3` behind a phrase.
    Slop(u32),
    /// `^2` behind anything.
    Boost(f32),
    /// What stands between slashes.
    Regex(Span),
    /// `atleast3(`, without the parenthesis.
    AtLeast(u32),
    /// `any(`, without the parenthesis.
    Any,
    /// `caps(`, without the parenthesis.
    Caps(Case),
    /// `IN [` and its `]`.
    ListOpen,
    ListClose,
    /// `[2020 TO 2021]` behind `date:`.
    Range(Span),
    /// Anything else up to a space, a parenthesis or a quotation mark.
    Chunk,
}

/// Whether a phrase is of words in any of their endings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum PhraseForm {
    Any,
    Exact,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub kind: TokenKind,
    pub span: Span,
}
