//! Runs the commands as a reader does: what they print, and how they end.

mod output;
mod query;

use crate::archive::{Archive, Run};
use serde_json::Value;
use std::io::Write;
use std::process::Stdio;

const BRIDGE: &str = "\
Title: Bridge at Sarnova shut
Byline: Anna Lind
Date: 2024-03-05
Outlet: Test Herald
Language: en
URL: https://herald.example/bridge
Id: th-1

SARNOVA - The bridge over the river will stay shut for two weeks.

\"The bolts are older than I am,\" said José Álvarez-Núñez, the chief engineer. \"We will test each bolt.\"

Lorries from North Korea and France wait at the bridge, according to the harbour office.
";
const FERRY: &str = "\
Title: Ferries double their runs
Date: 2023-11-20
Outlet: Coast Gazette
Language: en

The ferry now runs all night, with lorries bound for South Korea on board.

\"Nobody sleeps,\" said Maria Okonkwo, who owns two ferries. \"The bridge was kinder to us.\"
";
const HAFEN: &str = "\
Title: Der Hafen wächst
Date: 2024-03-28
Outlet: Küstenbote
Language: de

Die Häfen an der Küste wachsen weiter, und die Fähren fahren öfter nach Dänemark.
";

fn archive() -> Archive {
    Archive::indexed(&[
        ("a/bridge.txt", BRIDGE),
        ("b/ferry.txt", FERRY),
        ("hafen.txt", HAFEN),
    ])
}

/// Checks which files a question finds, in any order.
#[track_caller]
fn check(archive: &Archive, question: &[&str], expected: &[&str]) {
    let mut found = archive.found(question);
    found.sort();
    assert_eq!(found, expected, "{question:?}");
}

const BOTH: &[&str] = &["a/bridge.txt", "b/ferry.txt"];
const FIRST: &[&str] = &["a/bridge.txt"];
const SECOND: &[&str] = &["b/ferry.txt"];
const THIRD: &[&str] = &["hafen.txt"];
const ALL: &[&str] = &["a/bridge.txt", "b/ferry.txt", "hafen.txt"];

#[track_caller]
fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field]
        .as_str()
        .unwrap_or_else(|| panic!("a string in {field}: {value}"))
}

/// Returns a run's lines, without what is coloured.
fn printed(run: &Run) -> Vec<&str> {
    run.out.lines().map(str::trim_end).collect()
}

#[test]
fn explains_its_findings() {
    let archive = Archive::new(&[("a.txt", BRIDGE)]);
    let run = archive
        .run(&["annotate", "--explain", "corpus/a.txt"])
        .expect(0);
    for part in ["rule     said-after", "evidence", "rule=said-after"] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
}

#[test]
fn fits_the_confidence_to_marked_articles() {
    let archive = Archive::new(&[]);
    let gold = "{\"text\": \"“No,” said Anna Lind. “Yes,” he said.\", \"lang\": \"en\", \"quotes\": \
        [{\"start\": 1, \"end\": 4, \"speaker_name\": \"Anna Lind\"}]}\n";
    std::fs::write(archive.path().join("gold.jsonl"), gold).expect("a file");
    let run = archive
        .run(&["evaluate", "quotes", "--fit", "gold.jsonl"])
        .expect(0);
    assert!(run.out.contains("rule=said-after\t"), "{}", run.out);
    assert!(run.out.contains("bias\t"), "{}", run.out);
}

#[test]
fn counts_what_is_there() {
    let run = archive().run(&["stats"]).expect(0);
    for part in [
        "3 in 3 files",
        "2023-11-20 to 2024-03-28",
        "Test Herald 1",
        "Maria Okonkwo 2",
    ] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
}

#[test]
fn exit_codes_tell_how_it_ended() {
    let archive = Archive::new(&[("ferry.txt", FERRY)]);
    let none = archive.run(&["search", "ferry"]).expect(2);
    assert!(
        none.err.contains("no index") && none.err.contains("onrecord index"),
        "{none:?}"
    );
    archive.run(&["stats"]).expect(2);
    archive.run(&["index", "no-such-folder"]).expect(2);
    archive.run(&["index"]).expect(0);
    archive.run(&["search", "ferry"]).expect(0);
    let some = archive.run(&["search", "ferry zeppelin"]).expect(1);
    assert!(
        some.out.contains("only some of the words") && some.err.contains("zeppelin"),
        "{some:?}"
    );
    let nothing = archive.run(&["search", "--all", "ferry zeppelin"]);
    let nothing = nothing.expect(1);
    assert!(
        nothing.out.is_empty() && nothing.err.contains("zeppelin"),
        "{nothing:?}"
    );
    archive.run(&["quotes", "speaker:nobody"]).expect(1);
    archive.run(&["search", "--from", "someday"]).expect(2);
    archive.run(&["search", "--format", "xml"]).expect(2);
    archive.run(&["annotate", "no-such-file"]).expect(2);
}

