//! Reads JSON Lines: an article a line, and a broken line costs only itself.

use crate::corpus::Give;
use crate::corpus::Place;
use crate::corpus::Skip;
use crate::corpus::encoding;
use crate::corpus::formats::text_start;
use crate::corpus::json::document;
use crate::corpus::source::LARGEST;
use crate::corpus::source::Source;
use memchr::memchr;
use std::io;
use std::io::BufRead;

/// Tells lines of JSON from one document over several: the first line is whole.
pub(crate) fn are_lines(head: &[u8]) -> bool {
    let head = text_start(head);
    let Some(end) = memchr(b'\n', head) else {
        return false;
    };
    let next = head[end..].trim_ascii_start().first();
    head.starts_with(b"{")
        && next == Some(&b'{')
        && serde_json::from_slice::<serde::de::IgnoredAny>(&head[..end]).is_ok()
}

pub(crate) fn read(source: Source, give: &mut Give) {
    // A list or a spread-out object, whatever the name says.
    let head = text_start(source.head());
    let first = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    if head.starts_with(b"[") || first.trim_ascii_end() == b"{" {
        return document::read(source, give);
    }
    let name = source.name.clone();
    let mut stream = source.stream();
    let mut line = Vec::new();
    let mut given = 0;
    for number in 1.. {
        match next_line(&mut stream, &mut line) {
            Ok(Line::None) => break,
            Ok(Line::TooLarge) => give(Err(Skip::TooLarge(Place::Line(number)))),
            Ok(Line::Some) if text_start(&line).is_empty() => continue,
            Ok(Line::Some) => read_line(&line, &name, Place::Line(number), give),
            Err(error) => {
                return give(Err(Skip::from_io(&error, Place::Line(number))));
            }
        }
        given += 1;
    }
    if given == 0 {
        give(Err(Skip::NoText(Place::File)));
    }
}

fn read_line(line: &[u8], name: &str, place: Place, give: &mut Give) {
    let line = text_start(line);
    let mut given = 0;
    let mut records = |line: &[u8], given: &mut u64| {
        let mut deserializer = serde_json::Deserializer::from_slice(line);
        document::records(&mut deserializer, &mut |record| {
            *given += 1;
            give(document::article(&record, name, place));
        })?;
        deserializer.end()
    };
    let mut read = records(line, &mut given);
    if read.is_err() && given == 0 {
        // Other encodings, and what Python writes for a missing number.
        let text = encoding::decode(line.to_vec(), None).replace(": NaN", ": null");
        if text.as_bytes() != line {
            read = records(text.as_bytes(), &mut given);
        }
    }
    match read {
        Ok(()) if given == 0 => give(Err(Skip::NoText(place))),
        Ok(()) => {}
        Err(error) => give(Err(document::skip(&error, place))),
    }
}

enum Line {
    None,
    Some,
    TooLarge,
}

/// Reads a line into `line`; one too large is read over, never held.
fn next_line(stream: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    let mut total = 0;
    loop {
        let buffer = match stream.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() && total == 0 {
            return Ok(Line::None);
        }
        let end = memchr(b'\n', buffer);
        let length = end.unwrap_or(buffer.len());
        total += length + usize::from(end.is_some());
        if total <= LARGEST {
            line.extend_from_slice(&buffer[..length]);
        }
        let is_last = end.is_some() || buffer.is_empty();
        stream.consume(length + usize::from(end.is_some()));
        if is_last {
            return Ok(if total > LARGEST {
                Line::TooLarge
            } else {
                Line::Some
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read_bytes;

    /// Checks the titles found, and the messages of skips.
    fn check(lines: &str, expected: &[&str]) {
        let mut found = Vec::new();
        read_bytes("a.jsonl", lines.as_bytes(), &mut |read| {
            found.push(match read {
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
        check(&format!("[{A},\n{A}]"), &["A", "A"]);
        check("{\n\"title\": \"A\",\n\"text\": \"x\"\n}", &["A"]);
        check(&format!(r#"{{"articles": [{A}, {A}]}}"#), &["A", "A"]);
    }

    #[test]
    fn a_broken_line_costs_only_itself() {
        check(
            &format!("{A}\n{{\"title\": \n{A}"),
            &["A", "line 2: not valid JSON", "A"],
        );
        check(
            &format!("{A}\n{{\"title\": \"B\"}}\n7\n{A}"),
            &["A", "line 2 holds no text", "line 3 holds no text", "A"],
        );
    }

    #[test]
    fn reads_over_a_line_too_large() {
        let large = "x".repeat(LARGEST);
        check(
            &format!("{A}\n{{\"text\": \"{large}\"}}\n{A}"),
            &["A", "line 2 is larger", "A"],
        );
    }

    #[test]
    fn tells_lines() {
        assert!(are_lines(format!("{A}\n{A}").as_bytes()));
        assert!(!are_lines(A.as_bytes()));
        assert!(!are_lines(b"{\n\"title\": 1}\n{"));
    }
}
