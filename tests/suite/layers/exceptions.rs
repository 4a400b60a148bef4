//! What is still against the order.

/// Imports that are still against the order, as `(file, file it uses)` below `src/`.
///
/// Only ever to be shortened: a row that is no longer needed fails the test.
// One row a line, so that rows can be taken off with grep.
#[rustfmt::skip]
pub(super) const EXCEPTIONS: &[(&str, &str)] = &[
];
