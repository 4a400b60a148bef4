//! Many queries in one file: one per line, as id, tab, query.

use crate::cli::outcome::Outcome;
use crate::cli::output::remarks::error_text;
use crate::cli::output::stream::note;
use crate::cli::output::style::{self, counted};
use crate::corpus::charset::decode;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::path::Path;

/// A query of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileQuery {
    pub id: String,
    pub text: String,
}

/// The queries of a file, and what is wrong with its other lines, each with its place.
#[derive(Clone, Debug, Default)]
pub(crate) struct QueryFile {
    pub queries: Vec<FileQuery>,
    problems: Vec<String>,
}

/// Returns a query that comes from no file, and has no id.
pub(crate) fn one(text: String) -> QueryFile {
    QueryFile {
        queries: vec![FileQuery {
            id: String::new(),
            text,
        }],
        problems: Vec::new(),
    }
}

/// Reads the queries, and reports every line that is none.
///
/// # Errors
///
/// Fails if the file cannot be read or holds none.
pub(crate) fn read(path: &Path) -> Result<QueryFile> {
    let shown = path.display().to_string();
    let bytes = match path.as_os_str() == "-" {
        true => {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut std::io::stdin(), &mut bytes).map(|_| bytes)
        }
        false => std::fs::read(path),
    };
    let bytes = bytes.with_context(|| format!("cannot read {shown}"))?;
    let file = parse(&shown, bytes);
    if file.queries.is_empty() && file.problems.is_empty() {
        bail!("{shown} holds no query; a line is an id, a tab and the query");
    }
    if file.queries.is_empty() {
        bail!("{}", file.problems.join("\n"));
    }
    for problem in &file.problems {
        note!("{problem}; skipped");
    }
    Ok(file)
}

fn parse(shown: &str, bytes: Vec<u8>) -> QueryFile {
    let text = text(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let mut file = QueryFile::default();
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    for (number, line) in (1..).zip(text.split('\n')) {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        match query(line, number, &mut lines) {
            Ok(query) => file.queries.push(query),
            Err(problem) => file.problems.push(format!("{shown}:{number}: {problem}")),
        }
    }
    file
}

/// Reads a line; an error says what is wrong with it.
fn query(
    line: &str,
    number: usize,
    lines: &mut BTreeMap<String, usize>,
) -> Result<FileQuery, String> {
    let Some((id, text)) = line.split_once('\t') else {
        return Err("a line is an id, a tab and the query".to_owned());
    };
    let (id, text) = (unquoted(id.trim()), unquoted(text.trim()));
    if id.is_empty() {
        return Err("the id before the tab is empty".to_owned());
    }
    if text.is_empty() {
        return Err(format!("query {id} is empty"));
    }
    if let Some(first) = lines.get(&id) {
        return Err(format!("the id {id} is on line {first} already"));
    }
    lines.insert(id.clone(), number);
    Ok(FileQuery { id, text })
}

/// Decodes a file as an editor or a spreadsheet saves it: UTF-8, UTF-16 with or without its mark,
/// or an older encoding.
fn text(bytes: Vec<u8>) -> String {
    // Text of few letters beyond ASCII has every other byte 0 in UTF-16.
    let zeros = |from: usize| {
        bytes
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|&&byte| byte == 0)
    };
    let half = bytes.len() / 2;
    let encoding = match () {
        () if bytes.len() < 4 || !bytes.len().is_multiple_of(2) => None,
        () if 2 * zeros(1).count() > half => Some(encoding_rs::UTF_16LE),
        () if 2 * zeros(0).count() > half => Some(encoding_rs::UTF_16BE),
        () => None,
    };
    match encoding {
        Some(encoding) => encoding.decode(&bytes).0.into_owned(),
        None if std::str::from_utf8(&bytes).is_ok() => decode(bytes, None),
        // Too short for a guess by letters: the encoding of Windows, which holds Latin-1.
        None if encoding_rs::Encoding::for_bom(&bytes).is_none() => {
            encoding_rs::WINDOWS_1252.decode(&bytes).0.into_owned()
        }
        None => decode(bytes, None),
    }
}

