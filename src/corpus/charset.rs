//! Decodes bytes to text: by byte order mark, as UTF-8, by the declared charset, or by detection.

use chardetng::EncodingDetector;
use encoding_rs::Encoding;
use encoding_rs::UTF_8;

/// Returns the text of bytes in any charset; `declared` is the one the document names.
///
/// Valid UTF-8 is decoded as such whatever is declared: pages saved by a browser keep the old
/// declaration, and text in other charsets is hardly ever valid UTF-8. Malformed bytes become
/// U+FFFD.
pub(crate) fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> String {
    if let Some((encoding, bom_length)) = Encoding::for_bom(&bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[bom_length..]);
        return text.into_owned();
    }
    // The one charset in use that writes other scripts in seven bits, with escape sequences.
    let has_escapes = declared == Some(encoding_rs::ISO_2022_JP) && bytes.contains(&0x1B);
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if !has_escapes => return text,
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let encoding = match declared {
        _ if is_damaged_utf8(&bytes) => UTF_8,
        Some(declared) => declared,
        None => detect(&bytes),
    };
    encoding.decode_without_bom_handling(&bytes).0.into_owned()
}

/// Returns the text with `\n` for every `\r\n` and `\r`.
pub(crate) fn unix_line_ends(text: String) -> String {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// Tells UTF-8 with a few bytes lost from another charset, in which hardly a sequence is valid.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > 10 * invalid
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], declared: &str, expected: &str) {
        let declared = Encoding::for_label(declared.as_bytes());
        assert_eq!(decode(bytes.to_vec(), declared), expected);
    }

    #[test]
    fn decodes() {
        check("Größe".as_bytes(), "", "Größe");
        check(b"\xEF\xBB\xBFGr\xC3\xB6\xC3\x9Fe", "", "Größe");
        check(b"\xFF\xFEG\x00r\x00", "", "Gr");
        check(b"Gr\xF6\xDFe", "iso-8859-1", "Größe");
        check("Größe".as_bytes(), "iso-8859-1", "Größe");
        check(
            b"The Prime Minister\x92s caf\xE9 \xA36bn",
            "",
            "The Prime Minister’s café £6bn",
        );
        check(b"\x1B$B?7J9\x1B(B", "iso-2022-jp", "新聞");
        check(b"", "", "");
    }

    #[test]
    fn detects_cyrillic() {
        let text = "Президент сообщил журналистам о решении правительства";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
        check(&bytes, "", text);
    }

    #[test]
    fn keeps_utf8_that_lost_a_byte() {
        let mut bytes = "é".repeat(30).into_bytes();
        bytes.push(0xC3);
        check(&bytes, "", &format!("{}\u{FFFD}", "é".repeat(30)));
    }

    #[test]
    fn ends_lines_one_way() {
        assert_eq!(unix_line_ends("a\r\nb\rc\n".to_owned()), "a\nb\nc\n");
    }
}
