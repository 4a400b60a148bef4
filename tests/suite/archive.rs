//! A temporary archive of articles, and runs of the program over it.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A temporary folder with `corpus/` and, once indexed, `index/`: the program's defaults.
pub struct Archive {
    dir: TempDir,
    corpus: PathBuf,
}

/// The exit code and output of a run of the program.
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

    /// Returns an archive that is indexed; the run must succeed.
    pub fn indexed(articles: &[(&str, &str)]) -> Self {
        let archive = Self::new(articles);
        archive.run(&["index"]).expect(0);
        archive
    }

    /// Returns an archive over an existing folder, indexed, and the run that did it.
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

    /// Writes a file below the corpus folder.
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

    /// Returns all hits of a query.
    pub fn hits(&self, command: &str, query: &[&str]) -> Vec<Value> {
        let arguments = [&[command, "-n", "0", "--format", "ndjson", "--"], query].concat();
        let run = self.run(&arguments);
        assert!(matches!(run.code, Some(0 | 1)), "{query:?}: {run:?}");
        run.lines()
    }

    /// Returns the corpus paths of the articles found, best first.
    pub fn found(&self, query: &[&str]) -> Vec<String> {
        let hits = self.hits("search", query);
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

    /// Checks the exit code.
    #[track_caller]
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.out, self.err);
        self
    }

    /// Parses the output as one JSON value per line.
    pub fn lines(&self) -> Vec<Value> {
        let read = |line| serde_json::from_str(line).expect("a line is a JSON value");
        self.out.lines().map(read).collect()
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).expect("the output is a JSON value")
    }
}
