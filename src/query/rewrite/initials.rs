//! Abbreviations with and without full stops: `UN` finds "U.N." too, and `U.S.` finds "US".
//!
//! An abbreviation that is also a small word of some language matches in capitals only: `US` is
//! not "us", `WHO` not "who".

use crate::lang::{Class, LANGUAGES, lexicon};
use crate::query::field::Field;
use crate::query::plan::Plan;
use crate::query::proximity::{Distance, Near};
use crate::query::term::{Case, TermMatch};

/// Directly one after the other.
const ADJACENT: Near = Near {
    distance: Distance::Words(1),
    ordered: true,
    negated: false,
};

/// Of a longer phrase with more abbreviations, the rest match only as typed.
const MOST_IN_PHRASE: usize = 4;

/// The classes of words too frequent to be meant by an abbreviation.
const SMALL_WORDS: Class = Class::DETERMINER
    .with(Class::PRONOUN)
    .with(Class::POSSESSIVE)
    .with(Class::PREPOSITION)
    .with(Class::CONJUNCTION)
    .with(Class::SUBORDINATOR)
    .with(Class::RELATIVE)
    .with(Class::AUXILIARY)
    .with(Class::NEGATION)
    .with(Class::THAT)
    .with(Class::AS);

/// Returns the plan with each abbreviation in text in both of its spellings.
///
/// In a query typed in capitals throughout, no word is an abbreviation.
pub(crate) fn with_initials(plan: Plan) -> Plan {
    let capitals = all_in_capitals(&plan);
    plan.map(&|plan| match plan {
        Plan::Word { field, word } if field.is_text() => {
            in_phrase(field, vec![TermMatch::Stem(word)], capitals)
        }
        Plan::Phrase { field, words } if field.is_text() => {
            let terms = words.into_iter().map(TermMatch::Stem).collect();
            in_phrase(field, terms, capitals)
        }
        Plan::Sequence {
            field,
            terms,
            slop: 0,
        } if field.is_text() && !terms.iter().any(is_exact) => in_phrase(field, terms, capitals),
        other => other,
    })
}

fn is_exact(term: &TermMatch) -> bool {
    matches!(term, TermMatch::Exact(_) | TermMatch::Caps(..))
}

/// Tells whether all words are in capitals, and some are too long for abbreviations.
fn all_in_capitals(plan: &Plan) -> bool {
    let mut words: Vec<&str> = Vec::new();
    for leaf in plan.leaves() {
        match leaf {
            Plan::Word { word, .. } => words.push(word),
            Plan::Phrase { words: more, .. } => words.extend(more.iter().map(String::as_str)),
            _ => {}
        }
    }
    let lower = |word: &&str| word.contains(char::is_lowercase);
    let long = |word: &&str| word.chars().nth(4).is_some();
    !words.iter().any(lower) && words.iter().any(long)
}

/// A piece of a phrase: plain words, or an abbreviation.
enum Piece {
    Terms(Vec<TermMatch>),
    Initials(Plan),
}

/// Returns a phrase with its abbreviations in both spellings.
fn in_phrase(field: Field, terms: Vec<TermMatch>, capitals: bool) -> Plan {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut found = 0;
    let mut at = 0;
    while at < terms.len() {
        let length = match found < MOST_IN_PHRASE {
            true => initials_at(&terms[at..]),
            false => 0,
        };
        let (plan, length) = match (length, &terms[at]) {
            (0, TermMatch::Stem(word)) if found < MOST_IN_PHRASE && !capitals => {
                (without_stops(field, word), 1)
            }
            (0, _) => (None, 1),
            (length, _) => (Some(with_stops(field, &terms[at..at + length])), length),
        };
        match (plan, pieces.last_mut()) {
            (Some(plan), _) => {
                found += 1;
                pieces.push(Piece::Initials(plan));
            }
            (None, Some(Piece::Terms(plain))) => plain.push(terms[at].clone()),
            (None, _) => pieces.push(Piece::Terms(vec![terms[at].clone()])),
        }
        at += length;
    }
    let parts = pieces.into_iter().filter_map(|piece| match piece {
        Piece::Initials(plan) => Some(plan),
        Piece::Terms(terms) => simplest(field, terms),
    });
    let whole = parts.reduce(|whole, part| Plan::Near {
        near: ADJACENT,
        parts: Box::new([whole, part]),
    });
    whole.unwrap_or(Plan::All)
}

/// Returns terms in a row as the plan they are typed as.
fn simplest(field: Field, terms: Vec<TermMatch>) -> Option<Plan> {
    let words: Option<Vec<String>> = terms
        .iter()
        .map(|term| match term {
            TermMatch::Stem(word) => Some(word.clone()),
            _ => None,
        })
        .collect();
    match words {
        Some(words) if words.len() > 1 => Some(Plan::Phrase { field, words }),
        _ => Plan::sequence(field, terms, 0),
    }
}

