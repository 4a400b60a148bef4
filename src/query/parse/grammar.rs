//! The grammar, as a recursive-descent parser; operators of higher precedence are called by those
//! of lower.
//!
//! ```text
//! query     = or
//! or        = and { "OR" and }
//! and       = not { ["AND"] not }
//! not       = "NOT" ( not | article ) | article
//! article   = near { "w/doc" near }
//! near      = boost { proximity boost }
//! boost     = item [ "^" number ]
//! item      = word | phrase [ "~" number ] | regex | "(" or ")" | ( "+" | "-" ) item
//!           | field item | [ field ] "IN [" { word | phrase | regex } "]" | function "(" or ")"
//! proximity = [ "not" ] ( "w/" | "pre/" ) ( number | "s" | "p" )
//! ```

use crate::query::ast::Node;
use crate::query::ast::Query;
use crate::query::diagnostic::Diagnostic;
use crate::query::field::Field;
use crate::query::field::ValueType;
use crate::query::limits::MAX_BOOST;
use crate::query::operator::Boolean;
use crate::query::parse::lexer::tokenize;
use crate::query::parse::parsed::Parsed;
use crate::query::parse::parser::Parser;
use crate::query::parse::parser::gather;
use crate::query::parse::parser::has_words;
use crate::query::parse::token::Token;
use crate::query::parse::token::TokenKind;
use crate::query::place_resolver::PlaceResolver;
use crate::text::Span;

/// Parses a query. Never fails: each part that is not understood is an error in the result, and a
/// query with errors should not be evaluated.
///
/// ```
/// use onrecord::place::Country;
/// use onrecord::query::{parse, to_plan};
///
/// let places = |name: &str| Country::from_code(name);
/// let parsed = parse("speaker:lavrov (nato w/5 eu)", &places);
/// assert!(parsed.errors.is_empty());
/// assert_eq!(to_plan(&parsed.query).to_string(), "(speaker:lavrov AND (nato w/5 eu))");
///
/// let parsed = parse("speker:lavrov", &places);
/// assert_eq!(parsed.errors[0].suggestion.as_deref(), Some("speaker:"));
/// ```
pub fn parse(text: &str, places: &dyn PlaceResolver) -> Parsed {
    let (mut errors, mut warnings) = (Vec::new(), Vec::new());
    let tokens = tokenize(text, &mut errors, &mut warnings);
    let mut parser = Parser::new(text, tokens, places, errors);
    parser.warnings = warnings;
    let query = parser.whole();
    parser.finish(query)
}

/// Parses the query `field:"value"`, for a value given without the field. Spans are in bytes of the
/// value.
///
/// ```
/// use onrecord::place::Country;
/// use onrecord::query::{Field, parse_value, to_plan};
///
/// let parsed = parse_value(Field::Lang, "DE", &|name: &str| Country::from_code(name));
/// assert_eq!(to_plan(&parsed.query).to_string(), "lang:de");
/// ```
pub fn parse_value(field: Field, value: &str, places: &dyn PlaceResolver) -> Parsed {
    if field.value_type() == ValueType::Words && has_syntax(value) {
        return parse_values(field, value, places);
    }
    let mut parser = Parser::new(value, Vec::new(), places, Vec::new());
    let span = Span::new(0, value.len());
    let query = parser.value(field, span, span);
    parser.finish(query)
}

/// Tells whether a value is more than a name: `lavrov OR blinken`, `"Anna Lind"`, `lavr*`.
fn has_syntax(value: &str) -> bool {
    let operators = ["OR", "AND", "NOT", "or", "Or"];
    value.contains(['"', '“', '”', '„', '*', '?', '|', '~', '(', ')', '='])
        || value
            .split_whitespace()
            .any(|word| operators.contains(&word))
}

/// Parses the value of a field as the group `field:( … )`.
fn parse_values(field: Field, value: &str, places: &dyn PlaceResolver) -> Parsed {
    let (mut errors, mut warnings) = (Vec::new(), Vec::new());
    let tokens = tokenize(value, &mut errors, &mut warnings);
    let mut parser = Parser::new(value, tokens, places, errors);
    parser.warnings = warnings;
    parser.field = field;
    let query = parser.whole();
    parser.finish(query)
}

