//! The plan: a query as engines evaluate it, without spans, the same for every engine.

use crate::query::dates::DateRange;
use crate::query::field::Field;
use crate::query::operator::Boolean;
use crate::query::proximity::Near;
use crate::query::term::TermMatch;
use serde::{Deserialize, Serialize};

/// What to search for. Words are as typed; the engine folds and stems them.
///
/// Displayed, a plan is a query that can be typed again; `{:#}` shows the tree. A new operator
/// that [`Plan::boolean`] cannot express by others is a variant here, listed in [`Plan::children`]
/// and [`Plan::map_children`], and a Boolean one in [`Plan::operator`].
///
/// ```
/// use onrecord::query::{Field, Plan};
///
/// let word = |word: &str| Plan::Word { field: Field::Words, word: word.to_owned() };
/// let plan = word("peace").and(Plan::Not(Box::new(word("war"))));
/// assert_eq!(plan.to_string(), "(peace AND NOT war)");
/// assert_eq!(plan.leaves().len(), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// Everything.
    All,
    /// A word, in any inflection if the field is text.
    Word {
        /// The field to search.
        field: Field,
        /// The word as typed.
        word: String,
    },
    /// Words in this order, adjacent.
    Phrase {
        /// The field to search.
        field: Field,
        /// The words as typed, two or more.
        words: Vec<String>,
    },
    /// One word, matched more loosely or more strictly than by its stem.
    TermMatch {
        /// The field to search.
        field: Field,
        /// What the word has to match.
        term: TermMatch,
    },
    /// A sloppy phrase, as in Lucene: words that at most `slop` moves put into this order.
    Sequence {
        /// The field to search.
        field: Field,
        /// The terms, in the order typed.
        terms: Vec<TermMatch>,
        /// The most moves, each of one term by one position.
        slop: u32,
    },
    /// A value of a field, compared whole.
    Value {
        /// The field to search.
        field: Field,
        /// The value as typed.
        value: String,
    },
    /// Published within these days.
    Dates(DateRange),
    /// The article has at least and at most so many words; a missing end is open.
    ArticleLength {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        /// The least number of words, if bounded.
        from: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        /// The greatest number of words, if bounded.
        to: Option<u32>,
    },
    /// A quotation with at least this confidence, in hundredths.
    MinConfidence(u8),
    /// The field has a value.
    Exists(Field),
    /// Both operands within a distance.
    Near {
        /// The distance, and whether the order counts.
        near: Near,
        /// The two operands, in the order typed.
        parts: Box<[Plan; 2]>,
    },
    /// At least `count` occurrences in one passage.
    AtLeast {
        /// The least number of occurrences.
        count: u32,
        /// What has to occur.
        part: Box<Plan>,
    },
    /// The operand, with its score multiplied by `by`.
    Boost {
        /// The factor, from 0 to 1000.
        by: f32,
        /// The operand.
        part: Box<Plan>,
    },
    /// Conditions on one quotation: of a passage, some quotation in it; of a quotation, itself.
    WithinQuote(Box<Plan>),
    /// All of the operands.
    And(Vec<Plan>),
    /// At least one of the operands.
    Or(Vec<Plan>),
    /// At least one of the operands, ranked by how many an article has, how often, and how near.
    Any(Vec<Plan>),
    /// Words side by side: all of the operands in one article, its passages with any of them; of a
    /// quotation, all in one. Ranked as [`Plan::Any`] is.
    AllWords(Vec<Plan>),
    /// Everything that the operand does not match.
    Not(Box<Plan>),
}

impl Plan {
    /// Returns the simplest plan for terms in a row; none without a term.
    pub fn sequence(field: Field, mut terms: Vec<TermMatch>, slop: u32) -> Option<Plan> {
        if terms.len() == 1 {
            return Some(match terms.remove(0) {
                TermMatch::Stem(word) => Plan::Word { field, word },
                term => Plan::TermMatch { field, term },
            });
        }
        let sequence = Plan::Sequence { field, terms, slop };
        match &sequence {
            Plan::Sequence { terms, .. } if terms.is_empty() => None,
            _ => Some(sequence),
        }
    }

    /// Returns the plan that combines clauses by a Boolean operator: a variant of its own, or what
    /// AND, OR and NOT express it by.
    pub fn boolean(operator: Boolean, parts: Vec<Plan>) -> Plan {
        let all = |parts: Vec<Plan>| parts.into_iter().fold(Plan::All, Plan::and);
        match operator {
            Boolean::And => all(parts),
            Boolean::Or => Plan::Or(parts),
            Boolean::Any => Plan::Any(parts),
            Boolean::AllWords => Plan::AllWords(parts),
            Boolean::Not => Plan::Not(Box::new(all(parts))),
        }
    }

    /// Returns the Boolean operator that combines the operands, if one does.
    pub fn operator(&self) -> Option<Boolean> {
        match self {
            Plan::And(_) => Some(Boolean::And),
            Plan::Or(_) => Some(Boolean::Or),
            Plan::Any(_) => Some(Boolean::Any),
            Plan::AllWords(_) => Some(Boolean::AllWords),
            Plan::Not(_) => Some(Boolean::Not),
            _ => None,
        }
    }

