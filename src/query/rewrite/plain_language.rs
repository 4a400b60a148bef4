//! Plain-language queries: sentences, whose words are ranked by rather than required.
//!
//! A few words without operators are all required. From some length on they are a sentence: any of
//! them may match, and function words are left out.

use crate::lang::{Class, detect, lexicon};
use crate::query::ast::Node;
use crate::query::ast::Query;
use crate::query::field::Field;
use crate::query::limits::PLAIN_LANGUAGE_MIN_WORDS;
use crate::query::plan::Plan;
use crate::text::words::{is_of_unspaced_script, words};

/// The classes of function words, which say nothing of what a sentence is about.
pub(crate) const FUNCTION_WORDS: Class = Class::DETERMINER
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

/// Returns the words and quoted phrases of a query without operators; none if it has any.
///
/// In a query all in capitals, operators look like words: if it has prepositions or articles it is
/// a sentence, and its AND is a word.
pub fn plain_language_terms(typed: &str, query: &Query) -> Option<Vec<Plan>> {
    if is_sentence_in_capitals(typed) {
        let words = words(typed).map(|word| word.of(typed).to_owned());
        return Some(words.map(plain).collect());
    }
    let parts = match &query.node {
        Node::And(parts) => parts.as_slice(),
        _ => std::slice::from_ref(query),
    };
    let mut all = Vec::new();
    for part in parts {
        let marked = !part.span.of(typed).starts_with(char::is_alphanumeric);
        match &part.node {
            Node::Leaf(Plan::Word {
                field: Field::Words,
                word,
            }) => all.push(plain(word.clone())),
            Node::Leaf(
                phrase @ Plan::Phrase {
                    field: Field::Words,
                    words,
                },
            ) => match marked || words.iter().any(|word| is_of_unspaced_script(word)) {
                true => all.push(phrase.clone()),
                // Joined words: "newly-created", "U.S."; of "he's" only the first.
                false => {
                    let clitic = part.span.of(typed).contains(['\'', '’']);
                    let tells = |word: &&String| !clitic || word.chars().nth(1).is_some();
                    all.extend(words.iter().filter(tells).cloned().map(plain));
                }
            },
            _ => return None,
        }
    }
    Some(all)
}

fn plain(word: String) -> Plan {
    Plan::Word {
        field: Field::Words,
        word,
    }
}

fn is_sentence_in_capitals(typed: &str) -> bool {
    // Punctuation and fields keep their meaning in capitals.
    if typed.contains(char::is_lowercase) || typed.contains(['"', '“', ':', '(', '*', '/']) {
        return false;
    }
    let lower = typed.to_lowercase();
    let lexicon = lexicon(detect(&lower).unwrap_or_default());
    let small = Class::DETERMINER.with(Class::PREPOSITION);
    let known = words(&lower).filter(|word| lexicon.word(word.of(&lower)).class.has(small));
    words(typed).count() >= PLAIN_LANGUAGE_MIN_WORDS && known.count() >= 2
}

/// Returns the disjunction of the terms, ranked by all of them but the function words.
pub fn rank_by_any(terms: &[Plan]) -> Plan {
    let lower = |plan: &Plan| match plan {
        Plan::Word { word, .. } => word.to_lowercase(),
        _ => String::new(),
    };
    let text: Vec<String> = terms.iter().map(lower).collect();
    let lexicon = lexicon(detect(&text.join(" ")).unwrap_or_default());
    let is_content = |plan: &&Plan| !lexicon.word(&lower(plan)).class.has(FUNCTION_WORDS);
    let content: Vec<Plan> = terms.iter().filter(is_content).cloned().collect();
    match content.is_empty() {
        true => Plan::Any(terms.to_vec()),
        false => Plan::Any(content),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Country;
    use crate::query::parse;

    fn check(typed: &str, expected: Option<&str>) {
        let nowhere = |_: &str| -> Option<Country> { None };
        let words = plain_language_terms(typed, &parse(typed, &nowhere).query);
        let shown = words.map(|words| rank_by_any(&words).to_string());
        assert_eq!(shown.as_deref(), expected, "{typed}");
    }

    #[test]
    fn keeps_the_words_that_tell() {
        check(
            "ELECTION OF PARK CHUNG HEE AS PRESIDENT OF SOUTH KOREA .",
            Some("any(ELECTION PARK CHUNG HEE PRESIDENT SOUTH KOREA)"),
        );
        check(
            "what do the neighbours say about the newly-created federation",
            Some("any(what neighbours say newly created federation)"),
        );
        check(
            "wer hat den Vertrag mit der Regierung gebrochen",
            Some("any(Vertrag Regierung gebrochen)"),
        );
        check(
            "TALKS WITH RUSSIA OR A MEETING OF THE FOUR POWERS",
            Some("any(TALKS RUSSIA MEETING POWERS)"),
        );
        check(
            "what is the \"hot line\" proposal",
            Some("any(what \"hot line\" proposal)"),
        );
        check("TAX AND CUT AND RICH OR SENATE", None);
        check("the of and", Some("any(the of and)"));
        check("who was at the border OR at sea", None);
        check("border speaker:lavrov", None);
    }
}
