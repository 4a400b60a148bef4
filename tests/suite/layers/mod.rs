//! Keeps imports going one way: modules, sub-modules and files use only what is listed before them.
//!
//! - In `src/lib.rs` and every `mod.rs`, the `mod` lines stand in layer order (a blank line
//!   between them keeps rustfmt from sorting them). A file uses only the siblings listed before
//!   its own, at every level of its path.
//! - A `mod.rs` may use its children; they may not use what it, or any module above them, defines.
//!   What a `mod.rs` re-exports counts as the file that defines it.
//! - So no files can import one another in a circle; the circles are looked for all the same, as
//!   the message is easier to act on.
//!
//! Code under `#[cfg(test)]` is left out. `UPDATE=1` rewrites the list of exceptions.

mod exceptions;
mod source;
mod tree;

use exceptions::EXCEPTIONS;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tree::{Import, Tree, circles, suggested_orders};

#[test]
fn imports_go_one_way() {
    let sources = sources();
    let tree = Tree::new(
        sources
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    assert!(
        tree.modules[0].children.len() > 5,
        "src/lib.rs lists the modules"
    );
    let imports = tree.imports();
    let circles = circles(&imports);
    let in_circle = |import: &Import| {
        circles
            .iter()
            .any(|circle| circle.contains(import.from) && circle.contains(import.to))
    };
    let against: Vec<&Import> = imports
        .iter()
        .filter(|import| import.against.is_some())
        .collect();
    println!(
        "{} files, {} imports, {} against the order, {} circles of files, {} exceptions",
        sources.len(),
        imports.len(),
        against.len(),
        circles.len(),
        EXCEPTIONS.len()
    );
    println!("{}", suggested_orders(&tree, &imports));
    let forbidden: Vec<&Import> = imports
        .iter()
        .filter(|import| import.against.is_some() || in_circle(import))
        .collect();
    if std::env::var_os("UPDATE").is_some() {
        return rewrite_exceptions(&forbidden);
    }
    let mut wrong = Vec::new();
    for import in &forbidden {
        if !EXCEPTIONS.contains(&(import.from, import.to)) {
            let why = import
                .against
                .clone()
                .unwrap_or_else(|| "in a circle".to_owned());
            let Import { from, line, to, .. } = import;
            wrong.push(format!(
                "src/{from}:{line}: {why}\n    (\"{from}\", \"{to}\"),"
            ));
        }
    }
    for (from, to) in EXCEPTIONS {
        let is_needed = |import: &&Import| (import.from, import.to) == (*from, *to);
        if !forbidden.iter().any(is_needed) {
            wrong.push(format!(
                "no exception any more, take it off the list:\n    (\"{from}\", \"{to}\"),"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n\n{}\n{}",
        wrong.join("\n"),
        circles
            .iter()
            .map(|circle| format!(
                "circle: {}\n",
                circle.iter().copied().collect::<Vec<_>>().join(", ")
            ))
            .collect::<String>(),
        suggested_orders(&tree, &imports)
    );
}

/// Writes the list of exceptions anew: after files have moved; read the diff, it should be shorter.
fn rewrite_exceptions(forbidden: &[&Import]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/layers/exceptions.rs");
    let text = read(&path);
    let (head, _) = text.split_once("= &[").expect("a table");
    let rows: BTreeSet<String> = forbidden
        .iter()
        .map(|import| format!("    (\"{}\", \"{}\"),\n", import.from, import.to))
        .collect();
    let rows: String = rows.into_iter().collect();
    fs::write(path, format!("{head}= &[\n{rows}];\n")).expect("it can be written");
}

/// Returns the source files below `src/` with their text, by path.
fn sources() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(&src)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|file| {
            let below = file.strip_prefix(&src).expect("it lies in src");
            let names: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
            (names.join("/"), read(&file))
        })
        .collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A small crate to check: `text`, `corpus`, `annotate` (of `names`, `cues` and a test) and `index`.
const CRATE: &[(&str, &str)] = &[
    (
        "lib.rs",
        "pub mod text;\npub mod corpus;\n\npub mod annotate;\n/// Last.\npub mod index;\n",
    ),
    ("text.rs", "pub struct Span;"),
    ("corpus.rs", "pub struct Skip;"),
    (
        "annotate/mod.rs",
        "mod names;\n\nmod cues;\n\n#[cfg(test)]\nmod tests;\n\n\
         pub use cues::{Cue, cue as find};\npub fn annotate() { names::names() }",
    ),
    ("annotate/names.rs", ""),
    ("annotate/cues.rs", "pub struct Cue;"),
    ("annotate/tests.rs", "use crate::index::Reader;"),
    ("index.rs", "pub struct Reader;"),
];

/// Checks which files a file that holds `source` may not use and does, and on which lines.
#[track_caller]
fn check(file: &str, source: &str, expected: &[(usize, &str)]) {
    let of_file = |&(path, text): &(&'static str, &'static str)| {
        (path, if path == file { source } else { text })
    };
    // The source's own life is shorter than the table's.
    let sources: Vec<(&str, &str)> = CRATE.iter().map(of_file).collect();
    let tree = Tree::new(sources.into_iter());
    let imports = tree.imports();
    let found: Vec<(usize, &str)> = imports
        .iter()
        .filter(|import| import.from == file && import.against.is_some())
        .map(|import| (import.line, import.to))
        .collect();
    assert_eq!(found, expected, "{source}");
}

#[test]
fn catches_what_is_against_the_order() {
    let names = |source, expected| check("annotate/names.rs", source, expected);
    names("use crate::index::Reader;", &[(1, "index.rs")]);
    names("\n\nfn f() -> crate::index::Hits {", &[(3, "index.rs")]);
    names("use crate::corpus::walk;", &[(1, "corpus.rs")]);
    names(
        "use crate::{text::Span, index::Reader};",
        &[(1, "index.rs")],
    );
    names(
        "pub(crate) use crate::{\n    text::{Span, fold::{fold}},\n    corpus::{Skip},\n    index::{Hit, Hits},\n};",
        &[(3, "corpus.rs"), (4, "index.rs")],
    );
    names("crate :: index :: search()", &[(1, "index.rs")]);
    names(
        "use crate::index;\nfn f() { index::f() }",
        &[(2, "index.rs")],
    );
    names(
        "use crate::index as i;\nfn f() { i::f() }",
        &[(2, "index.rs")],
    );
    names("use crate::index::{self, Hit};\n", &[(1, "index.rs")]);
    names(r#"let c = '"'; crate::index::f("")"#, &[(1, "index.rs")]);
    names(
        "fn f<'a>(x: &'a str) { crate::index::f() }",
        &[(1, "index.rs")],
    );
    names(r##"r#"a " b"# + crate::index::f()"##, &[(1, "index.rs")]);
    names("'\\''; \"\\\"\\\\\"; crate::index::f()", &[(1, "index.rs")]);
}

#[test]
fn catches_siblings_and_parents() {
    let names = |source, expected| check("annotate/names.rs", source, expected);
    names(
        "use crate::annotate::cues::Cue;",
        &[(1, "annotate/cues.rs")],
    );
    names("use crate::annotate::Cue;", &[(1, "annotate/cues.rs")]);
    names("use super::find;", &[(1, "annotate/cues.rs")]);
    names("fn f() { super::cues::cue() }", &[(1, "annotate/cues.rs")]);
    names("use crate::annotate::annotate;", &[(1, "annotate/mod.rs")]);
    check(
        "annotate/cues.rs",
        "super::annotate()",
        &[(1, "annotate/mod.rs")],
    );
    check(
        "text.rs",
        "crate::annotate::Cue",
        &[(1, "annotate/cues.rs")],
    );
}

#[test]
fn leaves_the_rest_alone() {
    let cues = |source| check("annotate/cues.rs", source, &[]);
    cues("use crate::text::Span;");
    cues("use crate::annotate::names::index;");
    cues("use crate::{annotate::names, text::{index, corpus}};");
    cues("use super::names;\nfn f() { names::f(); index::f(); }");
    cues("// crate::index\n/* crate::index */ /// [crate::index]");
    cues(r#"let s = "crate::index";"#);
    cues(r##"let s = br#""crate::index"#;"##);
    cues("mycrate::index::f; index::crate_name");
    cues("fn f() -> impl Iterator + use<'_> { crate::text::f() }");
    cues("#[cfg(test)]\nmod tests {\n use crate::index::Reader; }");
    check(
        "annotate/mod.rs",
        "mod names;\nmod cues;\npub use cues::Cue;",
        &[],
    );
    check("index.rs", "use crate::annotate::{Cue, annotate};", &[]);
}

#[test]
fn finds_circles() {
    fn found(uses: &[(&'static str, &'static str)]) -> Vec<String> {
        let import = |&(from, to)| Import {
            from,
            line: 1,
            to,
            against: None,
        };
        let imports: Vec<Import> = uses.iter().map(import).collect();
        circles(&imports)
            .iter()
            .map(|circle| circle.iter().copied().collect::<Vec<_>>().join(" "))
            .collect()
    }
    assert_eq!(
        found(&[("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")]),
        [""; 0]
    );
    assert_eq!(
        found(&[("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")]),
        ["a b c"]
    );
    assert_eq!(
        found(&[("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")]),
        ["a b", "c d"]
    );
}
