//! The folder an index lives in: its version, the corpora it knows, and who may write to it.

use crate::engine::document::file::Root;
use crate::engine::error::{Error, Result};
use crate::index::SCHEMA_VERSION;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

const HOME: &str = "onrecord.json";
const LOCK: &str = ".lock";
/// tantivy's list of what is in the index; written last, so nothing is there before it is.
const META: &str = "meta.json";

/// What `onrecord.json` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Metadata {
    pub schema: u32,
    #[serde(default)]
    pub roots: Vec<Root>,
}

impl Metadata {
    /// Returns what the folder says of its index, if it has one that we can read.
    pub(crate) fn read(dir: &Path) -> Result<Option<Self>> {
        let path = dir.join(HOME);
        let json = match std::fs::read(&path) {
            Ok(json) => json,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::disk(path)(error)),
        };
        let metadata: Self = serde_json::from_slice(&json).map_err(|error| Error::Damaged {
            path,
            why: error.to_string(),
        })?;
        if metadata.schema != SCHEMA_VERSION {
            return Err(Error::Version {
                dir: dir.to_owned(),
                found: metadata.schema,
                expected: SCHEMA_VERSION,
            });
        }
        Ok(Some(metadata))
    }

    /// Writes it beside and moves it into place, so that it is there whole or not at all.
    pub(crate) fn write(&self, dir: &Path) -> Result<()> {
        let path = dir.join(HOME);
        let beside = dir.join(format!("{HOME}.new"));
        let json = serde_json::to_vec_pretty(self).expect("metadata is plain data");
        let written = File::create(&beside)
            .and_then(|mut file| file.write_all(&json).and_then(|()| file.sync_all()))
            .and_then(|()| std::fs::rename(&beside, &path));
        written.map_err(Error::disk(path))
    }
}

/// Tells whether tantivy has an index there.
pub(crate) fn has_index(dir: &Path) -> bool {
    dir.join(META).is_file()
}

/// Makes us the only writer, as long as the file returned is open; a killed writer's lock ends
/// with it.
pub(crate) fn lock(dir: &Path) -> Result<File> {
    let path = dir.join(LOCK);
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(Error::disk(&path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::Error(error)) => return Err(Error::disk(path)(error)),
        Err(TryLockError::WouldBlock) => {
            let mut who = String::new();
            // Some systems keep others from reading a locked file; then we do not know who.
            let read = file.read_to_string(&mut who);
            let known = read.is_ok() && !who.trim().is_empty();
            let who = match known {
                true => format!("process {}", who.trim()),
                false => "unknown".to_owned(),
            };
            let dir = dir.to_owned();
            return Err(Error::Busy { dir, who });
        }
    }
    let signed = file
        .set_len(0)
        .and_then(|()| file.rewind())
        .and_then(|()| write!(file, "{}", std::process::id()));
    signed.map_err(Error::disk(path))?;
    Ok(file)
}
