//! Bytes in, articles out: walk a folder, unpack, tell the form, read.
//!
//! [`walk`] finds files, [`read`] gives what is in one: articles, and skips that say why
//! something was passed over. Forms are rows of [`formats::FORMATS`]; a new one is a file with
//! a reader and a row. Each reader fills what it finds into an [`Article`], and `complete`
//! tidies it in one place for all.

pub(crate) mod dates;
pub(crate) mod encoding;
pub(crate) mod entities;
pub(crate) mod fields;
pub mod formats;
pub(crate) mod front_matter;
pub(crate) mod html;
pub(crate) mod inline;
mod json;
pub(crate) mod markdown;
pub(crate) mod markup;
pub(crate) mod normalize;
pub(crate) mod path_date;
pub(crate) mod plain;
pub(crate) mod skip;
pub(crate) mod source;
pub(crate) mod walk;
pub(crate) mod wrapped;

pub use skip::Place;
pub use skip::Skip;
pub use walk::SourceFile;
pub use walk::walk;

use crate::article::Article;
use source::Source;
use std::fs::File;
use std::io::Read;

/// Takes each article or skip as it is read.
pub(crate) type Give<'g> = dyn FnMut(Result<Article, Skip>) + 'g;

/// Reads a file, giving each article or skip in order, as it comes.
pub fn read(file: &SourceFile, give: &mut Give) {
    match File::open(&file.path) {
        Ok(bytes) => read_from(&file.relative, bytes, file.size, give),
        Err(error) => give(Err(Skip::Unreadable(error.to_string()))),
    }
}

/// Reads bytes at hand as if they were the file `name`.
pub fn read_bytes(name: &str, bytes: &[u8], give: &mut Give) {
    read_from(name, bytes, bytes.len() as u64, give);
}

fn read_from(name: &str, bytes: impl Read, size: u64, give: &mut Give) {
    let source = match Source::new(name, bytes, size) {
        Ok(source) => source,
        Err(skip) => return give(Err(skip)),
    };
    match formats::reader_of(&source) {
        Ok(reader) => reader(source, give),
        Err(skip) => give(Err(skip)),
    }
}
