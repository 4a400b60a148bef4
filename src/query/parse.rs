//! Reads the tokens of a question into its tree.

use crate::query::fields::Takes;
use crate::query::scan::{Kind, Token, scan};
use crate::query::{DATE_FORMS, Days, Field, Names, Node, Note, Parsed, Query};
use crate::text::Span;
use crate::text::words::words;

/// How deep parentheses and NOTs may stand in one another.
const MAX_DEPTH: usize = 50;
/// How many words, phrases and values a question may have.
const MAX_TERMS: usize = 1000;
/// How many notes are worth reading.
const MAX_NOTES: usize = 10;

/// Returns the question as understood, with a note for each part that was not.
pub fn parse(text: &str, names: &dyn Names) -> Parsed {
    let mut notes = Vec::new();
    let tokens = scan(text, &mut notes);
    let mut parser = Parser::new(text, tokens, names, notes);
    let query = parser.whole();
    parser.finish(query)
}

/// Returns the question `field:"value"`, for a value that comes by itself: `--speaker NAME`.
///
/// Spans point into the value.
pub fn parse_value(field: Field, value: &str, names: &dyn Names) -> Parsed {
    let mut parser = Parser::new(value, Vec::new(), names, Vec::new());
    let span = Span::new(0, value.len());
    let query = parser.value(field, span, span);
    parser.finish(query)
}

