//! Titles before a name, and names of organisations rather than people.

use crate::lang::{Class, LANGUAGES, Language, any_language_has, lexicon};
use crate::place::lookup;

/// Returns the number of words at the start that are titles, never all of them.
pub(crate) fn title_count(words: &[&str]) -> usize {
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let mut titles = 0;
    'more: while titles + 1 < words.len() {
        let remaining = words.len() - titles;
        for length in (1..remaining.min(5)).rev() {
            let title = lower[titles..titles + length].join(" ");
            // "President Biden", but "Hunter Biden": a role alone may be a given name.
            if is_title(&title, remaining - length) {
                titles += length;
                continue 'more;
            }
        }
        // "Foreign Minister Ann Lee", "Union leader Ann Lee": modifiers before a role.
        let next = lower[titles..].iter().take(4).skip(1);
        let ahead = next.enumerate().find(|(at, word)| {
            let remaining = remaining.saturating_sub(at + 2);
            remaining > 1 && any_language_has(word, Class::ROLE) && !is_given(word)
        });
        match ahead {
            Some((at, _)) if !is_given(&lower[titles]) => titles += at + 2,
            _ => break,
        }
    }
    titles
}

/// Tells whether words are a title of a name of which so many words remain.
fn is_title(title: &str, remaining: usize) -> bool {
    if is_given(title) {
        return false;
    }
    any_language_has(title, Class::HONORIFIC)
        || any_language_has(title.trim_end_matches('.'), Class::HONORIFIC)
        || remaining > 1 && (any_language_has(title, Class::ROLE) || is_compound_role(title))
}

/// "Energieministerin": a compound whose head is a role.
fn is_compound_role(word: &str) -> bool {
    let is_head = |at: &usize| *at >= 3 && word.len() - at >= 6;
    let starts = word.char_indices().map(|(at, _)| at).filter(is_head);
    let heads = starts.map(|at| &word[at..]);
    let mut compounding = LANGUAGES
        .iter()
        .filter(|language| language.grammar.compounds);
    compounding.any(|language| {
        let mut heads = heads.clone();
        heads.any(|head| lexicon(language.code).word(head).class.has(Class::ROLE))
    })
}

fn is_given(lower: &str) -> bool {
    let name = lexicon(Language::fallback().code).word(lower).name;
    name.has(Class::GIVEN)
}

/// Tells whether words name an organisation or a place rather than a person: an organisation's
/// head noun, an acronym, or a name of the gazetteer.
pub(crate) fn names_organisation(words: &[&str]) -> bool {
    let is_acronym = |word: &&str| {
        let letters = word.chars().filter(|letter| letter.is_alphabetic());
        word.chars().all(|c| !c.is_lowercase()) && (2..=6).contains(&letters.count())
    };
    if let [word] = words {
        return is_acronym(word)
            || lookup(word).is_some()
            || any_language_has(&word.to_lowercase(), Class::ORGANISATION);
    }
    let mut given = words.iter().take(words.len().saturating_sub(1));
    if given.any(|word| is_given(&word.to_lowercase())) {
        return false;
    }
    let lower = words.iter().map(|word| word.to_lowercase());
    let has_title = title_count(words) > 0;
    !has_title
        && lower
            .into_iter()
            .any(|word| any_language_has(&word, Class::ORGANISATION))
}
