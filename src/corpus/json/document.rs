//! Reads JSON documents: one article, a list of them, or a list inside a response.

use crate::corpus::emit::Emit;
use crate::corpus::json::records::json_skip;
use crate::corpus::json::records::read_records;
use crate::corpus::json::records::record_article;
use crate::corpus::raw_document::MAX_ARTICLE_BYTES;
use crate::corpus::raw_document::RawDocument;
use crate::corpus::skip::Location;
use crate::corpus::skip::Skip;
use crate::corpus::sniff::is_utf_16;
use serde_json::Map;
use serde_json::Value;
use std::cell::Cell;
use std::io;
use std::io::BufReader;
use std::io::Cursor;
use std::io::Read;

/// Reads one JSON value, or several one after another.
pub(crate) fn read(raw: RawDocument, emit: &mut Emit) {
    let path = raw.path.clone();
    if is_utf_16(raw.head()) {
        return match raw.text() {
            Ok(text) => read_values(Cursor::new(text), &path, emit),
            Err(skip) => emit(Err(skip)),
        };
    }
    let has_bom = raw.head().starts_with(b"\xEF\xBB\xBF");
    let mut stream = raw.stream();
    if has_bom {
        let _ = stream.read_exact(&mut [0; 3]);
    }
    read_values(stream, &path, emit);
}

fn read_values(json: impl Read, path: &str, emit: &mut Emit) {
    let bytes_since_record = Cell::new(0);
    let guarded = BufReader::with_capacity(
        64 << 10,
        MemoryGuard {
            inner: json,
            bytes_since_record: &bytes_since_record,
        },
    );
    let mut deserializer = serde_json::Deserializer::from_reader(guarded);
    let mut count = 0;
    loop {
        let mut each = |record: Map<String, Value>| {
            bytes_since_record.set(0);
            count += 1;
            emit(record_article(&record, path, Location::Article(count)));
        };
        if let Err(error) = read_records(&mut deserializer, &mut each) {
            return emit(Err(json_skip(&error, Location::Article(count + 1))));
        }
        match deserializer.end() {
            Ok(()) => break,
            Err(error) if error.is_io() => {
                return emit(Err(json_skip(&error, Location::Article(count + 1))));
            }
            Err(_) => {}
        }
    }
    if count == 0 {
        emit(Err(Skip::NoText(Location::File)));
    }
}

/// A reader that fails when a record is longer than an article may be, to bound memory.
struct MemoryGuard<'m, R> {
    inner: R,
    bytes_since_record: &'m Cell<usize>,
}

impl<R: Read> Read for MemoryGuard<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.bytes_since_record.get() > MAX_ARTICLE_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = self.inner.read(buffer)?;
        self.bytes_since_record
            .set(self.bytes_since_record.get() + count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the titles found, and the reasons of skips.
    fn check(json: &str, expected: &[&str]) {
        let mut found = Vec::new();
        let raw = RawDocument::new("a.json", json.as_bytes()).unwrap();
        read(raw, &mut |result| {
            found.push(match result {
                Ok(article) => article.title,
                Err(skip) => skip.reason().to_owned(),
            });
        });
        assert_eq!(found, expected, "{json}");
    }

    #[test]
    fn reads_every_shape() {
        check(r#"{"title": "A", "text": "x"}"#, &["A"]);
        check(
            r#"[{"title": "A", "text": "x"}, {"title": "B", "text": "x"}]"#,
            &["A", "B"],
        );
        check(
            r#"{"total": 1, "articles": [{"title": "A", "text": "x"}]}"#,
            &["A"],
        );
        check(
            r#"{"hits": {"total": 1, "hits": [{"_id": "1", "_source": {"title": "A", "text": "x"}}]}}"#,
            &["A"],
        );
        check(
            r#"{"response": {"docs": [{"title": "A", "text": "x"}]}}"#,
            &["A"],
        );
        check(
            r#"{"data": {"items": [{"item": {"headline": "A", "body_html": "<p>x</p>"}}]}}"#,
            &["A"],
        );
        check(
            r#"{"data": {"item": {"headline": "A", "text": "x"}}}"#,
            &["A"],
        );
        check(
            "{\n\"title\": \"A\",\n\"text\": \"x\"}\n{\"title\": \"B\", \"text\": \"x\"}",
            &["A", "B"],
        );
        check("\u{FEFF}[{\"title\": \"A\", \"text\": \"x\"}]", &["A"]);
    }

    #[test]
    fn keeps_an_article_with_lists_of_its_own() {
        check(
            r#"{"title": "A", "text": "x", "items": [{"title": "picture"}]}"#,
            &["A"],
        );
        check(r#"{"title": "A", "text": "x", "data": {"k": 1}}"#, &["A"]);
    }

    #[test]
    fn keeps_alerts_that_have_only_a_title() {
        check(r#"{"title": "A"}"#, &["A"]);
        check(
            r#"[{"title": "A", "text": ""}, {"title": "B"}]"#,
            &["A", "B"],
        );
    }

    #[test]
    fn says_what_is_wrong() {
        check(r#"{"outlet": "A"}"#, &["no-text"]);
        check("[]", &["no-text"]);
        check(r#"{"articles": []}"#, &["no-text"]);
        check(
            r#"[{"title": "A", "text": "x"}, {"title": "#,
            &["A", "broken"],
        );
        check(
            r#"[{"title": "A", "text": "x"}, 7, {"text": "y"}]"#,
            &["A", ""],
        );
        check(
            "{\"title\": \"A\", \"text\": \"x\"} and more",
            &["A", "broken"],
        );
        check(&"[".repeat(5000), &["broken"]);
    }

    #[test]
    fn bounds_what_it_holds() {
        let body = "x".repeat(MAX_ARTICLE_BYTES + (1 << 20));
        let json =
            format!(r#"[{{"title": "A", "text": "y"}}, {{"title": "B", "text": "{body}"}}]"#);
        check(&json, &["A", "too-large"]);
    }
}
