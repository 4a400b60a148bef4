//! Tells the query language from the punctuation of pasted prose.

use crate::lang::{Class, any_language_has};
use crate::query::field::Field;
use crate::query::operator::Operator;
use crate::query::parse::field_names::{equated, field_name};
use crate::query::proximity::Near;

/// Tells whether a text has operators, fields, functions or wildcards that its writer must have
/// meant: signs that prose has too, such as brackets, dashes and question marks, are none by
/// themselves.
pub(crate) fn has_explicit_syntax(typed: &str) -> bool {
    let tokens: Vec<&str> = typed.split_whitespace().collect();
    let bars = tokens.iter().filter(|token| **token == "|").count();
    let at = |at: usize| {
        let next = tokens.get(at + 1).copied().unwrap_or_default();
        let operator = is_operator(tokens[at]) && !is_negation(&tokens[..=at]);
        operator || is_field(tokens[at]) || is_pattern(tokens[at], next)
    };
    let is_address = tokens.len() == 1 && typed.contains("://");
    // One bar stands between a headline and its site.
    bars > 1 || is_address || (0..tokens.len()).any(at)
}

/// Tells whether the last token negates a verb, with emphasis: "Lind did NOT resign".
fn is_negation(tokens: &[&str]) -> bool {
    let [.., verb, "NOT"] = tokens else {
        return false;
    };
    tokens.len() > 2 && any_language_has(&verb.to_lowercase(), Class::AUXILIARY)
}

fn is_operator(token: &str) -> bool {
    let bare = token.trim_matches(['(', ')', ',', ';']);
    let word = Operator::from_word(bare).is_some() || matches!(bare, "&&" | "||");
    let near = bare.contains('/') || bare.ends_with(|c: char| c.is_ascii_digit());
    let function = token
        .trim_start_matches('(')
        .split_once('(')
        .is_some_and(|(name, _)| {
            Operator::from_function(name).is_some() || Field::named(name).is_some()
        });
    let starts = |sign: char| {
        let item = |c: char| c.is_alphabetic() || matches!(c, '"' | '“' | '(');
        let signed = token.trim_start_matches('(').strip_prefix(sign);
        signed.is_some_and(|rest| rest.starts_with(item))
    };
    let excluded = token.strip_prefix(['-', '−']);
    word || near && Near::parse(bare).is_some()
        || function
        || starts('+')
        || starts('-')
        || starts('−')
        || starts('!')
        || starts('=')
        || excluded.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        || token.starts_with("IN[")
}

/// `speaker:lavrov`, `date>=2024`, `hd=tax`; not `Ukraine: the war`, `10:30` and addresses.
fn is_field(token: &str) -> bool {
    let token = token.trim_start_matches(['(', '-', '+', '"', '“']);
    let known = |(name, _): (&str, &str)| Field::named(name).is_some();
    if token.contains("://") {
        return token.split_once(':').is_some_and(known);
    }
    let typed = |name: &str| !name.contains(char::is_uppercase);
    let named = field_name(token).is_some_and(|name| {
        let value = token[name.len()..].trim_start_matches([':', '<', '>', '=']);
        typed(name) && (Field::named(name).is_some() || !value.is_empty())
    });
    named || equated(token).is_some()
}

/// `elect*`, `wom?n`, `elect!` before another word, `/regex/`, `word~1`, `tax^2`.
fn is_pattern(token: &str, next: &str) -> bool {
    if token.contains("://") {
        return false;
    }
    let chars: Vec<char> = token.chars().collect();
    let word = |at: usize| chars.get(at).is_some_and(|c| c.is_alphanumeric());
    let emphasis = token.starts_with('*') && token.trim_end_matches(['.', ',']).ends_with('*');
    let sign = |at: usize| {
        let (before, after) = (at > 0 && word(at - 1), word(at + 1));
        match chars[at] {
            '*' => (before || after) && !emphasis,
            '?' => before && after,
            '!' => before && at + 1 == chars.len() && next.starts_with(char::is_lowercase),
            '~' | '^' => {
                let quoted = at > 0 && matches!(chars[at - 1], '"' | '”' | ')');
                (before || quoted) && chars.get(at + 1).is_none_or(char::is_ascii_digit)
            }
            '|' => before && after,
            _ => false,
        }
    };
    let regex = token.len() > 2 && token.starts_with('/') && token.ends_with('/');
    regex || (0..chars.len()).any(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_syntax_from_punctuation() {
        for typed in [
            "tax AND cut",
            "(tax OR levy) cut",
            "tax NOT levy",
            "will NOT trump",
            "-levy tax",
            "budget -2016",
            "+tax cut",
            "border w/5 closure",
            "border w/s closure",
            "tax adj3 cut",
            "speaker:lavrov nato",
            "(speaker:lavrov nato)",
            "speaker: lavrov",
            "url:https://example.org/a/b/c",
            "https://example.org/a/b/c",
            "foo:bar",
            "date>=2024",
            "hd=tax",
            "said:(nato war)",
            "any(tax cut)",
            "atleast3(tax)",
            "elect* fraud",
            "wom?n",
            "elect! fraud",
            "/el[ae]ct/",
            "electoin~1",
            "\"tax cut\"~3",
            "tax^2 cut",
            "tax | levy | toll",
            "tax || levy",
            "=walls",
        ] {
            assert!(has_explicit_syntax(typed), "{typed}");
        }
        for typed in [
            "Is the tax cut working?",
            "What? No!",
            "Stop! That is enough",
            "the tax cut (of 2017)",
            "Zombie Cat: Buried Kitty Believed Dead",
            "Country: Roads take me home",
            "Cat meows - back to life",
            "talks – and war",
            "well-known, state-of-the-art",
            "at 10:30 on 9/11, 24/7",
            "see https://example.org/a?b=c*",
            "he said “no more” and left",
            "it is *very* good",
            "Cat meows back to life | The Herald",
            "claim(s) of the day",
            "fell by 5% & rose +3",
            "rock & roll",
            "Lind Did NOT Accuse Boer Of Theft",
            "and/or",
        ] {
            assert!(!has_explicit_syntax(typed), "{typed}");
        }
    }
}
