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

pub(crate) mod limits;

pub(crate) mod diagnostic;

pub(crate) mod place_resolver;

pub(crate) mod field;

pub(crate) mod term;

pub(crate) mod proximity;

pub(crate) mod dates;

pub(crate) mod operator;

pub(crate) mod plan;

pub(crate) mod display;

pub(crate) mod ast;

pub(crate) mod parse;

pub(crate) mod rewrite;

pub use ast::{Node, Query};
pub use dates::{DATE_SYNTAX, DateRange};
pub use diagnostic::Diagnostic;
pub use field::{Field, FieldSyntax, QUERY_FIELDS, ValueType};
pub use limits::{MAX_DISTANCE, MAX_EDITS, PLAIN_LANGUAGE_MIN_WORDS};
pub use operator::{Notation, OPERATORS, Operator, OperatorSyntax};
pub use parse::{Parsed, parse, parse_value};
pub use place_resolver::PlaceResolver;
pub use plan::{Plan, Visit};
pub use proximity::{Distance, Near};
pub use rewrite::aliases::{as_spelled, with_aliases};
pub use rewrite::lower::to_plan;
pub use rewrite::plain_language::{FUNCTION_WORDS, plain_language_terms, rank_by_any};
pub use term::{Case, TermMatch};
