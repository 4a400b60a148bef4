//! Killed at any moment, an index opens and answers, and the next run completes it.

// Longer than most: the tests share one archive, and one dump of an index to compare by.

use crate::archive::{Archive, Run};
use onrecord::engine::{Engine, Error, FileRecord, Record, SearchOptions, Stats, Unit, Writer};
use onrecord::index::{IndexWriter, Reader, WriterOptions};
use onrecord::query::Plan;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const KILLS: u64 = 100;
/// After so many kills the index is finished and compared.
const FINISH_EVERY: u64 = 10;
const FILES: u64 = 160;

/// All that an index holds, in an order of its own.
#[derive(Debug, PartialEq)]
struct Dump {
    documents: BTreeMap<(Unit, String), Record>,
    /// Counted by the engine: a document that is there twice counts twice.
    passages: usize,
    quotes: usize,
    files: Vec<FileRecord>,
    stats: Stats,
}

#[test]
fn a_new_index_survives_kills() {
    let archive = Archive::new(&[]);
    write(&archive, 0..FILES, 0);
    let (undisturbed, length) = undisturbed(&archive);
    let mut dice = Dice(1);
    for kill in 1..=KILLS / 2 {
        let finished = index_and_kill(&archive, dice.moment(length));
        check_opens(&archive, |dump| {
            // What is shown is a part of the whole, and no more.
            for (id, record) in &dump.documents {
                assert_eq!(undisturbed.documents.get(id), Some(record));
            }
        });
        if kill % FINISH_EVERY == 0 {
            finish(&archive, &undisturbed);
        }
        if finished || kill % FINISH_EVERY == 0 {
            fs::remove_dir_all(archive.index()).expect("it is ours");
        }
    }
}

#[test]
fn an_index_brought_up_to_date_survives_kills() {
    let archive = Archive::new(&[]);
    write(&archive, 0..FILES, 0);
    let (_, length) = undisturbed(&archive);
    archive.run(&["index"]).expect(0);
    let mut dice = Dice(2);
    for kill in 1..=KILLS / 2 {
        // Some files change, one goes, one comes.
        let start = dice.below(FILES / 2);
        write(&archive, start..start + FILES / 3, kill);
        let gone = archive.corpus().join(name(FILES + kill - 1));
        fs::remove_file(gone).ok();
        write(&archive, FILES + kill..FILES + kill + 1, kill);
        index_and_kill(&archive, dice.moment(length));
        check_opens(&archive, |dump| assert!(dump.passages > 0));
        if kill % FINISH_EVERY == 0 {
            finish(&archive, &self::undisturbed(&archive).0);
        }
    }
}

/// The last moment before a commit counts: all files of the new state lie there, unnamed.
#[test]
fn an_index_killed_just_before_its_commit_is_finished() {
    let archive = Archive::new(&[]);
    write(&archive, 0..20, 0);
    archive.run(&["index"]).expect(0);
    let before = files(&archive.index());
    write(&archive, 5..10, 1);
    archive.run(&["index"]).expect(0);
    for (name, bytes) in &before {
        // The list of what lies there grew before the files did.
        if name != ".managed.json" {
            fs::write(archive.index().join(name), bytes).expect("it is ours");
        }
    }
    let after = files(&archive.index());
    assert!(after.len() > before.len());
    let managed: Vec<&String> = after.keys().filter(|name| !name.starts_with('.')).collect();
    let managed = serde_json::to_vec(&managed).expect("names");
    fs::write(archive.index().join(".managed.json"), managed).expect("it is ours");

    check_opens(&archive, |_| {});
    finish(&archive, &undisturbed(&archive).0);
    let left = files(&archive.index());
    assert!(
        before
            .keys()
            .chain(after.keys())
            .any(|name| !left.contains_key(name))
    );
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| {
            let entry = entry.expect("a file");
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).expect("it reads"))
        })
        .collect()
}

/// Commits come only now and then, so few kills fall between two. Here they come at every turn.
#[test]
fn an_index_of_many_commits_survives_kills() {
    let archive = Archive::new(&[]);
    write(&archive, 0..FILES / 4, 0);
    let (undisturbed, _) = undisturbed(&archive);
    let mut broken_off = 0;
    let mut dice = Dice(3);
    for _ in 0..16 {
        let mut child = ourselves("kill::commits_at_every_turn", archive.path());
        wait(&mut child, dice.moment(Duration::from_millis(1500)));
        check_opens(&archive, |_| {});
        broken_off += usize::from(has_unfinished(&archive.index()));
        finish(&archive, &undisturbed);
        fs::remove_dir_all(archive.index()).expect("it is ours");
    }
    assert!(broken_off > 0, "no kill fell into the middle of a file");
}

