//! TODO annotate/text

pub(crate) mod sentences;
pub(crate) mod tokens;