/// Returns a cell as a spreadsheet means it: one in quotation marks in which all others are
/// doubled. `"tax cut"` alone is a phrase, and stays one.
fn unquoted(cell: &str) -> String {
    let inner = cell
        .strip_prefix('"')
        .and_then(|cell| cell.strip_suffix('"'));
    let doubled =
        inner.filter(|inner| inner.contains("\"\"") && !inner.replace("\"\"", "").contains('"'));
    match doubled {
        Some(inner) => inner.replace("\"\"", "\""),
        None => cell.to_owned(),
    }
}

/// Answers every query; reports those that failed, and goes on with the others. `answer` returns
/// how many match.
///
/// # Errors
///
/// Fails at once if what is printed cannot be written, else at the end if any query failed or any
/// line was none: it would look like a query without an answer.
pub(crate) fn answer_all(
    file: &QueryFile,
    mut answer: impl FnMut(&FileQuery) -> Result<usize>,
) -> Result<Outcome> {
    let (mut found, mut failed) = (0, file.problems.len());
    for query in &file.queries {
        match answer(query) {
            Ok(matches) => found += matches,
            // One bad line, and the others run.
            Err(error) if error.downcast_ref::<std::io::Error>().is_none() => {
                failed += 1;
                let text = error_text(&error);
                note!("{} {}: {text}", style::failed("query"), query.id);
            }
            Err(error) => return Err(error),
        }
    }
    match failed {
        0 => Ok(Outcome::of(found)),
        _ => bail!(
            "{failed} of {} failed; the others are answered",
            counted(file.queries.len() + file.problems.len(), "line")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the queries of a file, as "id=query", or a part of the message.
    #[track_caller]
    fn check(bytes: &[u8], expected: &[&str]) {
        let file = parse("f.tsv", bytes.to_vec());
        let queries = file.queries.iter();
        let queries = queries.map(|query| format!("{}={}", query.id, query.text));
        let shown: Vec<String> = queries.chain(file.problems.iter().cloned()).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn reads_what_editors_and_spreadsheets_write() {
        check(b"q1\ttax\nq2\tbridge", &["q1=tax", "q2=bridge"]);
        check(
            b"\xef\xbb\xbfq1\ttax\r\n\r\n# more\r\nq2\tbridge\r\n",
            &["q1=tax", "q2=bridge"],
        );
        check(b"q1\ttax\rq2\tbridge\r", &["q1=tax", "q2=bridge"]);
        check(b" q1 \t  tax  ", &["q1=tax"]);
        check(b"q1\tcaf\xe9 \x93a tax\x94", &["q1=café “a tax”"]);
        let wide = |order: fn(u16) -> [u8; 2], text: &str| -> Vec<u8> {
            text.encode_utf16().flat_map(order).collect()
        };
        for text in ["q1\ttax", "\u{feff}q1\ttax"] {
            check(&wide(u16::to_le_bytes, text), &["q1=tax"]);
            check(&wide(u16::to_be_bytes, text), &["q1=tax"]);
        }
        check(b"q1\t\"tax cut\"", &["q1=\"tax cut\""]);
        check(
            b"q1\t\"\"\"tax cut\"\" senate\"",
            &["q1=\"tax cut\" senate"],
        );
        check(b"q1\ta\tb", &["q1=a\tb"]);
    }

    #[test]
    fn tells_of_lines_that_are_no_query() {
        check(b"", &[]);
        check(
            b"q1\ttax\nq2",
            &["q1=tax", "f.tsv:2: a line is an id, a tab and the query"],
        );
        check(b"\ttax", &["f.tsv:1: the id before the tab is empty"]);
        check(b"q1\t", &["f.tsv:1: query q1 is empty"]);
        check(
            b"q1\ta\nq1\tb",
            &["q1=a", "f.tsv:2: the id q1 is on line 1 already"],
        );
    }
}
