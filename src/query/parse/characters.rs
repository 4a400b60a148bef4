//! Character classes and small scanners: quotation marks, numbers, runs without a space. Lengths are
//! in bytes.

pub(crate) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() < 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the next run of characters without a space.
pub(crate) fn next_word(text: &str, from: usize) -> &str {
    let end = |c: char| c.is_whitespace() || matches!(c, '(' | ')');
    let rest = text[from..].trim_start();
    match rest.starts_with(['(', ')']) {
        true => &rest[..1],
        false => &rest[..rest.find(end).unwrap_or(rest.len())],
    }
}

/// Returns the number at the start of a text, with or without a decimal point.
pub(crate) fn number(text: &str) -> Option<&str> {
    let len = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let digits = text[..len].trim_end_matches('.');
    (!digits.is_empty()).then_some(digits)
}

/// Returns the length of a regular expression between slashes that ends its clause.
pub(crate) fn regex(rest: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c.is_whitespace() => return None,
            '/' => {
                let next = rest[at + 1..].chars().next();
                let ends =
                    next.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '^' | ']' | ','));
                return (ends && at > 1).then_some(at + 1);
            }
            _ => {}
        }
    }
    None
}

/// Tells whether a sign before this text is an operator: in `-word` it is, in `- word` and
/// `--word` not.
pub(crate) fn starts_item(rest: &str) -> bool {
    let next = rest.chars().next();
    next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '=' | '*' | '/') || opens(c))
}

pub(crate) fn chunk_len(text: &str) -> usize {
    let end = |c: char| c.is_whitespace() || c == '(' || c == ')' || is_double(c);
    // The first character is one of these only if it has no meaning there.
    let first = text.chars().next().map_or(0, char::len_utf8);
    let rest = &text[first..];
    let len = rest.find(end).unwrap_or(rest.len());
    let boost = rest[..len]
        .match_indices('^')
        .find(|(at, _)| number(&rest[at + 1..]).is_some());
    first + boost.map_or(len, |(at, _)| at)
}

pub(crate) fn opens(c: char) -> bool {
    is_double(c) || is_single(c)
}

pub(crate) fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›')
}

pub(crate) fn is_single(c: char) -> bool {
    matches!(c, '\'' | '‘' | '‚' | '’')
}

/// Returns the length up to the mark that closes a phrase, without and with the mark.
pub(crate) fn closing(text: &str, open: char) -> Option<(usize, usize)> {
    let closes = |c: char| match open {
        '«' => c == '»',
        '»' => c == '«',
        '‹' => c == '›',
        '›' => c == '‹',
        '\'' | '‘' | '‚' | '’' => matches!(c, '\'' | '’' | '‘'),
        _ => matches!(c, '"' | '“' | '”' | '‟'),
    };
    text.char_indices()
        .map(|(at, c)| (at, c, at + c.len_utf8()))
        .filter(|&(_, c, _)| closes(c))
        .find(|&(at, _, after)| {
            // An apostrophe inside a word closes nothing.
            !is_single(open) || !joins(&text[..at], &text[after..])
        })
        .map(|(at, _, after)| (at, after))
}

fn joins(before: &str, after: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    letter(after.chars().next()) || !letter(before.chars().next_back())
}
