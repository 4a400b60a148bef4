//! Distances as other query languages write them: `/5`, `N5`, `NEAR`, `AROUND(5)`.
//!
//! Each looks at one run of characters without a space, and returns what is wrong with it.

use crate::query::diagnostic::Diagnostic;
use crate::query::parse::characters::is_number;
use crate::query::parse::chunk::Chunk;

/// `/s`, `/5`
pub(crate) fn bare_distance(chunk: &Chunk) -> Option<Diagnostic> {
    let typed = chunk.typed();
    let instead = format!("w{typed}");
    match typed.strip_prefix('/')? {
        "s" | "p" => chunk.error(format!("write {instead}"), Some(&instead)),
        digits if is_number(digits) => {
            let message = format!("write {instead} for a distance, or omit the slash for a number");
            chunk.error(message, Some(&instead))
        }
        _ => None,
    }
}

/// `a +5 b`
pub(crate) fn bare_ordered_distance(chunk: &Chunk) -> Option<Diagnostic> {
    let digits = chunk.typed().strip_prefix('+')?;
    let spaced = chunk.text[..chunk.span.start].ends_with(' ');
    let instead = format!("pre/{digits}");
    (is_number(digits) && spaced)
        .then(|| chunk.error(format!("write {instead}"), Some(&instead)))?
}

/// `a NEAR b`
pub(crate) fn proximity_without_distance(chunk: &Chunk) -> Option<Diagnostic> {
    let instead = match chunk.typed().to_ascii_lowercase().as_str() {
        "same" => "w/p",
        "near" => "w/10",
        "adj" | "onear" | "pre" => "pre/1",
        _ => return None,
    };
    let message = format!(
        "`{}` needs a distance: w/5 within five words, pre/5 in this order, w/s in one sentence, w/p in one paragraph",
        chunk.typed()
    );
    chunk
        .stands_out()
        .then(|| chunk.error(message, Some(instead)))?
}

/// `tax AROUND(5) cut`
pub(crate) fn around(chunk: &Chunk) -> Option<Diagnostic> {
    let around = chunk.typed().eq_ignore_ascii_case("around") && chunk.stands_out();
    let inner = chunk.after().strip_prefix('(').filter(|_| around)?;
    let digits = &inner[..inner.find(')')?];
    let instead = format!("w/{digits}");
    let end = chunk.span.end + 1 + digits.len() + 1;
    is_number(digits).then(|| chunk.error_up_to(end, format!("write {instead}"), Some(&instead)))?
}

/// `a N5 b`, `a N/5 b`, `a P/5 b`, `a W5 b`: distances of ProQuest and EBSCO.
pub(crate) fn short_distance(chunk: &Chunk) -> Option<Diagnostic> {
    let typed = chunk.typed();
    let lower = typed.to_ascii_lowercase();
    let name = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &lower[name.len()..];
    let instead = match name {
        "n/" => format!("w/{digits}"),
        "p/" => format!("pre/{digits}"),
        "n" if chunk.stands_out() => format!("w/{digits}"),
        "w" if chunk.stands_out() => format!("pre/{digits}"),
        _ => return None,
    };
    let between = chunk.span.start > 0 && !chunk.next_word().is_empty();
    (is_number(digits) && between)
        .then(|| chunk.error(format!("write {instead}"), Some(&instead)))?
}

/// `w/sentence`, `w/5cuts`, `w/ 5`, `notw/5`: almost a distance.
pub(crate) fn malformed_distance(chunk: &Chunk) -> Option<Diagnostic> {
    const NAMES: [&str; 8] = [
        "w/", "pre/", "near/", "onear/", "adj/", "within/", "notw/", "f/",
    ];
    let lower = chunk.typed().to_ascii_lowercase();
    let name = NAMES.iter().find(|name| lower.starts_with(**name))?;
    let distance = &lower[name.len()..];
    let rest = distance.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &distance[..distance.len() - rest.len()];
    let mut end = chunk.span.end;
    let suggestion = match (*name, distance) {
        ("notw/", distance) => Some(format!("not w/{distance}")),
        (_, distance) if distance.starts_with("sent") => Some("w/s".to_owned()),
        (_, distance) if distance.starts_with("par") => Some("w/p".to_owned()),
        (name, "") if is_number(chunk.next_word()) => {
            let next = chunk.next_word();
            end += chunk.after().find(next)? + next.len();
            Some(format!("{name}{next}"))
        }
        ("f/", _) => None,
        (name, _) if !digits.is_empty() && rest.starts_with(char::is_alphabetic) => {
            Some(format!("{name}{digits} {rest}"))
        }
        _ => None,
    };
    let message = format!(
        "`{}` is not a distance: w/5 and pre/5 count words, w/s is one sentence, w/p one paragraph",
        &chunk.text[chunk.span.start..end]
    );
    chunk.error_up_to(end, message, suggestion.as_deref())
}

/// `w5`, `pre5`: searched for as a word.
pub(crate) fn distance_without_slash(chunk: &Chunk) -> Option<Diagnostic> {
    let lower = chunk.typed().to_ascii_lowercase();
    let name = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    let counted = is_number(&lower[name.len()..]);
    (matches!(name, "w" | "pre") && counted)
        .then(|| as_word(chunk, "`w/5` means within five words"))?
}

/// `within 5`, `adj 5`, `near 5`: searched for as words.
pub(crate) fn distance_in_words(chunk: &Chunk) -> Option<Diagnostic> {
    let lower = chunk.typed().to_ascii_lowercase();
    let named = matches!(lower.as_str(), "within" | "adj" | "near");
    (named && is_number(chunk.next_word()))
        .then(|| as_word(chunk, "`w/5` means within five words"))?
}

/// `a same b`: searched for as a word.
pub(crate) fn same_paragraph(chunk: &Chunk) -> Option<Diagnostic> {
    let same = chunk.typed().eq_ignore_ascii_case("same");
    same.then(|| as_word(chunk, "`w/p` means in one paragraph"))?
}

fn as_word(chunk: &Chunk, instead: &str) -> Option<Diagnostic> {
    let message = format!("`{}` is searched for as a word; {instead}.", chunk.typed());
    chunk.error(message, None)
}
