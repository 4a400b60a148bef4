//! Indexing again reads what changed, forgets what is gone, and leaves the rest untouched.

use crate::archive::Archive;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
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
fn a_correction_keeps_the_id_where_the_source_gives_one() {
    let line = |text| format!("{{\"id\":\"urn:pier\",\"title\":\"A pier\",\"text\":\"{text}\"}}\n");
    let archive = Archive::indexed(&[("pier.jsonl", &line("The pier burned down."))]);
    let before = ids(&archive, "pier");
    archive.write("pier.jsonl", line("The pier did not burn down."));
    archive.run(&["index"]).expect(0);
    let after = ids(&archive, "pier");
    assert!(before.keys().eq(after.keys()), "{before:?} {after:?}");
    assert_ne!(before, after);
}

#[test]
fn a_file_renamed_or_moved_keeps_the_ids_of_its_articles() {
    let archive = archive();
    let before = ids(&archive, "");
    for (from, to) in [
        ("ferry.txt", "2024-03-05-ferry.txt"),
        ("pier.txt", "harbour/pier.txt"),
        ("boats.jsonl", "harbour/boats.json"),
    ] {
        fs::create_dir_all(archive.corpus().join("harbour")).expect("a folder");
        let [from, to] = [from, to].map(|name| archive.corpus().join(name));
        fs::rename(from, to).expect("it can be moved");
    }
    archive.run(&["index"]).expect(0);
    assert_eq!(archive.found(&["pier"]), ["harbour/pier.txt"]);
    assert_eq!(ids(&archive, ""), before);

    // And so does one whose folder is another.
    let moved = archive.path().join("elsewhere");
    fs::rename(archive.corpus(), &moved).expect("it can be moved");
    archive
        .run(&["index", "elsewhere", "--index", "second"])
        .expect(0);
    let again = archive.run(&["search", "-n0", "--format", "ndjson", "--index", "second"]);
    for hit in again.expect(0).lines() {
        let id = hit["article"].as_str().expect("an id");
        assert!(before.contains_key(id), "{hit}");
    }
}

#[test]
fn a_short_text_takes_the_language_of_its_file_or_folder() {
    let line = |text: &str| format!("{{\"text\":\"{text}\"}}\n");
    let english = line("The minister told reporters on Monday that the talks would go on.");
    let german = line("Der Minister sagte am Montag, die Gespräche würden fortgesetzt werden.");
    let archive = Archive::indexed(&[
        (
            "a.jsonl",
            &[&*line("Ferry sinks"), &english, &line("Senat tagt")].concat(),
        ),
        (
            "b.jsonl",
            &[&*german, &line("Ferry sinks"), &german].concat(),
        ),
        ("c.txt", "Ferry sinks\n\nA ferry sank.\n"),
        ("d.jsonl", &[&*english, &english].concat()),
        ("e.jsonl", &line("Паром затонул")),
    ]);
    let count = |query: &[&str]| archive.found(query).len();
    assert_eq!(archive.found(&["ferry lang:de"]), ["b.jsonl"]);
    assert_eq!(count(&["ferry lang:en"]), 2);
    assert_eq!(count(&["lang:en"]), 6);
    assert_eq!(count(&["lang:ru"]), 1);
}

/// Returns the ids of the articles found, by path.
fn ids_by_path(archive: &Archive, question: &str) -> BTreeMap<String, String> {
    let text = |hit: &Value, field: &str| hit[field].as_str().expect("a string").to_owned();
    let hits = archive.hits("search", &[question]);
    let name = |path: String| path.rsplit('/').next().expect("a name").to_owned();
    hits.iter()
        .map(|hit| (name(text(hit, "path")), text(hit, "article")))
        .collect()
}

#[test]
fn articles_of_the_same_content_have_ids_of_their_own() {
    let archive = Archive::indexed(&[("a.txt", PIER), ("b.txt", PIER)]);
    let before = ids_by_path(&archive, "pier");
    assert_ne!(before["a.txt"], before["b.txt"]);

    // One more leaves them theirs, though it comes first.
    archive.write("0.txt", PIER);
    archive.run(&["index"]).expect(0);
    let three = ids_by_path(&archive, "pier");
    assert_eq!(three.len(), 3);
    assert_eq!(three["a.txt"], before["a.txt"]);
    assert_eq!(three["b.txt"], before["b.txt"]);
    assert!(!before.values().any(|id| *id == three["0.txt"]));
    archive.remove("0.txt");

    // One that moves keeps its id, and so does the other.
    for (from, to, other) in [("a.txt", "c.txt", "b.txt"), ("b.txt", "a.txt", "c.txt")] {
        let before = ids_by_path(&archive, "pier");
        let [old, new] = [from, to].map(|name| archive.corpus().join(name));
        fs::rename(old, new).expect("it can be moved");
        archive.run(&["index"]).expect(0);
        let after = ids_by_path(&archive, "pier");
        assert_eq!(after[to], before[from]);
        assert_eq!(after[other], before[other]);
    }
}

#[test]
fn many_of_the_same_content_are_numbered_by_path() {
    let archive = Archive::new(&[]);
    for at in 0..40 {
        archive.write(&format!("{at:02}.txt"), [FERRY, PIER][at % 2]);
    }
    archive.run(&["index", "--threads", "1"]).expect(0);
    let one = ids_by_path(&archive, "");
    assert_eq!(one.values().collect::<BTreeSet<_>>().len(), 40);
    for _ in 0..5 {
        fs::remove_dir_all(archive.index()).expect("it is there");
        archive.run(&["index", "--threads", "4"]).expect(0);
        assert_eq!(ids_by_path(&archive, ""), one);
    }
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
