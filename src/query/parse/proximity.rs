//! Parses proximity operators: `a w/5 b`, `(a OR b) w/s c`, `a w/doc b`.

use crate::query::Near;
use crate::query::ast::Node;
use crate::query::ast::Query;
use crate::query::field::Field;
use crate::query::limits::MAX_PROXIMITY_OPERATORS;
use crate::query::operator::Boolean;
use crate::query::operator::Operator;
use crate::query::parse::parser::Parser;
use crate::query::parse::token::TokenKind;
use crate::text::Span;

impl Parser<'_> {
    /// `a w/5 b w/s c`: from left to right.
    pub(crate) fn near(&mut self) -> Option<Query> {
        let mut left = self.boosted();
        while let Some(TokenKind::Near(near)) = self.peek().map(|token| token.kind) {
            let sign = self.next().expect("just seen").span;
            self.proximity_operators += 1;
            if self.proximity_operators > MAX_PROXIMITY_OPERATORS {
                let message = format!(
                    "a query may have at most {MAX_PROXIMITY_OPERATORS} proximity operators"
                );
                return self.stop(sign, message);
            }
            if self.at_end_of_group() {
                let message = format!("{near} needs an operand after it");
                self.error(sign, message, None);
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

    /// `a w/doc b w/doc c`: each in one article, whichever passage.
    pub(crate) fn in_article(&mut self) -> Option<Query> {
        let first = self.near();
        let mut complete = first.is_some();
        let mut operands: Vec<Query> = first.into_iter().collect();
        while let Some(sign) = self.next_if(TokenKind::WithinArticle) {
            self.proximity_operators += 1;
            if self.proximity_operators > MAX_PROXIMITY_OPERATORS {
                let message = format!(
                    "a query may have at most {MAX_PROXIMITY_OPERATORS} proximity operators"
                );
                return self.stop(sign.span, message);
            }
            if self.at_end_of_group() {
                self.error(sign.span, "w/doc needs an operand after it", None);
                break;
            }
            let next = self.near();
            complete &= next.is_some();
            operands.extend(next);
        }
        if operands.len() < 2 || !complete {
            return operands.into_iter().next().filter(|_| complete);
        }
        let (first, last) = (operands[0].span, operands[operands.len() - 1].span);
        let parts: Vec<Query> = operands.into_iter().flat_map(words_of_article).collect();
        self.check_words_of_article(&parts);
        Some(Query {
            node: Node::Boolean(Boolean::AllWords, parts),
            span: Span::new(first.start, last.end),
        })
    }

    fn check_words_of_article(&mut self, parts: &[Query]) {
        for part in parts {
            let mut fields = Vec::new();
            if let Err((span, what)) = positional_fields(part, &mut fields) {
                let message = format!(
                    "w/doc takes words and phrases, or an AND or OR of them, on both sides; this is {what}"
                );
                self.error(span, message, None);
            } else if fields.iter().any(|field| *field != Field::Words) {
                let message = "w/doc joins words of the text; a field is joined with AND";
                self.error(part.span, message, None);
            }
        }
    }

    fn joined(&mut self, near: Near, sign: Span, first: Query, second: Query) -> Query {
        let mut fields = Vec::new();
        for part in [&first, &second] {
            if let Err((span, what)) = positional_fields(part, &mut fields) {
                let message = format!(
                    "{near} takes words and phrases, or an OR of them, on both sides; this is {what}"
                );
                let correction = (what == "AND")
                    .then(|| with_operator_between(span.of(self.text), near))
                    .flatten();
                self.error(span, message, correction);
            }
        }
        fields.dedup();
        match fields.as_slice() {
            [field] if !field.is_text() => {
                let message = format!("{near} works in text, not in `{}:`", field.name());
                self.error(sign, message, Some("AND".to_owned()));
            }
            [_, _, ..] => {
                let message = format!("{near} cannot span two fields");
                self.error(sign, message, Some("AND".to_owned()));
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
}

/// Returns what an operand of `w/doc` asks of the article: `a` and `b` of `(a AND b)`.
fn words_of_article(operand: Query) -> Vec<Query> {
    match operand.node {
        Node::Boolean(Boolean::And | Boolean::AllWords, parts) => {
            parts.into_iter().flat_map(words_of_article).collect()
        }
        _ => vec![operand],
    }
}

/// Collects the fields that a clause searches. If a part of it has no positions in a text, returns
/// that part and what it is.
pub(crate) fn positional_fields(
    query: &Query,
    fields: &mut Vec<Field>,
) -> Result<(), (Span, &'static str)> {
    query.try_visit(&mut |part| {
        let what = match &part.node {
            Node::Boolean(Boolean::Or, _) | Node::Near { .. } | Node::Boost { .. } => return Ok(()),
            Node::Leaf(plan) if plan.is_term() => {
                fields.extend(plan.field().filter(|field| !fields.contains(field)));
                return Ok(());
            }
            Node::Leaf(_) => "not a word",
            Node::Boolean(operator, _) => operator.name(),
            Node::AtLeast { .. } => Operator::AtLeast.name(),
            Node::WithinQuote(_) => Field::WithinQuote.name(),
        };
        Err((part.span, what))
    })
}

/// Returns a group of plain words with the operator between them: `(a AND b)` as `(a w/5 b)`.
fn with_operator_between(typed: &str, near: Near) -> Option<String> {
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
    let correction = words.join(&format!(" {near} "));
    words.iter().all(plain).then(|| format!("({correction})"))
}
