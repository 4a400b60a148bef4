//! Reads the tokens of a question into its tree.

#[cfg(test)]
mod cases;
pub(crate) mod fields_and_functions;
pub(crate) mod foreign_syntax;
pub(crate) mod lexer;
pub(crate) mod lowercase_operators;
pub(crate) mod proximity;
pub(crate) mod regions;
pub(crate) mod values;

use crate::query::field::ValueType;
use crate::query::parse::lexer::{Kind, Token, scan};
use crate::query::{Diagnostic, Field, Node, Parsed, PlaceResolver, Plan, Query};
use crate::text::Span;
use crate::text::words::words;

/// How deep parentheses and NOTs may stand in one another.
const MAX_DEPTH: usize = 50;
/// How much more than another a part may count.
const MAX_BOOST: f32 = 1000.0;
/// How many notes are worth reading.
const MAX_NOTES: usize = 10;

/// Returns the question as understood, with a note for each part that was not.
pub fn parse(text: &str, names: &dyn PlaceResolver) -> Parsed {
    let (mut notes, mut remarks) = (Vec::new(), Vec::new());
    let tokens = scan(text, &mut notes, &mut remarks);
    let mut parser = Parser::new(text, tokens, names, notes);
    parser.remarks = remarks;
    let query = parser.whole();
    parser.finish(query)
}

/// Returns the question `field:"value"`, for a value that comes by itself: `--speaker NAME`.
///
/// Spans point into the value.
pub fn parse_value(field: Field, value: &str, names: &dyn PlaceResolver) -> Parsed {
    let mut parser = Parser::new(value, Vec::new(), names, Vec::new());
    let span = Span::new(0, value.len());
    let query = parser.value(field, span, span);
    parser.finish(query)
}

pub(crate) struct Parser<'a> {
    pub(crate) text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    pub(crate) terms: usize,
    pub(crate) patterns: usize,
    nears: usize,
    /// The field whose parentheses we are in.
    field: Field,
    pub(crate) names: &'a dyn PlaceResolver,
    notes: Vec<Diagnostic>,
    pub(crate) remarks: Vec<Diagnostic>,
    /// Set when the question is too long or too deep; nothing else is then worth telling.
    too_much: Option<Diagnostic>,
}

impl<'a> Parser<'a> {
    fn new(
        text: &'a str,
        tokens: Vec<Token>,
        names: &'a dyn PlaceResolver,
        notes: Vec<Diagnostic>,
    ) -> Self {
        Self {
            text,
            tokens,
            at: 0,
            depth: 0,
            terms: 0,
            patterns: 0,
            nears: 0,
            field: Field::Words,
            names,
            notes,
            remarks: Vec::new(),
            too_much: None,
        }
    }

    fn finish(mut self, query: Option<Query>) -> Parsed {
        let span = Span::new(0, self.text.len());
        if query.is_none() && self.notes.is_empty() && !self.text.trim().is_empty() {
            self.note(span, "there is no word to look for", None);
        }
        if let Some(note) = self.too_much {
            self.notes = vec![note];
        }
        self.notes.sort_by_key(|note| note.span);
        self.notes.truncate(MAX_NOTES);
        let node = Node::Leaf(Plan::All);
        Parsed {
            query: query.unwrap_or(Query { node, span }),
            errors: self.notes,
            warnings: self.remarks,
        }
    }

    /// The whole text; a closing parenthesis too many is noted and passed over.
    fn whole(&mut self) -> Option<Query> {
        let mut parts = Vec::new();
        loop {
            parts.extend(self.either());
            let Some(token) = self.next() else {
                return gather(parts, Node::And);
            };
            self.note(token.span, "this parenthesis closes nothing", None);
        }
    }

    /// `a OR b OR c`
    fn either(&mut self) -> Option<Query> {
        let mut arms = Vec::new();
        let first = self.at;
        arms.extend(self.all());
        while let Some(or) = self.next_if(Kind::Or) {
            if self.at == first + 1 {
                self.note(or.span, "OR needs something before it", None);
            }
            let start = self.at;
            arms.extend(self.all());
            if self.at == start {
                self.note(or.span, "OR needs something after it", None);
            }
        }
        gather(arms, Node::Or)
    }

