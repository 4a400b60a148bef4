//! What cannot be read is skipped, listed by name and reason, and costs nothing else.

use crate::archive::Archive;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

const STORY: &str = "A story\n\nThe ferry came in late, and nobody minded.\n";

/// Checks the reason for which a file is skipped, in the output of `index` and `stats`.
#[track_caller]
fn check(name: &str, contents: &[u8], reason: &str) {
    let archive = Archive::new(&[("story.txt", STORY)]);
    archive.write(name, contents);
    check_skips(&archive, &[(name, reason)]);
}

#[track_caller]
fn check_skips(archive: &Archive, expected: &[(&str, &str)]) {
    let run = archive.run(&["index"]).expect(0);
    let skipped: Vec<&str> = run
        .err
        .lines()
        .filter(|line| line.trim_start().starts_with("skipped "))
        .collect();
    assert_eq!(skipped.len(), expected.len(), "{}", run.err);
    for (name, reason) in expected {
        let is_named = |line: &&str| {
            line.contains(&format!("skipped {name}: ")) && line.ends_with(&format!("[{reason}]"))
        };
        assert!(skipped.iter().any(is_named), "{name}: {}", run.err);
    }
    assert_eq!(archive.found(&["ferry"]), ["story.txt"]);

    let listed = archive
        .run(&["stats", "--skips"])
        .expect(i32::from(expected.is_empty()));
    let mut rows: Vec<Vec<&str>> = listed
        .out
        .lines()
        .map(|l| l.split('\t').collect())
        .collect();
    rows.sort();
    assert_eq!(rows.len(), expected.len(), "{}", listed.out);
    for ((name, reason), row) in expected.iter().zip(rows) {
        assert_eq!(row[..2], [format!("corpus/{name}").as_str(), reason]);
        assert!(!row[2].is_empty());
    }
    let counted = archive.run(&["stats"]).expect(0).out;
    for (_, reason) in expected {
        assert!(counted.contains(reason), "{counted}");
    }
}

#[test]
fn files_with_no_text() {
    check("empty.txt", b"", "empty");
    check("blank.txt", b" \n\t\n", "no-text");
    check("empty.jsonl", b"\n\n", "no-text");
    check("object.json", b"{}", "no-text");
    check("page.html", b"<html><body></body></html>", "no-text");
}

#[test]
fn files_that_are_not_text() {
    let noise: Vec<u8> = (0..4096_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    check("noise.txt", &noise, "binary");
    check(
        "nul.txt",
        &[b'a', 0, b'b', 0, 0, 0, 0, b'c'].repeat(64),
        "binary",
    );
    check(
        "one-nul.txt",
        b"A boat\n\nIt came in\0, and left.\n",
        "binary",
    );
    check(
        "picture.txt",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10",
        "unsupported",
    );
    check(
        "paper.pdf",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        "unsupported",
    );
    check(
        "letter.docx",
        b"PK\x03\x04\x14\0\0\0\0\0word/document.xml",
        "unsupported",
    );
    check("table.csv", b"a,b\n1,2\n", "unsupported");
}

#[test]
fn files_that_are_broken() {
    check("cut.json", b"{\"title\": \"A", "broken");
    check(
        "cut.txt.gz",
        b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\x4c",
        "broken",
    );
    check("cut.txt.zst", b"\x28\xb5\x2f\xfd\x04", "broken");
    let noise = b"\x1f\x8bno gzip at all, whatever it begins with";
    check("not.txt.gz", noise, "broken");
}

#[test]
fn a_broken_line_costs_only_itself() {
    let archive = Archive::new(&[("story.txt", STORY)]);
    archive.write(
        "lines.jsonl",
        "{\"title\":\"One\",\"text\":\"The pier burned.\"}\n{broken\n{\"title\":\"Two\",\"text\":\"The pier stood.\"}\n",
    );
    check_skips(&archive, &[("lines.jsonl", "broken")]);
    assert_eq!(archive.hits("search", &["pier"]).len(), 2);
    let listed = archive.run(&["stats", "--skips"]).out;
    assert!(listed.contains("line 2"), "{listed}");
}

#[test]
fn lines_and_files_too_large() {
    let archive = Archive::new(&[("story.txt", STORY)]);
    let large = " ".repeat((64 << 20) + 1);
    archive.write("large.txt", &large);
    let lines = format!(
        "{{\"title\":\"One\",\"text\":\"The pier burned.\"}}\n{{\"text\":\"{large}\"}}\n{{\"title\":\"Two\",\"text\":\"The pier stood.\"}}\n"
    );
    archive.write("lines.jsonl", lines);
    check_skips(
        &archive,
        &[("large.txt", "too-large"), ("lines.jsonl", "too-large")],
    );
    assert_eq!(archive.hits("search", &["pier"]).len(), 2);
}

#[test]
fn symbolic_links_that_loop_or_dangle() {
    let archive = Archive::new(&[("story.txt", STORY)]);
    archive.write("a/empty.txt", "");
    symlink("..", archive.corpus().join("a/up")).expect("a link");
    symlink("nowhere", archive.corpus().join("dead.txt")).expect("a link");
    check_skips(
        &archive,
        &[
            ("a/empty.txt", "empty"),
            ("a/up", "symlink-loop"),
            ("dead.txt", "unreadable"),
        ],
    );
}

#[test]
fn files_that_may_not_be_opened() {
    let archive = Archive::new(&[("story.txt", STORY), ("shut.txt", STORY)]);
    let shut = archive.corpus().join("shut.txt");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).expect("it is ours");
    if fs::File::open(&shut).is_ok() {
        // The superuser may open everything.
        return;
    }
    check_skips(&archive, &[("shut.txt", "unreadable")]);
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o644)).expect("it is ours");
    archive.run(&["index"]).expect(0);
    assert_eq!(archive.found(&["ferry"]), ["shut.txt", "story.txt"]);
}

#[test]
fn named_pipes_are_not_opened() {
    let archive = Archive::new(&[("story.txt", STORY)]);
    let made = std::process::Command::new("mkfifo")
        .arg(archive.corpus().join("pipe.txt"))
        .status();
    if made.is_ok_and(|status| status.success()) {
        check_skips(&archive, &[("pipe.txt", "unreadable")]);
    }
}

#[test]
fn good_files_are_not_skipped() {
    let archive = Archive::new(&[("story.txt", STORY)]);
    archive.write(
        "latin.txt",
        b"Caf\xe9\n\nLe caf\xe9 du port a ferm\xe9 apr\xe8s l'\xe9t\xe9.\n",
    );
    archive.write("no-extension", "Title\n\nA boat came in.\n");
    archive.write(".hidden/empty.txt", "");
    check_skips(&archive, &[]);
    assert_eq!(archive.found(&["café"]), ["latin.txt"]);
    assert_eq!(archive.hits("search", &["boat"]).len(), 1);
}