/// Tells whether documents are there whose file was not read to its end.
fn has_unfinished(index: &Path) -> bool {
    let Ok(reader) = Reader::open(index) else {
        return false;
    };
    let dump = dump(&reader);
    let is_finished = |record: &Record| dump.files.iter().any(|file| file.file == record.file);
    !dump.documents.values().all(is_finished)
}

/// No test of its own: the program that the test above kills.
#[test]
fn commits_at_every_turn() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let folder = Path::new(&folder);
    let whole = Reader::open(&folder.join("undisturbed")).expect("it was made");
    let dump = dump(&whole);
    let writer = IndexWriter::open(&folder.join("index"), &WriterOptions::default()).expect("ours");
    for root in whole.roots() {
        writer.set_root(root.clone()).expect("it can be written");
    }
    for file in &dump.files {
        let of_file = |record: &&Record| record.file == file.file;
        for record in dump.documents.values().filter(of_file) {
            writer
                .add(std::slice::from_ref(record))
                .expect("it is added");
            writer.commit().expect("it is committed");
        }
        writer.add_file(file).expect("it is added");
    }
}

/// No test of its own: a program that holds an index until its input ends.
#[test]
fn holds_an_index() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let index = Path::new(&folder).join("index");
    let writer = IndexWriter::open(&index, &WriterOptions::default()).expect("ours");
    fs::write(index.join("held"), "").expect("it can be written");
    std::io::stdin().read_line(&mut String::new()).ok();
    drop(writer);
}

/// Where a test run as a program of its own has to work.
const FOLDER: &str = "ONRECORD_TEST_FOLDER";

