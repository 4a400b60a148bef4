//! HTML and XML fragments as text: character references, tags, paragraphs. No tree is built.

pub(crate) mod character_references;
pub(crate) mod tags;

pub(crate) mod dropped_elements;

pub(crate) mod paragraphs;

pub(crate) use character_references::decode_references;
pub(crate) use paragraphs::html_paragraphs;