impl Parser<'_> {
    /// The whole query; an unmatched closing parenthesis is an error and skipped.
    pub(crate) fn whole(&mut self) -> Option<Query> {
        let mut parts = Vec::new();
        loop {
            parts.extend(self.either());
            let Some(token) = self.next() else {
                return gather(parts, Boolean::And);
            };
            self.error(token.span, "unmatched closing parenthesis", None);
        }
    }

    /// `a OR b OR c`
    pub(crate) fn either(&mut self) -> Option<Query> {
        let mut arms = Vec::new();
        let first = self.at;
        arms.extend(self.all());
        while let Some(or) = self.next_if(TokenKind::Boolean(Boolean::Or)) {
            if self.at == first + 1 {
                self.error(or.span, "OR needs an operand before it", None);
            }
            let start = self.at;
            let before = arms.len();
            arms.extend(self.all());
            if let [.., one, other] = arms.as_slice()
                && before + 1 == arms.len()
            {
                self.or_beside_near(one.clone(), other.clone());
            }
            if self.at == start {
                self.error(or.span, "OR needs an operand after it", None);
            }
        }
        gather(arms, Boolean::Or)
    }

    /// `a OR b w/5 c`: in Nexis OR binds first, in most others w/5; parentheses must say.
    fn or_beside_near(&mut self, left: Query, right: Query) {
        let last = |query: &Query| match &query.node {
            Node::Boolean(Boolean::And, parts) if !self.is_group(query.span) => {
                parts.last().cloned()
            }
            _ => Some(query.clone()),
        };
        let first = |query: &Query| match &query.node {
            Node::Boolean(Boolean::And, parts) if !self.is_group(query.span) => {
                parts.first().cloned()
            }
            _ => Some(query.clone()),
        };
        let (Some(left), Some(right)) = (last(&left), first(&right)) else {
            return;
        };
        let bare = |query: &Query| match &query.node {
            Node::Near { parts, .. } if !self.is_ellipsis(query.span) => {
                (!self.is_group(query.span)).then(|| (parts[0].span, parts[1].span))
            }
            Node::Boolean(Boolean::AllWords, parts) if !self.is_function(query.span) => {
                let (first, last) = (parts.first()?, parts.last()?);
                (!self.is_group(query.span)).then_some((first.span, last.span))
            }
            _ => None,
        };
        let typed = |from: usize, to: usize| &self.text[from..to];
        let (start, end) = (left.span.start, right.span.end);
        let instead = match (bare(&left), bare(&right)) {
            (None, None) => return,
            (Some((_, near)), None) => {
                let (before, arms) = (typed(start, near.start), typed(near.start, end));
                Some(format!("{before}({arms})"))
            }
            (None, Some((near, _))) => {
                let (arms, after) = (typed(start, near.end), typed(near.end, end));
                Some(format!("({arms}){after}"))
            }
            (Some(_), Some(_)) => Some(format!(
                "({}) OR ({})",
                left.span.of(self.text),
                right.span.of(self.text)
            )),
        };
        let message = "OR beside w/n may be read in two ways: put the words joined by OR, or those joined by w/n, in parentheses";
        self.error(Span::new(start, end), message, instead);
    }

    /// Tells whether a span is one pair of parentheses with what is in it.
    fn is_group(&self, span: Span) -> bool {
        let mut depth = 0_usize;
        let inside = self.tokens.iter().filter(|token| span.contains(token.span));
        for token in inside {
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return token.kind == TokenKind::Close && token.span.end == span.end;
            }
        }
        false
    }

    /// Tells whether a span begins with `all(`.
    fn is_function(&self, span: Span) -> bool {
        let first = self.tokens.iter().find(|token| span.contains(token.span));
        first.is_some_and(|token| token.kind == TokenKind::Boolean(Boolean::AllWords))
    }

    /// Tells whether a span is one phrase, with an ellipsis in it.
    fn is_ellipsis(&self, span: Span) -> bool {
        let mut inside = self.tokens.iter().filter(|token| span.contains(token.span));
        matches!(
            inside.next_back(),
            Some(Token {
                kind: TokenKind::Phrase(..),
                ..
            })
        ) && inside.all(|token| matches!(token.kind, TokenKind::Field(_)))
    }

    /// `a b`, `a AND b`
    pub(crate) fn all(&mut self) -> Option<Query> {
        let mut parts = Vec::new();
        let first = self.at;
        while let Some(token) = self.peek() {
            match token.kind {
                TokenKind::Boolean(Boolean::Or) | TokenKind::Close => break,
                TokenKind::Boolean(Boolean::And) => {
                    self.at += 1;
                    if self.at == first + 1 {
                        self.error(token.span, "AND needs an operand before it", None);
                    }
                    if self.at_end_of_group() {
                        self.error(token.span, "AND needs an operand after it", None);
                    }
                }
                TokenKind::Boolean(Boolean::Not) => parts.extend(self.item()),
                _ => parts.extend(self.in_article()),
            }
        }
        gather(parts, Boolean::And)
    }

    /// An item with the `^2` after it.
    pub(crate) fn boosted(&mut self) -> Option<Query> {
        let item = self.item();
        let end = self
            .tokens
            .get(self.at.wrapping_sub(1))
            .map(|token| token.span.end);
        let Some(TokenKind::Boost(by)) = self.peek().map(|token| token.kind) else {
            return item;
        };
        let sign = self.next().expect("just seen").span;
        if Some(sign.start) != end || !(by > 0.0 && by <= MAX_BOOST) {
            let message =
                format!("`^` needs a term before it and a factor of at most {MAX_BOOST} after it");
            self.error(sign, message, None);
        }
        let part = item?;
        let span = Span::new(part.span.start, sign.end);
        let part = Box::new(part);
        Some(Query {
            node: Node::Boost { by, part },
            span,
        })
    }

    /// One word, phrase, field or group, with the prefix operators before it.
    pub(crate) fn item(&mut self) -> Option<Query> {
        let token = self.next()?;
        match token.kind {
            TokenKind::Open => self.group(token),
            TokenKind::Boolean(operator @ (Boolean::Any | Boolean::AllWords)) => {
                self.words_of(token.span, operator)
            }
            TokenKind::Phrase(..)
            | TokenKind::Regex(_)
            | TokenKind::AtLeast(_)
            | TokenKind::Caps(_) => self.field_value(self.field, token, token.span),
            TokenKind::Chunk => self.chunk(self.field, token.span),
            TokenKind::Field(field) => self.field(field, token.span),
            TokenKind::Plus => self.required(token.span),
            TokenKind::Boolean(Boolean::Not) | TokenKind::Minus => self.not(token),
            TokenKind::ListOpen => self.list(self.field, token.span),
            TokenKind::Near(near) => {
                self.error(
                    token.span,
                    format!("{near} needs an operand before it"),
                    None,
                );
                None
            }
            TokenKind::WithinArticle => {
                self.error(token.span, "w/doc needs an operand before it", None);
                None
            }
            TokenKind::Boost(_) => {
                self.error(token.span, "`^` needs a term before it", None);
                None
            }
            // The callers take these, and the lexer emits no others here.
            TokenKind::Boolean(Boolean::And | Boolean::Or)
            | TokenKind::Close
            | TokenKind::Slop(_)
            | TokenKind::ListClose
            | TokenKind::Range(_) => None,
        }
    }

    pub(crate) fn not(&mut self, token: Token) -> Option<Query> {
        let sign = token.span.of(self.text);
        if self.at_end_of_group() {
            let message = format!("{sign} needs an operand after it");
            self.error(token.span, message, None);
            return None;
        }
        let part = match token.kind {
            TokenKind::Boolean(Boolean::Not) => {
                self.deeper(token.span, |parser| match parser.peek() {
                    Some(next) if next.kind == TokenKind::Boolean(Boolean::Not) => parser.item(),
                    _ => parser.in_article(),
                })?
            }
            _ => self.deeper(token.span, Self::item)?,
        };
        let span = Span::new(token.span.start, part.span.end);
        let node = Node::Boolean(Boolean::Not, vec![part]);
        Some(Query { node, span })
    }

    /// `+word`: required, as all words are by default; next to OR it is a contradiction.
    pub(crate) fn required(&mut self, sign: Span) -> Option<Query> {
        let before = self.at.checked_sub(2).map(|at| self.tokens[at].kind);
        let part = self.deeper(sign, Self::item);
        let after = self.peek().map(|token| token.kind);
        if before == Some(TokenKind::Boolean(Boolean::Or))
            || after == Some(TokenKind::Boolean(Boolean::Or))
        {
            let message = "`+` (required) contradicts the OR next to it";
            self.error(sign, message, Some(String::new()));
        }
        part
    }

    /// `( … )`
    pub(crate) fn group(&mut self, open: Token) -> Option<Query> {
        let start = self.at;
        let inner = self.deeper(open.span, Self::either);
        if self.at == start && matches!(self.peek(), Some(token) if token.kind == TokenKind::Close)
        {
            let close = self.tokens[self.at].span;
            let span = Span::new(open.span.start, close.end);
            self.error(span, "these parentheses are empty", None);
        }
        match self.next_if(TokenKind::Close) {
            Some(close) => inner.map(|mut query| {
                query.span = Span::new(open.span.start, close.span.end);
                query
            }),
            None => {
                self.error(open.span, "this parenthesis is never closed", None);
                inner
            }
        }
    }

    /// A run of characters without syntax of its own. Punctuation alone is not a word, as in the
    /// index.
    pub(crate) fn chunk(&mut self, field: Field, span: Span) -> Option<Query> {
        if matches!(field, Field::Words | Field::Body) && !has_words(span.of(self.text)) {
            return None;
        }
        let typed = span.of(self.text);
        if field == Field::Words
            && (typed.starts_with("http://") || typed.starts_with("https://"))
            && has_words(&typed[typed.len().min(8)..])
        {
            let message = "An address is searched for in url:; to search for its words in the text, put it in quotation marks.";
            self.warnings.push(Diagnostic {
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
}
