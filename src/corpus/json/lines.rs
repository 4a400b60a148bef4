//! Reads JSON Lines, one article per line; a broken line costs only itself.

use crate::corpus::charset;
use crate::corpus::emit::Emit;
use crate::corpus::json::records::json_skip;
use crate::corpus::json::records::read_records;
use crate::corpus::json::records::record_article;
use crate::corpus::raw_document::MAX_ARTICLE_BYTES;
use crate::corpus::raw_document::RawDocument;
use crate::corpus::skip::Location;
use crate::corpus::skip::Skip;
use crate::corpus::sniff::text_start;
use memchr::memchr;
use std::io;
use std::io::BufRead;

/// Returns whether bytes are JSON Lines rather than a document over several lines: the first line
/// is a whole value.
pub(crate) fn is_lines(head: &[u8]) -> bool {
    let head = text_start(head);
    let Some(end) = memchr(b'\n', head) else {
        return false;
    };
    let next = head[end..].trim_ascii_start().first();
    head.starts_with(b"{")
        && next == Some(&b'{')
        && serde_json::from_slice::<serde::de::IgnoredAny>(&head[..end]).is_ok()
}

pub(crate) fn read(raw: RawDocument, emit: &mut Emit) {
    let path = raw.path.clone();
    let mut stream = raw.stream();
    let mut line = Vec::new();
    let mut count = 0;
    for number in 1.. {
        match next_line(&mut stream, &mut line) {
            Ok(LineRead::End) => break,
            Ok(LineRead::TooLarge) => emit(Err(Skip::TooLarge(Location::Line(number)))),
            Ok(LineRead::Line) if text_start(&line).is_empty() => continue,
            Ok(LineRead::Line) => read_line(&line, &path, Location::Line(number), emit),
            Err(error) => {
                return emit(Err(Skip::from_io(&error, Location::Line(number))));
            }
        }
        count += 1;
    }
    if count == 0 {
        emit(Err(Skip::NoText(Location::File)));
    }
}

fn read_line(line: &[u8], path: &str, location: Location, emit: &mut Emit) {
    let line = text_start(line);
    let mut count = 0;
    let mut read_all = |line: &[u8], count: &mut u64| {
        let mut deserializer = serde_json::Deserializer::from_slice(line);
        read_records(&mut deserializer, &mut |record| {
            *count += 1;
            emit(record_article(&record, path, location));
        })?;
        deserializer.end()
    };
    let mut result = read_all(line, &mut count);
    if result.is_err() && count == 0 {
        // Other charsets, and NaN, which Python writes and JSON does not have.
        let text = charset::decode(line.to_vec(), None).replace(": NaN", ": null");
        if text.as_bytes() != line {
            result = read_all(text.as_bytes(), &mut count);
        }
    }
    match result {
        Ok(()) if count == 0 => emit(Err(Skip::NoText(location))),
        Ok(()) => {}
        Err(error) => emit(Err(json_skip(&error, location))),
    }
}

/// What reading a line came to.
enum LineRead {
    End,
    Line,
    TooLarge,
}

/// Reads a line into `line`; one that is too large is passed over and never held in memory.
fn next_line(stream: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<LineRead> {
    line.clear();
    let mut total = 0;
    loop {
        let buffer = match stream.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() && total == 0 {
            return Ok(LineRead::End);
        }
        let end = memchr(b'\n', buffer);
        let length = end.unwrap_or(buffer.len());
        total += length + usize::from(end.is_some());
        if total <= MAX_ARTICLE_BYTES {
            line.extend_from_slice(&buffer[..length]);
        }
        let is_last = end.is_some() || buffer.is_empty();
        stream.consume(length + usize::from(end.is_some()));
        if is_last {
            return Ok(if total > MAX_ARTICLE_BYTES {
                LineRead::TooLarge
            } else {
                LineRead::Line
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the titles found, and the messages of skips.
    fn check(lines: &str, expected: &[&str]) {
        let mut found = Vec::new();
        let raw = RawDocument::new("a.jsonl", lines.as_bytes()).unwrap();
        read(raw, &mut |result| {
            found.push(match result {
                Ok(article) => article.title,
                Err(skip) => skip.to_string(),
            });
        });
        let matches = found
            .iter()
            .zip(expected)
            .all(|(found, start)| found.starts_with(start));
        assert!(matches && found.len() == expected.len(), "{found:?}");
    }

    const A: &str = r#"{"title": "A", "text": "x"}"#;

    #[test]
    fn reads_lines() {
        check(&format!("{A}\n{A}"), &["A", "A"]);
        check(&format!("{A}\r\n\r\n{A}\r\n"), &["A", "A"]);
        check(&format!("\u{FEFF}{A}\n"), &["A"]);
        check(r#"{"title": "A", "score": NaN, "text": "x"}"#, &["A"]);
        check(&format!(r#"{{"articles": [{A}, {A}]}}"#), &["A", "A"]);
    }

    #[test]
    fn a_broken_line_costs_only_itself() {
        check(
            &format!("{A}\n{{\"title\": \n{A}"),
            &["A", "line 2: not valid JSON", "A"],
        );
        check(
            &format!("{A}\n{{\"outlet\": \"B\"}}\n7\n{A}"),
            &["A", "line 2 holds no text", "line 3 holds no text", "A"],
        );
    }

    #[test]
    fn passes_over_a_line_too_large() {
        let large = "x".repeat(MAX_ARTICLE_BYTES);
        check(
            &format!("{A}\n{{\"text\": \"{large}\"}}\n{A}"),
            &["A", "line 2 is larger", "A"],
        );
    }

    #[test]
    fn recognises_lines() {
        assert!(is_lines(format!("{A}\n{A}").as_bytes()));
        assert!(!is_lines(A.as_bytes()));
        assert!(!is_lines(b"{\n\"title\": 1}\n{"));
    }
}
