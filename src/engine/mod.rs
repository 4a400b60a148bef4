//! TODO engine

pub(crate) mod analysis;
pub(crate) mod document;
pub(crate) mod error;
pub(crate) mod highlight;
pub(crate) mod matching;
pub(crate) mod snippet;

pub use crate::index::facets::count::{By, Counts};
pub use crate::index::facets::countries::Counted;
pub use crate::index::facets::speakers::{Speaker, SpeakerOptions};
pub use crate::index::facets::stats::{Count, Stats};
pub use crate::index::retrieval::SearchOptions;
pub use crate::index::retrieval::hits::{Answer, Hit, Hits};
pub use document::builder::records;
pub use document::id::ArticleId;
pub use document::passages::passages;
pub use document::record::{
    FileFingerprint, FileRecord, Unit, QuoteInfo, Record, SkipRecord, shown,
};
pub use error::{Error, Result};
pub use highlight::Marks;
pub use snippet::{fragments, snippet};
