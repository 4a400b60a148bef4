//! Parses fields with their values, and functions with their arguments.

use crate::query::ast::Node;
use crate::query::ast::Query;
use crate::query::dates::DateRange;
use crate::query::diagnostic::Diagnostic;
use crate::query::field::Field;
use crate::query::field::ValueType;
use crate::query::limits::MAX_COUNT;
use crate::query::limits::MAX_ELLIPSIS;
use crate::query::operator::Boolean;
use crate::query::parse::parser::Parser;
use crate::query::parse::parser::gather;
use crate::query::parse::parser::has_words;
use crate::query::parse::parser::starting_at;
use crate::query::parse::proximity::positional_fields;
use crate::query::parse::token::PhraseForm;
use crate::query::parse::token::Token;
use crate::query::parse::token::TokenKind;
use crate::query::plan::Plan;
use crate::query::proximity::Distance;
use crate::query::proximity::Near;
use crate::query::term::Case;
use crate::query::term::TermMatch;
use crate::text::Span;

/// How an ellipsis in a phrase is matched.
const ELLIPSIS: Near = Near {
    distance: Distance::Words(MAX_ELLIPSIS),
    ordered: true,
    negated: false,
};

impl Parser<'_> {
    /// `speaker:` and the word, phrase, list or group directly after it.
    pub(crate) fn field(&mut self, field: Field, name: Span) -> Option<Query> {
        let typed = name.of(self.text);
        let within = self.field == Field::Body && (field.is_of_quote() || field == Field::Body);
        if self.field != Field::Words && !within {
            let outer = self.outer_field();
            let message = format!("`{typed}` is not allowed inside `{outer}:( … )`");
            self.error(name, message, None);
        }
        if field == Field::WithinQuote {
            return self.within_quote(name);
        }
        let next = self.peek().filter(|next| next.span.start == name.end);
        let list = self.peek().filter(|next| next.kind == TokenKind::ListOpen);
        let Some(next) = next.or(list) else {
            let message = format!("`{typed}` needs a value directly after it, without a space");
            self.error(name, message, None);
            return None;
        };
        match next.kind {
            TokenKind::Minus | TokenKind::Plus => {
                let message = format!("put the sign before the field: -{typed}…");
                self.error(name, message, None);
                None
            }
            TokenKind::Close => {
                let message = format!("`{typed}` needs a value directly after it, without a space");
                self.error(name, message, None);
                None
            }
            TokenKind::Open if field.is_compared() && self.parenthesized_value(field).is_some() => {
                let (inner, past) = self.parenthesized_value(field).expect("just seen");
                // The lexer knew nothing of its words.
                let outside = |said: &Diagnostic| !inner.contains(said.span);
                self.errors.retain(outside);
                self.warnings.retain(outside);
                self.at = past;
                let end = self.tokens[past - 1].span.end;
                self.value(field, inner, Span::new(name.start, end))
            }
            TokenKind::Open => {
                let open = self.next().expect("just seen");
                let outer = std::mem::replace(&mut self.field, field);
                let group = self.group(open);
                self.field = outer;
                group.map(|query| starting_at(name, query))
            }
            TokenKind::ListOpen => {
                let open = self.next().expect("just seen").span;
                self.list(field, open).map(|query| starting_at(name, query))
            }
            _ => {
                let token = self.next().expect("just seen");
                let span = match token.kind {
                    TokenKind::Phrase(..) | TokenKind::Range(_) => {
                        Span::new(name.start, token.span.end)
                    }
                    _ => token.span,
                };
                let query = self.field_value(field, token, span);
                query.map(|query| starting_at(name, query))
            }
        }
    }

    /// Parses a token as the value of a field; `span` is all of the clause.
    pub(crate) fn field_value(&mut self, field: Field, token: Token, span: Span) -> Option<Query> {
        let text = field.value_type() == ValueType::Words;
        match token.kind {
            TokenKind::Phrase(inner, PhraseForm::Exact) if text => self.exact(field, inner, span),
            TokenKind::Phrase(inner, _) if text && self.between_ellipses(inner).len() > 1 => {
                self.phrase_with_ellipsis(field, inner, span)
            }
            TokenKind::Phrase(inner, _) => {
                let slop = match self.peek().map(|token| token.kind) {
                    Some(TokenKind::Slop(slop)) => {
                        self.at += 1;
                        Some(slop)
                    }
                    _ => None,
                };
                let query = self.phrase(field, inner, span, slop);
                query.map(|query| match field {
                    Field::Speaker => whole_name(query),
                    _ => query,
                })
            }
            TokenKind::Regex(inner) if text => self.regex(field, inner, span),
            TokenKind::AtLeast(count) if text => self.at_least(field, count, token.span),
            TokenKind::Caps(case) if text => self.caps(field, case, token.span),
            TokenKind::Range(inner) => self.range(inner, span),
            TokenKind::Chunk if text => self.word(field, token.span, span),
            // The name of an operator is an ordinary value here.
            _ => self.value(field, token.span, span),
        }
    }

    /// Returns the parts of a phrase between its ellipses.
    fn between_ellipses(&self, phrase: Span) -> Vec<Span> {
        let typed = phrase.of(self.text);
        let gaps = ["…", "..."].map(|gap| typed.match_indices(gap));
        let mut gaps: Vec<(usize, &str)> = gaps.into_iter().flatten().collect();
        gaps.sort_unstable();
        let mut parts = Vec::new();
        let mut start = 0;
        for (at, gap) in gaps {
            parts.push(Span::new(start, at));
            start = at + gap.len();
        }
        parts.push(Span::new(start, typed.len()));
        parts.retain(|part| has_words(part.of(typed)));
        let place = |part: Span| Span::new(phrase.start + part.start, phrase.start + part.end);
        parts.into_iter().map(place).collect()
    }

    /// `"I told him … an apology"`: an ellipsis matches up to fifty words.
    fn phrase_with_ellipsis(&mut self, field: Field, inner: Span, span: Span) -> Option<Query> {
        let mut whole: Option<Query> = None;
        for part in self.between_ellipses(inner) {
            let part = self.phrase(field, part, part, None)?;
            whole = Some(match whole {
                None => part,
                Some(whole) => Query {
                    span,
                    node: Node::Near {
                        near: ELLIPSIS,
                        parts: Box::new([whole, part]),
                    },
                },
            });
        }
        whole
    }

    /// `said:( … )`
    fn within_quote(&mut self, name: Span) -> Option<Query> {
        let next = self.peek().filter(|next| next.span.start == name.end);
        let Some(next) = next.filter(|next| next.kind != TokenKind::Close) else {
            self.error(
                name,
                "`said:` needs its words directly after it: said:(nato w/10 war)",
                None,
            );
            return None;
        };
        let outer = std::mem::replace(&mut self.field, Field::Body);
        let part = match next.kind {
            TokenKind::Open => {
                let open = self.next().expect("just seen");
                self.group(open)
            }
            _ => self.boosted(),
        };
        self.field = outer;
        let part = Box::new(part?);
        let span = Span::new(name.start, part.span.end);
        let node = Node::WithinQuote(part);
        Some(Query { node, span })
    }

    /// `IN [a b "c d"]`: any of them.
    pub(crate) fn list(&mut self, field: Field, open: Span) -> Option<Query> {
        let mut arms = Vec::new();
        while let Some(token) = self.next() {
            match token.kind {
                TokenKind::ListClose => {
                    if arms.is_empty() {
                        let span = Span::new(open.start, token.span.end);
                        self.error(span, "this list is empty", None);
                    }
                    return gather(arms, Boolean::Or).map(|mut query| {
                        query.span = Span::new(open.start, token.span.end);
                        query
                    });
                }
                TokenKind::Phrase(..)
                | TokenKind::Regex(_)
                | TokenKind::Chunk
                | TokenKind::Boolean(Boolean::And | Boolean::Or | Boolean::Not) => {
                    let plain =
                        token.kind == TokenKind::Chunk && field.value_type() == ValueType::Words;
                    if !plain || has_words(token.span.of(self.text)) {
                        arms.extend(self.field_value(field, token, token.span));
                    }
                }
                _ => {
                    let message = "a list takes only words and phrases";
                    self.error(token.span, message, None);
                }
            }
        }
        self.error(open, "this list is never closed: `]` is missing", None);
        None
    }

    /// `atleast3( … )`
    fn at_least(&mut self, field: Field, count: u32, name: Span) -> Option<Query> {
        if !(1..=MAX_COUNT).contains(&count) {
            let message = format!("atleast takes a count from 1 to {MAX_COUNT}");
            self.error(name, message, None);
        }
        let part = self.argument(field)?;
        let mut fields = Vec::new();
        if let Err((span, what)) = positional_fields(&part, &mut fields) {
            let message = format!("atleast counts words and phrases; this is {what}");
            self.error(span, message, None);
        } else if fields.iter().any(|field| !field.is_text()) {
            self.error(
                name,
                "atleast counts occurrences in text, not in names",
                None,
            );
        }
        let span = Span::new(name.start, self.tokens[self.at - 1].span.end);
        let part = Box::new(part);
        let node = Node::AtLeast { count, part };
        Some(Query { node, span })
    }

    /// `any( … )`, `all( … )`
    pub(crate) fn words_of(&mut self, name: Span, operator: Boolean) -> Option<Query> {
        let part = self.argument(self.field)?;
        let span = Span::new(name.start, self.tokens[self.at - 1].span.end);
        let parts = match part.node {
            Node::Boolean(Boolean::And, parts) => parts,
            _ => vec![part],
        };
        let mut fields = Vec::new();
        for part in &parts {
            let word = positional_fields(part, &mut fields);
            if word.is_err() || fields.iter().any(|field| *field != Field::Words) {
                let name = operator.name();
                let message =
                    format!("{name}( … ) takes words and phrases of the text, without operators");
                self.error(part.span, message, None);
                return None;
            }
        }
        let node = Node::Boolean(operator, parts);
        Some(Query { node, span })
    }

    /// `caps( … )`
    fn caps(&mut self, field: Field, case: Case, name: Span) -> Option<Query> {
        let part = self.argument(field)?;
        let span = Span::new(name.start, self.tokens[self.at - 1].span.end);
        let words = match part.node {
            Node::Leaf(Plan::Word { word, .. }) => vec![word],
            Node::Leaf(Plan::Phrase { words, .. }) => words,
            _ => {
                let message = format!("{}( … ) takes a word or a phrase", case.name());
                self.error(name, message, None);
                return None;
            }
        };
        if !field.is_text() {
            self.error(name, "names are matched in any case", None);
        }
        let terms = words.into_iter().map(|word| TermMatch::Caps(case, word));
        let node = Node::Leaf(Plan::sequence(field, terms.collect(), 0)?);
        Some(Query { node, span })
    }

    /// The parenthesized argument of a function.
    fn argument(&mut self, field: Field) -> Option<Query> {
        let open = self.next_if(TokenKind::Open)?;
        let outer = std::mem::replace(&mut self.field, field);
        let part = self.group(open);
        self.field = outer;
        part
    }

    /// Returns the span of a date or a comparison in parentheses, "(last 30 days)", "(>500)", and
    /// the index of the token after it.
    fn parenthesized_value(&self, field: Field) -> Option<(Span, usize)> {
        let ahead = self.tokens[self.at + 1..].iter().take(16);
        let close = ahead
            .clone()
            .position(|token| token.kind == TokenKind::Close)?;
        let past = self.at + 1 + close + 1;
        let inner = Span::new(
            self.tokens[self.at].span.end,
            self.tokens[past - 1].span.start,
        );
        let typed = inner.of(self.text);
        let is_value = match field.value_type() {
            ValueType::Dates => DateRange::parse(typed, self.places.today()).is_some(),
            _ => typed.trim_start().starts_with(['<', '>', '=']),
        };
        is_value.then_some((inner, past))
    }
}

/// Keeps the quotation marks around a name of one word: it is then the whole name of a person,
/// if there is one with it.
fn whole_name(query: Query) -> Query {
    let node = match query.node {
        Node::Leaf(Plan::Word { field, word }) => Node::Leaf(Plan::Phrase {
            field,
            words: vec![word],
        }),
        node => node,
    };
    Query { node, ..query }
}
