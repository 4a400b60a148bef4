//! Parses proximity operators: `a w/5 b`, `(a OR b) w/s c`.

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
