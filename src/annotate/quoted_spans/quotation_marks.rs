//! Pairs quotation marks: opening, closing, apostrophes, and marks without a partner.

use crate::annotate::quoted_spans::quoted_span::{QuoteStyle, QuotedSpan};
use crate::annotate::text::tokens::{TokenKind, TokenizedText};
use crate::text::Span;
use crate::text::paragraphs::trim;
use std::ops::Range;

/// Adds the quoted spans of a paragraph.
pub(crate) fn in_paragraph(
    tokenized: &TokenizedText,
    paragraph: usize,
    quoted_spans: &mut Vec<QuotedSpan>,
) {
    let range = tokenized.paragraph_tokens[paragraph].clone();
    let marks: Vec<Mark> = range
        .clone()
        .filter(|&token| tokenized.tokens[token].kind == TokenKind::QuoteMark)
        .map(|token| Mark::of(tokenized, token))
        .collect();
    if marks.is_empty() {
        return;
    }
    let mut next = 0;
    while next < marks.len() {
        let mark = &marks[next];
        if !mark.opens() {
            next += 1;
            continue;
        }
        let end = if mark.sign.single() {
            closing_single(tokenized, &marks, next, &range)
        } else {
            closing_double(tokenized, &marks, next, &range)
        };
        let (close, closed, following) = match end {
            End::At(index) => (marks[index].token, true, index + 1),
            End::Before(token, index) => (token, false, index),
            End::Nowhere => {
                next += 1;
                continue;
            }
        };
        let start = tokenized.tokens[mark.token].span().end;
        let stop = if closed {
            tokenized.tokens[close].span().start
        } else {
            tokenized.span_between(mark.token, close - 1).end
        };
        let content = trim(tokenized.text, Span::new(start, stop.max(start)));
        if !content.is_empty() {
            quoted_spans.push(QuotedSpan {
                open: mark.token,
                close,
                content,
                closed,
                style: if mark.sign.single() {
                    QuoteStyle::SingleMarks
                } else {
                    QuoteStyle::DoubleMarks
                },
                paragraph,
                continues: false,
            });
        }
        next = following.max(next + 1);
    }
}