    /// `a b`, `a AND b`
    fn all(&mut self) -> Option<Query> {
        let mut parts = Vec::new();
        let first = self.at;
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::Or | Kind::Close => break,
                Kind::And => {
                    self.at += 1;
                    if self.at == first + 1 {
                        self.note(token.span, "AND needs something before it", None);
                    }
                    let next = self.peek().map(|next| next.kind);
                    if matches!(next, None | Some(Kind::Or | Kind::Close | Kind::And)) {
                        self.note(token.span, "AND needs something after it", None);
                    }
                }
                Kind::Not => parts.extend(self.item()),
                _ => parts.extend(self.near()),
            }
        }
        gather(parts, Node::And)
    }

    /// An item and the `^2` behind it.
    fn boosted(&mut self) -> Option<Query> {
        let item = self.item();
        let end = self
            .tokens
            .get(self.at.wrapping_sub(1))
            .map(|token| token.span.end);
        let Some(Kind::Boost(by)) = self.peek().map(|token| token.kind) else {
            return item;
        };
        let sign = self.next().expect("just seen").span;
        if Some(sign.start) != end || !(by > 0.0 && by <= MAX_BOOST) {
            let message =
                format!("`^` wants a word before it and a number up to {MAX_BOOST} behind");
            self.note(sign, message, None);
        }
        let part = item?;
        let span = Span::new(part.span.start, sign.end);
        let part = Box::new(part);
        Some(Query {
            node: Node::Boost { by, part },
            span,
        })
    }

    /// One word, phrase, field or group, with the signs before it.
    fn item(&mut self) -> Option<Query> {
        let token = self.next()?;
        match token.kind {
            Kind::Open => self.group(token),
            Kind::Any => self.any(token.span),
            Kind::Phrase(..) | Kind::Regex(_) | Kind::AtLeast(_) | Kind::Caps(_) => {
                self.valued(self.field, token, token.span)
            }
            Kind::Chunk => self.chunk(self.field, token.span),
            Kind::Field(field) => self.field(field, token.span),
            Kind::Plus => self.required(token.span),
            Kind::Not | Kind::Minus => self.not(token),
            Kind::ListOpen => self.list(self.field, token.span),
            Kind::Near(near) => {
                self.note(
                    token.span,
                    format!("{near} needs something before it"),
                    None,
                );
                None
            }
            Kind::Boost(_) => {
                self.note(token.span, "`^` wants a word before it", None);
                None
            }
            // Our callers take these, and the scanner gives no others here.
            Kind::And
            | Kind::Or
            | Kind::Close
            | Kind::Slop(_)
            | Kind::ListClose
            | Kind::Range(_) => None,
        }
    }

    fn not(&mut self, token: Token) -> Option<Query> {
        let sign = token.span.of(self.text);
        if self.at_end_of_group() {
            let message = format!("{sign} needs something after it");
            self.note(token.span, message, None);
            return None;
        }
        let part = match token.kind {
            Kind::Not => self.deeper(token.span, |parser| match parser.peek() {
                Some(next) if next.kind == Kind::Not => parser.item(),
                _ => parser.near(),
            })?,
            _ => self.deeper(token.span, Self::item)?,
        };
        let span = Span::new(token.span.start, part.span.end);
        let node = Node::Not(Box::new(part));
        Some(Query { node, span })
    }

    /// `+word`: required, as all side by side are; beside OR it would say two things at once.
    fn required(&mut self, sign: Span) -> Option<Query> {
        let before = self.at.checked_sub(2).map(|at| self.tokens[at].kind);
        let part = self.deeper(sign, Self::item);
        let after = self.peek().map(|token| token.kind);
        if before == Some(Kind::Or) || after == Some(Kind::Or) {
            let message = "`+` (required) contradicts the OR beside it";
            self.note(sign, message, Some(String::new()));
        }
        part
    }

    /// `( … )`
    fn group(&mut self, open: Token) -> Option<Query> {
        let start = self.at;
        let inner = self.deeper(open.span, Self::either);
        if self.at == start && matches!(self.peek(), Some(token) if token.kind == Kind::Close) {
            let close = self.tokens[self.at].span;
            let span = Span::new(open.span.start, close.end);
            self.note(span, "there is nothing in these parentheses", None);
        }
        match self.next_if(Kind::Close) {
            Some(close) => inner.map(|mut query| {
                query.span = Span::new(open.span.start, close.span.end);
                query
            }),
            None => {
                self.note(open.span, "this parenthesis is never closed", None);
                inner
            }
        }
    }

    /// The field whose parentheses we are in, as typed.
    fn outer(&self) -> &'static str {
        match self.field {
            Field::Body => "said",
            field => field.name(),
        }
    }

    /// A run of signs without marks of its own; punctuation alone is no word, here as in the index.
    fn chunk(&mut self, field: Field, span: Span) -> Option<Query> {
        if matches!(field, Field::Words | Field::Body) && !has_words(span.of(self.text)) {
            return None;
        }
        let typed = span.of(self.text);
        if field == Field::Words
            && (typed.starts_with("http://") || typed.starts_with("https://"))
            && has_words(&typed[typed.len().min(8)..])
        {
            let message = "An address is looked for in url:; in quotation marks it is words.";
            self.remarks.push(Diagnostic {
                span,
                message: message.to_owned(),
                suggestion: None,
            });
            let scheme = typed.find("://").map_or(0, |at| at + "://".len());
            let inner = Span::new(span.start + scheme, span.end);
            return self.value(Field::Url, inner, span);
        }
        match field.value_type() {
            ValueType::Words => self.word(field, span, span),
            _ => self.value(field, span, span),
        }
    }

    /// Goes one level down, but not so deep that the stack could end.
    fn deeper(&mut self, span: Span, read: impl Fn(&mut Self) -> Option<Query>) -> Option<Query> {
        if self.depth == MAX_DEPTH {
            let message = format!("a question may be {MAX_DEPTH} levels deep, no deeper");
            return self.stop(span, message);
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    pub(crate) fn stop(&mut self, span: Span, message: String) -> Option<Query> {
        self.at = self.tokens.len();
        self.too_much.get_or_insert(Diagnostic {
            span,
            message,
            suggestion: None,
        });
        None
    }

    /// Tells whether the token just taken is the last of several.
    pub(crate) fn ends_a_question(&self) -> bool {
        self.at == self.tokens.len() && self.at > 1
    }

    fn at_end_of_group(&self) -> bool {
        let next = self.peek().map(|token| token.kind);
        matches!(next, None | Some(Kind::Close | Kind::Or | Kind::And))
    }

    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    fn next_if(&mut self, kind: Kind) -> Option<Token> {
        self.peek().filter(|token| token.kind == kind)?;
        self.next()
    }

    pub(crate) fn note(
        &mut self,
        span: Span,
        message: impl Into<String>,
        suggestion: Option<String>,
    ) {
        self.notes.push(Diagnostic {
            span,
            message: message.into(),
            suggestion,
        });
    }
}

/// Returns the query with the field's name in its span.
fn from(name: Span, mut query: Query) -> Query {
    query.span.start = name.start;
    query
}

/// Returns nothing, the only part, or all parts under one node.
fn gather(mut parts: Vec<Query>, node: fn(Vec<Query>) -> Node) -> Option<Query> {
    if parts.len() < 2 {
        return parts.pop();
    }
    let span = Span::new(parts[0].span.start, parts[parts.len() - 1].span.end);
    let node = node(parts);
    Some(Query { node, span })
}

fn has_words(typed: &str) -> bool {
    words(typed).next().is_some() || typed.contains('*')
}
