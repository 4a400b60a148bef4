//! Words near one another: `a w/5 b`, `(a OR b) w/s c`.

use crate::query::limits::MAX_PROXIMITY_OPERATORS;
use crate::query::parse::parser::Parser;
use crate::query::parse::token::TokenKind;
use crate::query::{Field, Near, Node, Plan, Query};
use crate::text::Span;

impl Parser<'_> {
    /// `a w/5 b w/s c`: from left to right.
    pub(crate) fn near(&mut self) -> Option<Query> {
        let mut left = self.boosted();
        while let Some(TokenKind::Near(near)) = self.peek().map(|token| token.kind) {
            let sign = self.next().expect("just seen").span;
            self.nears += 1;
            if self.nears > MAX_PROXIMITY_OPERATORS {
                let message = format!(
                    "a question may have {MAX_PROXIMITY_OPERATORS} of w/n and its like, no more"
                );
                return self.stop(sign, message);
            }
            if self.at_end_of_group() {
                let message = format!("{near} needs something after it");
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
            if let Err((span, what)) = places(part, &mut fields) {
                let message = format!(
                    "{near} wants words, phrases or OR between them on both sides, and this is {what}"
                );
                let correction = (what == "AND")
                    .then(|| nearer(span.of(self.text), near))
                    .flatten();
                self.error(span, message, correction);
            }
        }
        fields.dedup();
        match fields.as_slice() {
            [field] if !field.is_text() => {
                let message = format!(
                    "{near} is asked of the words of a text, not of `{}:`",
                    field.name()
                );
                self.error(sign, message, Some("AND".to_owned()));
            }
            [_, _, ..] => {
                let message = format!("{near} cannot reach from one field into another");
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

/// Gathers the fields a part is looked for in, if all of it has places in a text.
pub(crate) fn places(query: &Query, fields: &mut Vec<Field>) -> Result<(), (Span, &'static str)> {
    match &query.node {
        Node::Leaf(
            Plan::Word { field, .. }
            | Plan::Phrase { field, .. }
            | Plan::TermMatch { field, .. }
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
        Node::WithinQuote(_) => Err((query.span, "said")),
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
    let correction = words.join(&format!(" {near} "));
    words.iter().all(plain).then(|| format!("({correction})"))
}
