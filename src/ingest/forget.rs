//! Drops a folder from the embedded index.

use crate::engine::{Error, Writer};
use crate::index::{IndexWriter, Reader, WriterOptions};
use crate::ingest::roots::known_files;
use std::path::Path;

/// Removes a folder's articles from the embedded index, whether the folder is there or gone; it
/// goes by its path or its label. Returns how many files were removed; none if it was not indexed.
///
/// # Errors
///
/// Fails if the index cannot be read or written.
pub fn forget(index: &Path, folder: &Path) -> Result<Option<usize>, Error> {
    // Opening a writer would make an index where there is none.
    Reader::open(index)?;
    let writer = IndexWriter::open(index, &WriterOptions::default())?;
    let typed = folder.to_string_lossy();
    let whole = folder
        .canonicalize()
        .or_else(|_| std::path::absolute(folder))
        .unwrap_or_else(|_| folder.to_owned());
    let roots = writer.roots()?;
    let by_path = roots.iter().find(|root| Path::new(&root.path) == whole);
    let Some(root) = by_path.or_else(|| roots.iter().find(|root| root.label == typed)) else {
        return Ok(None);
    };
    let known = known_files(&writer, &root.label)?;
    for key in known.keys() {
        writer.remove_file(key)?;
    }
    writer.commit()?;
    writer.remove_root(&root.label)?;
    writer.wait_for_merges()?;
    Ok(Some(known.read.len()))
}
