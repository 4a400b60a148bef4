//! The tokens of a query.

use crate::query::field::Field;
use crate::query::operator::Boolean;
use crate::query::proximity::Near;
use crate::query::term::Case;
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum TokenKind {
    Open,
    Close,
    /// `AND`, `OR`, `NOT`; `any(` and `all(`, without the parenthesis.
    Boolean(Boolean),
    Plus,
    Minus,
    /// A field's name and its colon.
    Field(Field),
    Near(Near),
    /// `w/doc`
    WithinArticle,
    /// The text between quotation marks, and whether `=` precedes them.
    Phrase(Span, PhraseForm),
    /// `~3` after a phrase.
    Slop(u32),
    /// `^2` after an item.
    Boost(f32),
    /// The text between slashes.
    Regex(Span),
    /// `atleast3(`, without the parenthesis.
    AtLeast(u32),
    /// `caps(`, without the parenthesis.
    Caps(Case),
    /// `IN [` and its `]`.
    ListOpen,
    ListClose,
    /// The inside of `[2020 TO 2021]` after `date:`.
    Range(Span),
    /// Anything else up to a space, a parenthesis or a quotation mark.
    Chunk,
}

/// Whether the words of a phrase match in any inflection.
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
