//! Tokens of a text, with what the lexicon knows of each word.

pub(crate) mod word_lists;

pub(crate) mod tokens;

pub(crate) mod tokenizer;
