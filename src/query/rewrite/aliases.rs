//! Speakers in a query: every spelling that an alias list knows, or only the one typed.

use crate::person::{Aliases, NameMatching};
use crate::query::field::Field;
use crate::query::plan::Plan;
use crate::text::words::words;

/// Returns the plan with `speaker:` matching every spelling that the list joins with the one
/// typed. A name that the list separates from a similar-sounding one is taken as spelled.
pub fn with_aliases(plan: Plan, aliases: &Aliases, matching: NameMatching) -> Plan {
    map_speakers(plan, &|words| {
        let separated = matching == NameMatching::On && aliases.needs_exact_spelling(&words);
        let spellings = aliases.other_spellings(&words, matching);
        let others = spellings
            .iter()
            .map(|other| name(Field::Speaker, words_of(other)));
        let field = match separated {
            true => Field::Spelled,
            false => Field::Speaker,
        };
        let mut all: Vec<Plan> = others.collect();
        all.insert(0, name(field, words));
        match all.len() {
            1 => all.remove(0),
            _ => Plan::Or(all),
        }
    })
}

/// Returns the plan with `speaker:` matching only the spelling typed, whatever its case and
/// accents.
pub fn as_spelled(plan: Plan) -> Plan {
    map_speakers(plan, &|words| name(Field::Spelled, words))
}

/// Replaces every clause on a speaker's name.
fn map_speakers(plan: Plan, replace: &dyn Fn(Vec<String>) -> Plan) -> Plan {
    plan.map(&|plan| match plan {
        Plan::Word {
            field: Field::Speaker,
            word,
        } => replace(vec![word]),
        Plan::Phrase {
            field: Field::Speaker,
            words,
        } => replace(words),
        other => other,
    })
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
    use crate::query::parse::parse;
    use crate::query::rewrite::lower::to_plan;

    fn plan(typed: &str) -> Plan {
        let nowhere = |_: &str| -> Option<Country> { None };
        to_plan(&parse(typed, &nowhere).query)
    }

    fn check(typed: &str, expected: &str) {
        let list = "Bob Dylan\tRobert Zimmerman\n!Sergei Ivanov\tSergey Ivanov\n";
        let (aliases, problems) = Aliases::parse(list);
        assert_eq!(problems, []);
        let plan = with_aliases(plan(typed), &aliases, NameMatching::On);
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
        let spelled = |typed| as_spelled(plan(typed)).to_string();
        assert_eq!(
            spelled("speaker:(a OR \"b c\") d"),
            "((spelled:a OR spelled:\"b c\") AND d)"
        );
    }
}
