//! Indexing again reads what changed, forgets what is gone, and leaves the rest untouched.

use crate::archive::Archive;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, SystemTime};

const FERRY: &str = "A ferry\n\nThe ferry came in late. \"Nobody minded,\" said Anna Lind.\n";
const PIER: &str = "A pier\n\nThe pier burned down.\n";
const LINES: &str = "{\"title\":\"One\",\"text\":\"The first boat sank.\"}\n{\"title\":\"Two\",\"text\":\"The second boat floats.\"}\n";

fn archive() -> Archive {
    Archive::indexed(&[
        ("ferry.txt", FERRY),
        ("pier.txt", PIER),
        ("boats.jsonl", LINES),
    ])
}

/// Returns the files of the index with what shows a touch.
fn files(archive: &Archive) -> BTreeMap<String, (SystemTime, Vec<u8>)> {
    let entries = fs::read_dir(archive.index()).expect("an index");
    let entries = entries.map(|entry| entry.expect("a file"));
    let is_lock = |name: &str| name == ".lock" || name.starts_with(".tantivy");
    entries
        .map(|entry| {
            let touched = entry.metadata().and_then(|data| data.modified());
            let bytes = fs::read(entry.path()).expect("a file");
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, (touched.expect("a time"), bytes))
        })
        .filter(|(name, _)| !is_lock(name))
        .collect()
}

/// Returns the ids of the articles found, with their words.
fn ids(archive: &Archive, question: &str) -> BTreeMap<String, String> {
    let text = |hit: &Value, field: &str| hit[field].as_str().expect("a string").to_owned();
    let hits = archive.hits("search", &[question]);
    hits.iter()
        .map(|hit| (text(hit, "article"), text(hit, "text")))
        .collect()
}

#[test]
fn a_second_run_touches_nothing() {
    let archive = archive();
    let before = files(&archive);
    std::thread::sleep(Duration::from_millis(20));
    let again = archive.run(&["index"]).expect(0);
    assert!(again.err.contains("3 unchanged"), "{}", again.err);
    archive
        .run(&["search", "--corpus", "corpus", "ferry"])
        .expect(0);
    assert_eq!(files(&archive), before);
}

#[test]
fn a_second_run_touches_nothing_where_files_are_skipped() {
    let archive = Archive::new(&[("ferry.txt", FERRY), ("empty.txt", "")]);
    std::os::unix::fs::symlink(".", archive.corpus().join("loop")).expect("a link");
    archive.run(&["index"]).expect(0);
    let before = files(&archive);
    std::thread::sleep(Duration::from_millis(20));
    archive.run(&["index"]).expect(0);
    assert_eq!(files(&archive), before);
    let listed = archive.run(&["stats", "--skips"]).expect(0).out;
    assert_eq!(listed.lines().count(), 2, "{listed}");
}

#[test]
fn reads_what_changed_and_forgets_what_is_gone() {
    let archive = archive();
    archive.write("ferry.txt", "A ferry\n\nThe steamer was on time.\n");
    archive.remove("pier.txt");
    archive.write("new/tram.txt", "A tram\n\nThe tram is new.\n");
    let run = archive.run(&["index"]).expect(0);
    for part in ["2 read", "1 removed", "1 unchanged"] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
    assert_eq!(archive.found(&["steamer"]), ["ferry.txt"]);
    assert_eq!(archive.found(&["tram"]), ["new/tram.txt"]);
    assert_eq!(archive.found(&["boat"]).len(), 2);
    for gone in ["late", "pier", "minded"] {
        assert_eq!(archive.found(&[gone]), [] as [&str; 0]);
    }
    assert!(archive.hits("quotes", &["speaker:lind"]).is_empty());
    assert_eq!(archive.found(&[""]).len(), 4);
}

#[test]
fn a_change_of_the_same_size_is_seen() {
    let archive = archive();
    archive.write("pier.txt", PIER.replace("burned", "turned"));
    archive.run(&["index"]).expect(0);
    assert_eq!(archive.found(&["turned"]), ["pier.txt"]);
    assert!(archive.found(&["burned"]).is_empty());
}

#[test]
fn a_file_that_became_readable_loses_its_skip() {
    let archive = Archive::indexed(&[("ferry.txt", FERRY), ("late.txt", "")]);
    archive.write("late.txt", PIER);
    archive.run(&["index"]).expect(0);
    assert_eq!(archive.found(&["pier"]), ["late.txt"]);
    archive.run(&["stats", "--skips"]).expect(1);
}

#[test]
fn an_emptied_folder_leaves_nothing() {
    let archive = archive();
    for name in ["ferry.txt", "pier.txt", "boats.jsonl"] {
        archive.remove(name);
    }
    archive.run(&["index"]).expect(0);
    archive.run(&["search", ""]).expect(1);
}

