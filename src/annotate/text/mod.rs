//! TODO annotate/text

pub(crate) mod word_lists;

pub(crate) mod tokens;

pub(crate) mod tokenizer;
