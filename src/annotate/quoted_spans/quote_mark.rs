//! Quotation mark characters, and what stands around each in the text.

use crate::annotate::text::tokens::TokenizedText;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MarkKind {
    /// `"`
    Straight,
    /// `“`
    High,
    /// `”`
    Close,
    /// `„`
    Low,
    /// `«`
    Left,
    /// `»`
    Right,
    /// `''`, and ` `` `
    Twice,
    /// `'`
    Apostrophe,
    /// `‘`
    SingleHigh,
    /// `’`
    SingleClose,
    /// `‚`
    SingleLow,
    /// `‹`
    SingleLeft,
    /// `›`
    SingleRight,
    /// `「 『`
    Corner,
    CornerClose,
}

impl MarkKind {
    pub(crate) fn of(characters: &str) -> Self {
        match characters {
            "“" | "‟" | "â€œ" => Self::High,
            "”" | "â€\u{9d}" | "â€" => Self::Close,
            "„" | "â€ž" => Self::Low,
            "«" => Self::Left,
            "»" => Self::Right,
            "''" | "``" => Self::Twice,
            "'" | "`" => Self::Apostrophe,
            "‘" | "‛" => Self::SingleHigh,
            "’" => Self::SingleClose,
            "‚" => Self::SingleLow,
            "‹" => Self::SingleLeft,
            "›" => Self::SingleRight,
            "「" | "『" => Self::Corner,
            "」" | "』" => Self::CornerClose,
            _ => Self::Straight,
        }
    }

    pub(crate) fn is_single(self) -> bool {
        matches!(
            self,
            Self::Apostrophe
                | Self::SingleHigh
                | Self::SingleClose
                | Self::SingleLow
                | Self::SingleLeft
                | Self::SingleRight
        )
    }

    /// Tells whether `self` can close what `open` opened.
    pub(crate) fn closes(self, open: Self) -> bool {
        match open {
            Self::Straight => matches!(
                self,
                Self::Straight | Self::Close | Self::High | Self::Twice
            ),
            Self::High => matches!(self, Self::Close | Self::Straight | Self::Twice),
            Self::Close => self == Self::Close,
            Self::Low => matches!(self, Self::High | Self::Close | Self::Straight),
            Self::Left => self == Self::Right,
            Self::Right => self == Self::Left,
            Self::Twice => matches!(self, Self::Twice | Self::Straight | Self::Close),
            Self::Apostrophe => matches!(self, Self::Apostrophe | Self::SingleClose),
            Self::SingleHigh => matches!(self, Self::SingleClose | Self::Apostrophe),
            Self::SingleLow => matches!(
                self,
                Self::SingleHigh | Self::SingleClose | Self::Apostrophe
            ),
            Self::SingleLeft => self == Self::SingleRight,
            Self::SingleRight => self == Self::SingleLeft,
            Self::Corner => self == Self::CornerClose,
            Self::SingleClose | Self::CornerClose => false,
        }
    }
}

pub(crate) struct QuoteMark {
    pub token: usize,
    pub kind: MarkKind,
    /// White space, an opening bracket, a dash or the paragraph's start stands before it.
    pub free_before: bool,
    /// White space or the paragraph's end stands after it.
    pub spaced_after: bool,
    /// A letter or digit follows at once.
    pub letter_after: bool,
    pub after_punctuation: bool,
}

impl QuoteMark {
    pub(crate) fn of(tokenized: &TokenizedText, token: usize) -> Self {
        let span = tokenized.tokens[token].span();
        let before = tokenized.text[..span.start].chars().next_back();
        let after = tokenized.text[span.end..].chars().next();
        Self {
            token,
            kind: MarkKind::of(span.of(tokenized.text)),
            free_before: before.is_none_or(|c| {
                c.is_whitespace()
                    || matches!(
                        c,
                        '(' | '[' | '—' | '–' | '-' | '/' | ':' | '“' | '"' | '‘' | '„' | '«'
                    )
            }),
            spaced_after: after.is_none_or(char::is_whitespace),
            letter_after: after.is_some_and(char::is_alphanumeric),
            after_punctuation: before
                .is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | '…' | ';' | ':' | '—' | '–')),
        }
    }

    /// Tells whether the mark can open a quoted span.
    pub(crate) fn opens(&self) -> bool {
        match self.kind {
            MarkKind::High
            | MarkKind::Low
            | MarkKind::Left
            | MarkKind::Corner
            | MarkKind::SingleLow
            | MarkKind::SingleLeft => true,
            // An inch mark or a stray closing mark opens nothing.
            MarkKind::Straight | MarkKind::Twice => {
                !self.spaced_after || (self.free_before && !self.after_punctuation)
            }
            // »German« and Finnish ”style”.
            MarkKind::Right | MarkKind::Close | MarkKind::SingleRight => {
                self.free_before && !self.spaced_after
            }
            MarkKind::Apostrophe | MarkKind::SingleHigh => self.free_before && !self.spaced_after,
            MarkKind::SingleClose | MarkKind::CornerClose => false,
        }
    }
}
