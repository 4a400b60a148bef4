//! Unpacks containers, layer by layer: each row of [`CONTAINERS`] yields the members of one kind.
//!
//! A compressed file has one member; an archive (ZIP, tar) has many, and yields them one after
//! another. A member may be a container in its turn.

use crate::corpus::raw_document::MAX_ARTICLE_BYTES;
use crate::corpus::raw_document::RawDocument;
use crate::corpus::skip::Location;
use crate::corpus::skip::Skip;
use std::cell::Cell;
use std::io;
use std::io::Read;
use std::rc::Rc;

/// One kind of container.
struct Container {
    /// Suffixes that a file's name loses: the member of `a.txt.gz` is `a.txt`. Lower case.
    suffixes: &'static [&'static str],
    /// Matches the first bytes of a container. A document format that is a container itself, as
    /// DOCX and EPUB are ZIP archives, must not match.
    sniff: fn(&[u8]) -> bool,
    unpack: Unpack,
}

/// Yields the members of a container, each read through `Limit::apply`. A member that cannot be
/// unpacked is a skip.
type Unpack = fn(RawDocument, &Limit, &mut Yield);

/// Called with each member, in the container's order.
type Yield<'y> = dyn FnMut(Result<RawDocument, Skip>) + 'y;

const CONTAINERS: &[Container] = &[
    Container {
        suffixes: &[".gz"],
        sniff: |head| head.starts_with(b"\x1F\x8B"),
        unpack: gzip,
    },
    Container {
        suffixes: &[".zst", ".zstd"],
        sniff: |head| head.starts_with(b"\x28\xB5\x2F\xFD"),
        unpack: zstandard,
    },
];

/// How many containers may be nested in each other; deeper ones are not unpacked.
const MAX_NESTING: usize = 1;

/// How many times its size a file may unpack to before it is taken for a decompression bomb;
/// text is hardly ever compressed more than 20 to 1.
const MAX_RATIO: u64 = 200;

/// Yields the documents in a file: its members if it is a container, or the file itself.
///
/// `size` is the size of the packed file in bytes; it bounds what all members may unpack to.
pub(crate) fn unpack(raw: RawDocument, size: u64, each: &mut Yield) {
    let bytes = size
        .saturating_mul(MAX_RATIO)
        .max(MAX_ARTICLE_BYTES as u64 + 1);
    unpack_nested(raw, &Limit::new(bytes), MAX_NESTING, each);
}

fn unpack_nested(mut raw: RawDocument, limit: &Limit, nesting: usize, each: &mut Yield) {
    // Browsers unpack while saving, and keep the name: the suffix goes in any case.
    raw.path.truncate(without_suffix(&raw.path).len());
    let container = CONTAINERS.iter().find(|row| (row.sniff)(raw.head()));
    match container {
        Some(container) if nesting > 0 => {
            (container.unpack)(raw, limit, &mut |member| match member {
                Ok(member) => unpack_nested(member, limit, nesting - 1, each),
                Err(skip) => each(Err(skip)),
            });
        }
        _ => each(Ok(raw)),
    }
}

fn without_suffix(path: &str) -> &str {
    for suffix in CONTAINERS.iter().flat_map(|row| row.suffixes) {
        let split = path.len().saturating_sub(suffix.len());
        if path.is_char_boundary(split) && path[split..].eq_ignore_ascii_case(suffix) {
            return &path[..split];
        }
    }
    path
}

fn gzip(raw: RawDocument, limit: &Limit, each: &mut Yield) {
    let path = raw.path.clone();
    // A gzip file may be several, one after another (RFC 1952, 2.2).
    let unpacked = flate2::bufread::MultiGzDecoder::new(raw.stream());
    each(RawDocument::new(&path, limit.apply(unpacked)));
}

fn zstandard(raw: RawDocument, limit: &Limit, each: &mut Yield) {
    let path = raw.path.clone();
    match zstd::stream::read::Decoder::with_buffer(raw.stream()) {
        Ok(unpacked) => each(RawDocument::new(&path, limit.apply(unpacked))),
        Err(error) => each(Err(Skip::from_io(&error, Location::File))),
    }
}

/// How many bytes a file may still unpack to, shared by all its members.
struct Limit {
    left: Rc<Cell<u64>>,
}

impl Limit {
    fn new(bytes: u64) -> Self {
        Self {
            left: Rc::new(Cell::new(bytes)),
        }
    }

    /// Returns a reader that fails, rather than ends, at the limit.
    fn apply<R: Read>(&self, unpacked: R) -> Limited<R> {
        Limited {
            unpacked,
            left: Rc::clone(&self.left),
        }
    }
}

struct Limited<R> {
    unpacked: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.get();
        if left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let most = usize::try_from(left).map_or(buffer.len(), |left| left.min(buffer.len()));
        let count = self.unpacked.read(&mut buffer[..most])?;
        self.left.set(left - count as u64);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    /// Checks the path and text of the one document in a file, or the reason it is skipped.
    fn check(path: &str, bytes: &[u8], expected: Result<(&str, &str), &str>) {
        let mut found = Vec::new();
        match RawDocument::new(path, bytes) {
            Ok(raw) => unpack(raw, bytes.len() as u64, &mut |member| {
                let text = |raw: RawDocument| Ok((raw.path.clone(), raw.text()?));
                found.push(member.and_then(text));
            }),
            Err(skip) => found.push(Err(skip)),
        }
        assert_eq!(found.len(), 1, "{path}");
        match &found[0] {
            Ok((path, text)) => assert_eq!(Ok((path.as_str(), text.as_str())), expected),
            Err(skip) => assert_eq!(Err(skip.reason()), expected),
        }
    }

    #[test]
    fn unpacks() {
        check("a.txt", b"plain", Ok(("a.txt", "plain")));
        check("a.txt.gz", &gzipped(b"packed"), Ok(("a.txt", "packed")));
        check("a.TXT.GZ", &gzipped(b"packed"), Ok(("a.TXT", "packed")));
        check("a.txt.gz", b"not packed", Ok(("a.txt", "not packed")));
        let concatenated = [gzipped(b"one "), gzipped(b"two")].concat();
        check("a.txt.gz", &concatenated, Ok(("a.txt", "one two")));
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
        check("a.txt.gz", &gzipped(b""), Err("empty"));
        check(
            "a.txt.gz",
            &gzipped(&b"cut off ".repeat(99))[..30],
            Err("broken"),
        );
        check(
            "a.txt",
            &vec![b'a'; MAX_ARTICLE_BYTES + 1],
            Err("too-large"),
        );
        check(
            "bomb.txt.gz",
            &gzipped(&vec![b' '; MAX_ARTICLE_BYTES + 1]),
            Err("too-large"),
        );
    }

    #[test]
    fn limits_a_stream() {
        let bomb = gzipped(&vec![b' '; MAX_ARTICLE_BYTES + 99]);
        let raw = RawDocument::new("a.jsonl.gz", &bomb[..]).unwrap();
        unpack(raw, 1, &mut |member| {
            let mut stream = member.unwrap().stream();
            let error = io::copy(&mut stream, &mut io::sink()).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        });
    }
}
