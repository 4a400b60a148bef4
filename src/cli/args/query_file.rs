//! Many queries in one file: one per line, as id, tab, query.

use anyhow::{Context, Result, bail};
use std::path::Path;

/// A query of a file.
pub(crate) struct FileQuery {
    pub id: String,
    pub text: String,
}

/// Reads the queries; reports and skips a line that is not a query.
pub(crate) fn read(path: &Path) -> Result<Vec<FileQuery>> {
    let shown = path.display();
    let bytes = match path.as_os_str() == "-" {
        true => {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut std::io::stdin(), &mut bytes).map(|_| bytes)
        }
        false => std::fs::read(path),
    };
    let bytes = bytes.with_context(|| format!("cannot read {shown}"))?;
    // Spreadsheets begin a text with a mark of its encoding.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut queries = Vec::new();
    for (number, line) in (1..).zip(bytes.split(|&byte| byte == b'\n')) {
        let line = std::str::from_utf8(line).map(|line| line.trim_end_matches('\r'));
        match line.map(|line| line.split_once('\t')) {
            Ok(Some((id, query))) if !id.trim().is_empty() => queries.push(FileQuery {
                id: id.trim().to_owned(),
                text: query.to_owned(),
            }),
            Ok(None) if line.is_ok_and(|line| line.trim().is_empty()) => {}
            _ => anstream::eprintln!("{shown}:{number}: skipped; a line is `id<TAB>query`"),
        }
    }
    if queries.is_empty() {
        bail!("{shown} holds no query; a line is `id<TAB>query`");
    }
    Ok(queries)
}