/// Runs one of these tests as a program of its own, which can be killed and shares no file.
fn ourselves(test: &str, folder: &Path) -> Child {
    Command::new(std::env::current_exe().expect("the tests are a program"))
        .args(["--exact", test])
        .env(FOLDER, folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the tests run")
}

#[test]
fn readers_go_on_while_a_writer_works() {
    let archive = Archive::new(&[]);
    write(&archive, 0..FILES, 0);
    archive.run(&["index"]).expect(0);
    let open = Reader::open(&archive.index()).expect("an index");
    let before = dump(&open);
    for turn in 1..=3 {
        write(&archive, 0..FILES, turn);
        let mut writer = spawn(&archive);
        let mut answers = 0;
        while writer.try_wait().expect("it runs").is_none() {
            let fresh = Reader::open(&archive.index()).expect("an index");
            for reader in [&open, &fresh] {
                let hits = reader.hits(&Plan::All, &all(Unit::Passage));
                let articles = hits.expect("an answer").articles;
                assert_eq!(articles, before.stats.articles);
            }
            answers += 1;
        }
        assert!(answers > 1, "the writer was done before anyone asked");
    }
    // What was opened before is what it was.
    assert_eq!(dump(&open).documents, before.documents);
    open.reload().expect("an index");
    assert_ne!(dump(&open).documents, before.documents);
}

#[test]
fn a_second_writer_is_told_so() {
    let archive = Archive::new(&[]);
    write(&archive, 0..3, 0);
    let mut holder = ourselves("kill::holds_an_index", archive.path());
    while !archive.index().join("held").exists() {
        assert!(holder.try_wait().expect("it runs").is_none());
        std::thread::sleep(Duration::from_millis(5));
    }
    for arguments in [&["index"][..], &["search", "--corpus", "corpus", "x"]] {
        let run = archive.run(arguments).expect(2);
        let who = format!("process {}", holder.id());
        assert!(run.err.contains("is writing to this index"), "{}", run.err);
        assert!(run.err.contains(&who), "{}", run.err);
    }
    archive.run(&["search", "x"]).expect(1);
    drop(holder.stdin.take());
    assert!(holder.wait().expect("it ends").success());
    archive.run(&["index"]).expect(0);
}

/// Indexes the corpus beside, in one go; returns what came of it, and how long it took.
fn undisturbed(archive: &Archive) -> (Dump, Duration) {
    let beside = archive.path().join("undisturbed");
    fs::remove_dir_all(&beside).ok();
    let started = Instant::now();
    archive.run(&["index", "--index", "undisturbed"]).expect(0);
    let took = started.elapsed();
    (dump(&Reader::open(&beside).expect("an index")), took)
}

/// Starts to index and kills it after a while; tells whether it had ended by then.
fn index_and_kill(archive: &Archive, after: Duration) -> bool {
    wait(&mut spawn(archive), after)
}

fn spawn(archive: &Archive) -> Child {
    let mut command = archive.command(&["index"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("the program runs")
}

fn wait(child: &mut Child, after: Duration) -> bool {
    std::thread::sleep(after);
    let ended = child.try_wait().expect("it runs").is_some();
    // On Unix this is the signal nobody can catch.
    child.kill().ok();
    child.wait().expect("it ends");
    ended
}

/// Checks that the index opens and answers, or says cleanly that there is none.
#[track_caller]
fn check_opens(archive: &Archive, check: impl Fn(&Dump)) {
    let code = match Reader::open(&archive.index()) {
        Ok(reader) => {
            let dump = dump(&reader);
            check(&dump);
            i32::from(dump.passages == 0)
        }
        Err(Error::NoIndex(_)) => 2,
        Err(error) => panic!("{error}"),
    };
    let asked = Run::of(archive.command(&["search", "-n1"])).expect(code);
    assert!(
        code != 2 || asked.err.contains("no index in"),
        "{}",
        asked.err
    );
}

/// Lets a run go to its end, and compares document for document.
#[track_caller]
fn finish(archive: &Archive, undisturbed: &Dump) {
    archive.run(&["index"]).expect(0);
    let finished = dump(&Reader::open(&archive.index()).expect("an index"));
    for (id, record) in &undisturbed.documents {
        assert_eq!(finished.documents.get(id), Some(record));
    }
    assert_eq!(&finished, undisturbed);
}

fn dump(reader: &Reader) -> Dump {
    let passages = reader.hits(&Plan::All, &all(Unit::Passage));
    let passages = passages.expect("an answer");
    let quotes = reader.hits(&Plan::All, &all(Unit::Quote));
    let quotes = quotes.expect("an answer");
    let mut documents = BTreeMap::new();
    for hit in &passages.hits {
        let article = reader.article(hit.record.article, Unit::Passage);
        for record in article.expect("it reads") {
            documents.insert((Unit::Passage, record.id()), record);
        }
    }
    for hit in quotes.hits {
        documents.insert((Unit::Quote, hit.record.id()), hit.record);
    }
    Dump {
        documents,
        passages: passages.matches,
        quotes: quotes.matches,
        files: reader.file_records().expect("it reads"),
        stats: Stats {
            bytes: 0,
            ..reader.stats(usize::MAX).expect("it counts")
        },
    }
}

fn all(unit: Unit) -> SearchOptions {
    SearchOptions {
        unit,
        limit: usize::MAX,
        ..SearchOptions::default()
    }
}

/// Writes files of a range: mostly one article each, some with several, some with none.
fn write(archive: &Archive, numbers: std::ops::Range<u64>, edition: u64) {
    for number in numbers {
        let text = match number % 10 {
            3 => (0..12)
                .map(|line| {
                    let article = article(number * 100 + line, edition);
                    serde_json::json!({"title": format!("Line {line}"), "text": article})
                        .to_string()
                        + "\n"
                })
                .collect(),
            7 => String::new(),
            _ => format!("Article {number}\n\n{}", article(number, edition)),
        };
        archive.write(&name(number), text);
    }
}

fn name(number: u64) -> String {
    let kind = if number % 10 == 3 { "jsonl" } else { "txt" };
    format!("{}/{number}.{kind}", number % 7)
}

/// Returns an article that is the same for the same numbers.
fn article(number: u64, edition: u64) -> String {
    const NAMES: &[&str] = &["Anna Lind", "Piet Boer", "Maria Okonkwo", "José Álvarez"];
    const PLACES: &[&str] = &["Norway", "Kenya", "Peru", "Japan", "Poland"];
    const THINGS: &[&str] = &["bridge", "ferry", "harvest", "turbine", "library", "tunnel"];
    let mut dice = Dice(number * 1000 + edition);
    let mut text = String::new();
    for _ in 0..2 + dice.below(3) {
        let [name, place, thing] =
            [NAMES, PLACES, THINGS].map(|words| words[dice.below(words.len() as u64) as usize]);
        let days = dice.below(300);
        text += &format!(
            "The {thing} in {place} will open in {days} days, edition {edition} of this paper \
             says.\n\n\"We waited for the {thing} for years,\" said {name}, who lives beside it. \
             \"Now {days} days are nothing.\"\n\n"
        );
    }
    text
}

/// The same throws every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }

    /// Returns a moment of a run so long, or just behind its end.
    fn moment(&mut self, length: Duration) -> Duration {
        Duration::from_micros(self.below(length.as_micros() as u64 * 11 / 10))
    }
}
