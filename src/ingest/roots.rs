//! The labels of folders, and the keys of their files, which begin with them.

use crate::engine::{Error, KnownFiles, Root, Writer};
use std::path::{Path, PathBuf};

pub(crate) fn canonical(corpus: &Path) -> Result<PathBuf, Error> {
    corpus.canonicalize().map_err(|source| Error::Corpus {
        path: corpus.to_owned(),
        source,
    })
}

/// Returns the label a folder's files go by: its own name, with a number if another folder has that name.
///
/// A folder that moved keeps its label: one of the same name whose old place is gone.
pub(crate) fn label(writer: &dyn Writer, corpus: &Path) -> Result<String, Error> {
    let roots = writer.roots()?;
    let path = corpus.to_string_lossy().into_owned();
    if let Some(root) = roots.iter().find(|root| root.path == path) {
        return Ok(root.label.clone());
    }
    let name = corpus.file_name().map_or_else(
        || "corpus".to_owned(),
        |name| name.to_string_lossy().replace('/', "_"),
    );
    let moved = roots
        .iter()
        .find(|root| root.label == name && !Path::new(&root.path).exists());
    let label = match moved {
        Some(root) => root.label.clone(),
        None => (1..)
            .map(|n| {
                if n == 1 {
                    name.clone()
                } else {
                    format!("{name}-{n}")
                }
            })
            .find(|label| roots.iter().all(|root| root.label != *label))
            .expect("numbers do not end"),
    };
    writer.set_root(Root {
        label: label.clone(),
        path,
    })?;
    Ok(label)
}

/// Returns the files under a label.
pub(crate) fn known_files(writer: &dyn Writer, label: &str) -> Result<KnownFiles, Error> {
    let mut known = writer.files()?;
    known.read.retain(|key, _| is_under(key, label));
    known.unfinished.retain(|key| is_under(key, label));
    Ok(known)
}

fn is_under(key: &str, label: &str) -> bool {
    key.strip_prefix(label)
        .is_some_and(|rest| rest.starts_with('/'))
}

pub(crate) fn path_of(key: &str) -> String {
    key.split_once('/').map_or(key, |(_, path)| path).to_owned()
}
