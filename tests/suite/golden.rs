//! Compares what `annotate` prints with what it printed when a person last read it.
//!
//! A golden is an article, a line `----`, and what was found in it. `UPDATE=1 cargo test` writes
//! the lower part anew; read the difference as you read code.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const RULE: &str = "\n----\n";

#[test]
fn annotate_prints_what_was_last_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/annotate");
    let mut wrong = Vec::new();
    for file in goldens(&folder) {
        let golden = fs::read_to_string(&file).expect("a golden is UTF-8");
        let name = file.strip_prefix(&folder).expect("it lies there").display();
        let (text, _) = golden
            .split_once(RULE)
            .unwrap_or_else(|| panic!("{name} has no line `----`"));
        let printed = printed(text);
        if std::env::var_os("UPDATE").is_some() {
            assert!(printed.contains(RULE), "{name}: not a golden:\n{printed}");
            fs::write(&file, printed).expect("a golden can be written");
        } else if printed != golden {
            wrong.push(format!("{name}: {}", difference(&golden, &printed)));
        }
    }
    assert!(
        wrong.is_empty(),
        "not as last read (UPDATE=1 cargo test, then read the difference):\n{}",
        wrong.join("\n")
    );
}

/// Returns what the program prints for the upper part of a golden.
fn printed(text: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["annotate", "--format", "text", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = program.stdin.take().expect("it is piped");
    writeln!(input, "{text}").expect("the program reads");
    drop(input);
    let output = program.wait_with_output().expect("the program ends");
    assert!(output.status.success(), "{text}");
    String::from_utf8(output.stdout).expect("UTF-8 on standard output")
}

/// Returns the first line that is not as it was, both ways.
fn difference(golden: &str, printed: &str) -> String {
    let mut then = golden.lines();
    let mut now = printed.lines();
    for line in 1.. {
        match (then.next(), now.next()) {
            (None, None) => break,
            (then, now) if then == now => {}
            (then, now) => {
                let [then, now] = [then, now].map(|line| line.unwrap_or("(the end)"));
                return format!("line {line}\n  was  {then}\n  is   {now}");
            }
        }
    }
    "only the line ends differ".to_owned()
}

fn goldens(folder: &Path) -> Vec<PathBuf> {
    let mut goldens: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    goldens.sort();
    assert!(!goldens.is_empty(), "no golden in {}", folder.display());
    goldens
}

#[test]
fn names_the_first_line_that_differs() {
    assert_eq!(
        difference("a\nb\nc\n", "a\nx\nc\n"),
        "line 2\n  was  b\n  is   x"
    );
    assert_eq!(
        difference("a\n", "a\nb\n"),
        "line 2\n  was  (the end)\n  is   b"
    );
}
