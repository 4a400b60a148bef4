//! JSON documents and JSON Lines, distinguished by content, whatever the file is called.

pub(crate) mod records;

pub(crate) mod document;
pub(crate) mod lines;

use crate::corpus::emit::Emit;
use crate::corpus::raw_document::RawDocument;
use crate::corpus::sniff::text_start;

/// Returns whether bytes are JSON that could hold an article: an object with a field, or a list
/// of such. Text that opens with a bracket is not.
pub(crate) fn is_json(head: &[u8]) -> bool {
    let head = text_start(head);
    match head.first() {
        Some(b'{') => matches!(head[1..].trim_ascii_start().first(), Some(b'"')),
        Some(b'[') => is_json(&head[1..]),
        _ => false,
    }
}

/// Reads a JSON document, or JSON Lines if the content clearly is that.
pub(crate) fn read_json(raw: RawDocument, emit: &mut Emit) {
    if lines::is_lines(raw.head()) {
        lines::read(raw, emit);
    } else {
        document::read(raw, emit);
    }
}

/// Reads JSON Lines, or a JSON document if the content clearly is that: a list, or an object
/// spread over lines.
pub(crate) fn read_json_lines(raw: RawDocument, emit: &mut Emit) {
    let head = text_start(raw.head());
    let first_line = head.split(|&byte| byte == b'\n').next();
    let first_line = first_line.unwrap_or_default().trim_ascii_end();
    if head.starts_with(b"[") || first_line == b"{" {
        document::read(raw, emit);
    } else {
        lines::read(raw, emit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks how many articles each of the two readers finds.
    fn check(json: &str, expected: usize) {
        for read in [read_json, read_json_lines] {
            let mut count = 0;
            let raw = RawDocument::new("a", json.as_bytes()).unwrap();
            read(raw, &mut |result| count += usize::from(result.is_ok()));
            assert_eq!(count, expected, "{json}");
        }
    }

    const A: &str = r#"{"title": "A", "text": "x"}"#;

    #[test]
    fn reads_what_the_content_is() {
        check(A, 1);
        check(&format!("{A}\n{A}"), 2);
        check(&format!("{A}\n{{\"title\": \n{A}"), 2);
        check(&format!("[{A},\n{A}]"), 2);
        check("{\n\"title\": \"A\",\n\"text\": \"x\"\n}", 1);
    }

    #[test]
    fn recognises_json() {
        assert!(is_json(b"  { \"a\""));
        assert!(is_json(b"[\n{\"a\""));
        assert!(!is_json(b"[Music]"));
        assert!(!is_json(b"{{< figure >}}"));
    }
}
