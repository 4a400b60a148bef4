//! Lowers the parsed query to the plan that an engine evaluates.

use crate::query::ast::Node;
use crate::query::ast::Query;
use crate::query::plan::Plan;
use crate::query::rewrite::abbreviations::match_abbreviations;
use crate::query::rewrite::quote_scope::scope_quotes;

/// Returns the query without its spans, its conditions on one quotation gathered and its
/// abbreviations in both spellings, as an engine takes it.
///
/// ```
/// use onrecord::place::Country;
/// use onrecord::query::{parse, to_plan};
///
/// let parsed = parse("(peace OR war) -speaker:lavrov", &|name: &str| Country::from_code(name));
/// let plan = to_plan(&parsed.query);
/// assert_eq!(plan.to_string(), "((peace OR war) AND NOT speaker:lavrov)");
/// ```
pub fn to_plan(query: &Query) -> Plan {
    match_abbreviations(scope_quotes(without_spans(query)))
}

fn without_spans(query: &Query) -> Plan {
    let mut parts: Vec<Plan> = query.children().iter().map(without_spans).collect();
    let mut part = || Box::new(parts.remove(0));
    match &query.node {
        Node::Leaf(plan) => plan.clone(),
        Node::Near { near, .. } => Plan::Near {
            near: *near,
            parts: Box::new([*part(), *part()]),
        },
        Node::AtLeast { count, .. } => Plan::AtLeast {
            count: *count,
            part: part(),
        },
        Node::Boost { by, .. } => Plan::Boost {
            by: *by,
            part: part(),
        },
        Node::WithinQuote(_) => Plan::WithinQuote(part()),
        Node::Boolean(operator, _) => Plan::boolean(*operator, parts),
    }
}
