//! What the sniffers of several formats look for in a document's first bytes.

use memchr::memchr;
use memchr::memmem;

/// Returns the bytes after a UTF-8 byte order mark and white space.
pub(crate) fn text_start(head: &[u8]) -> &[u8] {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    head.trim_ascii_start()
}

/// Returns whether bytes begin with the byte order mark of UTF-16, in either order.
pub(crate) fn is_utf_16(head: &[u8]) -> bool {
    head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF")
}

/// Returns whether bytes are no text in any charset: they hold a NUL that is not UTF-16's.
pub(crate) fn is_binary(head: &[u8]) -> bool {
    memchr(0, head).is_some() && !is_utf_16(head)
}

/// Returns whether bytes are a ZIP archive that names `member` near its beginning.
pub(crate) fn is_zip_with(head: &[u8], member: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") && memmem::find(head, member).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognises_binary_data() {
        assert!(is_binary(b"a\0b"));
        assert!(!is_binary(b"\xFF\xFEa\0"));
        assert!(!is_binary(b"text"));
    }

    #[test]
    fn finds_where_text_starts() {
        assert_eq!(text_start(b"\xEF\xBB\xBF \n{"), b"{");
    }
}
