//! Conditions on one quotation: `said:( … )` takes in the `speaker:` and `kind:` next to it.
//!
//! "speaker:lavrov said:nato" matches a quotation of Lavrov's that mentions NATO, not a passage in
//! which he says something and somebody else mentions NATO.

use crate::query::plan::Plan;

/// Returns the plan with all conditions on a quotation inside [`Plan::WithinQuote`].
pub(crate) fn scope_quotes(plan: Plan) -> Plan {
    match plan {
        Plan::And(parts) => scope_conjunction(parts),
        Plan::WithinQuote(_) => plan,
        leaf if leaf.children().is_empty() && needs_quote(&leaf) => {
            Plan::WithinQuote(Box::new(leaf))
        }
        plan => plan.map_children(&scope_quotes),
    }
}

/// Moves the conditions on a quotation into each `said:` next to them, or into one of their own.
fn scope_conjunction(parts: Vec<Plan>) -> Plan {
    let is_within = |plan: &Plan| matches!(plan, Plan::WithinQuote(_));
    if !parts
        .iter()
        .any(|plan| is_within(plan) || needs_quote(plan))
    {
        return Plan::And(parts.into_iter().map(scope_quotes).collect());
    }
    let (within, others): (Vec<Plan>, Vec<Plan>) = parts.into_iter().partition(is_within);
    let (shared, others): (Vec<Plan>, Vec<Plan>) = others.into_iter().partition(fits_quote);
    let shared = shared.into_iter().fold(Plan::All, Plan::and);
    let others = others
        .into_iter()
        .map(scope_quotes)
        .fold(Plan::All, Plan::and);
    if within.is_empty() {
        return others.and(Plan::WithinQuote(Box::new(shared)));
    }
    let within = within.into_iter().map(|plan| match plan {
        Plan::WithinQuote(part) => Plan::WithinQuote(Box::new(shared.clone().and(*part))),
        plan => plan,
    });
    others.and(within.fold(Plan::All, Plan::and))
}

/// Tells whether a clause tests what a quotation has and a passage has not: its kind.
fn needs_quote(plan: &Plan) -> bool {
    let tests_quote = |leaf: &Plan| match leaf {
        Plan::Value { field, .. } => field.is_only_of_quote(),
        Plan::MinConfidence(_) => true,
        _ => false,
    };
    fits_quote(plan) && plan.leaves().into_iter().any(tests_quote)
}

/// Tells whether all of a clause can be tested on one quotation.
fn fits_quote(plan: &Plan) -> bool {
    match plan {
        Plan::MinConfidence(_) => true,
        Plan::Exists(_) => false,
        Plan::And(parts) | Plan::Or(parts) => parts.iter().all(fits_quote),
        Plan::Not(part) => fits_quote(part),
        plan => plan.field().is_some_and(|field| field.is_of_quote()),
    }
}
