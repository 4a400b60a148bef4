//! TODO index/analysis

pub(crate) mod tokenizer;
