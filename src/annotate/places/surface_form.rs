//! How a name is written in a text: in capitals, with an article grown to it, with a tail.

use crate::annotate::text::tokens::{Kind, Reading, Shape, Token};
use crate::text::fold::fold_into;

pub(crate) fn is_shouted(token: &Token, words: &str) -> bool {
    token.shape == Shape::Upper && words.len() > 3
}

/// "TBILISI" as "Tbilisi".
pub(crate) fn calmed(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next();
    first
        .into_iter()
        .chain(letters.flat_map(char::to_lowercase))
        .collect()
}

/// Tells whether the `step`th word after `token` is this one; a possessive is part of its word.
pub(crate) fn says(reading: &Reading, token: usize, step: usize, word: &str) -> bool {
    let at = at_word(reading, token, step);
    let Some(here) = reading.tokens.get(at) else {
        return false;
    };
    let words = name_part(reading.words(at));
    match word.strip_suffix("'s") {
        Some(stem) => {
            let next = reading.tokens.get(at + 1);
            words == stem && next.is_some_and(|next| next.kind == Kind::Possessive)
        }
        None => {
            words == word
                || is_shouted(here, words) && calmed(words) == word
                || word.contains('\'') && words.replace('’', "'") == word
        }
    }
}

/// Returns the token of the `step`th word after `token`, not counting possessives.
pub(crate) fn at_word(reading: &Reading, token: usize, step: usize) -> usize {
    let mut at = token;
    for _ in 0..step {
        at += 1;
        let possessive = |token: &Token| token.kind == Kind::Possessive;
        at += usize::from(reading.tokens.get(at).is_some_and(possessive));
    }
    at
}

/// Appends a word as the list of towns writes it: folded, without dots.
pub(crate) fn fold_word(reading: &Reading, token: usize, key: &mut String) {
    let words = &reading.words(token)[elided(reading, token)..];
    fold_into(name_part(words).trim_end_matches('.'), key);
}

/// Returns how many bytes of a French word are an article's or a preposition's: "l'Allemagne".
pub(crate) fn elided(reading: &Reading, token: usize) -> usize {
    if reading.lexicon.code() != "fr" {
        return 0;
    }
    let words = reading.words(token);
    let mut letters = words.char_indices();
    let head = letters.next().map(|(_, c)| c);
    let mark = letters.next().filter(|(_, c)| matches!(c, '\'' | '’'));
    match (head, mark, letters.next()) {
        (Some('l' | 'L' | 'd' | 'D'), Some(_), Some((at, c))) if c.is_uppercase() => at,
        _ => 0,
    }
}

/// Returns a word without what hangs on it: "Dhabi" of "Dhabi-based".
pub(crate) fn name_part(words: &str) -> &str {
    const HANGS_ON: [&str; 12] = [
        "-based",
        "-born",
        "-backed",
        "-led",
        "-area",
        "-bound",
        "-style",
        "-wide",
        "-made",
        "-owned",
        "-controlled",
        "-run",
    ];
    let Some(at) = words.bytes().rposition(|byte| byte == b'-') else {
        return words;
    };
    let tail = &words[at..];
    if HANGS_ON.contains(&tail) {
        &words[..words.len() - tail.len()]
    } else {
        words
    }
}
