//! A question in plain words: many of them, none of which must be in the answer.
//!
//! Few words side by side are all meant; a sentence is not. So from some length on, words without
//! any operator are ranked by, not required, and those that only hold a sentence together are
//! left out.

use crate::lang::{Class, detect, lexicon};
use crate::query::{Field, Node, Plan, Query};

/// From how many words on a question without operators is taken for a sentence.
pub const SENTENCE_WORDS: usize = 5;

/// Words that hold a sentence together and tell nothing of what it is about.
pub const HOLDING: Class = Class::DETERMINER
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

impl Query {
    /// Returns the words of a question that is nothing but words side by side.
    pub fn plain_words(&self) -> Option<Vec<String>> {
        let parts = match &self.node {
            Node::And(parts) => parts.as_slice(),
            _ => std::slice::from_ref(self),
        };
        let mut all = Vec::new();
        for part in parts {
            match &part.node {
                Node::Leaf(Plan::Word {
                    field: Field::Words,
                    word,
                }) => all.push(word.clone()),
                // Words grown together: "newly-created", "U.S.".
                Node::Leaf(Plan::Phrase {
                    field: Field::Words,
                    words,
                }) => all.extend(words.iter().cloned()),
                _ => return None,
            }
        }
        Some(all)
    }
}

impl Plan {
    /// Returns what any of the words answers, ranked by all that tell something.
    pub fn any_of(words: &[String]) -> Plan {
        let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let lexicon = lexicon(detect(&lower.join(" ")).unwrap_or_default());
        let telling = |(_, lower): &(&String, &String)| !lexicon.word(lower).class.has(HOLDING);
        let mut kept: Vec<&String> = words
            .iter()
            .zip(&lower)
            .filter(telling)
            .map(|(word, _)| word)
            .collect();
        if kept.is_empty() {
            kept = words.iter().collect();
        }
        let word = |word: &String| Plan::Word {
            field: Field::Words,
            word: word.clone(),
        };
        Plan::Any(kept.into_iter().map(word).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Country;
    use crate::query::parse;

    fn check(typed: &str, expected: Option<&str>) {
        let nowhere = |_: &str| -> Option<Country> { None };
        let words = parse(typed, &nowhere).query.plain_words();
        let shown = words.map(|words| Plan::any_of(&words).to_string());
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
        check("the of and", Some("any(the of and)"));
        check("who was at the border OR at sea", None);
        check("border speaker:lavrov", None);
    }
}
