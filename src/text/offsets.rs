//! Offset conversion: bytes inside the program, Unicode code points in everything exported.

use crate::text::Span;

/// Converts byte offsets of one text to code points.
///
/// Each conversion scans from the previous offset, so offsets in text order cost one pass.
pub struct CodePoints<'t> {
    text: &'t str,
    byte: usize,
    count: usize,
}

impl<'t> CodePoints<'t> {
    /// Starts at the beginning of a text.
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            byte: 0,
            count: 0,
        }
    }

    /// Returns the number of code points before `byte`, which lies on a character boundary.
    pub fn at(&mut self, byte: usize) -> usize {
        let bytes = self.text.as_bytes();
        if byte < self.byte {
            self.count -= count(&bytes[byte..self.byte]);
        } else {
            self.count += count(&bytes[self.byte..byte]);
        }
        self.byte = byte;
        self.count
    }

    /// Returns the span in code points: start inclusive, end exclusive.
    pub fn span(&mut self, span: Span) -> [usize; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

/// Returns the number of code points in well-formed UTF-8.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

/// Returns the byte offset of the code point at `index`; the text's length past its end.
pub fn byte_of(text: &str, index: usize) -> usize {
    text.char_indices()
        .nth(index)
        .map_or(text.len(), |(byte, _)| byte)
}

/// Returns the last character boundary at or before a byte offset.
pub fn floor(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Returns the first character boundary at or after a byte offset.
pub fn ceil(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_points() {
        let text = "‘Größe’ und «Ehre»";
        let mut points = CodePoints::new(text);
        for (index, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(byte), index);
            assert_eq!(byte_of(text, index), byte);
        }
        assert_eq!(points.span(Span::new(0, 3)), [0, 1]);
        assert_eq!(byte_of(text, 999), text.len());
        assert_eq!([0, 1, 2, 3, 99].map(|at| floor(text, at)), [0, 0, 0, 3, 26]);
        assert_eq!([0, 1, 2, 3, 99].map(|at| ceil(text, at)), [0, 3, 3, 3, 26]);
    }
}
