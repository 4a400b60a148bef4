//! The folders an archive was made from: where files lie, and which folders overlap.

use crate::engine::Root;
use std::path::Path;

/// A folder of an archive that lies inside another of the same archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The path of the inner folder.
    pub inner: String,
    /// The path of the outer one.
    pub outer: String,
}

/// Returns where the folder with this label lies in another one, or another in it.
pub fn overlaps(roots: &[Root], label: &str) -> Vec<Overlap> {
    let Some(own) = roots.iter().find(|root| root.label == label) else {
        return Vec::new();
    };
    let others = roots.iter().filter(|root| root.label != label);
    let overlap = |other: &Root| {
        let mut pairs = [(own, other), (other, own)].into_iter();
        let (inner, outer) =
            pairs.find(|(inner, outer)| Path::new(&inner.path).starts_with(&outer.path))?;
        Some(Overlap {
            inner: inner.path.clone(),
            outer: outer.path.clone(),
        })
    };
    others.filter_map(overlap).collect()
}

/// Returns the path of a file by its key in the archive, [`crate::engine::Record::file`].
pub fn path_of(roots: &[Root], key: &str) -> String {
    let Some((label, relative)) = key.split_once('/') else {
        return key.to_owned();
    };
    let Some(root) = roots.iter().find(|root| root.label == label) else {
        return key.to_owned();
    };
    let path = Path::new(&root.path);
    // A corpus may be one file.
    if path.is_file() {
        root.path.clone()
    } else {
        path.join(relative).to_string_lossy().into_owned()
    }
}
