//! Remarks on how a request was understood.

use crate::query::{Diagnostic, Plan};

/// How part of a request was understood, where its reader may not expect it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Remark {
    /// A part with a wider or other meaning than its words, such as the members of a region.
    Note(Diagnostic),
    /// The words were taken for a query in plain language: any of them matches.
    PlainLanguage(Plan),
    /// A name of several words without quotation marks, which also occurs as a whole.
    UnquotedName {
        /// The part that was understood as the name: `speaker:tony`.
        part: Plan,
        /// The word it searches for.
        word: String,
        /// The whole name as a query: `speaker:"tony blair"`.
        whole: Plan,
    },
}
