//! Writing, reopening, refusing: what an index promises beside its answers.

use crate::engine::Engine;
use crate::engine::Root;
use crate::engine::{Error, FileFingerprint, FileRecord, SkipRecord};
use crate::index::tests::*;

fn file(key: &str, articles: u32) -> FileRecord {
    FileRecord {
        file: key.into(),
        seen: FileFingerprint {
            size: 100,
            modified: 1_700_000_000_000_000_001,
            hash: Some(u64::MAX),
            articles,
            skipped: 1,
        },
        skips: vec![SkipRecord {
            reason: "empty".into(),
            message: "nothing in it".into(),
        }],
    }
}

fn ids(reader: &Reader) -> Vec<String> {
    let hits = search(reader, "", Unit::Passage).hits;
    let mut ids: Vec<String> = hits.iter().map(|hit| hit.record.id()).collect();
    ids.sort();
    ids
}

#[test]
fn uncommitted_is_not_there_and_unfinished_is_known() {
    let dir = tempfile::tempdir().expect("a folder");
    let writer = IndexWriter::open(dir.path(), &options(2)).expect("a fresh folder");
    writer.add(&[passage(1, 0, "one")]).expect("room on disk");
    writer
        .add_file(&file("corpus/1.txt", 1))
        .expect("room on disk");
    writer.add(&[passage(2, 0, "two")]).expect("room on disk");
    writer.commit().expect("room on disk");
    writer.add(&[passage(3, 0, "three")]).expect("room on disk");
    drop(writer);

    let writer = IndexWriter::open(dir.path(), &options(2)).expect("the lock is free again");
    let reader = Reader::open(dir.path()).expect("an index");
    assert_eq!(ids(&reader).len(), 2);
    let files = writer.files().expect("an index").read;
    assert_eq!(files.len(), 1);
    assert_eq!(files["corpus/1.txt"], file("", 1).seen);
    let unfinished = writer.files().expect("an index").unfinished;
    assert_eq!(unfinished.into_iter().collect::<Vec<_>>(), ["corpus/2.txt"]);

    writer.remove_file("corpus/2.txt").expect("an index");
    writer
        .add(&[passage(2, 0, "two again")])
        .expect("room on disk");
    writer
        .add_file(&file("corpus/2.txt", 1))
        .expect("room on disk");
    writer.finish().expect("room on disk");
    assert_eq!(ids(&reader).len(), 2);
    reader.reload().expect("an index");
    assert_eq!(search(&reader, "again", Unit::Passage).articles, 1);
    assert_eq!(reader.files().expect("an index").len(), 2);
    let writer = IndexWriter::open(dir.path(), &options(1)).expect("an index");
    assert!(writer.files().expect("an index").unfinished.is_empty());
}

#[test]
fn a_file_is_replaced_and_removed() {
    let dir = tempfile::tempdir().expect("a folder");
    let writer = IndexWriter::open(dir.path(), &options(1)).expect("a fresh folder");
    for text in ["first", "second"] {
        writer.remove_file("corpus/1.txt").expect("an index");
        writer.add(&[passage(1, 0, text)]).expect("room on disk");
        writer
            .add_file(&file("corpus/1.txt", 1))
            .expect("room on disk");
    }
    writer.commit().expect("room on disk");
    let reader = Reader::open(dir.path()).expect("an index");
    assert_eq!(search(&reader, "first", Unit::Passage).articles, 0);
    assert_eq!(search(&reader, "second", Unit::Passage).articles, 1);
    writer.remove_file("corpus/1.txt").expect("an index");
    writer.finish().expect("room on disk");
    reader.reload().expect("an index");
    assert_eq!(ids(&reader).len(), 0);
    assert!(reader.files().expect("an index").is_empty());
}

#[test]
fn many_threads_add_while_one_commits() {
    let dir = tempfile::tempdir().expect("a folder");
    let writer = IndexWriter::open(dir.path(), &options(2)).expect("a fresh folder");
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let writer = &writer;
            scope.spawn(move || {
                for at in 0..50 {
                    let number = thread * 50 + at;
                    let article = [0, 1].map(|at| passage(number, at, "war"));
                    writer.add(&article).expect("room on disk");
                    if at % 20 == 0 {
                        writer.commit().expect("room on disk");
                    }
                }
            });
        }
    });
    writer.finish().expect("room on disk");
    let reader = Reader::open(dir.path()).expect("an index");
    let hits = search(&reader, "war", Unit::Passage);
    assert_eq!((hits.articles, hits.matches), (200, 400));
}

