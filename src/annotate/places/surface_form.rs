//! Surface forms of place names: capitals, elided articles, suffixes.

use crate::annotate::text::tokens::{Shape, Token, TokenKind, TokenizedText};
use crate::annotate::text::word_lists::WordList;
use crate::text::fold::fold_into;

pub(crate) fn is_all_caps(token: &Token, words: &str) -> bool {
    token.shape == Shape::AllCaps && words.len() > 3
}

/// "TBILISI" as "Tbilisi".
pub(crate) fn title_cased(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next();
    first
        .into_iter()
        .chain(letters.flat_map(char::to_lowercase))
        .collect()
}

/// Tells whether the word `step` words after `token` is this one; a possessive is part of its word.
pub(crate) fn word_matches(
    tokenized: &TokenizedText,
    token: usize,
    step: usize,
    word: &str,
) -> bool {
    let at = nth_word(tokenized, token, step);
    let Some(here) = tokenized.tokens.get(at) else {
        return false;
    };
    let words = name_part(tokenized.token_text(at));
    match word.strip_suffix("'s") {
        Some(stem) => {
            let next = tokenized.tokens.get(at + 1);
            words == stem && next.is_some_and(|next| next.kind == TokenKind::Possessive)
        }
        None => {
            words == word
                || is_all_caps(here, words) && title_cased(words) == word
                || word.contains('\'') && words.replace('’', "'") == word
        }
    }
}

/// Returns the token of the word `step` words after `token`, not counting possessives.
pub(crate) fn nth_word(tokenized: &TokenizedText, token: usize, step: usize) -> usize {
    let mut at = token;
    for _ in 0..step {
        at += 1;
        let possessive = |token: &Token| token.kind == TokenKind::Possessive;
        at += usize::from(tokenized.tokens.get(at).is_some_and(possessive));
    }
    at
}

/// Appends a word as the list of towns has it: folded, without full stops.
pub(crate) fn fold_word(tokenized: &TokenizedText, token: usize, key: &mut String) {
    let words = &tokenized.token_text(token)[elision_length(tokenized, token)..];
    fold_into(name_part(words).trim_end_matches('.'), key);
}

/// Returns the length in bytes of an elided article or preposition: 2 for "l'Allemagne".
pub(crate) fn elision_length(tokenized: &TokenizedText, token: usize) -> usize {
    if !tokenized.lexicon.elided_articles() {
        return 0;
    }
    let words = tokenized.token_text(token);
    let mut letters = words.char_indices();
    let head = letters.next().map(|(_, c)| c);
    let mark = letters.next().filter(|(_, c)| matches!(c, '\'' | '’'));
    match (head, mark, letters.next()) {
        (Some('l' | 'L' | 'd' | 'D'), Some(_), Some((at, c))) if c.is_uppercase() => at,
        _ => 0,
    }
}

/// Returns a word without its suffix: "Dhabi" for "Dhabi-based".
pub(crate) fn name_part(words: &str) -> &str {
    let Some(at) = words.bytes().rposition(|byte| byte == b'-') else {
        return words;
    };
    let tail = &words[at..];
    if WordList::PlaceSuffixes.contains(tail) {
        &words[..words.len() - tail.len()]
    } else {
        words
    }
}
