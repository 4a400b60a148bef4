//! Parses the text typed into a syntax tree.
//!
//! In layer order: characters, tokens, the lexer and what it knows of other query languages, then
//! the parser, whose methods are spread over the files after it.

pub(crate) mod characters;

pub(crate) mod token;

pub(crate) mod field_names;

pub(crate) mod chunk;

pub(crate) mod foreign_distances;

pub(crate) mod foreign_patterns;

pub(crate) mod foreign_syntax;

pub(crate) mod lowercase_operators;

pub(crate) mod lexer;

pub(crate) mod parsed;

pub(crate) mod parser;

pub(crate) mod terms;

pub(crate) mod regions;

pub(crate) mod values;

pub(crate) mod proximity;

pub(crate) mod fields_and_functions;

pub(crate) mod grammar;

#[cfg(test)]
mod cases;

pub use grammar::parse;
pub use grammar::parse_value;
pub use parsed::Parsed;
