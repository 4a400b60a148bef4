//! Why a finding is what it is, for people: the rules tried, the evidence, the antecedents.

use crate::annotate::attribution::confidence::{BIAS, Feature, weight};
use crate::annotate::{Antecedent, Antecedents, SIEVES};
use crate::article::{Attribution, Quote};
use std::fmt::Write;

/// How many antecedents are shown.
const SHOWN: usize = 5;

/// Returns the lines that explain a finding, to be printed below it.
pub(crate) fn why(quote: &Quote, antecedents: &Antecedents) -> String {
    let Some(said) = &quote.attribution else {
        return line(
            "rule",
            &format!("{}; no rule says whose words they are", quote.rule),
        );
    };
    let mut out = line("rule", &rules(said));
    out += &line("evidence", &evidence(&said.evidence));
    if let Some(antecedents) = antecedents.get(&quote.span).filter(|all| !all.is_empty()) {
        for antecedent in antecedents.iter().take(SHOWN) {
            out += &line("could be", &shown(antecedent));
        }
    }
    if said.name.is_none() && said.evidence.contains(&("named", "yes")) {
        out += &line("unnamed", "too little speaks for the name");
    }
    out
}

fn line(label: &str, text: &str) -> String {
    format!("            {label:<9}{text}\n")
}

/// `said-before, after carried and said-after found nothing`
fn rules(said: &Attribution) -> String {
    let tried: Vec<&str> = SIEVES
        .iter()
        .map(|sieve| sieve.name)
        .take_while(|name| *name != said.rule)
        .collect();
    if tried.is_empty() || tried.len() == SIEVES.len() {
        return said.rule.to_owned();
    }
    format!(
        "{}; before it {} found nothing",
        said.rule,
        tried.join(", ")
    )
}

/// `2.94 = bias +0.14, rule=said-after +0.36, …`: log odds and what they are made of.
fn evidence(features: &[Feature]) -> String {
    let all = || features.iter().chain([&BIAS]);
    let sum: f32 = all().map(|&feature| weight(feature).finding).sum();
    let mut parts: Vec<(String, f32)> = all()
        .map(|&(group, value)| {
            let equals = if value.is_empty() { "" } else { "=" };
            (
                format!("{group}{equals}{value}"),
                weight((group, value)).finding,
            )
        })
        .collect();
    parts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let mut out = format!("{sum:.2} =");
    for (name, weight) in parts {
        write!(out, " {name} {weight:+.2}").expect("a string takes all");
    }
    out
}

/// `Anna Lind 14: first in its sentence +5, …`
fn shown(antecedent: &Antecedent) -> String {
    let weights: Vec<String> = antecedent
        .factors
        .iter()
        .map(|(name, weight)| format!("{name} {weight:+}"))
        .collect();
    format!(
        "{} {}: {}",
        antecedent.name,
        antecedent.score(),
        weights.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{annotate_text, pronoun_antecedents};

    #[test]
    fn tells_whom_a_pronoun_could_mean() {
        let text = "Anna Lind met Maria Boer. “No new taxes,” she said.";
        let annotated = annotate_text(text, "en");
        let why = why(&annotated.quotes[0], &pronoun_antecedents(text, "en"));
        assert!(why.contains("rule     said-after"), "{why}");
        assert!(why.contains("could be Anna Lind"), "{why}");
        assert!(why.contains("could be Maria Boer"), "{why}");
        assert!(why.contains("speaker=pronoun"), "{why}");
    }
}
