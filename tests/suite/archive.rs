//! A folder of articles made for one test, and the program run over it.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder with `corpus/` and, once indexed, `index/`: where the program looks unless told.
pub struct Archive {
    dir: TempDir,
    corpus: PathBuf,
}

/// How a run of the program ended, and what it printed.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Archive {
    pub fn new(articles: &[(&str, &str)]) -> Self {
        let dir = tempfile::tempdir().expect("a folder can be made");
        let corpus = dir.path().join("corpus");
        fs::create_dir(&corpus).expect("a folder can be made");
        let archive = Self { dir, corpus };
        for (name, text) in articles {
            archive.write(name, text);
        }
        archive
    }

    /// Returns an archive that was indexed, with no complaint.
    pub fn indexed(articles: &[(&str, &str)]) -> Self {
        let archive = Self::new(articles);
        archive.run(&["index"]).expect(0);
        archive
    }

    /// Returns the index of a folder that lies elsewhere, and how the run went.
    pub fn of(corpus: &Path) -> (Self, Run) {
        let archive = Self {
            dir: tempfile::tempdir().expect("a folder can be made"),
            corpus: corpus.to_owned(),
        };
        let run = archive.run(&["index", &corpus.to_string_lossy()]);
        (archive, run.expect(0))
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn corpus(&self) -> PathBuf {
        self.corpus.clone()
    }

    pub fn index(&self) -> PathBuf {
        self.dir.path().join("index")
    }

    /// Puts a file into the corpus.
    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.corpus().join(name);
        fs::create_dir_all(path.parent().expect("it lies in the corpus")).expect("a folder");
        fs::write(path, contents).expect("a file can be written");
    }

    pub fn remove(&self, name: &str) {
        fs::remove_file(self.corpus().join(name)).expect("the file is there");
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(arguments).current_dir(self.path());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments))
    }

    /// Returns the hits of a question, all of them.
    pub fn hits(&self, command: &str, question: &[&str]) -> Vec<Value> {
        let arguments = [&[command, "-n", "0", "--format", "ndjson", "--"], question].concat();
        let run = self.run(&arguments);
        assert!(matches!(run.code, Some(0 | 1)), "{question:?}: {run:?}");
        run.lines()
    }

    /// Returns the corpus paths of the articles found, best first.
    pub fn found(&self, question: &[&str]) -> Vec<String> {
        let hits = self.hits("search", question);
        let corpus = self.corpus().canonicalize().expect("it is there");
        let below = |path: &str| {
            let path = Path::new(path).strip_prefix(&corpus);
            path.expect("a hit lies in the corpus")
                .to_string_lossy()
                .into_owned()
        };
        hits.iter()
            .map(|hit| below(hit["path"].as_str().expect("a path")))
            .collect()
    }
}

impl Run {
    pub fn of(mut command: Command) -> Self {
        let output = command
            .stdin(Stdio::null())
            .output()
            .expect("the program runs");
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
            err: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
        }
    }

    /// Holds the run to an exit code.
    #[track_caller]
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.out, self.err);
        self
    }

    /// Reads the output as a JSON value a line.
    pub fn lines(&self) -> Vec<Value> {
        let read = |line| serde_json::from_str(line).expect("a line is a JSON value");
        self.out.lines().map(read).collect()
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).expect("the output is a JSON value")
    }
}
