//! What was found in an article, for people: the text, a line of dashes, one line per finding.
//!
//! Golden files have the same form, so that the view, the test and a bug report are one thing.

use crate::article::{Annotated, Quote};
use crate::text::Span;
use std::fmt::Write;

/// Parts the text from what was found in it.
const LINE: &str = "----";

/// Returns the text and its findings, each followed by what `why` says of it.
pub(crate) fn shown(text: &str, annotated: &Annotated, why: impl Fn(&Quote) -> String) -> String {
    let mut out = format!("{}\n{LINE}\n", text.trim_end());
    for quote in &annotated.quotes {
        writeln!(out, "{}", line(text, quote)).expect("a string takes all");
        out.push_str(&why(quote));
    }
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for country in &annotated.countries {
        let count = annotated
            .places
            .iter()
            .filter(|place| place.country == *country)
            .count();
        counts.push((country.code(), count));
    }
    if !counts.is_empty() {
        let counts: Vec<String> = counts
            .iter()
            .map(|(code, count)| match count {
                // No place is named, but its newspapers write so.
                0 => format!("{code} at home"),
                count => format!("{code} {count}"),
            })
            .collect();
        writeln!(out, "countries: {}", counts.join(", ")).expect("a string takes all");
    }
    out
}

/// `direct    Sergei Lavrov (RU) | "he stated" | said-after .82 | No new taxes.`
fn line(text: &str, quote: &Quote) -> String {
    let words = one_line(quote.span, text);
    let kind = quote.kind.name();
    let Some(said) = &quote.attribution else {
        return format!("{kind:<8}  nobody | {} | {words}", quote.rule);
    };
    let name = said.name.as_deref().unwrap_or("unnamed");
    let country = said
        .country
        .map_or(String::new(), |country| format!(" ({country})"));
    let mentions: Vec<String> = said
        .mentions
        .iter()
        .map(|&mention| one_line(mention, text))
        .collect();
    let cue = quote
        .cue
        .map_or(String::new(), |cue| format!(" {}", one_line(cue, text)));
    let confidence = format!("{:.2}", said.confidence);
    format!(
        "{kind:<8}  {name}{country} | {}{cue} | {} {} | {words}",
        mentions.join(" … "),
        said.rule,
        confidence.trim_start_matches('0')
    )
}

fn one_line(span: Span, text: &str) -> String {
    span.of(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::annotate_text;

    #[test]
    fn shows_a_line_a_finding() {
        let text = "“No new taxes,” French minister Anna Lind said. She added that it was final.\n";
        let shown = shown(text, &annotate_text(text, "en"), |_| String::new());
        assert_eq!(
            shown,
            "“No new taxes,” French minister Anna Lind said. She added that it was final.\n----\n\
             direct    Anna Lind (FR) | French minister Anna Lind said | said-after .96 | No new taxes,\n\
             indirect  Anna Lind (FR) | She added | that-clause .81 | that it was final\n\
             countries: FR 1\n"
        );
    }
}