pub(super) struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    terms: usize,
    /// The field whose parentheses we are in.
    field: Field,
    pub(super) names: &'a dyn Names,
    notes: Vec<Note>,
    pub(super) remarks: Vec<Note>,
    /// Set when the question is too long or too deep; nothing else is then worth telling.
    too_much: Option<Note>,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, tokens: Vec<Token>, names: &'a dyn Names, notes: Vec<Note>) -> Self {
        Self {
            text,
            tokens,
            at: 0,
            depth: 0,
            terms: 0,
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
        let node = Node::All;
        Parsed {
            query: query.unwrap_or(Query { node, span }),
            notes: self.notes,
            remarks: self.remarks,
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
                _ => parts.extend(self.item()),
            }
        }
        gather(parts, Node::And)
    }

    /// One word, phrase, field or group, with the signs before it.
    fn item(&mut self) -> Option<Query> {
        let token = self.next()?;
        match token.kind {
            Kind::Open => self.group(token),
            Kind::Phrase(inner) => self.value(self.field, inner, token.span),
            Kind::Chunk => self.chunk(self.field, token.span),
            Kind::Field(field) => self.field(field, token.span),
            Kind::Plus => self.required(token.span),
            Kind::Not | Kind::Minus => self.not(token),
            // Our callers take these.
            Kind::And | Kind::Or | Kind::Close => None,
        }
    }

    fn not(&mut self, token: Token) -> Option<Query> {
        let sign = token.span.of(self.text);
        if self.at_end_of_group() {
            let message = format!("{sign} needs something after it");
            self.note(token.span, message, None);
            return None;
        }
        let part = self.deeper(token.span, Self::item)?;
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

    /// `speaker:` and what must follow at once: a word, a phrase, or a group.
    fn field(&mut self, field: Field, name: Span) -> Option<Query> {
        let typed = name.of(self.text);
        if self.field != Field::Words {
            let outer = self.field.name();
            let message = format!("`{typed}` cannot stand inside the parentheses of `{outer}:`");
            self.note(name, message, None);
        }
        let next = self.peek().filter(|next| next.span.start == name.end);
        match next.map(|next| next.kind) {
            Some(Kind::Chunk | Kind::And | Kind::Or | Kind::Not) => {
                let chunk = self.next().expect("just seen").span;
                self.chunk(field, chunk).map(|query| from(name, query))
            }
            Some(Kind::Phrase(inner)) => {
                let phrase = self.next().expect("just seen").span;
                self.value(field, inner, Span::new(name.start, phrase.end))
            }
            Some(Kind::Open) => {
                let open = self.next().expect("just seen");
                let outer = std::mem::replace(&mut self.field, field);
                let group = self.group(open);
                self.field = outer;
                group.map(|query| from(name, query))
            }
            Some(Kind::Minus | Kind::Plus) => {
                let message = format!("a sign stands before the field: -{typed}…");
                self.note(name, message, None);
                None
            }
            _ => {
                let message = format!("`{typed}` needs its value right behind it, without a space");
                self.note(name, message, None);
                None
            }
        }
    }

    /// A run of signs without marks of its own; punctuation alone is no word, here as in the index.
    fn chunk(&mut self, field: Field, span: Span) -> Option<Query> {
        if field == Field::Words && words(span.of(self.text)).next().is_none() {
            return None;
        }
        self.value(field, span, span)
    }

    /// Reads a value as its field wants it.
    fn value(&mut self, field: Field, inner: Span, span: Span) -> Option<Query> {
        self.terms += 1;
        if self.terms > MAX_TERMS {
            let message = format!("a question may have {MAX_TERMS} words and values, no more");
            return self.stop(span, message);
        }
        let typed = inner.of(self.text);
        let node = match field.takes() {
            Takes::Words => self.words(field, typed, span),
            Takes::Country => self.country(field, typed, span),
            Takes::Language => self.language(field, typed, span),
            Takes::Dates => self.dates(typed, span),
        }?;
        Some(Query { node, span })
    }

    fn words(&mut self, field: Field, typed: &str, span: Span) -> Option<Node> {
        let mut words: Vec<String> = words(typed).map(|word| word.of(typed).to_owned()).collect();
        match words.len() {
            0 => {
                self.note(span, "there is no word to look for", None);
                None
            }
            1 => Some(Node::Word {
                field,
                word: words.remove(0),
            }),
            _ => Some(Node::Phrase { field, words }),
        }
    }

    fn country(&mut self, field: Field, typed: &str, span: Span) -> Option<Node> {
        if let Some(country) = self.names.country(typed.trim()) {
            let value = country.code().to_owned();
            return Some(Node::Value { field, value });
        }
        if let Some(countries) = self.region(typed, span) {
            let values = countries.into_iter().map(|country| Query {
                node: Node::Value {
                    field,
                    value: country.code().to_owned(),
                },
                span,
            });
            return Some(Node::Or(values.collect()));
        }
        let near = self.names.nearest_country(typed);
        let near = near.map(
            |name| match self.text[span.start..].starts_with("country:") {
                true => format!("country:\"{name}\""),
                false => format!("\"{name}\""),
            },
        );
        let message = format!(
            "no country is called `{typed}`; a country is a code, a name or a demonym, a name of several words in quotation marks"
        );
        self.note(span, message, near);
        None
    }

    fn language(&mut self, field: Field, typed: &str, span: Span) -> Option<Node> {
        let letters = typed.bytes().all(|byte| byte.is_ascii_alphabetic());
        if letters && (2..=3).contains(&typed.len()) {
            let value = typed.to_ascii_lowercase();
            return Some(Node::Value { field, value });
        }
        let message = format!("`{typed}` is no language code; it takes one such as en or de");
        self.note(span, message, None);
        None
    }

    fn dates(&mut self, typed: &str, span: Span) -> Option<Node> {
        let Some(days) = Days::read(typed) else {
            let message = format!("`{typed}` is no date; it takes {DATE_FORMS}");
            self.note(span, message, None);
            return None;
        };
        if days.is_empty() {
            self.note(span, "this range ends before it begins", None);
            return None;
        }
        Some(Node::Dates(days))
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

    fn stop(&mut self, span: Span, message: String) -> Option<Query> {
        self.at = self.tokens.len();
        self.too_much.get_or_insert(Note {
            span,
            message,
            suggestion: None,
        });
        None
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

    fn note(&mut self, span: Span, message: impl Into<String>, suggestion: Option<String>) {
        self.notes.push(Note {
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
