//! Which files of a folder are new, changed or gone.

use crate::corpus::{Skip, SourceFile, walk};
use crate::engine::{FileFingerprint, KnownFiles};
use crate::ingest::options::ChangeTest;
use std::collections::BTreeSet;
use std::path::Path;
use xxhash_rust::xxh3::Xxh3;

/// A file of the folder, and its key in the index.
pub(crate) struct FoundFile {
    pub key: String,
    pub source: SourceFile,
}

impl FoundFile {
    pub(crate) fn is_same(&self, seen: &FileFingerprint, changes: ChangeTest) -> bool {
        let same = seen.size == self.source.size && seen.modified == self.source.modified_ns;
        same && match changes {
            ChangeTest::SizeAndTime => true,
            ChangeTest::Checksum => seen.hash.is_some() && seen.hash == checksum(&self.source.path),
        }
    }
}

/// Returns the checksum of a file's content; none if it cannot be read.
pub(crate) fn checksum(path: &Path) -> Option<u64> {
    let mut file = std::fs::File::open(path).ok()?;
    let mut hash = Xxh3::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match std::io::Read::read(&mut file, &mut buffer).ok()? {
            0 => return Some(hash.digest()),
            length => hash.update(&buffer[..length]),
        }
    }
}

/// What is in a folder: files, and what could not be entered.
pub(crate) struct FoundFolder {
    pub files: Vec<FoundFile>,
    pub skips: Vec<(String, Skip)>,
}

/// Walks the corpus. An index that lies inside it is no part of it.
pub(crate) fn find(corpus: &Path, index: &Path, label: &str) -> FoundFolder {
    let index = index.canonicalize().unwrap_or_else(|_| index.to_owned());
    let mut folder = FoundFolder {
        files: Vec::new(),
        skips: Vec::new(),
    };
    for entry in walk(corpus) {
        match entry {
            Ok(source) if source.path.starts_with(&index) => {}
            Ok(source) => folder.files.push(FoundFile {
                key: format!("{label}/{}", source.relative),
                source,
            }),
            Err((relative, skip)) => folder.skips.push((format!("{label}/{relative}"), skip)),
        }
    }
    folder
}

/// Returns the keys whose files are no longer there. What lies under a folder that could not be
/// entered is not gone: we only cannot see it.
pub(crate) fn gone(known: &KnownFiles, found: &FoundFolder) -> Vec<String> {
    let there: BTreeSet<&str> = found.files.iter().map(|file| file.key.as_str()).collect();
    let unseen: Vec<&str> = found.skips.iter().map(|(key, _)| key.as_str()).collect();
    let is_gone = |key: &&String| {
        let hidden = unseen.iter().any(|folder| {
            key.strip_prefix(folder)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        !there.contains(key.as_str()) && !hidden
    };
    known.keys().filter(is_gone).cloned().collect()
}
