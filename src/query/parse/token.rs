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
    /// `any(`, without the parenthesis.
    Any,
    /// `all(`, without the parenthesis.
    All,
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

/// Tells whether an operator in capitals, a field, a function or a pattern was typed, as no sentence
/// has. In a text all in capitals, AND, OR and NOT are words.
pub(crate) fn has_explicit_syntax(text: &str, tokens: &[Token]) -> bool {
    let capitals = !text.contains(char::is_lowercase);
    tokens.iter().any(|token| {
        let typed = token.span.of(text);
        match token.kind {
            TokenKind::And | TokenKind::Or | TokenKind::Not => {
                !capitals && typed.chars().all(char::is_uppercase)
            }
            TokenKind::Minus => matches!(typed, "-" | "−"),
            TokenKind::Chunk => {
                let inner = typed.trim_matches(|c: char| !c.is_alphanumeric() && c != '*');
                inner.contains(['*', '?', '~']) && inner.contains(char::is_alphanumeric)
                    || (typed.starts_with('=') && typed.len() > 1)
            }
            TokenKind::Field(_)
            | TokenKind::Near(_)
            | TokenKind::Plus
            | TokenKind::Slop(_)
            | TokenKind::Boost(_)
            | TokenKind::Regex(_)
            | TokenKind::AtLeast(_)
            | TokenKind::Any
            | TokenKind::All
            | TokenKind::Caps(_)
            | TokenKind::ListOpen
            | TokenKind::Range(_) => true,
            TokenKind::Phrase(_, form) => form == PhraseForm::Exact,
            TokenKind::Open | TokenKind::Close | TokenKind::ListClose => false,
        }
    })
}