/// Returns how many terms from the first on are initials of one abbreviation: `U.S.`; 0 if none.
pub(crate) fn initials_at(terms: &[TermMatch]) -> usize {
    let letter = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let joined = terms.iter().take_while(|term| {
        matches!(term, TermMatch::Signed { before, word, after }
            if before.is_empty() && after == "." && letter(word))
    });
    let joined = joined.count();
    match terms.get(joined) {
        Some(TermMatch::Stem(last)) if joined > 0 && letter(last) => joined + 1,
        _ => 0,
    }
}

/// Returns the letters of initials in one word.
pub(crate) fn letters(terms: &[TermMatch]) -> String {
    let letter = |term: &TermMatch| match term {
        TermMatch::Signed { word, .. } | TermMatch::Stem(word) => word.clone(),
        _ => String::new(),
    };
    terms.iter().map(letter).collect()
}

/// `U.S.`: also as one word in capitals.
fn with_stops(field: Field, initials: &[TermMatch]) -> Plan {
    let word = letters(initials);
    let small = is_small_word(&word);
    let one = match small || !word.contains(char::is_lowercase) {
        true => Plan::TermMatch {
            field,
            term: TermMatch::Caps(Case::AllCaps, word.to_uppercase()),
        },
        false => Plan::Word { field, word },
    };
    Plan::Or(vec![one, spelled_with_stops(field, &letters(initials))])
}

/// `UN`: also with full stops; none if it is no abbreviation.
fn without_stops(field: Field, word: &str) -> Option<Plan> {
    let vowel = |c: char| matches!(c, 'A' | 'E' | 'I' | 'O' | 'U');
    let length = word.chars().count();
    let pronounced = length == 4 && word.chars().skip(1).any(vowel);
    if !(2..=4).contains(&length) || pronounced || !word.chars().all(char::is_uppercase) {
        return None;
    }
    let term = match is_small_word(word) {
        true => TermMatch::Caps(Case::AllCaps, word.to_owned()),
        false => TermMatch::Stem(word.to_owned()),
    };
    let one = Plan::sequence(field, vec![term], 0)?;
    Some(Plan::Or(vec![one, spelled_with_stops(field, word)]))
}

/// `="U.S."`
fn spelled_with_stops(field: Field, word: &str) -> Plan {
    let last = word.chars().count() - 1;
    let letters = word
        .chars()
        .enumerate()
        .map(|(at, letter)| match at < last {
            true => TermMatch::Signed {
                before: String::new(),
                word: letter.to_string(),
                after: ".".to_owned(),
            },
            false => TermMatch::Exact(letter.to_string()),
        });
    Plan::Sequence {
        field,
        terms: letters.collect(),
        slop: 0,
    }
}

/// Tells whether a word is a function word in any language that is known.
fn is_small_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    let small = |code: &str| lexicon(code).word(&lower).class.has(SMALL_WORDS);
    LANGUAGES.iter().any(|language| small(language.code))
}

#[cfg(test)]
mod tests {
    use crate::place::Country;
    use crate::query::parse::parse;
    use crate::query::rewrite::lower::to_plan;

    fn check(typed: &str, expected: &str) {
        let nowhere = |_: &str| -> Option<Country> { None };
        let plan = to_plan(&parse(typed, &nowhere).query);
        assert_eq!(plan.to_string(), expected, "{typed}");
        let again = to_plan(&parse(expected, &nowhere).query);
        assert_eq!(again, plan, "{expected} can be typed again");
    }

    #[test]
    fn both_spellings() {
        check("UK", "(UK OR =\"U.K.\")");
        check("UN", "(allcaps(UN) OR =\"U.N.\")");
        check("U.S. troops", "((allcaps(US) OR =\"U.S.\") AND troops)");
        check("U.S.A.", "(allcaps(USA) OR =\"U.S.A.\")");
        check("u.s.", "(allcaps(US) OR =\"u.s.\")");
        check("J.K. Rowling", "((allcaps(JK) OR =\"J.K.\") AND Rowling)");
        check("USSR", "(USSR OR =\"U.S.S.R.\")");
        check(
            "\"the US troops there\"",
            "((the pre/1 (allcaps(US) OR =\"U.S.\")) pre/1 \"troops there\")",
        );
        check("title:EU", "(title:allcaps(EU) OR title:=\"E.U.\")");
    }

    #[test]
    fn other_words_stay() {
        check("us", "us");
        check("NATO", "NATO");
        check("TAX CUTS FOR US", "(TAX AND CUTS AND FOR AND US)");
        check("=US", "=US");
        check("outlet:BBC", "outlet:BBC");
        check("plan B", "(plan AND B)");
        check("3.5", "\"3.5\"");
    }
}
