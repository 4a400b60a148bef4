//! TODO annotate/text

pub(crate) mod tokens;

pub(crate) mod tokenizer;
