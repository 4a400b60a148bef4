//! What is called by name: fields with their values, and functions with their group.

use crate::query::field::ValueType;
use crate::query::limits::MAX_COUNT;
use crate::query::limits::MAX_ELLIPSIS;
use crate::query::parse::parser::{Parser, from, gather, has_words};
use crate::query::parse::proximity::places;
use crate::query::parse::token::{PhraseForm, Token, TokenKind};
use crate::query::{Case, DateRange, Distance, Field, Near, Node, Plan, Query, TermMatch};
use crate::text::Span;

/// How much may be left out where a quotation has an ellipsis.
const ELLIPSIS: Near = Near {
    distance: Distance::Words(MAX_ELLIPSIS),
    ordered: true,
    negated: false,
};

impl Parser<'_> {
    /// `speaker:` and what must follow at once: a word, a phrase, a list, or a group.
    pub(crate) fn field(&mut self, field: Field, name: Span) -> Option<Query> {
        let typed = name.of(self.text);
        let within = self.field == Field::Body && (field.is_of_quote() || field == Field::Body);
        if self.field != Field::Words && !within {
            let outer = self.outer();
            let message = format!("`{typed}` cannot stand inside the parentheses of `{outer}:`");
            self.error(name, message, None);
        }
        if field == Field::WithinQuote {
            return self.said(name);
        }
        let next = self.peek().filter(|next| next.span.start == name.end);
        let list = self.peek().filter(|next| next.kind == TokenKind::ListOpen);
        let Some(next) = next.or(list) else {
            let message = format!("`{typed}` needs its value right behind it, without a space");
            self.error(name, message, None);
            return None;
        };
        match next.kind {
            TokenKind::Minus | TokenKind::Plus => {
                let message = format!("a sign stands before the field: -{typed}…");
                self.error(name, message, None);
                None
            }
            TokenKind::Close => {
                let message = format!("`{typed}` needs its value right behind it, without a space");
                self.error(name, message, None);
                None
            }
            TokenKind::Open
                if field.value_type() == ValueType::Dates && self.days_ahead().is_some() =>
            {
                let (inner, past) = self.days_ahead().expect("just seen");
                self.at = past;
                let end = self.tokens[past - 1].span.end;
                self.value(field, inner, Span::new(name.start, end))
            }
            TokenKind::Open => {
                let open = self.next().expect("just seen");
                let outer = std::mem::replace(&mut self.field, field);
                let group = self.group(open);
                self.field = outer;
                group.map(|query| from(name, query))
            }
            TokenKind::ListOpen => {
                let open = self.next().expect("just seen").span;
                self.list(field, open).map(|query| from(name, query))
            }
            _ => {
                let token = self.next().expect("just seen");
                let span = match token.kind {
                    TokenKind::Phrase(..) | TokenKind::Range(_) => {
                        Span::new(name.start, token.span.end)
                    }
                    _ => token.span,
                };
                let query = self.valued(field, token, span);
                query.map(|query| from(name, query))
            }
        }
    }

    /// Returns what a token stands for in a field; `span` is all of it that was typed.
    pub(crate) fn valued(&mut self, field: Field, token: Token, span: Span) -> Option<Query> {
        let text = field.value_type() == ValueType::Words;
        match token.kind {
            TokenKind::Phrase(inner, PhraseForm::Exact) if text => self.exact(field, inner, span),
            TokenKind::Phrase(inner, _) if text && self.parts(inner).len() > 1 => {
                self.with_gaps(field, inner, span)
            }
            TokenKind::Phrase(inner, _) => {
                let slop = match self.peek().map(|token| token.kind) {
                    Some(TokenKind::Slop(slop)) => {
                        self.at += 1;
                        Some(slop)
                    }
                    _ => None,
                };
                self.phrase(field, inner, span, slop)
            }
            TokenKind::Regex(inner) if text => self.regex(field, inner, span),
            TokenKind::AtLeast(count) if text => self.at_least(field, count, token.span),
            TokenKind::Caps(case) if text => self.caps(field, case, token.span),
            TokenKind::Range(inner) => self.range(inner, span),
            TokenKind::Chunk if text => self.word(field, token.span, span),
            // An operator's name is a word here.
            _ => self.value(field, token.span, span),
        }
    }

    /// The parts of a phrase between its ellipses.
    fn parts(&self, phrase: Span) -> Vec<Span> {
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

    /// `"I told him … an apology"`: words left out of a quotation may be there.
    fn with_gaps(&mut self, field: Field, inner: Span, span: Span) -> Option<Query> {
        let mut whole: Option<Query> = None;
        for part in self.parts(inner) {
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
    fn said(&mut self, name: Span) -> Option<Query> {
        let next = self.peek().filter(|next| next.span.start == name.end);
        let Some(next) = next.filter(|next| next.kind != TokenKind::Close) else {
            self.error(
                name,
                "`said:` needs its words right behind it: said:(nato w/10 war)",
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
                        self.error(span, "there is nothing in this list", None);
                    }
                    return gather(arms, Node::Or).map(|mut query| {
                        query.span = Span::new(open.start, token.span.end);
                        query
                    });
                }
                TokenKind::Phrase(..)
                | TokenKind::Regex(_)
                | TokenKind::Chunk
                | TokenKind::And
                | TokenKind::Or
                | TokenKind::Not => {
                    let plain =
                        token.kind == TokenKind::Chunk && field.value_type() == ValueType::Words;
                    if !plain || has_words(token.span.of(self.text)) {
                        arms.extend(self.valued(field, token, token.span));
                    }
                }
                _ => {
                    let message = "a list holds words and phrases, nothing else";
                    self.error(token.span, message, None);
                }
            }
        }
        self.error(open, "this list is never closed by ]", None);
        None
    }

    /// `atleast3( … )`
    fn at_least(&mut self, field: Field, count: u32, name: Span) -> Option<Query> {
        if !(1..=MAX_COUNT).contains(&count) {
            let message =
                format!("a word can be asked to stand 1 to {MAX_COUNT} times in a passage");
            self.error(name, message, None);
        }
        let part = self.inside(field)?;
        let mut fields = Vec::new();
        if let Err((span, what)) = places(&part, &mut fields) {
            let message = format!("atleast counts places of words and phrases, and this is {what}");
            self.error(span, message, None);
        } else if fields.iter().any(|field| !field.is_text()) {
            self.error(name, "atleast counts places in a text, not in names", None);
        }
        let span = Span::new(name.start, self.tokens[self.at - 1].span.end);
        let part = Box::new(part);
        let node = Node::AtLeast { count, part };
        Some(Query { node, span })
    }

    /// `any( … )`
    pub(crate) fn any(&mut self, name: Span) -> Option<Query> {
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
                self.error(part.span, message, None);
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
                self.error(name, message, None);
                return None;
            }
        };
        if !field.is_text() {
            self.error(name, "names are found in any case", None);
        }
        let terms = words.into_iter().map(|word| TermMatch::Caps(case, word));
        let node = Node::Leaf(Plan::sequence(field, terms.collect(), 0)?);
        Some(Query { node, span })
    }

    /// The group behind a function's name.
    fn inside(&mut self, field: Field) -> Option<Query> {
        let open = self.next_if(TokenKind::Open)?;
        let outer = std::mem::replace(&mut self.field, field);
        let part = self.group(open);
        self.field = outer;
        part
    }

    /// Returns where days typed in parentheses stand, "(last 30 days)", and the token past them.
    fn days_ahead(&self) -> Option<(Span, usize)> {
        let ahead = self.tokens[self.at + 1..].iter().take(8);
        let close = ahead
            .clone()
            .position(|token| token.kind == TokenKind::Close)?;
        let past = self.at + 1 + close + 1;
        let inner = Span::new(
            self.tokens[self.at].span.end,
            self.tokens[past - 1].span.start,
        );
        DateRange::parse(inner.of(self.text), self.places.today()).map(|_| (inner, past))
    }
}
