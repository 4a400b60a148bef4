//! Finds quoted spans: in quotation marks, after dialogue dashes, in transcript turns.

pub(crate) mod quoted_span;

pub(crate) mod quote_mark;

pub(crate) mod dialogue_dashes;
pub(crate) mod quotation_marks;
pub(crate) mod transcript_turns;

use crate::annotate::quoted_spans::quoted_span::QuotedSpan;
use crate::annotate::text::tokens::{NOT_QUOTED, TokenizedText};

/// Returns the quoted spans in text order, and sets the quoted span of each token.
///
/// Quoted spans do not nest: quotation marks inside quotation marks belong to the outer pair.
pub(crate) fn quoted_spans(tokenized: &mut TokenizedText) -> Vec<QuotedSpan> {
    let mut quoted_spans: Vec<QuotedSpan> = Vec::new();
    let turns = transcript_turns::turns(tokenized);
    let dashes = dialogue_dashes::paragraphs(tokenized);
    for paragraph in 0..tokenized.paragraph_tokens.len() {
        let first = quoted_spans.len();
        if let Ok(turn) = turns.binary_search_by_key(&paragraph, |turn| turn.paragraph) {
            quoted_spans.push(turns[turn]);
            continue;
        }
        if dashes.binary_search(&paragraph).is_ok() {
            dialogue_dashes::in_paragraph(tokenized, paragraph, &mut quoted_spans);
            continue;
        }
        quotation_marks::in_paragraph(tokenized, paragraph, &mut quoted_spans);
        let opens = tokenized.paragraph_tokens[paragraph].start;
        let left_open = first.checked_sub(1).is_some_and(|last| {
            let last: &QuotedSpan = &quoted_spans[last];
            !last.closed && last.paragraph + 1 == paragraph
        });
        if left_open
            && quoted_spans
                .get(first)
                .is_some_and(|quoted| quoted.open == opens)
        {
            quoted_spans[first].continues = true;
        }
    }
    for (index, quoted) in quoted_spans.iter().enumerate() {
        let last = quoted.close.min(tokenized.tokens.len().saturating_sub(1));
        for token in &mut tokenized.tokens[quoted.open..=last] {
            token.quoted_span = index as u32;
        }
        if !quoted.closed && quoted.close < tokenized.tokens.len() {
            tokenized.tokens[quoted.close].quoted_span = NOT_QUOTED;
        }
    }
    quoted_spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::text::tokenizer::tokenize;
    use crate::lang::lexicon;

    #[test]
    fn runs_over_paragraphs() {
        let text = "“One.\n\n“Two.”\n\n“Three.”";
        let mut tokenized = tokenize(text, lexicon("en"));
        let found: Vec<(bool, bool)> = quoted_spans(&mut tokenized)
            .iter()
            .map(|quoted| (quoted.closed, quoted.continues))
            .collect();
        assert_eq!(found, [(false, false), (true, true), (true, false)]);
    }
}
