//! Recognizes field names, and proposes one for a name that is not.

use crate::query::diagnostic::Diagnostic;
use crate::query::field::Field;
use crate::query::field::QUERY_FIELDS;
use crate::text::Span;
use crate::text::fold::fold;

/// Returns the letters before a colon, which may be a field name; not those of `10:30`. Dates and
/// numbers may be compared without a colon: `date>=2024`, `length>500`.
pub(crate) fn field_name(chunk: &str) -> Option<&str> {
    let compared = chunk.split_once(['<', '>']).map(|(name, _)| name);
    let numbers = |name: &&str| Field::named(name).is_some_and(Field::is_compared);
    if let Some(name) = compared.filter(numbers) {
        return Some(name);
    }
    let (name, _) = chunk.split_once(':')?;
    let letters = name.chars().all(|c| c.is_alphabetic() || c == '_');
    (letters && !name.is_empty()).then_some(name)
}

/// Returns the name before `=` and its field: `hd=` is Factiva's `headline:`.
pub(crate) fn equated(chunk: &str) -> Option<(&str, Field)> {
    const FACTIVA: &[(&str, Field)] = &[
        ("hd", Field::Title),
        ("lp", Field::Lead),
        ("by", Field::Byline),
        ("la", Field::Lang),
        ("sn", Field::Outlet),
    ];
    let (name, _) = chunk.split_once('=')?;
    let code = FACTIVA
        .iter()
        .find(|(code, _)| name.eq_ignore_ascii_case(code));
    let field = Field::named(name).or(code.map(|(_, field)| *field))?;
    Some((name, field))
}

/// Returns the error of `foo:bar`; none of `https://…` and `Ukraine: the war`.
pub(crate) fn unknown_field(text: &str, chunk: Span, name: &str) -> Option<Diagnostic> {
    let colon = chunk.start + name.len();
    let rest = &text[colon + 1..];
    let value = rest.chars().next().filter(|c| !c.is_whitespace())?;
    if rest.starts_with("//") || value == ')' {
        return None;
    }
    let (message, suggestion) = match known_field(name) {
        Some(near) => (format!("unknown field `{name}`"), Some(near)),
        None => (
            format!(
                "unknown field `{name}`; to search for the text itself, put it in quotation marks"
            ),
            None,
        ),
    };
    let exists = name == "_exists_";
    let end = if exists { chunk.end } else { colon + 1 };
    let value = &text[colon + 1..end];
    Some(Diagnostic {
        span: Span::new(chunk.start, end),
        message,
        suggestion: match exists {
            true => Some(format!("{value}:*")),
            false => suggestion,
        },
    })
}

/// Names of these fields elsewhere.
const ELSEWHERE: &[(&str, &str)] = &[
    ("_id", "id:"),
    ("after", "date:>"),
    ("allintext", "body:"),
    ("allintitle", "title:"),
    ("allinurl", "url:"),
    ("before", "date:<"),
    ("content", "body:"),
    ("dir", "path:"),
    ("ext", "path:*."),
    ("file", "path:"),
    ("filename", "path:"),
    ("filetype", "path:*."),
    ("folder", "path:"),
    ("from", "date:>="),
    ("inbody", "body:"),
    ("intext", "body:"),
    ("intitle", "title:"),
    ("inurl", "url:"),
    ("journal", "outlet:"),
    ("month", "date:"),
    ("name", "speaker:"),
    ("newspaper", "outlet:"),
    ("paper", "outlet:"),
    ("person", "speaker:"),
    ("publication", "outlet:"),
    ("published", "date:"),
    ("since", "date:>="),
    ("site", "outlet:"),
    ("to", "date:<="),
    ("until", "date:<="),
    ("week", "date:"),
    ("who", "speaker:"),
    ("year", "date:"),
];

/// Returns what to write in place of an unknown field name.
fn known_field(typed: &str) -> Option<String> {
    let known = ELSEWHERE
        .iter()
        .find(|(name, _)| typed.eq_ignore_ascii_case(name));
    match known {
        Some((_, field)) => Some((*field).to_owned()),
        None => nearest_name(typed).map(|name| format!("{name}:")),
    }
}

/// Returns the most similar field name, within two edits (Damerau-Levenshtein).
fn nearest_name(typed: &str) -> Option<&'static str> {
    let typed = fold(typed);
    QUERY_FIELDS
        .iter()
        .flat_map(|row| row.names)
        .map(|&name| (strsim::damerau_levenshtein(&typed, name), name))
        .filter(|&(distance, name)| distance <= 2 && distance < name.len() - 1)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proposes_the_nearest_name() {
        assert_eq!(nearest_name("speker"), Some("speaker"));
        assert_eq!(nearest_name("contry"), Some("country"));
        assert_eq!(nearest_name("x"), None);
        assert_eq!(nearest_name("mailto"), None);
    }
}
