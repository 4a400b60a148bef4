//! Reads the tokens of a question into its tree.

use crate::query::fields::Takes;
use crate::query::scan::{Form, Kind, Token, scan};
use crate::query::{Case, Days, Field, Like, Names, Near, Node, Note, Parsed, Plan, Query};
use crate::text::Span;
use crate::text::words::words;

/// How deep parentheses and NOTs may stand in one another.
const MAX_DEPTH: usize = 50;
/// How many times `w/n` and its like may stand in a question.
const MAX_NEARS: usize = 20;
/// How often a word may be asked to stand in one passage.
const MAX_COUNT: u32 = 100;
/// How much more than another a part may count.
const MAX_BOOST: f32 = 1000.0;
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
    pub(super) text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    pub(super) terms: usize,
    pub(super) patterns: usize,
    nears: usize,
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
                Kind::Not => parts.extend(self.item()),
                _ => parts.extend(self.near()),
            }
        }
        gather(parts, Node::And)
    }

    /// `a w/5 b w/s c`: from left to right.
    fn near(&mut self) -> Option<Query> {
        let mut left = self.boosted();
        while let Some(Kind::Near(near)) = self.peek().map(|token| token.kind) {
            let sign = self.next().expect("just seen").span;
            self.nears += 1;
            if self.nears > MAX_NEARS {
                let message =
                    format!("a question may have {MAX_NEARS} of w/n and its like, no more");
                return self.stop(sign, message);
            }
            if self.at_end_of_group() {
                let message = format!("{near} needs something after it");
                self.note(sign, message, None);
                return left;
            }
            let right = self.boosted();
            let (Some(first), Some(second)) = (left.take(), right) else {
                return None;
            };
            left = Some(self.joined(near, sign, first, second));
        }
        left
    }

    fn joined(&mut self, near: Near, sign: Span, first: Query, second: Query) -> Query {
        let mut fields = Vec::new();
        for part in [&first, &second] {
            if let Err((span, what)) = places(part, &mut fields) {
                let message = format!(
                    "{near} wants words, phrases or OR between them on both sides, and this is {what}"
                );
                let mended = (what == "AND")
                    .then(|| nearer(span.of(self.text), near))
                    .flatten();
                self.note(span, message, mended);
            }
        }
        fields.dedup();
        match fields.as_slice() {
            [field] if !field.is_text() => {
                let message = format!(
                    "{near} is asked of the words of a text, not of `{}:`",
                    field.name()
                );
                self.note(sign, message, Some("AND".to_owned()));
            }
            [_, _, ..] => {
                let message = format!("{near} cannot reach from one field into another");
                self.note(sign, message, Some("AND".to_owned()));
            }
            _ => {}
        }
        let span = Span::new(first.span.start, second.span.end);
        let parts = Box::new([first, second]);
        Query {
            node: Node::Near { near, parts },
            span,
        }
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

    /// `speaker:` and what must follow at once: a word, a phrase, a list, or a group.
    fn field(&mut self, field: Field, name: Span) -> Option<Query> {
        let typed = name.of(self.text);
        let within = self.field == Field::Body && (field.is_of_quotation() || field == Field::Body);
        if self.field != Field::Words && !within {
            let outer = self.outer();
            let message = format!("`{typed}` cannot stand inside the parentheses of `{outer}:`");
            self.note(name, message, None);
        }
        if field == Field::Said {
            return self.said(name);
        }
        let next = self.peek().filter(|next| next.span.start == name.end);
        let list = self.peek().filter(|next| next.kind == Kind::ListOpen);
        let Some(next) = next.or(list) else {
            let message = format!("`{typed}` needs its value right behind it, without a space");
            self.note(name, message, None);
            return None;
        };
        match next.kind {
            Kind::Minus | Kind::Plus => {
                let message = format!("a sign stands before the field: -{typed}…");
                self.note(name, message, None);
                None
            }
            Kind::Close => {
                let message = format!("`{typed}` needs its value right behind it, without a space");
                self.note(name, message, None);
                None
            }
            Kind::Open if field.takes() == Takes::Dates && self.days_ahead().is_some() => {
                let (inner, past) = self.days_ahead().expect("just seen");
                self.at = past;
                let end = self.tokens[past - 1].span.end;
                self.value(field, inner, Span::new(name.start, end))
            }
            Kind::Open => {
                let open = self.next().expect("just seen");
                let outer = std::mem::replace(&mut self.field, field);
                let group = self.group(open);
                self.field = outer;
                group.map(|query| from(name, query))
            }
            Kind::ListOpen => {
                let open = self.next().expect("just seen").span;
                self.list(field, open).map(|query| from(name, query))
            }
            _ => {
                let token = self.next().expect("just seen");
                let span = match token.kind {
                    Kind::Phrase(..) | Kind::Range(_) => Span::new(name.start, token.span.end),
                    _ => token.span,
                };
                let query = self.valued(field, token, span);
                query.map(|query| from(name, query))
            }
        }
    }

    /// Returns what a token stands for in a field; `span` is all of it that was typed.
    fn valued(&mut self, field: Field, token: Token, span: Span) -> Option<Query> {
        let text = field.takes() == Takes::Words;
        match token.kind {
            Kind::Phrase(inner, Form::Exact) if text => self.exact(field, inner, span),
            Kind::Phrase(inner, _) => {
                let slop = match self.peek().map(|token| token.kind) {
                    Some(Kind::Slop(slop)) => {
                        self.at += 1;
                        Some(slop)
                    }
                    _ => None,
                };
                self.phrase(field, inner, span, slop)
            }
            Kind::Regex(inner) if text => self.regex(field, inner, span),
            Kind::AtLeast(count) if text => self.at_least(field, count, token.span),
            Kind::Caps(case) if text => self.caps(field, case, token.span),
            Kind::Range(inner) => self.range(field, inner, span),
            Kind::Chunk if text => self.word(field, token.span, span),
            // An operator's name is a word here.
            _ => self.value(field, token.span, span),
        }
    }

    /// `said:( … )`
    fn said(&mut self, name: Span) -> Option<Query> {
        let next = self.peek().filter(|next| next.span.start == name.end);
        let Some(next) = next.filter(|next| next.kind != Kind::Close) else {
            self.note(
                name,
                "`said:` needs its words right behind it: said:(nato w/10 war)",
                None,
            );
            return None;
        };
        let outer = std::mem::replace(&mut self.field, Field::Body);
        let part = match next.kind {
            Kind::Open => {
                let open = self.next().expect("just seen");
                self.group(open)
            }
            _ => self.boosted(),
        };
        self.field = outer;
        let part = Box::new(part?);
        let span = Span::new(name.start, part.span.end);
        let node = Node::Said(part);
        Some(Query { node, span })
    }

    /// `IN [a b "c d"]`: any of them.
    fn list(&mut self, field: Field, open: Span) -> Option<Query> {
        let mut arms = Vec::new();
        while let Some(token) = self.next() {
            match token.kind {
                Kind::ListClose => {
                    if arms.is_empty() {
                        let span = Span::new(open.start, token.span.end);
                        self.note(span, "there is nothing in this list", None);
                    }
                    return gather(arms, Node::Or).map(|mut query| {
                        query.span = Span::new(open.start, token.span.end);
                        query
                    });
                }
                Kind::Phrase(..)
                | Kind::Regex(_)
                | Kind::Chunk
                | Kind::And
                | Kind::Or
                | Kind::Not => {
                    let plain = token.kind == Kind::Chunk && field.takes() == Takes::Words;
                    if !plain || has_words(token.span.of(self.text)) {
                        arms.extend(self.valued(field, token, token.span));
                    }
                }
                _ => {
                    let message = "a list holds words and phrases, nothing else";
                    self.note(token.span, message, None);
                }
            }
        }
        self.note(open, "this list is never closed by ]", None);
        None
    }

    /// `atleast3( … )`
    fn at_least(&mut self, field: Field, count: u32, name: Span) -> Option<Query> {
        if !(1..=MAX_COUNT).contains(&count) {
            let message =
                format!("a word can be asked to stand 1 to {MAX_COUNT} times in a passage");
            self.note(name, message, None);
        }
        let part = self.inside(field)?;
        let mut fields = Vec::new();
        if let Err((span, what)) = places(&part, &mut fields) {
            let message = format!("atleast counts places of words and phrases, and this is {what}");
            self.note(span, message, None);
        } else if fields.iter().any(|field| !field.is_text()) {
            self.note(name, "atleast counts places in a text, not in names", None);
        }
        let span = Span::new(name.start, self.tokens[self.at - 1].span.end);
        let part = Box::new(part);
        let node = Node::AtLeast { count, part };
        Some(Query { node, span })
    }

    /// `any( … )`
    fn any(&mut self, name: Span) -> Option<Query> {
        let part = self.inside(self.field)?;
        let span = Span::new(name.start, self.tokens[self.at - 1].span.end);
        let parts = match part.node {
            Node::And(parts) => parts,
            _ => vec![part],
        };
        let mut fields = Vec::new();
        for part in &parts {
            let word = places(part, &mut fields);
            if word.is_err() || fields.iter().any(|field| *field != Field::Words) {
                let message = "any( … ) takes words and phrases of the text, side by side";
                self.note(part.span, message, None);
                return None;
            }
        }
        let node = Node::Any(parts);
        Some(Query { node, span })
    }

    /// `caps( … )`
    fn caps(&mut self, field: Field, case: Case, name: Span) -> Option<Query> {
        let part = self.inside(field)?;
        let span = Span::new(name.start, self.tokens[self.at - 1].span.end);
        let words = match part.node {
            Node::Leaf(Plan::Word { word, .. }) => vec![word],
            Node::Leaf(Plan::Phrase { words, .. }) => words,
            _ => {
                let message = format!("{}( … ) takes a word or a phrase", case.name());
                self.note(name, message, None);
                return None;
            }
        };
        if !field.is_text() {
            self.note(name, "names are found in any case", None);
        }
        let steps = words.into_iter().map(|word| Like::Caps(case, word));
        let node = Node::Leaf(Plan::sequence(field, steps.collect(), 0)?);
        Some(Query { node, span })
    }

    /// The group behind a function's name.
    fn inside(&mut self, field: Field) -> Option<Query> {
        let open = self.next_if(Kind::Open)?;
        let outer = std::mem::replace(&mut self.field, field);
        let part = self.group(open);
        self.field = outer;
        part
    }

    /// Returns where days typed in parentheses stand, "(last 30 days)", and the token past them.
    fn days_ahead(&self) -> Option<(Span, usize)> {
        let ahead = self.tokens[self.at + 1..].iter().take(8);
        let close = ahead.clone().position(|token| token.kind == Kind::Close)?;
        let past = self.at + 1 + close + 1;
        let inner = Span::new(
            self.tokens[self.at].span.end,
            self.tokens[past - 1].span.start,
        );
        Days::read(inner.of(self.text), self.names.today()).map(|_| (inner, past))
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
        match field.takes() {
            Takes::Words => self.word(field, span, span),
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

    pub(super) fn stop(&mut self, span: Span, message: String) -> Option<Query> {
        self.at = self.tokens.len();
        self.too_much.get_or_insert(Note {
            span,
            message,
            suggestion: None,
        });
        None
    }

    /// Tells whether the token just taken is the last of several.
    pub(super) fn ends_a_question(&self) -> bool {
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

    pub(super) fn note(
        &mut self,
        span: Span,
        message: impl Into<String>,
        suggestion: Option<String>,
    ) {
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

fn has_words(typed: &str) -> bool {
    words(typed).next().is_some() || typed.contains('*')
}

/// Gathers the fields a part is looked for in, if all of it has places in a text.
fn places(query: &Query, fields: &mut Vec<Field>) -> Result<(), (Span, &'static str)> {
    match &query.node {
        Node::Leaf(
            Plan::Word { field, .. }
            | Plan::Phrase { field, .. }
            | Plan::Like { field, .. }
            | Plan::Sequence { field, .. },
        ) => {
            if !fields.contains(field) {
                fields.push(*field);
            }
            Ok(())
        }
        Node::Or(parts) => parts.iter().try_for_each(|part| places(part, fields)),
        Node::Near { parts, .. } => parts.iter().try_for_each(|part| places(part, fields)),
        Node::Boost { part, .. } => places(part, fields),
        Node::Any(_) => Err((query.span, "any")),
        Node::And(_) => Err((query.span, "AND")),
        Node::Not(_) => Err((query.span, "NOT")),
        Node::AtLeast { .. } => Err((query.span, "atleast")),
        Node::Said(_) => Err((query.span, "said")),
        Node::Leaf(_) => Err((query.span, "no word")),
    }
}

/// Returns plain words of a group with the sign between them: `(a AND b)` as `(a w/5 b)`.
fn nearer(typed: &str, near: Near) -> Option<String> {
    let near = Near {
        negated: false,
        ..near
    };
    let inner = typed.strip_prefix('(')?.strip_suffix(')')?;
    let words: Vec<&str> = inner
        .split_whitespace()
        .filter(|word| *word != "AND")
        .collect();
    let plain = |word: &&str| word.chars().all(char::is_alphanumeric);
    let mended = words.join(&format!(" {near} "));
    words.iter().all(plain).then(|| format!("({mended})"))
}
