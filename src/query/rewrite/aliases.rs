//! Questions about people: every spelling an alias list knows, or only the one typed.

use crate::person::{Aliases, NameMatching};
use crate::query::{Field, Plan};
use crate::text::words::words;

impl Plan {
    /// Returns the plan with `speaker:` standing for every spelling the list joins with the one
    /// typed; a name that the list parts from one that sounds alike is taken as spelled.
    pub fn with_aliases(self, aliases: &Aliases, merging: NameMatching) -> Plan {
        let this = |field, words: &[String]| {
            let apart = merging == NameMatching::On && aliases.needs_exact_spelling(words);
            let own = name(if apart { Field::Spelled } else { field }, words.to_vec());
            let spellings = aliases.other_spellings(words, merging);
            let others = spellings.iter().map(|other| {
                let words = words_of(other);
                name(field, words)
            });
            let mut all: Vec<Plan> = std::iter::once(own).chain(others).collect();
            match all.len() {
                1 => all.remove(0),
                _ => Plan::Or(all),
            }
        };
        self.with_speakers(&this)
    }

    /// Returns the plan with `speaker:` taken in the very spelling typed, but for accents and case.
    pub fn as_spelled(self) -> Plan {
        self.with_speakers(&|_, words| name(Field::Spelled, words.to_vec()))
    }

    fn with_speakers(self, speaker: &dyn Fn(Field, &[String]) -> Plan) -> Plan {
        let each = |parts: Vec<Plan>| parts.into_iter().map(|part| part.with_speakers(speaker));
        match self {
            Plan::Word {
                field: Field::Speaker,
                word,
            } => speaker(Field::Speaker, &[word]),
            Plan::Phrase {
                field: Field::Speaker,
                words,
            } => speaker(Field::Speaker, &words),
            Plan::And(parts) => Plan::And(each(parts).collect()),
            Plan::Or(parts) => Plan::Or(each(parts).collect()),
            Plan::Not(part) => Plan::Not(Box::new(part.with_speakers(speaker))),
            Plan::Said(part) => Plan::Said(Box::new(part.with_speakers(speaker))),
            Plan::Boost { by, part } => Plan::Boost {
                by,
                part: Box::new(part.with_speakers(speaker)),
            },
            other => other,
        }
    }
}

fn name(field: Field, mut words: Vec<String>) -> Plan {
    match words.len() {
        1 => Plan::Word {
            field,
            word: words.remove(0),
        },
        _ => Plan::Phrase { field, words },
    }
}

fn words_of(name: &str) -> Vec<String> {
    words(name).map(|word| word.of(name).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Country;
    use crate::query::parse;

    fn plan(typed: &str) -> Plan {
        let nowhere = |_: &str| -> Option<Country> { None };
        parse(typed, &nowhere).query.plan()
    }

    fn check(typed: &str, expected: &str) {
        let list = "Bob Dylan\tRobert Zimmerman\n!Sergei Ivanov\tSergey Ivanov\n";
        let (aliases, problems) = Aliases::parse(list);
        assert_eq!(problems, []);
        let plan = plan(typed).with_aliases(&aliases, NameMatching::On);
        assert_eq!(plan.to_string(), expected);
    }

    #[test]
    fn all_spellings() {
        check(
            "speaker:dylan",
            "(speaker:dylan OR speaker:\"Robert Zimmerman\")",
        );
        check(
            "songs -speaker:\"robert zimmerman\"",
            "(songs AND NOT (speaker:\"robert zimmerman\" OR speaker:\"Bob Dylan\"))",
        );
        check("speaker:lavrov dylan", "(speaker:lavrov AND dylan)");
        check("spelled:dylan", "spelled:dylan");
    }

    #[test]
    fn parted_names_as_spelled() {
        check("speaker:\"sergei ivanov\"", "spelled:\"sergei ivanov\"");
        check("speaker:ivanov", "speaker:ivanov");
    }

    #[test]
    fn only_as_typed() {
        let spelled = |typed| plan(typed).as_spelled().to_string();
        assert_eq!(
            spelled("speaker:(a OR \"b c\") d"),
            "((spelled:a OR spelled:\"b c\") AND d)"
        );
    }
}