#[test]
fn ids_are_for_ever() {
    let archive = archive();
    let before = ids(&archive, "");
    archive.write("more.txt", "More\n\nMore of the same.\n");
    archive.run(&["index"]).expect(0);
    let after = ids(&archive, "");
    assert_eq!(after.len(), before.len() + 1);
    assert!(before.iter().all(|(id, text)| after.get(id) == Some(text)));

    // A fresh index of the same folder gives the same ids.
    archive.run(&["index", "--index", "second"]).expect(0);
    let fresh = archive
        .run(&["search", "-n0", "--format", "ndjson", "--index", "second"])
        .expect(0);
    assert_eq!(fresh.lines().len(), after.len());
    for hit in fresh.lines() {
        assert!(after.contains_key(hit["article"].as_str().expect("an id")));
    }
}

#[test]
fn a_correction_keeps_the_id() {
    let archive = archive();
    let before = ids(&archive, "pier");
    archive.write(
        "pier.txt",
        "A pier, corrected\n\nThe pier did not burn down.\n",
    );
    archive.run(&["index"]).expect(0);
    let after = ids(&archive, "pier");
    assert!(before.keys().eq(after.keys()), "{before:?} {after:?}");
    assert_ne!(before, after);
}

#[test]
fn a_line_more_leaves_the_others_their_ids() {
    let archive = archive();
    let before = ids(&archive, "boat");
    let third = "{\"title\":\"Zero\",\"text\":\"A boat before the others.\"}\n";
    archive.write("boats.jsonl", format!("{third}{LINES}"));
    archive.run(&["index"]).expect(0);
    let after = ids(&archive, "boat");
    assert_eq!((before.len(), after.len()), (2, 3));
    assert!(before.iter().all(|(id, text)| after.get(id) == Some(text)));
}

#[test]
fn an_index_of_another_version_is_refused() {
    let archive = archive();
    let home = archive.index().join("onrecord.json");
    let mut said: Value =
        serde_json::from_slice(&fs::read(&home).expect("it is there")).expect("JSON");
    said["schema"] = 9999.into();
    fs::write(&home, said.to_string()).expect("it can be written");
    for arguments in [&["search", "ferry"][..], &["index"], &["stats"]] {
        let run = archive.run(arguments).expect(2);
        assert!(
            run.err.contains("9999") && run.err.contains("again"),
            "{}",
            run.err
        );
    }
}

#[test]
fn an_index_inside_the_corpus_is_no_part_of_it() {
    let archive = Archive::new(&[("ferry.txt", FERRY)]);
    let index = ["index", "corpus", "--index", "corpus/found"];
    archive.run(&index).expect(0);
    let again = archive.run(&index).expect(0);
    assert!(again.err.contains("1 files: 1 unchanged"), "{}", again.err);
}

#[test]
fn a_change_of_the_same_size_and_time_is_seen_by_checksum_only() {
    let archive = Archive::new(&[("pier.txt", PIER)]);
    archive.run(&["index", "--checksum"]).expect(0);
    let path = archive.corpus().join("pier.txt");
    let modified = fs::metadata(&path).and_then(|data| data.modified());
    archive.write("pier.txt", PIER.replace("burned", "turned"));
    let file = fs::File::options().write(true).open(&path);
    file.and_then(|file| file.set_modified(modified?))
        .expect("its time can be set");

    archive.run(&["index"]).expect(0);
    assert_eq!(archive.found(&["burned"]), ["pier.txt"]);
    assert!(archive.found(&["turned"]).is_empty());

    archive.run(&["index", "--checksum"]).expect(0);
    assert_eq!(archive.found(&["turned"]), ["pier.txt"]);
    assert!(archive.found(&["burned"]).is_empty());
}

#[test]
fn forget_drops_a_folder_that_is_gone() {
    let archive = archive();
    archive.write("../second/tram.txt", "A tram\n\nThe tram is new.\n");
    archive.run(&["index", "second"]).expect(0);
    assert_eq!(archive.hits("search", &[""]).len(), 5);

    fs::remove_dir_all(archive.corpus()).expect("it is there");
    let run = archive.run(&["forget", "corpus"]).expect(0);
    assert!(run.err.contains("3 files removed"), "{}", run.err);
    let left = archive.hits("search", &[""]);
    assert_eq!(left.len(), 1);
    assert_eq!(left[0]["title"], "A tram");
    assert!(archive.hits("quotes", &[""]).is_empty());

    let again = archive.run(&["forget", "corpus"]).expect(1);
    let remedy = "corpus is not in the index; `onrecord stats` lists its folders";
    assert!(again.err.contains(remedy), "{}", again.err);
}
