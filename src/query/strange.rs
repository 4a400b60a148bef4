//! Habits of other query languages that this one does not have: told, never dropped.

use crate::query::Note;
use crate::text::Span;

/// Returns what is not understood in a run of signs without a space.
pub(super) fn strange(text: &str, chunk: Span) -> Option<Note> {
    let typed = chunk.of(text);
    let plain = || {
        let word = typed.trim_matches(|c: char| !c.is_alphanumeric());
        (!word.is_empty()).then(|| word.to_owned())
    };
    let (message, suggestion) = match typed {
        "&&" => ("write AND".to_owned(), Some("AND".to_owned())),
        "||" => ("write OR".to_owned(), Some("OR".to_owned())),
        _ if is_near(typed) => (
            format!(
                "`{typed}` (words near one another) is not known here; to look for it as a word put it in quotation marks"
            ),
            Some("AND".to_owned()),
        ),
        _ if typed.starts_with(['[', '{']) && text[chunk.end..].starts_with(" TO ") => (
            "a range is written with two dots: 2024-03..2024-05".to_owned(),
            None,
        ),
        _ if is_regex(typed) => (
            "patterns between slashes are not known here".to_owned(),
            plain(),
        ),
        _ if has_wildcard(typed) => (
            "wildcards are not known here; a word finds its other endings by itself".to_owned(),
            None,
        ),
        _ if typed.contains(['~', '^']) => (
            "`~` and `^` are not known here".to_owned(),
            typed
                .split(['~', '^'])
                .next()
                .filter(|word| !word.is_empty())
                .map(str::to_owned),
        ),
        _ if typed.len() > 1 && typed.ends_with('!') => (
            "`!` at the end of a word is not known here; a word finds its other endings by itself"
                .to_owned(),
            plain(),
        ),
        _ if typed.starts_with('=') && plain().is_some() => {
            ("`=` before a word is not known here".to_owned(), plain())
        }
        _ => return None,
    };
    Some(Note {
        span: chunk,
        message,
        suggestion,
    })
}

/// `w/5`, `pre/3`, `near/10`, `w/s`, `adj5`.
fn is_near(typed: &str) -> bool {
    let typed = typed.to_ascii_lowercase();
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((word, distance)) = typed.split_once('/') {
        let known = matches!(word, "w" | "pre" | "near" | "onear" | "adj");
        return known && (number(distance) || matches!(distance, "s" | "p" | "seg"));
    }
    ["adj", "near"]
        .iter()
        .any(|word| typed.strip_prefix(word).is_some_and(number))
}

fn is_regex(typed: &str) -> bool {
    typed.len() > 2 && typed.starts_with('/') && typed.ends_with('/')
}

/// `elect*`, `wom?n`; not the mark that ends a question.
fn has_wildcard(typed: &str) -> bool {
    let inside = |(at, _): (usize, &str)| {
        let next = typed[at + 1..].chars().next();
        next.is_some_and(char::is_alphanumeric)
    };
    typed.contains('*') || typed.match_indices('?').any(inside)
}
