//! Forms of a name: its parts, its acronym, its spelling.

use crate::annotate::entities::mention::Mention;
use crate::annotate::text::tokens::TokenizedText;
use crate::annotate::text::word_lists::WordList;
use crate::text::fold::fold;
use std::ops::Range;

/// Returns the parts of a name, case-folded, without suffixes ("Jr.", "III").
pub(crate) fn name_parts(tokenized: &TokenizedText, mention: &Mention) -> Vec<String> {
    let words = mention
        .name
        .clone()
        .map(|token| fold(tokenized.token_text(token)));
    let mut parts: Vec<String> = words
        .map(|mut word| {
            word.truncate(word.trim_end_matches('.').len());
            word
        })
        .filter(|word| !word.is_empty())
        .collect();
    while parts.len() > 1
        && parts
            .last()
            .is_some_and(|last| WordList::NameSuffixes.contains(last))
    {
        parts.pop();
    }
    parts
}

/// Returns an organisation's acronym, case-folded: "ndu" of "national democratic union".
pub(crate) fn acronym(parts: &[String]) -> Option<String> {
    let minor = |word: &&String| !WordList::UnabbreviatedWords.contains(word);
    let short: String = parts
        .iter()
        .filter(minor)
        .filter_map(|word| word.chars().next())
        .collect();
    (parts.len() > 1 && short.len() > 1).then_some(short)
}

/// Returns a name as it is printed: one space between words.
pub(crate) fn canonical_spelling(tokenized: &TokenizedText, tokens: Range<usize>) -> String {
    let Some(last) = tokens.clone().next_back() else {
        return String::new();
    };
    let words = tokenized
        .span_between(tokens.start, last)
        .of(tokenized.text);
    let mut spelling = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !spelling.is_empty() {
            spelling.push(' ');
        }
        spelling.push_str(word);
    }
    spelling
}

/// Returns "Sergei Lavrov" for "SERGEI LAVROV"; short names in capitals may be acronyms and stay.
pub(crate) fn title_cased(name: String) -> String {
    let shouted = name.len() > 3 && name.chars().all(|c| !c.is_lowercase());
    if !shouted || name.contains('.') {
        return name;
    }
    let mut first = true;
    let letter = |c: char| {
        let begins = std::mem::replace(&mut first, !c.is_alphabetic());
        if begins {
            c.to_string()
        } else {
            c.to_lowercase().to_string()
        }
    };
    name.chars().map(letter).collect()
}
