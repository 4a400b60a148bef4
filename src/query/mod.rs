//! Questions: typed text in, a [`Plan`] out.
//!
//! | typed | means |
//! |---|---|
//! | `tariffs steel` | both words: words side by side mean AND |
//! | `"border closure"` | the words in this order; any quotation marks will do |
//! | `a AND b`, `a OR b`, `NOT a` | in capitals; NOT binds before AND, AND before OR |
//! | `-word`, `+word` | without it; with it (as words are anyway) |
//! | `(a OR b) c` | parentheses group |
//! | `speaker:lavrov` | a field: see [`FIELDS_OF_QUERY`] |
//! | `spelled:sergey` | a speaker's name in this spelling only; `speaker:` takes any |
//! | `speaker:(lavrov OR blinken)`, `outlet:"The Hill"` | a field over a group, a phrase |
//! | `COVID-19`, `U.S.` | words grown together are looked for in this order |
//!
//! What cannot be understood gives a [`Note`]: where it stands, what is wrong, the nearest
//! thing that would do. A question with a note was not understood, and is not to be answered
//! as if it were. Nothing here fails, and no question, however long or deep, makes it slow.

mod ast;
#[cfg(test)]
mod cases;
mod dates;
mod fields;
mod parse;
mod people;
mod plan;
mod regions;
mod scan;
mod strange;

pub use ast::{Node, Query};
pub use dates::{DATE_FORMS, Days};
pub use fields::{FIELDS_OF_QUERY, Field, FieldRow, Takes};
pub use parse::{parse, parse_value};
pub use plan::Plan;

use crate::place::Country;
use crate::text::Span;

/// A question as understood, and what was not.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    pub query: Query,
    /// In the order of the text.
    pub notes: Vec<Note>,
    /// What was understood and yet is worth telling: the countries that a region stands for.
    pub remarks: Vec<Note>,
}

/// A part of the question that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where it stands in the text typed.
    pub span: Span,
    pub message: String,
    /// What to type in place of the span.
    pub suggestion: Option<String>,
}

/// What the query room asks of those who know places.
///
/// A plain function from a name to its country will do.
pub trait Names {
    /// Returns the country of a code, a name or a demonym.
    fn country(&self, name: &str) -> Option<Country>;

    /// Returns a region's name and its members.
    fn region(&self, _name: &str) -> Option<(String, Vec<Country>)> {
        None
    }

    /// Returns the known name spelled most like this one.
    fn nearest_country(&self, _name: &str) -> Option<String> {
        None
    }
}

impl<F: Fn(&str) -> Option<Country>> Names for F {
    fn country(&self, name: &str) -> Option<Country> {
        self(name)
    }
}
