//! Utterances.

use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::{Region, Style};
use crate::annotate::text::tokens::Kind;
use crate::annotate::titles_in_quotes::is_title;

/// Tells speech from words in marks that nobody says: titles, nicknames, words held with tongs.
pub(crate) fn is_utterance(scene: &ParsedArticle, region: &Region) -> bool {
    let words = scene.reading.tokens[region.open + 1..region.close]
        .iter()
        .filter(|token| token.kind == Kind::Word)
        .count();
    let first_word = scene.reading.tokens[region.open + 1..region.close]
        .iter()
        .find(|token| token.kind == Kind::Word);
    let begins = first_word.is_some_and(|token| token.is_capital());
    let last = region.inner.of(scene.reading.text).chars().next_back();
    let ends =
        last.is_some_and(|c| matches!(c, '.' | '!' | '?' | ',' | '…' | '—' | '–' | ';' | ':'));
    if matches!(region.style, Style::Dash | Style::Turn) {
        return true;
    }
    if region.style == Style::Single && !(begins && ends) {
        return false;
    }
    let opens_sentence = scene.before(region).is_none_or(|before| {
        matches!(scene.kind(before), Some(Kind::Stop | Kind::Colon)) || !scene.narrates(before)
    });
    if is_title(scene, region) {
        return false;
    }
    (begins && words >= 3)
        || (ends && words >= 2 && (begins || opens_sentence))
        || words >= 7
        || (opens_sentence && ends && begins)
        || !region.closed
}
