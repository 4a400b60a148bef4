//! The question an engine answers: flat, without spans, the same for every engine.

use crate::query::Days;
use crate::query::Field;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What to look for. Words stand as typed: folding and stemming are the index's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    All,
    Word { field: Field, word: String },
    Phrase { field: Field, words: Vec<String> },
    Value { field: Field, value: String },
    Dates(Days),
    And(Vec<Plan>),
    Or(Vec<Plan>),
    Not(Box<Plan>),
}

impl Plan {
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

    /// Writes one line a part, each under what it belongs to.
    fn tree(&self, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if depth > 0 {
            write!(f, "\n{:1$}", "", depth * 2)?;
        }
        let (name, parts) = match self {
            Plan::And(parts) => ("AND", parts.as_slice()),
            Plan::Or(parts) => ("OR", parts.as_slice()),
            Plan::Not(part) => ("NOT", std::slice::from_ref(&**part)),
            leaf => return write!(f, "{leaf}"),
        };
        f.write_str(name)?;
        parts.iter().try_for_each(|part| part.tree(depth + 1, f))
    }
}

/// One line that can be typed again; `{:#}` draws the tree, a part a line.
impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return self.tree(0, f);
        }
        match self {
            Plan::All => f.write_str("everything"),
            // Else it would be read as an operator.
            Plan::Word {
                field: Field::Words,
                word,
            } if is_operator(word) => write!(f, "\"{word}\""),
            Plan::Word { field, word } => write!(f, "{}{word}", Prefix(*field)),
            Plan::Phrase { field, words } => {
                write!(f, "{}\"{}\"", Prefix(*field), words.join(" "))
            }
            Plan::Value { field, value } => write!(f, "{}{value}", Prefix(*field)),
            Plan::Dates(days) => {
                f.write_str("date:")?;
                if let Some(from) = days.from {
                    write!(f, "{from}")?;
                }
                f.write_str("..")?;
                days.to.map_or(Ok(()), |to| write!(f, "{to}"))
            }
            Plan::And(parts) => join(parts, " AND ", f),
            Plan::Or(parts) => join(parts, " OR ", f),
            Plan::Not(part) => write!(f, "NOT {part}"),
        }
    }
}

fn is_operator(word: &str) -> bool {
    matches!(word, "AND" | "OR" | "NOT")
}

fn join(parts: &[Plan], between: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        f.write_str(if index == 0 { "(" } else { between })?;
        write!(f, "{part}")?;
    }
    f.write_str(")")
}

/// `speaker:`, or nothing for plain words.
struct Prefix(Field);

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.name() {
            "" => Ok(()),
            name => write!(f, "{name}:"),
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
        let plan = Plan::Dates(Days::read("2024..").expect("a date")).and(word("a"));
        let json = serde_json::to_string(&plan).expect("plans are plain data");
        assert_eq!(
            json,
            r#"{"and":[{"dates":{"from":"2024-01-01"}},{"word":{"field":"words","word":"a"}}]}"#
        );
        let back: Plan = serde_json::from_str(&json).expect("what we wrote");
        assert_eq!(back, plan);
    }
}
