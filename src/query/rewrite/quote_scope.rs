//! What is asked of one quotation: `said:( … )` takes the `speaker:` and `kind:` beside it along.
//!
//! "speaker:lavrov said:nato" is a quotation of Lavrov's that speaks of NATO, and not a passage in
//! which he says something and somebody else speaks of NATO.

use crate::query::Plan;

/// Returns the plan with everything said of a quotation inside [`Plan::Said`].
pub(crate) fn settled(plan: Plan) -> Plan {
    let all = |parts: Vec<Plan>| parts.into_iter().map(settled).collect();
    match plan {
        Plan::And(parts) => together(parts),
        Plan::Or(parts) => Plan::Or(all(parts)),
        Plan::Not(part) => Plan::Not(Box::new(settled(*part))),
        Plan::Boost { by, part } => {
            let part = Box::new(settled(*part));
            Plan::Boost { by, part }
        }
        plan if only_of_a_quotation(&plan) => Plan::Said(Box::new(plan)),
        plan => plan,
    }
}

fn together(parts: Vec<Plan>) -> Plan {
    let asked = |plan: &Plan| matches!(plan, Plan::Said(_)) || only_of_a_quotation(plan);
    if !parts.iter().any(asked) {
        return Plan::And(parts.into_iter().map(settled).collect());
    }
    let (of_quotation, others): (Vec<Plan>, Vec<Plan>) = parts
        .into_iter()
        .partition(|plan| !matches!(plan, Plan::Said(_)) && about_quotation(plan));
    let (said, others): (Vec<Plan>, Vec<Plan>) = others
        .into_iter()
        .partition(|plan| matches!(plan, Plan::Said(_)));
    let shared = of_quotation.into_iter().fold(Plan::All, Plan::and);
    let others = others.into_iter().map(settled).fold(Plan::All, Plan::and);
    if said.is_empty() {
        return others.and(Plan::Said(Box::new(shared)));
    }
    let said = said.into_iter().map(|plan| match plan {
        Plan::Said(part) => Plan::Said(Box::new(shared.clone().and(*part))),
        plan => plan,
    });
    others.and(said.fold(Plan::All, Plan::and))
}

/// Tells whether a part asks of a quotation what a passage has not: its kind.
fn only_of_a_quotation(plan: &Plan) -> bool {
    about_quotation(plan)
        && any(plan, &|plan| match plan {
            Plan::Value { field, .. } => field.is_only_of_quotation(),
            Plan::MinConfidence(_) => true,
            _ => false,
        })
}

/// Tells whether all of a part can be asked of one quotation.
fn about_quotation(plan: &Plan) -> bool {
    match plan {
        Plan::Word { field, .. }
        | Plan::Phrase { field, .. }
        | Plan::TermMatch { field, .. }
        | Plan::Sequence { field, .. }
        | Plan::Value { field, .. } => field.is_of_quotation(),
        Plan::MinConfidence(_) => true,
        Plan::And(parts) | Plan::Or(parts) => parts.iter().all(about_quotation),
        Plan::Not(part) => about_quotation(part),
        _ => false,
    }
}

fn any(plan: &Plan, test: &dyn Fn(&Plan) -> bool) -> bool {
    match plan {
        Plan::And(parts) | Plan::Or(parts) => parts.iter().any(|part| any(part, test)),
        Plan::Not(part) => any(part, test),
        plan => test(plan),
    }
}