#[test]
fn a_second_writer_is_told() {
    let dir = tempfile::tempdir().expect("a folder");
    let _writer = IndexWriter::open(dir.path(), &options(1)).expect("a fresh folder");
    let error = IndexWriter::open(dir.path(), &options(1))
        .err()
        .expect("busy");
    assert!(matches!(error, Error::Busy { .. }));
    let message = error.to_string();
    assert!(
        message.contains(&std::process::id().to_string()),
        "{message}"
    );
}

#[test]
fn another_version_is_refused() {
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), &archive());
    std::fs::write(dir.path().join("onrecord.json"), r#"{"schema":99}"#).expect("room on disk");
    for error in [
        Reader::open(dir.path()).err(),
        IndexWriter::open(dir.path(), &options(1)).err(),
    ] {
        let message = error.expect("refused").to_string();
        assert!(message.contains("index of version 99"), "{message}");
    }
}

#[test]
fn no_index_is_told() {
    let dir = tempfile::tempdir().expect("a folder");
    for dir in [dir.path().to_owned(), dir.path().join("missing")] {
        let error = Reader::open(&dir).err().expect("nothing there");
        assert!(matches!(error, Error::NoIndex(at) if at == dir));
    }
}

#[test]
fn other_files_in_the_folder_stay() {
    let dir = tempfile::tempdir().expect("a folder");
    let ignore = dir.path().join(".gitignore");
    std::fs::write(&ignore, "*\n").expect("room on disk");
    write(dir.path(), &archive());
    write(dir.path(), &[]);
    assert_eq!(std::fs::read(&ignore).expect("still there"), b"*\n");
}

#[test]
fn roots_are_remembered() {
    let dir = tempfile::tempdir().expect("a folder");
    let root = |label: &str, path: &str| Root {
        label: label.into(),
        path: path.into(),
    };
    let writer = IndexWriter::open(dir.path(), &options(1)).expect("a fresh folder");
    for (label, path) in [("news", "/a"), ("corpus", "/b"), ("news", "/c")] {
        writer.set_root(root(label, path)).expect("room on disk");
    }
    writer.finish().expect("room on disk");
    let reader = Reader::open(dir.path()).expect("an index");
    assert_eq!(reader.roots(), [root("corpus", "/b"), root("news", "/c")]);
}

#[test]
fn an_article_by_the_beginning_of_its_id() {
    let (_dir, reader) = indexed();
    let first = ArticleId(1);
    assert_eq!(
        reader
            .articles_with_prefix("0000000000001")
            .expect("an index"),
        [first]
    );
    assert_eq!(
        reader
            .articles_with_prefix("0000000000001:0-60")
            .expect("an index"),
        [first]
    );
    assert_eq!(
        reader.articles_with_prefix("00").expect("an index").len(),
        6
    );
    assert!(
        reader
            .articles_with_prefix("f")
            .expect("an index")
            .is_empty()
    );
    assert!(
        reader
            .articles_with_prefix("?")
            .expect("an index")
            .is_empty()
    );
    let passages = reader.article(first, Unit::Passage).expect("an index");
    let positions: Vec<u32> = passages.iter().map(|record| record.position).collect();
    assert_eq!(positions, [0, 1, 2]);
    assert_eq!(passages[0], archive()[0][0]);
    let quotes = reader.article(first, Unit::Quote).expect("an index");
    assert_eq!(quotes, [archive()[0][3].clone()]);
}

#[test]
fn counts_what_is_there() {
    let (dir, _) = indexed();
    let writer = IndexWriter::open(dir.path(), &options(1)).expect("an index");
    writer
        .add_file(&file("corpus/1.txt", 1))
        .expect("room on disk");
    writer.finish().expect("room on disk");
    let reader = Reader::open(dir.path()).expect("an index");
    let stats = reader.stats(2).expect("an index");
    let list = |counts: &[(String, usize)]| {
        let shown: Vec<String> = counts
            .iter()
            .map(|(name, count)| format!("{name} {count}"))
            .collect();
        shown.join(", ")
    };
    assert_eq!((stats.articles, stats.passages, stats.quotes), (6, 8, 3));
    assert_eq!((stats.attributed, stats.files), (3, 1));
    assert_eq!(list(&stats.skips), "empty 1");
    assert_eq!(list(&stats.languages), "en 3, de 1");
    assert_eq!(list(&stats.outlets), "Evening Herald 1, The Daily Post 1");
    assert_eq!(list(&stats.countries), "DE 2, FR 1");
    assert_eq!(list(&stats.speakers), "Jane Doe 1, Sergei Lavrov 1");
    let days = stats.days.expect("dates");
    assert_eq!(
        (days.0.as_str(), days.1.as_str()),
        ("2023-12-31", "2025-07-12")
    );
    assert!(stats.bytes > 1000);
}
