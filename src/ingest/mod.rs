//! Brings an index up to date with a folder: in parallel, only what changed, resumable.
//!
//! Files are read and annotated on all cores and handed to the index's writer, whose queue is
//! bounded; no more than a few articles per core are held at once. A file's record goes in after
//! its articles, so a run that was killed is completed by the next one.

pub(crate) mod options;
pub(crate) mod roots;
pub(crate) mod changes;
pub(crate) mod ids;
pub(crate) mod language;
pub(crate) mod run;
pub(crate) mod update;
pub(crate) mod forget;

pub use forget::forget;
pub use options::{ChangeTest, Options, Progress, Report};
pub use update::{ingest, ingest_into};