#[test]
fn one_command_from_a_folder_to_an_answer() {
    let archive = Archive::new(&[("ferry.txt", FERRY)]);
    let ask = [
        "search", "--corpus", "corpus", "ferry", "--format", "ndjson",
    ];
    assert_eq!(archive.run(&ask).expect(0).lines().len(), 1);
    archive.write("more.txt", "More\n\nAnother ferry came in late.\n");
    assert_eq!(archive.run(&ask).expect(0).lines().len(), 2);

    // Another folder in the same index is not looked in.
    let other = archive.path().join("other");
    std::fs::create_dir(&other).expect("a folder");
    std::fs::write(other.join("x.txt"), "A ferry elsewhere\n\nIt sank.\n").expect("a file");
    let ask_other = ["search", "--corpus", "other", "ferry", "--format", "ndjson"];
    assert_eq!(archive.run(&ask_other).expect(0).lines().len(), 1);
    assert_eq!(archive.hits("search", &["ferry"]).len(), 3);
}

#[test]
fn annotates_lines_with_code_point_offsets() {
    let archive = Archive::new(&[]);
    let first = "💶 “Zu spät”? „Wir öffnen morgen“, sagte Jürgen Größ in Zürich.";
    let second = "\"We open tomorrow,\" said Émile Ångström of Sweden. e\u{301}";
    let mut program = archive
        .command(&["annotate", "--format", "ndjson", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = program.stdin.take().expect("it is piped");
    let lines = [
        serde_json::json!({"id": "a", "text": first, "lang": "de", "more": [1]}),
        serde_json::json!({"id": 7, "text": second}),
        serde_json::json!({"text": ""}),
    ];
    for line in &lines {
        writeln!(input, "{line}").expect("the program reads");
    }
    drop(input);
    let output = program.wait_with_output().expect("the program ends");
    assert!(output.status.success());
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    let found: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let ids: Vec<&Value> = found.iter().map(|line| &line["id"]).collect();
    assert_eq!(ids, ["a", "7", "3"]);
    assert_eq!(
        (&found[0]["lang"], &found[1]["lang"]),
        (&"de".into(), &"en".into())
    );
    for (line, input) in found.iter().zip(&lines) {
        let signs: Vec<char> = text(input, "text").chars().collect();
        for part in ["quotes", "places"] {
            for finding in line[part].as_array().expect("a list") {
                let words = part_of(&signs, &finding["start"], &finding["end"]);
                assert_eq!(words, text(finding, "text"));
            }
        }
    }
    let quote = &found[1]["quotes"][0];
    let signs: Vec<char> = second.chars().collect();
    assert_eq!(quote["text"], "We open tomorrow,");
    assert_eq!(quote["kind"], "direct");
    assert_eq!(part_of(&signs, &quote["cue"][0], &quote["cue"][1]), "said");
    let speaker = &quote["speaker_spans"][0];
    assert_eq!(part_of(&signs, &speaker[0], &speaker[1]), "Émile Ångström");
    assert_eq!(quote["speaker_name"], "Émile Ångström");
    assert!(quote["rule"].is_string() && quote["confidence"].is_number());
    assert_eq!(found[1]["countries"], serde_json::json!(["SE"]));
}

#[test]
fn names_the_line_that_is_no_article() {
    let archive = Archive::new(&[]);
    let file = archive.path().join("lines");
    std::fs::write(&file, "{\"text\":\"a\"}\n{\"body\":\"b\"}\n").expect("a file");
    let run = archive
        .run(&["annotate", "--format", "ndjson", "lines"])
        .expect(2);
    assert!(run.err.contains("line 2"), "{}", run.err);
}

fn part_of(signs: &[char], start: &Value, end: &Value) -> String {
    let number = |value: &Value| value.as_u64().expect("a number") as usize;
    signs[number(start)..number(end)].iter().collect()
}

#[test]
fn says_where_folders_lie_in_one_another() {
    let archive = archive();
    let whole = archive.run(&["index", "corpus"]).expect(0);
    assert!(!whole.err.contains("lies inside"), "{whole:?}");
    let part = archive.run(&["index", "corpus/a"]).expect(0);
    assert!(part.err.contains("counted twice"), "{part:?}");
}
