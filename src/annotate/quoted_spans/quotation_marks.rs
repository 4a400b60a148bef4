//! Pairs quotation marks: opening, closing, apostrophes, and marks without a partner.

use crate::annotate::quoted_spans::quote_mark::{MarkKind, QuoteMark};
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
    let marks: Vec<QuoteMark> = range
        .clone()
        .filter(|&token| tokenized.tokens[token].kind == TokenKind::QuoteMark)
        .map(|token| QuoteMark::of(tokenized, token))
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
        let end = if mark.kind.is_single() {
            closing_single(tokenized, &marks, next, &range)
        } else {
            closing_double(tokenized, &marks, next, &range)
        };
        let (close, closed, following) = match end {
            Closing::At(index) => (marks[index].token, true, index + 1),
            Closing::Missing(token, index) => (token, false, index),
            Closing::NotOpened => {
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
                style: if mark.kind.is_single() {
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

enum Closing {
    /// The closing mark, as an index into the paragraph's marks.
    At(usize),
    /// No closing mark: the quoted span ends before this token; then the index of the next mark to
    /// look at.
    Missing(usize, usize),
    /// The mark opened nothing.
    NotOpened,
}

/// How many marks ahead a closing mark is looked for; bounds the work on endless texts.
const FAR: usize = 400;

fn closing_double(
    tokenized: &TokenizedText,
    marks: &[QuoteMark],
    open: usize,
    range: &Range<usize>,
) -> Closing {
    let kind = marks[open].kind;
    let mut nested = open;
    for (index, mark) in marks.iter().enumerate().skip(open + 1) {
        if index <= nested {
            continue;
        }
        if mark.kind.closes(kind) {
            // A straight mark that plainly opens: the closing one before it was lost, or it is nested.
            let reopens = mark.kind == MarkKind::Straight
                && mark.free_before
                && !mark.spaced_after
                && !mark.after_punctuation
                && mark.letter_after;
            if !reopens {
                return Closing::At(index);
            }
            if let Some(end) = nested_end(marks, index) {
                // "… "this" …": the content pair closes, and so does the outer one after it.
                let later = marks[end + 1..].iter().take(FAR);
                let outer = later
                    .into_iter()
                    .any(|later| later.kind.closes(kind) && !later.free_before);
                if outer && mark.token - marks[open].token > 1 {
                    nested = end;
                    continue;
                }
            }
            return Closing::At(index);
        }
        if mark.kind == kind
            && matches!(kind, MarkKind::High | MarkKind::Low)
            && mark.free_before
            && mark.letter_after
        {
            // The same mark opens again: this one was never closed.
            let end = lost_end(tokenized, marks[open].token + 1..mark.token);
            return Closing::Missing(end, index);
        }
    }
    Closing::Missing(range.end, marks.len())
}

/// Returns the closing mark of a pair opened at `index`, if it closes at once.
fn nested_end(marks: &[QuoteMark], index: usize) -> Option<usize> {
    let next = marks.get(index + 1)?;
    (next.kind == MarkKind::Straight && !next.free_before).then_some(index + 1)
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
    marks: &[QuoteMark],
    open: usize,
    range: &Range<usize>,
) -> Closing {
    let opening = &marks[open];
    // ‘90s and the like.
    let first = tokenized
        .tokens
        .get(opening.token + 1)
        .map(|token| token.kind);
    if first == Some(TokenKind::Number)
        && opening.kind != MarkKind::SingleLow
        && !marks[open + 1..]
            .iter()
            .any(|mark| mark.kind.closes(opening.kind) && mark.after_punctuation)
    {
        return Closing::NotOpened;
    }
    let mut possessive = None;
    for (index, mark) in marks.iter().enumerate().skip(open + 1).take(FAR) {
        if mark.kind == opening.kind
            && mark.free_before
            && mark.letter_after
            && mark.kind != MarkKind::Apostrophe
        {
            break;
        }
        if !mark.kind.closes(opening.kind) || (mark.free_before && !mark.after_punctuation) {
            continue;
        }
        if mark.after_punctuation || !mark.spaced_after || !follows_s(tokenized, mark.token) {
            return Closing::At(index);
        }
        let next = tokenized.tokens.get(mark.token + 1);
        if next.is_none_or(|next| next.kind != TokenKind::Word) {
            return Closing::At(index);
        }
        possessive.get_or_insert(index);
    }
    if let Some(index) = possessive {
        return Closing::At(index);
    }
    // Speech in single marks may run over paragraphs as well.
    let starts = opening.token == range.start;
    let goes_on = tokenized.tokens.get(range.end).is_some_and(|next| {
        next.kind == TokenKind::QuoteMark
            && MarkKind::of(tokenized.token_text(range.end)) == MarkKind::SingleHigh
    });
    if starts && goes_on && opening.kind == MarkKind::SingleHigh {
        Closing::Missing(range.end, marks.len())
    } else {
        Closing::NotOpened
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
