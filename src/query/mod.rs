//! Queries: typed text in, a [`Plan`] out.
//!
//! | typed | means |
//! |---|---|
//! | `tariffs steel` | both words: words side by side mean AND |
//! | `"border closure"` | the words in this order; any quotation marks will do |
//! | `"closure border"~3` | the same words, three moves off at most, as Lucene counts them |
//! | `a AND b`, `a OR b`, `NOT a` | in capitals; NOT binds before AND, AND before OR |
//! | `-word`, `+word` | without it; with it (as words are anyway) |
//! | `(a OR b) c` | parentheses group |
//! | `speaker:lavrov` | a field: see [`QUERY_FIELDS`] |
//! | `spelled:sergey` | a speaker's name in this spelling only; `speaker:` takes any |
//! | `speaker:(lavrov OR blinken)`, `outlet:"The Hill"` | a field over a group, a phrase |
//! | `a w/5 b`, `pre/5`, `not w/5` | within five words, in this order, nowhere within; also `near/5`, `adj5` |
//! | `w/s`, `w/p` | in one sentence, in one paragraph |
//! | `("tax cut" w/3 rich) w/25 senate` | nested; from left to right without parentheses |
//! | `atleast3(word)` | in three places of the passage |
//! | `elect*`, `elect!`, `wom?n`, `/regex/`, `word~1` | whole words so formed; one letter wrong |
//! | `=walls`, `caps(us)` | this form only; so written |
//! | `word^2` | counting twice in the ranking |
//! | `country:IN [us fr]`, `speaker:*`, `date:none` | any of a list; any value; no date |
//! | `said:(nato w/10 war)` | within one quotation, by the `speaker:` beside it |
//! | `any(tax cut rich)` | any of them, articles with more of them, nearer together, first |
//! | `COVID-19`, `U.S.` | words grown together are looked for in this order |
//!
//! `w/n` and its like bind before NOT, NOT before AND, AND before OR. (The Nexis products differ
//! among themselves here; `--explain` shows the tree.)
//!
//! What cannot be understood gives a [`Diagnostic`]: where it stands, what is wrong, the nearest
//! thing that would do. A question with a note was not understood, and is not to be answered
//! as if it were. Nothing here fails, and no question, however long or deep, makes it slow.

pub(crate) mod ast;
pub(crate) mod dates;
pub(crate) mod display;
pub(crate) mod field;
pub(crate) mod parse;
pub(crate) mod plan;
pub(crate) mod proximity;
pub(crate) mod rewrite;
pub(crate) mod term;

pub use ast::{Node, Query};
pub use dates::{DATE_SYNTAX, DateRange};
pub use field::{Field, FieldSyntax, QUERY_FIELDS, ValueType};
pub use parse::{parse, parse_value};
pub use plan::{Plan, Visit};
pub use proximity::{Distance, MAX_DISTANCE, Near};
pub use rewrite::aliases::{as_spelled, with_aliases};
pub use rewrite::lower::to_plan;
pub use rewrite::plain_language::{
    FUNCTION_WORDS, PLAIN_LANGUAGE_MIN_WORDS, plain_language_terms, rank_by_any,
};
pub use term::{Case, MAX_EDITS, TermMatch};

use crate::place::Country;
use crate::text::Span;
use jiff::civil::Date;

/// A question as understood, and what was not.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    pub query: Query,
    /// In the order of the text.
    pub errors: Vec<Diagnostic>,
    /// What was understood and yet is worth telling: the countries that a region stands for.
    pub warnings: Vec<Diagnostic>,
}

/// A part of the question that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where it stands in the text typed.
    pub span: Span,
    pub message: String,
    /// What to type in place of the span.
    pub suggestion: Option<String>,
}

/// What the query room asks of those who know places.
///
/// A plain function from a name to its country will do.
pub trait PlaceResolver {
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

    /// Returns the day that "last 30 days" ends with.
    fn today(&self) -> Option<Date> {
        None
    }
}

impl<F: Fn(&str) -> Option<Country>> PlaceResolver for F {
    fn country(&self, name: &str) -> Option<Country> {
        self(name)
    }
}
