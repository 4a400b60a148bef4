//! Sentence segmentation, with abbreviations and quotation marks in mind.

use crate::annotate::quoted_spans::quoted_span::QuotedSpan;
use crate::annotate::text::tokens::{NOT_QUOTED, Shape, TokenKind, TokenizedText};
use crate::lang::{Class, Frames};
use std::ops::Range;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub tokens: Range<usize>,
    pub paragraph: usize,
}

/// Returns the sentences in text order. No sentence ends inside a quoted span: quoted sentences
/// belong to the one that reports them.
pub(crate) fn sentences(tokenized: &TokenizedText, quoted_spans: &[QuotedSpan]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (paragraph, range) in tokenized.paragraph_tokens.iter().enumerate() {
        let mut start = range.start;
        if let Some(end) = dateline(tokenized, range) {
            sentences.push(Sentence {
                tokens: start..end,
                paragraph,
            });
            start = end;
        }
        let mut token = start;
        while token < range.end {
            let end = end_after(tokenized, quoted_spans, token, range.end);
            if let Some(end) = end {
                sentences.push(Sentence {
                    tokens: start..end,
                    paragraph,
                });
                start = end;
                token = end;
            } else {
                token += 1;
            }
        }
        if start < range.end {
            sentences.push(Sentence {
                tokens: start..range.end,
                paragraph,
            });
        }
    }
    sentences
}

/// Words that show a new sentence after an abbreviation: "in the U.S. The talks".
const OPENERS: Class = Class::DETERMINER
    .with(Class::PRONOUN)
    .with(Class::PREPOSITION)
    .with(Class::CONJUNCTION)
    .with(Class::SUBORDINATOR)
    .with(Class::AUXILIARY)
    .with(Class::ADVERB);

/// "WONSAN, North Korea (Reuters) —": returns the token after a dateline's dash.
fn dateline(tokenized: &TokenizedText, range: &Range<usize>) -> Option<usize> {
    let place = &tokenized.tokens[range.start];
    if place.shape != Shape::AllCaps || tokenized.token_text(range.start).len() < 3 {
        return None;
    }
    let dash = (range.start..range.end.min(range.start + 14))
        .find(|&token| tokenized.tokens[token].kind == TokenKind::Dash)?;
    let plain = tokenized.tokens[range.start..dash]
        .iter()
        .all(|token| token.is_capital() || !token.is_word() || token.is(Class::DATE));
    (plain && dash + 1 < range.end).then_some(dash + 1)
}

/// Returns the index of the sentence that contains the token.
pub(crate) fn sentence_of(sentences: &[Sentence], token: usize) -> usize {
    sentences
        .partition_point(|sentence| sentence.tokens.end <= token)
        .min(sentences.len().saturating_sub(1))
}

/// Returns the end of the sentence, if it ends at this token.
fn end_after(
    tokenized: &TokenizedText,
    quoted_spans: &[QuotedSpan],
    token: usize,
    limit: usize,
) -> Option<usize> {
    let here = &tokenized.tokens[token];
    if here.quoted_span != NOT_QUOTED {
        let quoted = &quoted_spans[here.quoted_span as usize];
        if !quoted.closed || token != quoted.close || token == quoted.open {
            return None;
        }
        return ends_with_region(tokenized, token, limit).then_some(token + 1);
    }
    let ends = match here.kind {
        TokenKind::Terminator => true,
        TokenKind::Word
            if here.is(Class::ABBREVIATION) && tokenized.token_text(token).ends_with('.') =>
        {
            let next = tokenized
                .tokens
                .get(token + 1)
                .filter(|_| token + 1 < limit);
            return next
                .is_some_and(|next| {
                    next.is_capital() && next.is(OPENERS) && !next.is(Class::HONORIFIC)
                })
                .then_some(token + 1);
        }
        _ => false,
    };
    if !ends {
        return None;
    }
    let mut end = token + 1;
    while end < limit
        && (tokenized.tokens[end].kind == TokenKind::CloseBracket || is_stray_mark(tokenized, end))
    {
        end += 1;
    }
    let Some(next) = tokenized.tokens.get(end).filter(|_| end < limit) else {
        return Some(end);
    };
    // "am 3. Oktober"
    let ordinal = tokenized.lexicon.ordinals_end_in_stop()
        && token > 0
        && tokenized.tokens[token - 1].kind == TokenKind::Number
        && tokenized.token_text(token - 1).len() <= 2
        && next.kind == TokenKind::Word;
    if ordinal {
        return None;
    }
    // "D-N.Y.": no space, no end.
    if !tokenized.spaced_before(end) {
        return None;
    }
    // "Yahoo! said", "3.5 p.c. of": a small letter goes on.
    let goes_on = next.kind == TokenKind::Comma
        || (next.kind == TokenKind::Word
            && !next.is_capital()
            && tokenized.token_text(end).starts_with(char::is_lowercase));
    (!goes_on).then_some(end)
}

