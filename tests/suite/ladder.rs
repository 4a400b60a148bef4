//! Holds the rooms to their order: each uses only those listed before it in `src/lib.rs`.

use std::fs;
use std::path::{Path, PathBuf};

/// Rooms side by side on the ladder that do not know one another, whichever is listed first.
const STRANGERS: &[&str] = &["corpus", "annotate", "query"];

#[test]
fn rooms_use_only_those_above_them() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let rooms = rooms(&read(&src.join("lib.rs")));
    assert!(rooms.len() > 5, "src/lib.rs lists the rooms: {rooms:?}");
    let mut wrong = Vec::new();
    for room in &rooms {
        let mut files = vec![src.join(format!("{room}.rs"))];
        files.retain(|file| file.exists());
        files.extend(rust_files(&src.join(room)));
        assert!(!files.is_empty(), "the room `{room}` is empty");
        for file in files {
            let shown = file.strip_prefix(&src).expect("it lies in src").display();
            for (line, used) in forbidden(room, &read(&file), &rooms) {
                wrong.push(format!("src/{shown}:{line}: `{room}` uses `{used}`"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "against the ladder:\n{}",
        wrong.join("\n")
    );
}

/// Returns the rooms in the order of the `pub mod` lines.
fn rooms(lib: &str) -> Vec<String> {
    lib.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

/// Returns the rooms a file of `room` may not name and does, with the lines they stand on.
fn forbidden(room: &str, source: &str, rooms: &[String]) -> Vec<(usize, String)> {
    let place = |name: &str| rooms.iter().position(|room| room == name);
    let own = place(room).expect("the room is on the ladder");
    let mut found = named(source);
    found.retain(|(_, used)| {
        let strangers = STRANGERS.contains(&room) && STRANGERS.contains(&used.as_str());
        place(used).is_some_and(|other| other > own || other != own && strangers)
    });
    found
}

/// Returns the first name behind each `crate::`, every one of a `use` tree, with their lines.
fn named(source: &str) -> Vec<(usize, String)> {
    let tokens = tokens(source);
    let is = |at: usize, text: &str| tokens.get(at).is_some_and(|(_, token)| *token == text);
    let mut names = Vec::new();
    for at in 0..tokens.len() {
        if !(is(at, "crate") && is(at + 1, ":") && is(at + 2, ":")) {
            continue;
        }
        if !is(at + 3, "{") {
            names.extend(tokens.get(at + 3));
            continue;
        }
        // The tree's own branches: what follows its brace, and the commas beside no other.
        let mut depth = 0;
        for (at, (_, token)) in tokens.iter().enumerate().skip(at + 3) {
            match *token {
                "{" => depth += 1,
                "}" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            if depth == 1 && (is(at, "{") || is(at, ",")) {
                names.extend(tokens.get(at + 1));
            }
        }
    }
    names.sort();
    names
        .into_iter()
        .map(|&(line, name)| (line, name.to_owned()))
        .collect()
}

/// Returns names and signs with their lines; comments, strings and characters are left out.
fn tokens(source: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(next) = source[at..].chars().next() {
        let length = token_length(&source[at..]);
        let token = &source[at..at + length];
        let is_name = next.is_alphanumeric() || next == '_';
        let is_sign = length == next.len_utf8() && !next.is_whitespace();
        if is_name && !token.ends_with(['"', '#']) || is_sign {
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
        // A lifetime has no closing mark behind its first sign.
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

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    files.sort();
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Checks which rooms a file of `annotate` is told off for, and on which lines.
#[track_caller]
fn check(source: &str, expected: &[(usize, &str)]) {
    let lib = "pub mod text;\npub mod corpus;\n\npub mod annotate;\n/// Last.\npub mod index;\n";
    let found = forbidden("annotate", source, &rooms(lib));
    let found: Vec<(usize, &str)> = found.iter().map(|(l, n)| (*l, n.as_str())).collect();
    assert_eq!(found, expected, "{source}");
}

#[test]
fn catches_what_is_against_the_ladder() {
    check("use crate::index::Reader;", &[(1, "index")]);
    check("\n\nfn f() -> crate::index::Hits {", &[(3, "index")]);
    check("use crate::corpus::walk;", &[(1, "corpus")]);
    check("use crate::{text::Span, index};", &[(1, "index")]);
    check(
        "pub(crate) use crate::{\n    text::{Span, fold::{fold}},\n    index::{Hit, Hits},\n    corpus,\n};",
        &[(3, "index"), (4, "corpus")],
    );
    check("crate :: index :: search()", &[(1, "index")]);
    check(r#"let c = '"'; crate::index::f("")"#, &[(1, "index")]);
    check(
        "fn f<'a>(x: &'a str) { crate::index::f() }",
        &[(1, "index")],
    );
    check(r##"r#"a " b"# + crate::index::f()"##, &[(1, "index")]);
    check("'\\''; \"\\\"\\\\\"; crate::index::f()", &[(1, "index")]);
}

#[test]
fn leaves_the_rest_alone() {
    check("use crate::text::Span;", &[]);
    check("use crate::annotate::index;", &[]);
    check("use crate::{annotate, text::{index, corpus}};", &[]);
    check(
        "// crate::index\n/* crate::index */ /// [crate::index]",
        &[],
    );
    check(r#"let s = "crate::index";"#, &[]);
    check(r##"let s = br#""crate::index"#;"##, &[]);
    check("mycrate::index; index::crate_name", &[]);
    check("crate::unheard_of!()", &[]);
}
