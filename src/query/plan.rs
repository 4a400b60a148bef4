//! The question an engine answers: flat, without spans, the same for every engine.

use crate::query::{Days, Field, Near, TermMatch};
use serde::{Deserialize, Serialize};

/// What to look for. Words stand as typed: folding and stemming are the index's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    All,
    Word {
        field: Field,
        word: String,
    },
    Phrase {
        field: Field,
        words: Vec<String>,
    },
    /// One word, taken more freely or more strictly than by its stem.
    TermMatch {
        field: Field,
        like: TermMatch,
    },
    /// Words in this order, the sum of all moves that puts them so at most `slop`.
    Sequence {
        field: Field,
        steps: Vec<TermMatch>,
        slop: u32,
    },
    Value {
        field: Field,
        value: String,
    },
    Dates(Days),
    /// A quotation that is right with at least this chance, in hundredths.
    MinConfidence(u8),
    /// That the field has any value.
    Exists(Field),
    Near {
        near: Near,
        parts: Box<[Plan; 2]>,
    },
    /// In so many places of a passage.
    AtLeast {
        count: u32,
        part: Box<Plan>,
    },
    /// The same, counting for more or less in the ranking.
    Boost {
        by: f32,
        part: Box<Plan>,
    },
    /// Within one quotation; of a quotation, the quotation itself.
    Said(Box<Plan>),
    And(Vec<Plan>),
    Or(Vec<Plan>),
    /// Any of these, ranked by how many of them an article has, how often, and how near.
    Any(Vec<Plan>),
    Not(Box<Plan>),
}

impl Plan {
    /// Returns words in a row as the plainest plan that says so; none without a word.
    pub fn sequence(field: Field, mut steps: Vec<TermMatch>, slop: u32) -> Option<Plan> {
        if steps.len() == 1 {
            return Some(match steps.remove(0) {
                TermMatch::Stem(word) => Plan::Word { field, word },
                like => Plan::TermMatch { field, like },
            });
        }
        let sequence = Plan::Sequence { field, steps, slop };
        match &sequence {
            Plan::Sequence { steps, .. } if steps.is_empty() => None,
            _ => Some(sequence),
        }
    }

    /// Returns what answers to both plans.
    pub fn and(self, other: Plan) -> Plan {
        match (self, other) {
            (Plan::All, plan) | (plan, Plan::All) => plan,
            (Plan::And(mut parts), Plan::And(more)) => {
                parts.extend(more);
                Plan::And(parts)
            }
            (Plan::And(mut parts), part) => {
                parts.push(part);
                Plan::And(parts)
            }
            (part, Plan::And(parts)) => Plan::And(std::iter::once(part).chain(parts).collect()),
            (one, other) => Plan::And(vec![one, other]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(word: &str) -> Plan {
        Plan::Word {
            field: Field::Words,
            word: word.to_owned(),
        }
    }

    #[test]
    fn and_is_flat() {
        let both = word("a").and(word("b"));
        assert_eq!(both.clone().and(word("c")).to_string(), "(a AND b AND c)");
        assert_eq!(word("c").and(both).to_string(), "(c AND a AND b)");
        assert_eq!(Plan::All.and(word("a")), word("a"));
        assert_eq!(word("a").and(Plan::All), word("a"));
    }

    #[test]
    fn draws_the_tree() {
        let plan = word("a").and(Plan::Not(Box::new(Plan::Or(vec![word("b"), word("c")]))));
        assert_eq!(plan.to_string(), "(a AND NOT (b OR c))");
        assert_eq!(
            format!("{plan:#}"),
            "AND\n  a\n  NOT\n    OR\n      b\n      c"
        );
    }

    #[test]
    fn travels_as_json() {
        let plan = Plan::Dates(Days::read("2024..", None).expect("a date")).and(word("a"));
        let json = serde_json::to_string(&plan).expect("plans are plain data");
        assert_eq!(
            json,
            r#"{"and":[{"dates":{"from":"2024-01-01"}},{"word":{"field":"words","word":"a"}}]}"#
        );
        let back: Plan = serde_json::from_str(&json).expect("what we wrote");
        assert_eq!(back, plan);
    }
}