enum End {
    /// The closing mark, as an index into the paragraph's marks.
    At(usize),
    /// No closing mark: the quoted span ends before this token; then the index of the next mark to
    /// look at.
    Before(usize, usize),
    /// The mark opened nothing.
    Nowhere,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
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

impl Sign {
    fn of(sign: &str) -> Self {
        match sign {
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

    fn single(self) -> bool {
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
    fn closes(self, open: Self) -> bool {
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

struct Mark {
    token: usize,
    sign: Sign,
    /// White space, an opening bracket, a dash or the paragraph's start stands before it.
    free_before: bool,
    /// White space or the paragraph's end stands after it.
    spaced_after: bool,
    /// A letter or digit follows at once.
    letter_after: bool,
    after_punctuation: bool,
}

impl Mark {
    fn of(tokenized: &TokenizedText, token: usize) -> Self {
        let span = tokenized.tokens[token].span();
        let before = tokenized.text[..span.start].chars().next_back();
        let after = tokenized.text[span.end..].chars().next();
        Self {
            token,
            sign: Sign::of(span.of(tokenized.text)),
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
    fn opens(&self) -> bool {
        match self.sign {
            Sign::High
            | Sign::Low
            | Sign::Left
            | Sign::Corner
            | Sign::SingleLow
            | Sign::SingleLeft => true,
            // An inch mark or a stray closing mark opens nothing.
            Sign::Straight | Sign::Twice => {
                !self.spaced_after || (self.free_before && !self.after_punctuation)
            }
            // »German« and Finnish ”style”.
            Sign::Right | Sign::Close | Sign::SingleRight => self.free_before && !self.spaced_after,
            Sign::Apostrophe | Sign::SingleHigh => self.free_before && !self.spaced_after,
            Sign::SingleClose | Sign::CornerClose => false,
        }
    }
}

/// How many marks ahead a closing mark is looked for; bounds the work on endless texts.
const FAR: usize = 400;

fn closing_double(
    tokenized: &TokenizedText,
    marks: &[Mark],
    open: usize,
    range: &Range<usize>,
) -> End {
    let sign = marks[open].sign;
    let mut nested = open;
    for (index, mark) in marks.iter().enumerate().skip(open + 1) {
        if index <= nested {
            continue;
        }
        if mark.sign.closes(sign) {
            // A straight mark that plainly opens: the closing one before it was lost, or it is nested.
            let reopens = mark.sign == Sign::Straight
                && mark.free_before
                && !mark.spaced_after
                && !mark.after_punctuation
                && mark.letter_after;
            if !reopens {
                return End::At(index);
            }
            if let Some(end) = nested_end(marks, index) {
                // "… "this" …": the content pair closes, and so does the outer one after it.
                let later = marks[end + 1..].iter().take(FAR);
                let outer = later
                    .into_iter()
                    .any(|later| later.sign.closes(sign) && !later.free_before);
                if outer && mark.token - marks[open].token > 1 {
                    nested = end;
                    continue;
                }
            }
            return End::At(index);
        }
        if mark.sign == sign
            && matches!(sign, Sign::High | Sign::Low)
            && mark.free_before
            && mark.letter_after
        {
            // The same mark opens again: this one was never closed.
            let end = lost_end(tokenized, marks[open].token + 1..mark.token);
            return End::Before(end, index);
        }
    }
    End::Before(range.end, marks.len())
}

/// Returns the closing mark of a pair opened at `index`, if it closes at once.
fn nested_end(marks: &[Mark], index: usize) -> Option<usize> {
    let next = marks.get(index + 1)?;
    (next.sign == Sign::Straight && !next.free_before).then_some(index + 1)
}

/// Returns the likely end of a quotation without a closing mark: after the last comma or full stop.
fn lost_end(tokenized: &TokenizedText, range: Range<usize>) -> usize {
    let stop = range.clone().rev().find(|&token| {
        matches!(
            tokenized.tokens[token].kind,
            TokenKind::Terminator | TokenKind::Comma
        )
    });
    stop.map_or(range.end, |token| token + 1)
}

/// Tells a closing single mark from an apostrophe ("the farmers’ plan") by its context.
fn closing_single(
    tokenized: &TokenizedText,
    marks: &[Mark],
    open: usize,
    range: &Range<usize>,
) -> End {
    let opening = &marks[open];
    // ‘90s and the like.
    let first = tokenized
        .tokens
        .get(opening.token + 1)
        .map(|token| token.kind);
    if first == Some(TokenKind::Number)
        && opening.sign != Sign::SingleLow
        && !marks[open + 1..]
            .iter()
            .any(|mark| mark.sign.closes(opening.sign) && mark.after_punctuation)
    {
        return End::Nowhere;
    }
    let mut possessive = None;
    for (index, mark) in marks.iter().enumerate().skip(open + 1).take(FAR) {
        if mark.sign == opening.sign
            && mark.free_before
            && mark.letter_after
            && mark.sign != Sign::Apostrophe
        {
            break;
        }
        if !mark.sign.closes(opening.sign) || (mark.free_before && !mark.after_punctuation) {
            continue;
        }
        if mark.after_punctuation || !mark.spaced_after || !follows_s(tokenized, mark.token) {
            return End::At(index);
        }
        let next = tokenized.tokens.get(mark.token + 1);
        if next.is_none_or(|next| next.kind != TokenKind::Word) {
            return End::At(index);
        }
        possessive.get_or_insert(index);
    }
    if let Some(index) = possessive {
        return End::At(index);
    }
    // Speech in single marks may run over paragraphs as well.
    let starts = opening.token == range.start;
    let goes_on = tokenized.tokens.get(range.end).is_some_and(|next| {
        next.kind == TokenKind::QuoteMark
            && Sign::of(tokenized.token_text(range.end)) == Sign::SingleHigh
    });
    if starts && goes_on && opening.sign == Sign::SingleHigh {
        End::Before(range.end, marks.len())
    } else {
        End::Nowhere
    }
}

fn follows_s(tokenized: &TokenizedText, token: usize) -> bool {
    let start = tokenized.tokens[token].span().start;
    tokenized.text[..start].ends_with(['s', 'S'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::text::tokenizer::tokenize;
    use crate::lang::lexicon;

    /// Returns the quoted spans of every paragraph.
    fn quoted_spans(tokenized: &TokenizedText) -> Vec<QuotedSpan> {
        let mut found = Vec::new();
        for paragraph in 0..tokenized.paragraph_tokens.len() {
            in_paragraph(tokenized, paragraph, &mut found);
        }
        found
    }

    fn check(text: &str, expected: &[&str]) {
        let tokenized = tokenize(text, lexicon("en"));
        let found: Vec<&str> = quoted_spans(&tokenized)
            .iter()
            .map(|quoted| quoted.content.of(text))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn pairs_every_convention() {
        check(r#""No," he said. "Never.""#, &["No,", "Never."]);
        check("“No,” he said.", &["No,"]);
        check("‘No,’ he said.", &["No,"]);
        check("'No,' he said.", &["No,"]);
        check("„Nein“, sagte er.", &["Nein"]);
        check("»Nein«, sagte er.", &["Nein"]);
        check("« Non », a-t-il dit.", &["Non"]);
        check("''No,'' he said.", &["No,"]);
        check("``No,'' he said.", &["No,"]);
        check("„No”, he said.", &["No"]);
    }

    #[test]
    fn tells_apostrophes_from_closing_marks() {
        check("‘We won’t,’ he said of the farmers’ plan.", &["We won’t,"]);
        check(
            "‘The farmers’ plan won’t do,’ he said.",
            &["The farmers’ plan won’t do,"],
        );
        check(
            "a ‘global arms race’ orchestrated by them",
            &["global arms race"],
        );
        check("The farmers’ plan of the ’90s.", &[]);
        check("rock 'n' roll and the farmers' plan", &["n"]);
    }

    #[test]
    fn keeps_nested_marks_inside() {
        check(
            "“He called it ‘mad’ twice,” she said.",
            &["He called it ‘mad’ twice,"],
        );
        check(
            r#""He called it "mad" twice," she said."#,
            &[r#"He called it "mad" twice,"#],
        );
    }

    #[test]
    fn survives_lost_marks() {
        check(
            "“We agree, he said. “We all do.”",
            &["We agree, he said.", "We all do."],
        );
        check("a 5\" pipe and a 6\" pipe", &[]);
    }
}
