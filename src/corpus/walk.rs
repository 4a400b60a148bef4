//! Walks a folder: every file in sorted order, and what could not be opened.

use crate::corpus::skip::Skip;
use std::path::Path;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;
use walkdir::DirEntry;
use walkdir::WalkDir;

/// One file the walk found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path to open the file by.
    pub path: PathBuf,
    /// The path below the corpus root, with `/` as the separator on every system.
    pub relative: String,
    /// In bytes.
    pub size: u64,
    /// The time of the last change, in nanoseconds since 1970 (UTC); 0 if the system has none.
    pub modified_ns: i64,
}

/// Yields the files under `root` in sorted order, each folder's by name.
///
/// Symbolic links are followed; one that leads back to a folder above it is a skip, and so is what
/// cannot be opened, each with its path below `root`. Files and folders hidden by a leading dot are
/// left out. A `root` that is itself a file yields that file.
pub fn walk(root: &Path) -> impl Iterator<Item = Result<SourceFile, (String, Skip)>> + use<> {
    let root = root.to_path_buf();
    WalkDir::new(&root)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry))
        .filter_map(move |entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) => Some(source_file(&root, &entry)),
            Err(error) => {
                let path = error.path().unwrap_or(&root);
                Some(Err((relative(&root, path), skip(&error))))
            }
        })
}

fn source_file(root: &Path, entry: &DirEntry) -> Result<SourceFile, (String, Skip)> {
    let relative = relative(root, entry.path());
    // A pipe or socket would wait for a writer that never comes.
    if !entry.file_type().is_file() {
        let what = "neither a file nor a folder".to_owned();
        return Err((relative, Skip::Unreadable(what)));
    }
    let metadata = match entry.metadata() {
        Ok(metadata) => metadata,
        Err(error) => return Err((relative, skip(&error))),
    };
    let modified = metadata.modified().ok();
    let since = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Ok(SourceFile {
        path: entry.path().to_path_buf(),
        relative,
        size: metadata.len(),
        modified_ns: since.map_or(0, |since| since.as_nanos() as i64),
    })
}

fn relative(root: &Path, path: &Path) -> String {
    let below = match path.strip_prefix(root) {
        Ok(below) if !below.as_os_str().is_empty() => below,
        _ => Path::new(path.file_name().unwrap_or(path.as_os_str())),
    };
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn skip(error: &walkdir::Error) -> Skip {
    if error.loop_ancestor().is_some() {
        return Skip::SymlinkLoop;
    }
    match error.io_error() {
        Some(error) => Skip::Unreadable(error.to_string()),
        None => Skip::Unreadable(error.to_string()),
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn check(files: &[&str], expected: &[&str]) {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let found: Vec<String> = walk(root.path()).map(|f| f.unwrap().relative).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sorts_and_passes_over_the_hidden() {
        check(
            &["b.txt", "a/2.txt", "a/1.txt"],
            &["a/1.txt", "a/2.txt", "b.txt"],
        );
        check(&[".git/x", "a/.DS_Store", "a/b"], &["a/b"]);
        check(&[], &[]);
    }

    #[test]
    fn takes_a_file_as_root() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("one.txt");
        fs::write(&path, "four").unwrap();
        let found: Vec<_> = walk(&path).map(Result::unwrap).collect();
        assert_eq!((found[0].relative.as_str(), found[0].size), ("one.txt", 4));
        assert!(found[0].modified_ns > 0);
    }

    #[cfg(unix)]
    #[test]
    fn survives_links() {
        use std::os::unix::fs::symlink;
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("a")).unwrap();
        fs::write(root.path().join("a/1.txt"), "x").unwrap();
        symlink(root.path().join("a/1.txt"), root.path().join("a/2.txt")).unwrap();
        symlink(root.path(), root.path().join("a/up")).unwrap();
        symlink("nowhere", root.path().join("gone")).unwrap();
        let found: Vec<String> = walk(root.path())
            .map(|found| match found {
                Ok(file) => file.relative,
                Err((path, skip)) => format!("{path}: {}", skip.reason()),
            })
            .collect();
        let expected = [
            "a/1.txt",
            "a/2.txt",
            "a/up: symlink-loop",
            "gone: unreadable",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn names_a_root_that_is_missing() {
        let found = walk(Path::new("/no/such/corpus")).next().unwrap();
        assert_eq!(found.unwrap_err().0, "corpus");
    }
}
