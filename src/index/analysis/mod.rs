//! Our analysis as a tantivy tokenizer.

pub(crate) mod tokenizer;
