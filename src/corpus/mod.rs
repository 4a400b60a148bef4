//! Bytes in, articles out: walk a folder, unpack, detect the format, read.
//!
//! [`walk`] finds files. [`read`] unpacks one (`unpack.rs`, a table of containers), detects the
//! format of each document in it ([`formats::FORMATS`], a table of formats), and hands it to the
//! reader of that format, which emits articles, and a [`Skip`] for each that cannot be read. Every
//! reader fills what it finds into an [`Article`](crate::article::Article), and `normalize` cleans
//! it in one place for all of them.
//!
//! Formats are detected from content; the extension only breaks ties. A new format is one file and
//! one row; so is a new container.
//!
//! The modules stand in layers: each uses only those listed before it.

pub(crate) mod charset;
pub(crate) mod dates;
pub(crate) mod markup;
pub(crate) mod skip;
pub(crate) mod sniff;

pub(crate) mod emit;
pub(crate) mod metadata;
pub(crate) mod raw_document;
pub(crate) mod walk;

pub(crate) mod normalize;
pub(crate) mod unpack;

pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod text;

pub mod formats;

pub(crate) mod read;

pub use emit::Emit;
pub use read::read;
pub use read::read_bytes;
pub use skip::Location;
pub use skip::Skip;
pub use walk::SourceFile;
pub use walk::walk;
