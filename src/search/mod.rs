//! The search service: from typed text and plain options to an answer as data, over any engine.
//!
//! ```text
//!  Request ──► understand ──► Plan ──► SearchService ──► Answer, CountTable, …
//!                  └► Remark, Error (data; the front end words and prints them)
//! ```
//!
//! The command line, the page and the API call this module and print what it returns. Nothing
//! here prints, and nothing here names a command-line option.

pub(crate) mod count;
pub(crate) mod error;
pub(crate) mod gazetteer;
pub(crate) mod names;
pub(crate) mod remark;
pub(crate) mod request;
pub(crate) mod roots;
pub(crate) mod understand;
pub(crate) mod service;
#[cfg(test)]
mod tests;

pub use count::{CountRequest, CountRow, CountTable};
pub use error::{Bound, Error, Result};
pub use names::NamePolicy;
pub use remark::Remark;
pub use request::{Filters, Request, WordMode};
pub use roots::{Overlap, overlaps, path_of};
pub use service::{PartCount, SearchService};
pub use understand::{Understood, understand};
