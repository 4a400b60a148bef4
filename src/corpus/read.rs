//! Reads a file: unpacks it, detects the format of each document in it, and reads the articles.

use crate::corpus::emit::Emit;
use crate::corpus::formats::reader_of;
use crate::corpus::raw_document::RawDocument;
use crate::corpus::skip::Skip;
use crate::corpus::unpack::unpack;
use crate::corpus::walk::SourceFile;
use std::fs::File;
use std::io::Read;

/// Reads the articles of a file.
///
/// Errors are emitted as skips, and a file that cannot be opened is one: reading goes on with the
/// next line, article or document where that is possible.
pub fn read(file: &SourceFile, emit: &mut Emit) {
    match File::open(&file.path) {
        Ok(bytes) => read_from(&file.relative, bytes, file.size, emit),
        Err(error) => emit(Err(Skip::Unreadable(error.to_string()))),
    }
}

/// Reads the articles in `bytes` as if they were the content of the file `name`, as [`read`] does.
///
/// ```
/// use onrecord::corpus::read_bytes;
///
/// let json = br#"{"headline": "Levy dropped", "body": "The finance minister dropped the levy."}"#;
/// let (mut articles, mut skips) = (Vec::new(), Vec::new());
/// read_bytes("levy.json", json, &mut |result| match result {
///     Ok(article) => articles.push(article),
///     Err(skip) => skips.push(skip),
/// });
/// assert_eq!(articles[0].title, "Levy dropped");
/// assert!(skips.is_empty());
/// ```
pub fn read_bytes(name: &str, bytes: &[u8], emit: &mut Emit) {
    read_from(name, bytes, bytes.len() as u64, emit);
}

fn read_from(path: &str, bytes: impl Read, size: u64, emit: &mut Emit) {
    let raw = match RawDocument::new(path, bytes) {
        Ok(raw) => raw,
        Err(skip) => return emit(Err(skip)),
    };
    unpack(raw, size, &mut |document| {
        let with_reader = document.and_then(|raw| Ok((reader_of(&raw)?, raw)));
        match with_reader {
            Ok((read, raw)) => read(raw, emit),
            Err(skip) => emit(Err(skip)),
        }
    });
}
