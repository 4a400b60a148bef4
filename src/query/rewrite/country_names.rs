//! A country in a plain-language query: its one-word names and demonyms count as one word, so that
//! "China" and "Chinese" meet.

use crate::place::{lookup, means_another_place, one_word_names};
use crate::query::field::Field;
use crate::query::plan::Plan;
use crate::query::term::{Case, TermMatch};

/// The weight of a country's other names beside the one in a sentence, which has more to be found
/// by: "Israeli" beside "Israel".
const OTHER_NAMES: f32 = 0.15;

/// Returns a country's name, and its other names with less weight; any other term as it is.
pub(crate) fn weighted_names(term: Plan) -> Vec<Plan> {
    let Plan::Or(mut names) = term else {
        return vec![term];
    };
    let first = names.remove(0);
    let others = names.into_iter().map(|name| Plan::Boost {
        by: OTHER_NAMES,
        part: Box::new(name),
    });
    std::iter::once(first).chain(others).collect()
}

/// Returns the term at an index; if it names a country, with its other one-word names and demonyms
/// as alternatives.
pub(crate) fn with_other_names(terms: &[Plan], at: usize, lang: &str) -> Plan {
    let term = &terms[at];
    let names = names(term, lang);
    if names.len() < 2 || is_in_longer_name(terms, at) {
        return term.clone();
    }
    let mut alternatives: Vec<Plan> = Vec::new();
    // The word as typed comes first, so that it is what is shown first.
    if term
        .word()
        .is_some_and(|word| word.contains(char::is_lowercase))
    {
        alternatives.push(term.clone());
    }
    for name in names {
        let other = country_name(name);
        if !is_inflection(&alternatives, name) && !alternatives.contains(&other) {
            alternatives.push(other);
        }
    }
    match alternatives.len() {
        1 => alternatives.remove(0),
        _ => Plan::Or(alternatives),
    }
}

/// Tells whether the word at an index is part of a name that is not its country's: "Latin America".
fn is_in_longer_name(terms: &[Plan], at: usize) -> bool {
    let words: Vec<&str> = terms
        .iter()
        .map(|term| written(term).unwrap_or_default())
        .collect();
    lookup(words[at]).is_some_and(|country| means_another_place(&words, at, country))
}

/// Tells whether a name is one of the words in lower case or in the plural, which they find anyway.
fn is_inflection(alternatives: &[Plan], name: &str) -> bool {
    let lower = name.to_lowercase();
    let singular = lower.strip_suffix('s').unwrap_or(&lower);
    let mut known = alternatives.iter().filter_map(Plan::word);
    known.any(|word| [lower.as_str(), singular].contains(&word.to_lowercase().as_str()))
}

/// Returns the one-word names of the country that a term names.
pub(crate) fn names(term: &Plan, lang: &str) -> Vec<&'static str> {
    written(term).map_or_else(Vec::new, |word| one_word_names(word, lang))
}

/// Returns the word of a term that is a word or an abbreviation.
fn written(term: &Plan) -> Option<&str> {
    match term {
        Plan::Word { word, .. }
        | Plan::TermMatch {
            term: TermMatch::Caps(_, word),
            ..
        } => Some(word),
        _ => None,
    }
}

/// Returns a name as a term: an abbreviation, with full stops or without, only in capitals.
fn country_name(name: &str) -> Plan {
    let field = Field::Words;
    match name.contains(char::is_lowercase) {
        true => Plan::Word {
            field,
            word: name.to_owned(),
        },
        false => Plan::TermMatch {
            field,
            term: TermMatch::Caps(Case::AllCaps, name.replace('.', "")),
        },
    }
}
