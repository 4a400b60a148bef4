//! Runs every example of the README and of the help over the sample archive: each finds something.

use crate::archive::{Archive, Run};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

/// What matches by today's date, which no archive can keep up with.
const DEPENDS_ON_TODAY: &[&str] = &[
    "last 30 days",
    "last year",
    "past year",
    "this month",
    "today",
];

/// An annotated article, in the form that `evaluate` reads.
const MARKED: &str = r#"{"id": "a1", "text": "Talks in Oslo. “No new taxes,” said Olaf Scholz.", "quotes": [{"start": 16, "end": 28, "kind": "direct", "speaker_name": "Olaf Scholz"}], "places": [{"start": 9, "end": 13, "country": "NO"}]}"#;

/// The sample archive, and beside it the files that examples name.
static SAMPLE: LazyLock<Archive> = LazyLock::new(|| {
    let archive = Archive::new(&[]);
    let corpus = repository().join("corpus");
    for file in walkdir::WalkDir::new(&corpus) {
        let file = file.expect("the sample archive can be read");
        let name = file.path().strip_prefix(&corpus).expect("it lies in it");
        if file.file_type().is_file() {
            let name = name.to_str().expect("a plain name");
            archive.write(name, fs::read(file.path()).expect("it can be read"));
        }
    }
    let beside = |name: &str, contents: &str| {
        fs::write(archive.path().join(name), contents).expect("a file can be written");
    };
    let story = "harbour-courier/2019/2019-06-03-port-strike.txt";
    let story = fs::read_to_string(corpus.join(story)).expect("the story is there");
    beside("story.txt", &story);
    beside("articles.jsonl", MARKED);
    beside("marked.jsonl", MARKED);
    beside("queries.tsv", "q1\tgrain\n");
    let collections = "one\tindex\tqueries.tsv\tqrels.txt\ntwo\tarchive\tqueries.tsv\tqrels.txt\n";
    beside("collections.tsv", collections);
    beside("qrels.txt", "q1 0 de-2022-05-18-0417 1\n");
    let old = archive.path().join("articles-2019");
    fs::create_dir(&old).expect("a folder can be made");
    fs::write(old.join("a.txt"), "Grain\n\nThe grain went by barge.\n").expect("room on disk");
    archive.run(&["index", "articles-2019"]).expect(0);
    archive.run(&["index"]).expect(0);
    archive.run(&["index", "--index", "archive"]).expect(0);
    let found = archive.run(&["annotate", "--format", "ndjson", "marked.jsonl"]);
    beside("found.jsonl", &found.expect(0).out);
    archive
});

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(repository().join("README.md")).expect("there is a README")
}

// One test, as some examples write to the index.
#[test]
fn every_example_finds_something() {
    let mut lines = BTreeSet::new();
    lines.extend(examples(&fenced(&readme())));
    assert!(lines.len() > 15, "{lines:?}");
    for help in help_texts() {
        lines.extend(examples(&help));
    }
    assert!(lines.len() > 50, "{lines:?}");
    fail_on(lines.iter().filter_map(|line| failure(line)));
}

#[test]
fn every_query_of_the_help_finds_something() {
    let help = SAMPLE.run(&["help", "query"]).expect(0).out;
    let queries: Vec<&str> = help
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| !line.starts_with(' '))
        // The explanation is set off by three spaces, a further query by two.
        .flat_map(|line| line.split("   ").next().unwrap_or_default().split("  "))
        .collect();
    assert!(queries.len() > 50, "{queries:?}");
    fail_on(queries.iter().filter_map(|query| unanswered(query)));
}

#[test]
fn every_query_of_the_readme_finds_something() {
    let readme = readme();
    let section = readme.split("## The query language").nth(1);
    let section = section.expect("a section on the query language");
    let cells = section
        .lines()
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .skip(2)
        .filter_map(|line| line.split('|').nth(1));
    // What stands between backticks.
    let queries: Vec<&str> = cells
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect();
    assert!(queries.len() > 25, "{queries:?}");
    fail_on(queries.iter().filter_map(|query| unanswered(query)));
}

#[track_caller]
fn fail_on(failures: impl IntoIterator<Item = String>) {
    let failures: Vec<String> = failures.into_iter().collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Returns why a query of the language is no example, if it is none.
fn unanswered(query: &str) -> Option<String> {
    let run = SAMPLE.run(&["search", "-n", "1", "--", query]);
    let depends = DEPENDS_ON_TODAY.iter().any(|date| query.contains(date));
    let is_fine = run.code == Some(0) || depends && run.code == Some(1);
    (!is_fine).then(|| format!("{query}: exit code {:?}\n{}", run.code, run.err))
}

/// Returns the help of every command, and of the whole.
fn help_texts() -> Vec<String> {
    let mut open: Vec<Vec<String>> = vec![vec![]];
    let mut texts = Vec::new();
    while let Some(command) = open.pop() {
        let mut arguments: Vec<&str> = command.iter().map(String::as_str).collect();
        arguments.push("--help");
        let help = SAMPLE.run(&arguments).expect(0).out;
        let listed = help
            .lines()
            .skip_while(|line| *line != "Commands:")
            .skip(1)
            .take_while(|line| !line.is_empty())
            // A deeper indent goes on with the description before.
            .filter(|line| !line.starts_with("   "))
            .filter_map(|line| line.split_whitespace().next());
        for name in listed.filter(|name| *name != "help") {
            open.push([command.as_slice(), &[name.to_owned()]].concat());
        }
        texts.push(help);
    }
    texts
}

/// Returns what stands in a page's code blocks.
fn fenced(page: &str) -> String {
    page.split("```").skip(1).step_by(2).collect()
}

/// Returns the command lines of a text: those that start with the program's name.
fn examples(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.trim_start().trim_start_matches("$ "))
        .map(|line| {
            line.strip_prefix("cargo run --release -- ")
                .map_or(line.to_owned(), |rest| format!("onrecord {rest}"))
        })
        .filter(|line| line.starts_with("onrecord ") || line.contains("| onrecord "))
        .filter(|line| !line.starts_with("onrecord: "))
        .collect()
}

/// Runs an example beside the sample archive, and returns what is wrong, if anything is.
fn failure(example: &str) -> Option<String> {
    // Comments, and in the help what is set off by three spaces, explain the example.
    let line = example.split("   ").next().unwrap_or_default();
    let line = line.split(" #").next().unwrap_or_default();
    // The readers' folder is ours, and what goes to a file or a pager is looked at here.
    let line = line.split(" > ").next().unwrap_or_default();
    let line = line.split(" | man ").next().unwrap_or_default();
    let line = line.replace("~/articles", "corpus");
    let program = Path::new(env!("CARGO_BIN_EXE_onrecord"));
    let folder = program.parent().expect("it lies in a folder").display();
    let path = std::env::var("PATH").unwrap_or_default();
    let mut shell = Command::new("sh");
    shell.args(["-c", &line]).current_dir(SAMPLE.path());
    shell.env("PATH", format!("{folder}:{path}"));
    let run = Run::of(shell);
    // No file of the sample archive is skipped.
    let is_fine = match run.code {
        Some(0) => {
            !run.out.is_empty()
                || line.starts_with("onrecord index")
                || line.starts_with("onrecord forget")
        }
        code => code == Some(1) && line.ends_with("--skips"),
    };
    (!is_fine).then(|| format!("{example}: {:?}\n{}{}", run.code, run.out, run.err))
}
