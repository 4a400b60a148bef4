//! Tells quoted speech from scare quotes, titles and nicknames.

use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::{QuoteStyle, QuotedSpan};
use crate::annotate::text::tokens::TokenKind;
use crate::annotate::titles_in_quotes::is_title;

/// Tells whether a quoted span is an utterance: by its length, its capital, its final punctuation
/// and its place in the sentence.
pub(crate) fn is_utterance(parsed: &ParsedArticle, quoted: &QuotedSpan) -> bool {
    let words = parsed.tokenized.tokens[quoted.open + 1..quoted.close]
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .count();
    let first_word = parsed.tokenized.tokens[quoted.open + 1..quoted.close]
        .iter()
        .find(|token| token.kind == TokenKind::Word);
    let begins = first_word.is_some_and(|token| token.is_capital());
    let last = quoted.content.of(parsed.tokenized.text).chars().next_back();
    let ends =
        last.is_some_and(|c| matches!(c, '.' | '!' | '?' | ',' | '…' | '—' | '–' | ';' | ':'));
    if matches!(
        quoted.style,
        QuoteStyle::DialogueDash | QuoteStyle::TranscriptTurn
    ) {
        return true;
    }
    if quoted.style == QuoteStyle::SingleMarks && !(begins && ends) {
        return false;
    }
    let opens_sentence = parsed.token_before(quoted).is_none_or(|before| {
        matches!(
            parsed.kind(before),
            Some(TokenKind::Terminator | TokenKind::Colon)
        ) || !parsed.is_narration(before)
    });
    if is_title(parsed, quoted) {
        return false;
    }
    (begins && words >= 3)
        || (ends && words >= 2 && (begins || opens_sentence))
        || words >= 7
        || (opens_sentence && ends && begins)
        || !quoted.closed
}
