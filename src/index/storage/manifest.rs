//! The index's memory of files: which were read to their end, and which were broken off.

use crate::engine::document::file::{FileFingerprint, FileRecord};
use crate::engine::error::Result;
use crate::index::document::schema::{
    FILE, FILE_UNIT, RECORD, SEEN, StoredFingerprint, UNIT, field,
};
use crate::index::storage::postings::{alive, docs_with};
use std::collections::{BTreeMap, BTreeSet};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocId, Searcher, SegmentReader, TantivyDocument, Term};

/// Returns what is known of each file that was read to its end.
///
/// It comes from a column, so no text is read for it.
pub(crate) fn files(searcher: &Searcher) -> Result<BTreeMap<String, FileFingerprint>> {
    let mut files = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let Some(column) = segment.fast_fields().str(SEEN)? else {
            continue;
        };
        let mut ords: Vec<u64> = Vec::new();
        for doc in file_docs(segment)? {
            ords.extend(column.term_ords(doc));
        }
        ords.sort_unstable();
        ords.dedup();
        let read = |json: &[u8]| {
            if let Ok(file) = serde_json::from_slice::<StoredFingerprint>(json) {
                files.insert(file.file, file.seen);
            }
        };
        column.dictionary().sorted_ords_to_term_cb(&ords, read)?;
    }
    Ok(files)
}

/// Returns all that is known of each file, in the order of their keys.
pub(crate) fn file_records(searcher: &Searcher) -> Result<Vec<FileRecord>> {
    let mut files = Vec::new();
    for segment in searcher.segment_readers() {
        let store = segment.get_store_reader(4)?;
        for doc in file_docs(segment)? {
            let document: TantivyDocument = store.get(doc)?;
            let json = document.get_first(field(RECORD));
            let json = json.and_then(|value| value.as_bytes()).unwrap_or_default();
            files.extend(serde_json::from_slice::<FileRecord>(json).ok());
        }
    }
    files.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(files)
}

/// Returns the keys that the filter accepts and that have documents in the index.
pub(crate) fn keys_with_documents(
    searcher: &Searcher,
    accepts: impl Fn(&str) -> bool,
) -> Result<BTreeSet<String>> {
    let mut keys = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field(FILE))?;
        let mut terms = inverted.terms().stream()?;
        while let Some((key, info)) = terms.next() {
            let Ok(key) = std::str::from_utf8(key) else {
                continue;
            };
            if !accepts(key) {
                continue;
            }
            let postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            if alive(segment, postings).next().is_some() {
                keys.insert(key.to_owned());
            }
        }
    }
    Ok(keys)
}

fn file_docs(segment: &SegmentReader) -> Result<Vec<DocId>> {
    let unit = Term::from_field_text(field(UNIT), FILE_UNIT);
    docs_with(segment, &unit)
}
