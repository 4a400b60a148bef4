//! A tokenized text: its paragraphs and tokens.

use crate::lang::{Class, Frames, Inflection, Lexicon, LexiconEntry};
use crate::text::Span;
use std::ops::Range;

/// A text with its paragraphs, its tokens and the lexicon of its language.
pub(crate) struct TokenizedText<'t> {
    pub text: &'t str,
    pub lexicon: &'static Lexicon,
    pub paragraphs: Vec<Span>,
    pub tokens: Vec<Token>,
    /// The tokens of each paragraph.
    pub paragraph_tokens: Vec<Range<usize>>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub start: u32,
    pub end: u32,
    pub kind: TokenKind,
    pub shape: Shape,
    pub word: LexiconEntry,
    /// Index of the quoted span the token is in; `NOT_QUOTED` if none.
    pub quoted_span: u32,
}

/// The `quoted_span` of a token outside quotations.
pub(crate) const NOT_QUOTED: u32 = u32::MAX;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Word,
    Number,
    /// The `'s` of a possessive, or of "is" and "has".
    Possessive,
    /// `.`, `!`, `?`, `…`
    Terminator,
    Comma,
    Colon,
    Semicolon,
    Dash,
    OpenBracket,
    CloseBracket,
    /// A quotation mark, or an apostrophe not inside a word.
    QuoteMark,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Lower,
    /// First letter a capital.
    Capitalized,
    /// All letters capitals, two or more.
    AllCaps,
    /// One capital with a dot: "J."
    Initial,
    None,
}

impl Token {
    pub(crate) const fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    pub(crate) const fn is(&self, class: Class) -> bool {
        self.word.class.has(class)
    }

    pub(crate) const fn takes(&self, frames: Frames) -> bool {
        self.word.frames.has(frames)
    }

    pub(crate) const fn inflected(&self, inflection: Inflection) -> bool {
        self.word.inflection.has(inflection)
    }

    pub(crate) fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Tells whether the word begins with a capital.
    pub(crate) fn is_capital(&self) -> bool {
        matches!(
            self.shape,
            Shape::Capitalized | Shape::AllCaps | Shape::Initial
        )
    }

    pub(crate) fn is_quoted(&self) -> bool {
        self.quoted_span != NOT_QUOTED
    }
}

impl<'t> TokenizedText<'t> {
    /// Returns a token's text; empty past the last token.
    pub(crate) fn token_text(&self, token: usize) -> &'t str {
        let token = self.tokens.get(token);
        token.map_or("", |token| token.span().of(self.text))
    }

    /// Returns the span from the start of one token to the end of another.
    pub(crate) fn span_between(&self, first: usize, last: usize) -> Span {
        Span::new(
            self.tokens[first].start as usize,
            self.tokens[last].end as usize,
        )
    }

    /// Returns the span of a range of tokens, without white space around it.
    pub(crate) fn span_of(&self, range: &Range<usize>) -> Span {
        self.span_between(range.start, range.end - 1)
    }

    /// Tells whether white space, or the text's edge, stands before the token.
    pub(crate) fn spaced_before(&self, token: usize) -> bool {
        let start = self.tokens[token].start as usize;
        self.text[..start]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace)
    }

    /// Tells whether a token's text is this word, ignoring ASCII case.
    pub(crate) fn text_is(&self, token: usize, word: &str) -> bool {
        self.token_text(token).eq_ignore_ascii_case(word)
    }
}
