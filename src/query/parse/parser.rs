//! The state of the parser: the tokens, how far it is, and what it has counted and reported.

use crate::query::ast::Node;
use crate::query::ast::Query;
use crate::query::diagnostic::Diagnostic;
use crate::query::field::Field;
use crate::query::limits::MAX_DEPTH;
use crate::query::limits::MAX_ERRORS;
use crate::query::operator::Boolean;
use crate::query::parse::parsed::Parsed;
use crate::query::parse::token::Token;
use crate::query::parse::token::TokenKind;
use crate::query::place_resolver::PlaceResolver;
use crate::query::plan::Plan;
use crate::text::Span;
use crate::text::words::words;

pub(crate) struct Parser<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: Vec<Token>,
    pub(crate) at: usize,
    pub(crate) depth: usize,
    pub(crate) terms: usize,
    pub(crate) patterns: usize,
    pub(crate) proximity_operators: usize,
    /// The field whose parentheses are open.
    pub(crate) field: Field,
    pub(crate) places: &'a dyn PlaceResolver,
    pub(crate) errors: Vec<Diagnostic>,
    pub(crate) warnings: Vec<Diagnostic>,
    /// The only error reported of a query that is too long or too deep.
    pub(crate) over_limit: Option<Diagnostic>,
}

impl<'a> Parser<'a> {
    pub(crate) fn new(
        text: &'a str,
        tokens: Vec<Token>,
        places: &'a dyn PlaceResolver,
        errors: Vec<Diagnostic>,
    ) -> Self {
        Self {
            text,
            tokens,
            at: 0,
            depth: 0,
            terms: 0,
            patterns: 0,
            proximity_operators: 0,
            field: Field::Words,
            places,
            errors,
            warnings: Vec::new(),
            over_limit: None,
        }
    }

    pub(crate) fn finish(mut self, query: Option<Query>) -> Parsed {
        let span = Span::new(0, self.text.len());
        if query.is_none() && self.errors.is_empty() && !self.text.trim().is_empty() {
            self.error(span, "there is no word to search for", None);
        }
        if let Some(error) = self.over_limit {
            self.errors = vec![error];
        }
        self.errors.sort_by_key(|error| error.span);
        self.errors.truncate(MAX_ERRORS);
        let node = Node::Leaf(Plan::All);
        Parsed {
            query: query.unwrap_or(Query { node, span }),
            errors: self.errors,
            warnings: self.warnings,
        }
    }

    /// The field whose parentheses are open, as typed.
    pub(crate) fn outer_field(&self) -> &'static str {
        match self.field {
            Field::Body => "said",
            field => field.name(),
        }
    }

    /// Parses one level deeper, up to a limit that keeps the stack small.
    pub(crate) fn deeper(
        &mut self,
        span: Span,
        parse: impl Fn(&mut Self) -> Option<Query>,
    ) -> Option<Query> {
        if self.depth == MAX_DEPTH {
            let message = format!("a query may be at most {MAX_DEPTH} levels deep");
            return self.stop(span, message);
        }
        self.depth += 1;
        let query = parse(self);
        self.depth -= 1;
        query
    }

    pub(crate) fn stop(&mut self, span: Span, message: String) -> Option<Query> {
        self.at = self.tokens.len();
        self.over_limit.get_or_insert(Diagnostic {
            span,
            message,
            suggestion: None,
        });
        None
    }

    /// Tells whether the token just taken is the last of several.
    pub(crate) fn at_last_of_several(&self) -> bool {
        self.at == self.tokens.len() && self.at > 1
    }

    pub(crate) fn at_end_of_group(&self) -> bool {
        match self.peek().map(|token| token.kind) {
            None | Some(TokenKind::Close) => true,
            Some(TokenKind::Boolean(operator)) => operator.is_infix(),
            Some(_) => false,
        }
    }

    pub(crate) fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    pub(crate) fn next(&mut self) -> Option<Token> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    pub(crate) fn next_if(&mut self, kind: TokenKind) -> Option<Token> {
        self.peek().filter(|token| token.kind == kind)?;
        self.next()
    }

    pub(crate) fn error(
        &mut self,
        span: Span,
        message: impl Into<String>,
        suggestion: Option<String>,
    ) {
        self.errors.push(Diagnostic {
            span,
            message: message.into(),
            suggestion,
        });
    }
}

/// Returns the query with its span extended to the name of its field.
pub(crate) fn starting_at(name: Span, mut query: Query) -> Query {
    query.span.start = name.start;
    query
}

/// Returns nothing, the only part, or all parts under one operator.
pub(crate) fn gather(mut parts: Vec<Query>, operator: Boolean) -> Option<Query> {
    if parts.len() < 2 {
        return parts.pop();
    }
    let span = Span::new(parts[0].span.start, parts[parts.len() - 1].span.end);
    let node = Node::Boolean(operator, parts);
    Some(Query { node, span })
}

pub(crate) fn has_words(typed: &str) -> bool {
    words(typed).next().is_some() || typed.contains('*')
}

pub(crate) fn leaf(plan: Plan, span: Span) -> Option<Query> {
    let node = Node::Leaf(plan);
    Some(Query { node, span })
}
