//! The bytes of one document: the first ones for sniffing, then all of them up to a limit, or as
//! a stream.

use crate::corpus::charset;
use crate::corpus::skip::Location;
use crate::corpus::skip::Skip;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Cursor;
use std::io::Read;

/// The size limit of an article, in bytes: ten times the longest newspaper issue.
pub(crate) const MAX_ARTICLE_BYTES: usize = 64 << 20;

/// How many bytes sniffers see; the comments at the top of a saved page fit in.
const HEAD_BYTES: usize = 8 << 10;

/// The bytes of a file, or of a member of an archive.
pub(crate) struct RawDocument<'b> {
    /// The path below the corpus root, without the suffix of a container: no `.gz`.
    pub path: String,
    head: Vec<u8>,
    rest: Box<dyn BufRead + 'b>,
}

impl<'b> RawDocument<'b> {
    /// Reads the head of a document.
    ///
    /// # Errors
    ///
    /// [`Skip::Empty`] if there are no bytes; a skip that says what is wrong if reading fails.
    pub(crate) fn new(path: &str, bytes: impl Read + 'b) -> Result<Self, Skip> {
        let mut rest = BufReader::with_capacity(64 << 10, bytes);
        let mut head = Vec::with_capacity(HEAD_BYTES);
        (&mut rest)
            .take(HEAD_BYTES as u64)
            .read_to_end(&mut head)
            .map_err(|error| Skip::from_io(&error, Location::File))?;
        if head.is_empty() {
            return Err(Skip::Empty);
        }
        Ok(Self {
            path: path.to_owned(),
            head,
            rest: Box::new(rest),
        })
    }

    /// Returns the first bytes, at most 8 KiB.
    pub(crate) fn head(&self) -> &[u8] {
        &self.head
    }

    /// Returns all bytes.
    ///
    /// # Errors
    ///
    /// [`Skip::TooLarge`] if there are more than [`MAX_ARTICLE_BYTES`]; a skip that says what is
    /// wrong if reading fails.
    pub(crate) fn bytes(self) -> Result<Vec<u8>, Skip> {
        let mut bytes = self.head;
        self.rest
            .take((MAX_ARTICLE_BYTES + 1 - bytes.len()) as u64)
            .read_to_end(&mut bytes)
            .map_err(|error| Skip::from_io(&error, Location::File))?;
        if bytes.len() > MAX_ARTICLE_BYTES {
            return Err(Skip::TooLarge(Location::File));
        }
        Ok(bytes)
    }

    /// Returns all bytes as text, with `\n` at the ends of lines; the charset is detected.
    ///
    /// # Errors
    ///
    /// Those of [`RawDocument::bytes`].
    pub(crate) fn text(self) -> Result<String, Skip> {
        let bytes = self.bytes()?;
        Ok(charset::unix_line_ends(charset::decode(bytes, None)))
    }

    /// Returns all bytes as a stream, from the first one on.
    pub(crate) fn stream(self) -> impl BufRead + 'b {
        Cursor::new(self.head).chain(self.rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<&str, &str>) {
        let text = RawDocument::new("a.txt", bytes).and_then(RawDocument::text);
        match text {
            Ok(text) => assert_eq!(Ok(text.as_str()), expected),
            Err(skip) => assert_eq!(Err(skip.reason()), expected),
        }
    }

    #[test]
    fn reads_text() {
        check(b"a\r\nb", Ok("a\nb"));
        check(&b"x".repeat(9000), Ok(&"x".repeat(9000)));
    }

    #[test]
    fn says_what_is_wrong() {
        check(b"", Err("empty"));
        check(&vec![b'a'; MAX_ARTICLE_BYTES + 1], Err("too-large"));
    }

    #[test]
    fn streams_from_the_first_byte() {
        let long = b"x".repeat(9000);
        let mut streamed = Vec::new();
        let raw = RawDocument::new("a.txt", &long[..]).unwrap();
        raw.stream().read_to_end(&mut streamed).unwrap();
        assert_eq!(streamed, long);
    }
}
