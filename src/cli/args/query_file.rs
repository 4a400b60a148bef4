//! Many questions in one file: a line each, its id, a tab, the question.

use anyhow::{Context, Result, bail};
use std::path::Path;

pub(crate) struct Topic {
    pub id: String,
    pub query: String,
}

/// Reads the questions; a line that is none is told and passed over.
pub(crate) fn read(path: &Path) -> Result<Vec<Topic>> {
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
    let mut topics = Vec::new();
    for (number, line) in (1..).zip(bytes.split(|&byte| byte == b'\n')) {
        let line = std::str::from_utf8(line).map(|line| line.trim_end_matches('\r'));
        match line.map(|line| line.split_once('\t')) {
            Ok(Some((id, query))) if !id.trim().is_empty() => topics.push(Topic {
                id: id.trim().to_owned(),
                query: query.to_owned(),
            }),
            Ok(None) if line.is_ok_and(|line| line.trim().is_empty()) => {}
            _ => anstream::eprintln!("{shown}:{number}: passed over; a line is `id<TAB>question`"),
        }
    }
    if topics.is_empty() {
        bail!("{shown} holds no question; a line is `id<TAB>question`");
    }
    Ok(topics)
}
