//! Abbreviations that are also a small word: `US` and `U.S.` are not "us", `WHO` is not "who".
//!
//! Analysis gives initials the same term with full stops and without, so `UK` finds "U.K."; only an
//! abbreviation whose letters are a function word of some language must be written in capitals.

use crate::lang::{Class, any_language_has};
use crate::query::field::Field;
use crate::query::plan::Plan;
use crate::query::term::{Case, TermMatch};

/// The longest abbreviation, in letters.
const MAX_LETTERS: usize = 4;

/// Returns the plan with each such abbreviation in text matching in capitals only.
///
/// In a query typed in capitals throughout, only initials with full stops are abbreviations.
pub(crate) fn match_abbreviations(plan: Plan) -> Plan {
    let capitals = is_all_in_capitals(&plan);
    plan.map(&|plan| match plan {
        Plan::Word { field, word } if field.is_text() => match in_capitals(&word, capitals) {
            Some(term) => Plan::TermMatch { field, term },
            None => Plan::Word { field, word },
        },
        Plan::Phrase { field, words } if field.is_text() => phrase(field, words, capitals),
        Plan::Sequence { field, terms, slop } if field.is_text() => Plan::Sequence {
            field,
            terms: terms.into_iter().map(|term| stem(term, capitals)).collect(),
            slop,
        },
        other => other,
    })
}

/// Returns the terms of a query in the same way.
pub(crate) fn with_abbreviations(terms: Vec<Plan>) -> Vec<Plan> {
    match match_abbreviations(Plan::Any(terms)) {
        Plan::Any(terms) => terms,
        term => vec![term],
    }
}

fn phrase(field: Field, words: Vec<String>, capitals: bool) -> Plan {
    if words
        .iter()
        .all(|word| in_capitals(word, capitals).is_none())
    {
        return Plan::Phrase { field, words };
    }
    let terms = words.into_iter().map(TermMatch::Stem);
    Plan::Sequence {
        field,
        terms: terms.map(|term| stem(term, capitals)).collect(),
        slop: 0,
    }
}

fn stem(term: TermMatch, capitals: bool) -> TermMatch {
    match &term {
        TermMatch::Stem(word) => in_capitals(word, capitals).unwrap_or(term),
        _ => term,
    }
}

/// Returns the match in capitals of an abbreviation that is also a small word.
fn in_capitals(word: &str, capitals: bool) -> Option<TermMatch> {
    let letters: String = word.chars().filter(|&c| c != '.').collect();
    let length = letters.chars().count();
    let initials = letters.len() < word.len();
    let abbreviates = initials || (!capitals && letters.chars().all(char::is_uppercase));
    let operator = matches!(letters.as_str(), "AND" | "OR" | "NOT" | "IN");
    if operator || !abbreviates || !(2..=MAX_LETTERS).contains(&length) || !is_small_word(&letters)
    {
        return None;
    }
    Some(TermMatch::Caps(Case::AllCaps, letters.to_uppercase()))
}

/// Tells whether the query is typed in capitals throughout, and not a lone abbreviation.
fn is_all_in_capitals(plan: &Plan) -> bool {
    let mut words: Vec<String> = Vec::new();
    for leaf in plan.leaves() {
        match leaf {
            Plan::Word { word, .. } => words.push(word.clone()),
            Plan::Phrase { words: more, .. } => words.extend(more.iter().cloned()),
            _ => {}
        }
    }
    // Numbers have no case.
    words.retain(|word| word.contains(char::is_alphabetic));
    let lower = |word: &String| word.contains(char::is_lowercase);
    words.len() > 1 && !words.iter().any(lower)
}

/// Tells whether a word is a function word in any language that is known.
fn is_small_word(word: &str) -> bool {
    any_language_has(&word.to_lowercase(), Class::FUNCTION_WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Country;
    use crate::query::parse::parse;
    use crate::query::rewrite::lower::to_plan;

    fn check(typed: &str, expected: &str) {
        let nowhere = |_: &str| -> Option<Country> { None };
        let plan = to_plan(&parse(typed, &nowhere).query);
        assert_eq!(plan.to_string(), expected, "{typed}");
    }

    #[test]
    fn small_words_match_in_capitals() {
        check("US", "allcaps(US)");
        check("U.S. troops", "(allcaps(US) AND troops)");
        check("u.s.", "allcaps(US)");
        check("WHO warned", "(allcaps(WHO) AND warned)");
        check("title:US", "title:allcaps(US)");
    }

    #[test]
    fn phrases_too() {
        let nowhere = |_: &str| -> Option<Country> { None };
        let plan = to_plan(&parse("\"the US troops\"", &nowhere).query);
        let caps = |term: &TermMatch| matches!(term, TermMatch::Caps(Case::AllCaps, _));
        assert!(
            matches!(&plan, Plan::Sequence { terms, .. } if terms.iter().any(caps)),
            "{plan:?}"
        );
    }

    #[test]
    fn others_stay() {
        check("UK", "UK");
        check("us", "us");
        check("nato", "nato");
        check("speaker:US", "speaker:US");
        check("TAX CUTS FOR US", "(TAX AND CUTS AND FOR AND US)");
        check("WAR IN US", "(WAR AND \"IN\" AND US)");
    }
}