fn is_stray_mark(tokenized: &TokenizedText, token: usize) -> bool {
    tokenized.tokens[token].kind == TokenKind::QuoteMark
        && tokenized.tokens[token].quoted_span == NOT_QUOTED
        && !tokenized.spaced_before(token)
}

fn ends_with_region(tokenized: &TokenizedText, close: usize, limit: usize) -> bool {
    let last = &tokenized.tokens[close - 1];
    let after_stop = last.kind == TokenKind::Terminator;
    if close + 1 >= limit {
        return true;
    }
    let next = &tokenized.tokens[close + 1];
    if !after_stop {
        return false;
    }
    match next.kind {
        TokenKind::Word if !next.is_capital() => false,
        TokenKind::Comma
        | TokenKind::Dash
        | TokenKind::Semicolon
        | TokenKind::Colon
        | TokenKind::Terminator
        | TokenKind::Possessive => false,
        // "Why?" Lind asked. But: "It is over." Lind said the plan was dead.
        TokenKind::Word if !tokenized.token_text(close - 1).starts_with('.') => {
            !attributes(tokenized, close + 1, limit)
        }
        _ => true,
    }
}

/// Tells whether an attribution follows: a short run of words with a cue verb.
fn attributes(tokenized: &TokenizedText, from: usize, limit: usize) -> bool {
    for token in from..limit.min(from + 9) {
        let here = &tokenized.tokens[token];
        if matches!(
            here.kind,
            TokenKind::Terminator | TokenKind::Colon | TokenKind::QuoteMark
        ) {
            return false;
        }
        if here.is(Class::SPEECH_VERB) && !here.is_capital() && here.takes(Frames::QUOTED) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::quoted_spans::quoted_spans;
    use crate::annotate::text::tokenizer::tokenize;
    use crate::lang::lexicon;

    fn check(text: &str, expected: &[&str]) {
        let mut tokenized = tokenize(text, lexicon("en"));
        let quoted_spans = quoted_spans(&mut tokenized);
        let found: Vec<&str> = sentences(&tokenized, &quoted_spans)
            .iter()
            .map(|sentence| tokenized.span_of(&sentence.tokens).of(text))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn minds_abbreviations() {
        check(
            "Mr. Lind met Sen. Boer in the U.S. Senate. They spoke.",
            &["Mr. Lind met Sen. Boer in the U.S. Senate.", "They spoke."],
        );
        check(
            "He lives in the U.S. The talks failed.",
            &["He lives in the U.S.", "The talks failed."],
        );
        check(
            "J. K. Lind won 3.5 percent. She left.",
            &["J. K. Lind won 3.5 percent.", "She left."],
        );
    }

    #[test]
    fn minds_quotation_marks() {
        check(
            "“It is over. Go home,” Lind said. “Now.”",
            &["“It is over. Go home,” Lind said.", "“Now.”"],
        );
        check(
            "“Why?” Lind asked. Nobody knew.",
            &["“Why?” Lind asked.", "Nobody knew."],
        );
        check(
            "“It is over.” Then Lind left.",
            &["“It is over.”", "Then Lind left."],
        );
    }
}
