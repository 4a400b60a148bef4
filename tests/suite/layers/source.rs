//! Reads Rust source as far as needed: tokens, `mod` lines, `use` items and paths.

/// Where a path stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A `use` item.
    Use,
    /// Written where it is needed.
    Inline,
}

pub(super) type Tokens<'a> = [(usize, &'a str)];

fn is(tokens: &Tokens, at: usize, text: &str) -> bool {
    tokens.get(at).is_some_and(|(_, token)| *token == text)
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Returns the modules that the file declares in files of their own, in order.
pub(super) fn declared<'a>(tokens: &Tokens<'a>) -> Vec<&'a str> {
    (0..tokens.len())
        .filter(|&at| is(tokens, at, "mod") && is(tokens, at + 2, ";"))
        .map(|at| tokens[at + 1].1)
        .collect()
}

/// Returns the tokens without the items that only tests have.
pub(super) fn without_tests<'a>(tokens: &Tokens<'a>) -> Vec<(usize, &'a str)> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let attribute = ["#", "[", "cfg", "(", "test", ")", "]"];
        if !attribute
            .iter()
            .enumerate()
            .all(|(ahead, token)| is(tokens, at + ahead, token))
        {
            kept.push(tokens[at]);
            at += 1;
            continue;
        }
        at += attribute.len();
        let mut depth = 0;
        while at < tokens.len() {
            match tokens[at].1 {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth -= 1,
                _ => {}
            }
            at += 1;
            let is_end = is(tokens, at - 1, ";") || is(tokens, at - 1, "}");
            if depth == 0 && is_end {
                break;
            }
        }
    }
    kept
}

/// Returns the path of every name a `use` item brings in, and what it is called here.
pub(super) fn uses<'a>(tokens: &Tokens<'a>) -> Vec<(Vec<&'a str>, Option<&'a str>, usize)> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        // Not the `use<'a>` of a return type.
        if is(tokens, at, "use") && !is(tokens, at + 1, "<") {
            let mut next = at + 1;
            use_tree(tokens, &mut next, &[], &mut found);
        }
    }
    found
}

fn use_tree<'a>(
    tokens: &Tokens<'a>,
    at: &mut usize,
    prefix: &[&'a str],
    found: &mut Vec<(Vec<&'a str>, Option<&'a str>, usize)>,
) {
    let mut path = prefix.to_vec();
    let line = tokens.get(*at).map_or(0, |(line, _)| *line);
    while let Some(&(_, token)) = tokens.get(*at) {
        *at += 1;
        match token {
            ":" => {}
            "{" => {
                while !is(tokens, *at, "}") && *at < tokens.len() {
                    use_tree(tokens, at, &path, found);
                    if is(tokens, *at, ",") {
                        *at += 1;
                    }
                }
                *at += 1;
                return;
            }
            "as" => {
                found.push((path, tokens.get(*at).map(|(_, name)| *name), line));
                *at += 1;
                return;
            }
            "," | ";" | "}" => {
                *at -= 1;
                break;
            }
            "self" if !path.is_empty() => {}
            _ => path.push(token),
        }
    }
    found.push((path, None, line));
}

/// Returns every path of two names or more, those of `use` items in full, with their lines.
pub(super) fn paths<'a>(tokens: &Tokens<'a>) -> Vec<(usize, Vec<&'a str>, Origin)> {
    let mut found: Vec<_> = uses(tokens)
        .into_iter()
        .map(|(path, _, line)| (line, path, Origin::Use))
        .collect();
    let mut at = 0;
    while at < tokens.len() {
        if is(tokens, at, "use") && !is(tokens, at + 1, "<") {
            while at < tokens.len() && !is(tokens, at, ";") {
                at += 1;
            }
            continue;
        }
        let (line, name) = tokens[at];
        let mut path = vec![name];
        at += 1;
        while is_name(name) && is(tokens, at, ":") && is(tokens, at + 1, ":") {
            match tokens.get(at + 2) {
                Some((_, next)) if is_name(next) => path.push(next),
                _ => break,
            }
            at += 3;
        }
        if path.len() > 1 {
            found.push((line, path, Origin::Inline));
        }
    }
    found
}

/// Returns names and punctuation with their lines; comments, strings and characters are left out.
pub(super) fn tokens(source: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(next) = source[at..].chars().next() {
        let length = token_length(&source[at..]);
        let token = &source[at..at + length];
        let is_name = next.is_alphanumeric() || next == '_';
        let is_punctuation = length == next.len_utf8() && !next.is_whitespace();
        if is_name && !token.ends_with(['"', '#']) || is_punctuation {
            tokens.push((line, token));
        }
        line += token.matches('\n').count();
        at += length;
    }
    tokens
}

/// Returns how many bytes what stands at the start takes.
fn token_length(rest: &str) -> usize {
    let until = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return until("*/");
    }
    let body = rest.trim_start_matches(['b', 'c']);
    let raw = body.strip_prefix('r').unwrap_or(body);
    let hashes = raw.len() - raw.trim_start_matches('#').len();
    let prefix = rest.len() - raw.len();
    if prefix <= 2 && raw.len() < body.len() && raw[hashes..].starts_with('"') {
        let end = format!("\"{}", &raw[..hashes]);
        let start = prefix + hashes + 1;
        return rest[start..]
            .find(&end)
            .map_or(rest.len(), |at| start + at + end.len());
    }
    if rest.starts_with('"') {
        return quoted(rest, '"').unwrap_or(rest.len());
    }
    if rest.starts_with('\'') {
        // A lifetime has no closing quote after its first character.
        let second = rest.chars().nth(1).unwrap_or('\'');
        let is_char = second == '\\' || rest.chars().nth(2) == Some('\'');
        return if is_char {
            quoted(rest, '\'').unwrap_or(rest.len())
        } else {
            1
        };
    }
    let name = rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
    match rest.len() - name.len() {
        0 => rest.chars().next().map_or(0, char::len_utf8),
        length => length,
    }
}

fn quoted(rest: &str, mark: char) -> Option<usize> {
    let mut escaped = false;
    let end = rest.char_indices().skip(1).find(|&(_, c)| {
        let ends = c == mark && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    Some(end.0 + 1)
}
