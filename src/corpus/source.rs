//! One file's bytes, unpacked: a first look, then the whole within limits, or a stream.

use crate::corpus::Place;
use crate::corpus::Skip;
use crate::corpus::encoding;
use std::io;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Cursor;
use std::io::Read;

/// No single article is larger: the longest newspaper issue is a tenth of it.
pub(crate) const LARGEST: usize = 64 << 20;

/// How far text may unpack before it is taken for a bomb; real text packs 20 to 1 at best.
const LARGEST_RATIO: u64 = 200;

/// How much is looked at to tell the form; a page's preamble comments fit.
const HEAD: usize = 8 << 10;

/// The bytes of one file, unpacked.
pub(crate) struct Source<'b> {
    /// The file's name below the corpus root, without `.gz` or `.zst`.
    pub name: String,
    head: Vec<u8>,
    rest: Box<dyn BufRead + 'b>,
}

impl<'b> Source<'b> {
    /// Looks at the first bytes; `size` is what the file takes packed.
    pub(crate) fn new(name: &str, mut packed: impl Read + 'b, size: u64) -> Result<Self, Skip> {
        let mut head = first_bytes(&mut packed)?;
        if head.is_empty() {
            return Err(Skip::Empty);
        }
        let limit = (size.saturating_mul(LARGEST_RATIO)).max(LARGEST as u64 + 1);
        let gzip = head.starts_with(b"\x1f\x8b");
        let zstd = head.starts_with(b"\x28\xb5\x2f\xfd");
        let mut rest: Box<dyn BufRead + 'b> = Box::new(BufReader::new(packed));
        if gzip || zstd {
            let packed = Cursor::new(head).chain(rest);
            let unpacked: Box<dyn Read + 'b> = if gzip {
                Box::new(flate2::bufread::MultiGzDecoder::new(packed))
            } else {
                let decoder = zstd::stream::read::Decoder::with_buffer(packed);
                Box::new(decoder.map_err(|error| Skip::from_io(&error, Place::File))?)
            };
            rest = Box::new(BufReader::with_capacity(
                64 << 10,
                Bounded::new(unpacked, limit),
            ));
            head = first_bytes(&mut rest)?;
            if head.is_empty() {
                return Err(Skip::Empty);
            }
        }
        let name = unpacked_name(name).to_owned();
        Ok(Self { name, head, rest })
    }

    /// Returns the first bytes, for a look at the form.
    pub(crate) fn head(&self) -> &[u8] {
        &self.head
    }

    /// Returns everything, or a skip where it is larger than an article can be.
    pub(crate) fn whole(self) -> Result<Vec<u8>, Skip> {
        let mut bytes = self.head;
        self.rest
            .take((LARGEST + 1 - bytes.len()) as u64)
            .read_to_end(&mut bytes)
            .map_err(|error| Skip::from_io(&error, Place::File))?;
        if bytes.len() > LARGEST {
            return Err(Skip::TooLarge(Place::File));
        }
        Ok(bytes)
    }

    /// Returns everything as text with `\n` line ends.
    pub(crate) fn text(self) -> Result<String, Skip> {
        let bytes = self.whole()?;
        Ok(encoding::unix_lines(encoding::decode(bytes, None)))
    }

    /// Returns the bytes as they come, from the first.
    pub(crate) fn stream(self) -> impl BufRead + 'b {
        Cursor::new(self.head).chain(self.rest)
    }
}

fn first_bytes(input: &mut impl Read) -> Result<Vec<u8>, Skip> {
    let mut head = Vec::with_capacity(HEAD);
    input
        .take(HEAD as u64)
        .read_to_end(&mut head)
        .map_err(|error| Skip::from_io(&error, Place::File))?;
    Ok(head)
}

fn unpacked_name(name: &str) -> &str {
    for packing in [".gz", ".zst", ".zstd"] {
        let split = name.len().saturating_sub(packing.len());
        if name.is_char_boundary(split) && name[split..].eq_ignore_ascii_case(packing) {
            return &name[..split];
        }
    }
    name
}

/// A reader that fails, rather than ends, past a number of bytes.
struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R> Bounded<R> {
    fn new(inner: R, left: u64) -> Self {
        Self { inner, left }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let most = buffer.len().min(self.left as usize);
        let count = self.inner.read(&mut buffer[..most])?;
        self.left -= count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    fn check(name: &str, bytes: &[u8], expected: Result<(&str, &str), &str>) {
        let source = Source::new(name, bytes, bytes.len() as u64);
        let read = source.and_then(|source| Ok((source.name.clone(), source.text()?)));
        match read {
            Ok((name, text)) => assert_eq!(Ok((name.as_str(), text.as_str())), expected),
            Err(skip) => assert_eq!(Err(skip.reason()), expected),
        }
    }

    #[test]
    fn unpacks() {
        check("a.txt", b"plain", Ok(("a.txt", "plain")));
        check("a.txt.gz", &gzip(b"packed"), Ok(("a.txt", "packed")));
        check("a.TXT.GZ", &gzip(b"packed"), Ok(("a.TXT", "packed")));
        // Browsers unpack while saving and keep the name.
        check("a.txt.gz", b"not packed", Ok(("a.txt", "not packed")));
        let members = [gzip(b"one "), gzip(b"two")].concat();
        check("a.txt.gz", &members, Ok(("a.txt", "one two")));
        let frames = zstd::encode_all(&b"frame"[..], 1).unwrap();
        check("a.txt.zst", &frames, Ok(("a.txt", "frame")));
        check(
            "a.txt.zst",
            &[frames.clone(), frames].concat(),
            Ok(("a.txt", "frameframe")),
        );
    }

    #[test]
    fn says_what_is_wrong() {
        check("a.txt", b"", Err("empty"));
        check("a.txt.gz", &gzip(b""), Err("empty"));
        check(
            "a.txt.gz",
            &gzip(&b"cut off ".repeat(99))[..30],
            Err("broken"),
        );
        check("a.txt", &vec![b'a'; LARGEST + 1], Err("too-large"));
        check(
            "bomb.txt.gz",
            &gzip(&vec![b' '; LARGEST + 1]),
            Err("too-large"),
        );
    }

    #[test]
    fn bounds_a_stream() {
        let bomb = gzip(&vec![b' '; LARGEST + 99]);
        let source = Source::new("a.jsonl.gz", &bomb[..], 1).unwrap();
        let error = io::copy(&mut source.stream(), &mut io::sink()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    }
}
