//! The terms of a plain-language query that carry its meaning.

use crate::lang::{Class, Lexicon, detect, lexicon};
use crate::query::limits::PLAIN_LANGUAGE_MIN_WORDS;
use crate::query::plan::Plan;
use crate::query::rewrite::country_names::{names, with_other_names};

/// Returns the terms that are no function words, countries with their other names; all terms if
/// nothing is left.
pub(crate) fn content_terms(terms: &[Plan], lang: &str) -> Vec<Plan> {
    let lang = language_of(terms, lang);
    let lexicon = lexicon(lang);
    let text: Vec<&str> = terms.iter().filter_map(Plan::word).collect();
    let capitalized = |word: &&&str| word.starts_with(char::is_uppercase);
    // In a sentence a capital marks a name; in a headline or a query in capitals it does not.
    let marks_names = 2 * text.iter().filter(capitalized).count() <= text.len() + 1;
    let is_content_term = |at: usize, auxiliaries: bool| {
        let Some(word) = terms[at].word() else {
            return true;
        };
        let named = at > 0 && marks_names && word.starts_with(char::is_uppercase);
        named || is_content(word, lexicon, auxiliaries) || !names(&terms[at], lang).is_empty()
    };
    let keep = |auxiliaries: bool| -> Vec<Plan> {
        let content = (0..terms.len()).filter(|&at| is_content_term(at, auxiliaries));
        content
            .map(|at| with_other_names(terms, at, lang))
            .collect()
    };
    let content = keep(false);
    if content.len() > 1 || terms.len() >= PLAIN_LANGUAGE_MIN_WORDS && !content.is_empty() {
        return content;
    }
    // One word alone loses too much by what may be a name: "theresa may".
    let content = keep(true);
    match content.is_empty() {
        true => terms.to_vec(),
        false => content,
    }
}

fn is_content(word: &str, lexicon: &Lexicon, auxiliaries: bool) -> bool {
    let class = lexicon.word(&word.to_lowercase()).class;
    !class.has(Class::FUNCTION_WORDS) || auxiliaries && class.has(Class::AUXILIARY)
}

/// Returns the language of the terms: the archive's, unless they are a sentence with more function
/// words of another.
fn language_of<'l>(terms: &[Plan], lang: &'l str) -> &'l str {
    let lower: Vec<String> = terms
        .iter()
        .filter_map(Plan::word)
        .map(str::to_lowercase)
        .collect();
    if lower.len() < PLAIN_LANGUAGE_MIN_WORDS {
        return lang;
    }
    let Some(guessed) = detect(&lower.join(" ")) else {
        return lang;
    };
    let known = |lang: &str| {
        let lexicon = lexicon(lang);
        let function = |word: &&String| lexicon.word(word).class.has(Class::FUNCTION_WORDS);
        lower.iter().filter(function).count()
    };
    match known(guessed) > known(lang) {
        true => guessed,
        false => lang,
    }
}
