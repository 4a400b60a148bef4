//! Queries: parses the text typed into a [`Plan`].
//!
//! | typed | means |
//! |---|---|
//! | `tariffs steel` | both words: AND is the default |
//! | `"border closure"` | the words in this order; any quotation marks will do |
//! | `"closure border"~3` | a phrase with a slop of at most three moves, as in Lucene |
//! | `a AND b`, `a OR b`, `NOT a` | in capitals; NOT binds before AND, AND before OR |
//! | `-word`, `+word` | without it; with it (the default) |
//! | `(a OR b) c` | parentheses group |
//! | `speaker:lavrov` | a field: see [`QUERY_FIELDS`] |
//! | `spelled:sergey` | a speaker's name in this spelling only; `speaker:` takes any |
//! | `speaker:(lavrov OR blinken)`, `outlet:"The Hill"` | a field over a group, a phrase |
//! | `a w/5 b`, `pre/5`, `not w/5` | within five words, in this order, nowhere within; also `near/5`, `adj5` |
//! | `w/s`, `w/p` | in one sentence, in one paragraph |
//! | `("tax cut" w/3 rich) w/25 senate` | nested; from left to right without parentheses |
//! | `atleast3(word)` | at least three occurrences in the passage |
//! | `elect*`, `elect!`, `wom?n`, `/regex/`, `word~1` | wildcards and regular expressions over whole words; one differing letter |
//! | `=walls`, `caps(us)` | this form only; with a capital |
//! | `word^2` | its score doubled |
//! | `country:IN [us fr]`, `speaker:*`, `date:none` | any of a list; any value; no date |
//! | `said:(nato w/10 war)` | within one quotation, of the `speaker:` next to it |
//! | `any(tax cut rich)` | at least one of them; articles with more of them, closer together, first |
//! | `path:2024/`, `path:**/*.json`, `length:>500` | where its file lies below the corpus; how many words the article has |
//! | `COVID-19` | joined words match as a phrase |
//! | `C++`, `AT&T`, `10%`, `£4bn`, `3.5` | with these very signs around the words |
//! | `US`, `U.S.` | with and without full stops; small words such as `US` in capitals only |
//! | `all(tax cut rich)` | all of them in one article |
//! | `COVID-19`, `U.S.` | joined words match as a phrase |
//!
//! Proximity operators bind before NOT, NOT before AND, AND before OR (the Nexis products differ
//! among themselves here); [`OPERATORS`] lists them. Displayed with `{:#}`, a plan shows its tree.
//!
//! Whatever is not understood is an error, a [`Diagnostic`] with its span, a message and a suggestion;
//! a query with errors should not be evaluated. Nothing here fails, and no query, however long or
//! deep, makes it slow.
//!
//! A new Boolean operator is a row of [`OPERATORS`], its place in the grammar, and an arm of
//! [`Plan::boolean`], where AND, OR and NOT may express it; the rest follows. A new field is a row of [`QUERY_FIELDS`].

pub(crate) mod limits;

pub(crate) mod diagnostic;

pub(crate) mod place_resolver;

pub(crate) mod field;

pub(crate) mod term;

pub(crate) mod proximity;

pub(crate) mod date_period;

pub(crate) mod relative_date;

pub(crate) mod dates;

pub(crate) mod path;

pub(crate) mod operator;

pub(crate) mod plan;

pub(crate) mod display;

pub(crate) mod ast;

pub(crate) mod parse;

pub(crate) mod rewrite;

pub use ast::{Node, Query};
pub use dates::DateRange;
pub use diagnostic::Diagnostic;
pub use field::{Field, FieldSyntax, QUERY_FIELDS, ValueType};
pub use limits::PLAIN_LANGUAGE_MIN_WORDS;
pub use operator::{Boolean, Notation, OPERATORS, Operator, OperatorSyntax};
pub use parse::{Parsed, parse, parse_value};
pub(crate) use path::PathPattern;
pub use place_resolver::PlaceResolver;
pub use plan::{Plan, Visit};
pub use proximity::{Distance, Near};
pub use rewrite::aliases::{as_spelled, with_aliases};
pub use rewrite::lower::to_plan;
pub use rewrite::plain_language::{plain_language_terms, rank_by_any, require_all, sentence_terms};
pub use term::{Case, TermMatch};
