//! Habits of other query languages that this one does not have: told, never dropped.

use crate::query::Note;
use crate::text::Span;

/// Returns what is not understood in a run of signs without a space.
pub(super) fn strange(text: &str, chunk: Span) -> Option<Note> {
    let typed = chunk.of(text);
    let (message, suggestion) = match typed {
        "&&" => ("write AND".to_owned(), Some("AND".to_owned())),
        "||" => ("write OR".to_owned(), Some("OR".to_owned())),
        // Westlaw's.
        "/s" | "/p" => (
            format!("`{typed}` is written w{typed} here"),
            Some(format!("w{typed}")),
        ),
        _ if is_count(typed, '/') => (
            format!("`{typed}` is written w{typed} here; for a number leave out the slash"),
            Some(format!("w{typed}")),
        ),
        _ if is_count(typed, '+') && text[..chunk.start].ends_with(' ') => (
            format!("`{typed}` is written pre/{} here", &typed[1..]),
            Some(format!("pre/{}", &typed[1..])),
        ),
        _ if typed.starts_with(['[', '{']) => (
            "a list is written IN [a b c], and a range date:[2020 TO 2021] or date:2020..2021"
                .to_owned(),
            None,
        ),
        _ if typed.contains('^') => (
            "`^` wants a number behind it, as in word^2".to_owned(),
            typed
                .split('^')
                .next()
                .filter(|word| !word.is_empty())
                .map(str::to_owned),
        ),
        _ if function(text, chunk).is_some() => (
            format!(
                "`{typed}( … )` is not known here; known are atleast3( … ), caps( … ), allcaps( … ), nocaps( … ) and any( … )"
            ),
            None,
        ),
        _ => return None,
    };
    Some(Note {
        span: chunk,
        message,
        suggestion,
    })
}

/// `/5`, `+5`
fn is_count(typed: &str, sign: char) -> bool {
    typed.strip_prefix(sign).is_some_and(|digits| {
        !digits.is_empty() && digits.len() < 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Functions of others, right before their parenthesis.
fn function(text: &str, chunk: Span) -> Option<&str> {
    const OTHERS: &[&str] = &[
        "plural", "singular", "hlead", "terms", "length", "alltext", "rank",
    ];
    let typed = chunk.of(text);
    let called = text[chunk.end..].starts_with('(');
    (called && OTHERS.contains(&typed.to_ascii_lowercase().as_str())).then_some(typed)
}