    /// Returns the operands, in the order typed; none of a leaf.
    ///
    /// With [`Plan::map_children`] the only place that lists which variants have operands.
    pub fn children(&self) -> &[Plan] {
        match self {
            Plan::And(parts) | Plan::Or(parts) | Plan::Any(parts) | Plan::AllWords(parts) => parts,
            Plan::Near { parts, .. } => parts.as_slice(),
            Plan::AtLeast { part, .. }
            | Plan::Boost { part, .. }
            | Plan::WithinQuote(part)
            | Plan::Not(part) => std::slice::from_ref(part),
            Plan::All
            | Plan::Word { .. }
            | Plan::Phrase { .. }
            | Plan::TermMatch { .. }
            | Plan::Sequence { .. }
            | Plan::Value { .. }
            | Plan::Dates(_)
            | Plan::ArticleLength { .. }
            | Plan::MinConfidence(_)
            | Plan::Exists(_) => &[],
        }
    }

    /// Returns the plan with each operand replaced by what the function returns for it.
    #[must_use]
    pub fn map_children(self, map: &dyn Fn(Plan) -> Plan) -> Plan {
        let all = |parts: Vec<Plan>| parts.into_iter().map(map).collect();
        let boxed = |part: Box<Plan>| Box::new(map(*part));
        match self {
            Plan::And(parts) => Plan::And(all(parts)),
            Plan::Or(parts) => Plan::Or(all(parts)),
            Plan::Any(parts) => Plan::Any(all(parts)),
            Plan::AllWords(parts) => Plan::AllWords(all(parts)),
            Plan::Near { near, parts } => Plan::Near {
                near,
                parts: Box::new(parts.map(map)),
            },
            Plan::AtLeast { count, part } => Plan::AtLeast {
                count,
                part: boxed(part),
            },
            Plan::Boost { by, part } => Plan::Boost {
                by,
                part: boxed(part),
            },
            Plan::WithinQuote(part) => Plan::WithinQuote(boxed(part)),
            Plan::Not(part) => Plan::Not(boxed(part)),
            leaf => leaf,
        }
    }

    /// Returns the plan with each clause, innermost first, replaced by what the function returns
    /// for it.
    ///
    /// ```
    /// use onrecord::query::{Field, Plan};
    ///
    /// let word = |word: &str| Plan::Word { field: Field::Words, word: word.to_owned() };
    /// let plan = Plan::Not(Box::new(word("Peace"))).map(&|plan| match plan {
    ///     Plan::Word { field, word } => Plan::Word { field, word: word.to_lowercase() },
    ///     other => other,
    /// });
    /// assert_eq!(plan.to_string(), "NOT peace");
    /// ```
    #[must_use]
    pub fn map(self, map: &dyn Fn(Plan) -> Plan) -> Plan {
        map(self.map_children(&|child| child.map(map)))
    }

    /// Calls a function for every clause, each before its operands. The operands of one for
    /// which it returns [`Visit::Skip`] are left out.
    pub fn visit<'p>(&'p self, visit: &mut dyn FnMut(&'p Plan) -> Visit) {
        if visit(self) == Visit::Descend {
            for child in self.children() {
                child.visit(visit);
            }
        }
    }

    /// Computes a value from the leaves upwards: the function takes a clause and the values of
    /// its operands.
    ///
    /// ```
    /// use onrecord::query::Plan;
    ///
    /// let depth = |plan: &Plan| plan.fold(&mut |_, depths: Vec<u32>| {
    ///     1 + depths.into_iter().max().unwrap_or(0)
    /// });
    /// assert_eq!(depth(&Plan::Not(Box::new(Plan::All))), 2);
    /// ```
    pub fn fold<T>(&self, fold: &mut dyn FnMut(&Plan, Vec<T>) -> T) -> T {
        let values = self.children().iter().map(|child| child.fold(fold));
        let values = values.collect();
        fold(self, values)
    }

    /// Returns the clauses without operands, in the order typed.
    pub fn leaves(&self) -> Vec<&Plan> {
        let mut leaves = Vec::new();
        self.visit(&mut |plan| {
            if plan.children().is_empty() {
                leaves.push(plan);
            }
            Visit::Descend
        });
        leaves
    }

    /// Returns the word of a plan that is one word and no more.
    pub(crate) fn word(&self) -> Option<&str> {
        match self {
            Self::Word { word, .. } => Some(word),
            _ => None,
        }
    }

    /// Returns the field that a leaf searches; none for a clause with operands.
    pub fn field(&self) -> Option<Field> {
        match self {
            Plan::Word { field, .. }
            | Plan::Phrase { field, .. }
            | Plan::TermMatch { field, .. }
            | Plan::Sequence { field, .. }
            | Plan::Value { field, .. }
            | Plan::Exists(field) => Some(*field),
            Plan::Dates(_) => Some(Field::Date),
            Plan::ArticleLength { .. } => Some(Field::Length),
            Plan::MinConfidence(_) => Some(Field::Confidence),
            _ => None,
        }
    }

    /// Tells whether this is a word, phrase or pattern, whose matches have positions.
    pub fn is_term(&self) -> bool {
        matches!(
            self,
            Plan::Word { .. }
                | Plan::Phrase { .. }
                | Plan::TermMatch { .. }
                | Plan::Sequence { .. }
        )
    }

    /// Returns the conjunction of both plans, flattened.
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

/// Whether [`Plan::visit`] goes on to the operands of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visit {
    /// It visits them next.
    Descend,
    /// It leaves them out.
    Skip,
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
        let plan = Plan::Dates(DateRange::parse("2024..", None).expect("a date")).and(word("a"));
        let json = serde_json::to_string(&plan).expect("plans are plain data");
        assert_eq!(
            json,
            r#"{"and":[{"dates":{"from":"2024-01-01"}},{"word":{"field":"words","word":"a"}}]}"#
        );
        let back: Plan = serde_json::from_str(&json).expect("what we wrote");
        assert_eq!(back, plan);
    }
}
