//! Turns of interviews and transcripts: paragraphs that begin with a speaker label and a colon.
//!
//! A single label is a list or a headline; a conversation has several, some of them repeated.

use crate::annotate::quoted_spans::quoted_span::{QuoteStyle, QuotedSpan};
use crate::annotate::text::tokens::{Shape, TokenKind, TokenizedText};
use crate::lang::Class;
use crate::text::paragraphs::trim;
use rustc_hash::FxHashMap;

/// The least number of labels in a conversation, and the greatest length of one, in tokens.
const LEAST: usize = 4;
const LONGEST: usize = 7;

/// Returns the turns of a conversation in order, one for each paragraph.
///
/// A speaker who only asks questions is the interviewer, whose turns are left out. A paragraph
/// without a label continues the turn before it, if most paragraphs have labels.
pub(crate) fn turns(tokenized: &TokenizedText) -> Vec<QuotedSpan> {
    let labels: Vec<(usize, usize)> = (0..tokenized.paragraph_tokens.len())
        .filter_map(|paragraph| Some((paragraph, label(tokenized, paragraph)?)))
        .collect();
    // Who speaks, and whether they only ever ask.
    let mut asking: FxHashMap<&str, bool> = FxHashMap::default();
    for (index, &(paragraph, colon)) in labels.iter().enumerate() {
        let asks = asks(tokenized, &labels, index);
        let only = asking.entry(name(tokenized, paragraph, colon));
        only.and_modify(|only| *only &= asks).or_insert(asks);
    }
    let all = labels.len();
    if all < LEAST || asking.len() < 2 || asking.len() * 3 > all * 2 {
        return Vec::new();
    }
    let (first, last) = (labels[0].0, labels[all - 1].0);
    let dense = all * 2 > last - first;
    let mut turns = Vec::new();
    let mut next = 0;
    let mut answers = false;
    for paragraph in first..=last {
        let range = tokenized.paragraph_tokens[paragraph].clone();
        if labels.get(next).is_some_and(|(at, _)| *at == paragraph) {
            let colon = labels[next].1;
            next += 1;
            answers = !asking[name(tokenized, paragraph, colon)];
            if answers {
                turns.extend(labelled_turn(tokenized, paragraph, colon));
            }
        } else if dense && answers && !range.is_empty() {
            turns.extend(continued_turn(tokenized, paragraph));
        }
    }
    turns
}

/// Tells whether a turn, up to the next label, ends with a question.
fn asks(tokenized: &TokenizedText, labels: &[(usize, usize)], index: usize) -> bool {
    let first = labels[index].0;
    let last = labels
        .get(index + 1)
        .map_or(first, |next| next.0.saturating_sub(1).max(first));
    let words = (first..=last)
        .rev()
        .find(|&paragraph| !tokenized.paragraph_tokens[paragraph].is_empty());
    words.is_some_and(|paragraph| {
        let end = tokenized.paragraph_tokens[paragraph].end;
        tokenized.token_text(end - 1).contains(['?', '？'])
    })
}

/// Returns the turn after a label's colon.
fn labelled_turn(tokenized: &TokenizedText, paragraph: usize, colon: usize) -> Option<QuotedSpan> {
    let end = tokenized.paragraph_tokens[paragraph].end;
    if colon + 1 >= end {
        return None;
    }
    Some(QuotedSpan {
        open: colon,
        close: end - 1,
        content: trim(tokenized.text, tokenized.span_between(colon + 1, end - 1)),
        closed: true,
        style: QuoteStyle::TranscriptTurn,
        paragraph,
        continues: false,
    })
}

/// Returns a whole paragraph that goes on with the turn before it.
fn continued_turn(tokenized: &TokenizedText, paragraph: usize) -> Option<QuotedSpan> {
    let range = &tokenized.paragraph_tokens[paragraph];
    if range.is_empty() {
        return None;
    }
    Some(QuotedSpan {
        open: range.start,
        close: range.end - 1,
        content: trim(tokenized.text, tokenized.span_of(range)),
        closed: true,
        style: QuoteStyle::TranscriptTurn,
        paragraph,
        continues: true,
    })
}

/// Returns the label as written.
fn name<'t>(tokenized: &TokenizedText<'t>, paragraph: usize, colon: usize) -> &'t str {
    let first = tokenized.paragraph_tokens[paragraph].start;
    tokenized.span_between(first, colon - 1).of(tokenized.text)
}

/// Returns the colon of a paragraph's label: "Q:", "MR. LIND:", "Anna Lind:".
fn label(tokenized: &TokenizedText, paragraph: usize) -> Option<usize> {
    let range = tokenized.paragraph_tokens[paragraph].clone();
    let colon = range
        .clone()
        .take(LONGEST)
        .find(|&token| tokenized.tokens[token].kind == TokenKind::Colon)?;
    let words = range.start..colon;
    let named = words.clone().all(|token| {
        let here = &tokenized.tokens[token];
        match here.kind {
            TokenKind::Word => here.is_capital() || here.is(Class::HONORIFIC),
            TokenKind::QuoteMark | TokenKind::OpenBracket | TokenKind::CloseBracket => true,
            TokenKind::Terminator => here.span().len() == 1,
            _ => false,
        }
    });
    let spoken = words.clone().any(|token| {
        let here = &tokenized.tokens[token];
        let letter = tokenized.token_text(token).len() == 1 && here.shape != Shape::Lower;
        here.kind == TokenKind::Word && (letter || here.is_capital())
    });
    // "LIND: “No.”" keeps its marks.
    let marked = tokenized
        .tokens
        .get(colon + 1)
        .filter(|_| colon + 1 < range.end)
        .is_none_or(|next| next.kind == TokenKind::QuoteMark);
    (!words.is_empty() && named && spoken && !marked).then_some(colon)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::text::tokenizer::tokenize;
    use crate::lang::lexicon;

    fn check(text: &str, expected: &[&str]) {
        let tokenized = tokenize(text, lexicon("en"));
        let found: Vec<&str> = turns(&tokenized)
            .iter()
            .map(|turn| turn.content.of(text))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_answers() {
        check(
            "Lind spoke to us.\n\nQ: Why?\n\nA: I had to.\n\nIt was late.\n\nQ: And now?\n\nA: We wait.",
            &["I had to.", "It was late.", "We wait."],
        );
    }

    #[test]
    fn finds_speakers_by_name() {
        check(
            "MR. LIND: No.\nANNA BOER: Why?\nMR. LIND: Because.\nANNA BOER: I see.",
            &["No.", "Why?", "Because.", "I see."],
        );
    }

    #[test]
    fn a_list_is_no_conversation() {
        check(
            "Monday: rain.\nTuesday: sun.\nFriday: fog.\nSunday: snow.",
            &[],
        );
        check("Lind: No.\nBoer: Why?", &[]);
    }
}
