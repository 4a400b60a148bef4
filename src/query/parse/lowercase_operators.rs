//! Reads operators in lower case, with a warning.

use crate::query::diagnostic::Diagnostic;
use crate::query::limits::PLAIN_LANGUAGE_MIN_WORDS;
use crate::query::operator::Boolean;
use crate::query::parse::foreign_syntax::lowercase_operator;
use crate::query::parse::token::Token;
use crate::query::parse::token::TokenKind;

/// Turns `and`, `or` and `not` between operands into operators, unless the whole query is a
/// sentence in plain language. Warns of each word once.
pub(crate) fn read_lowercase_operators(
    text: &str,
    tokens: &mut [Token],
    warnings: &mut Vec<Diagnostic>,
) {
    let typed = |token: &Token| token.span.of(text);
    let is_word = |token: &Token| lowercase_operator(typed(token)).is_none();
    let plain = |token: &Token| matches!(token.kind, TokenKind::Chunk | TokenKind::Phrase(..));
    let words = tokens.iter().filter(|token| is_word(token)).count();
    if tokens.iter().all(plain) && words >= PLAIN_LANGUAGE_MIN_WORDS {
        return;
    }
    let mut in_list = false;
    for at in 1..tokens.len() {
        let (before, token) = (tokens[at - 1], tokens[at]);
        match before.kind {
            TokenKind::ListOpen => in_list = true,
            TokenKind::ListClose => in_list = false,
            _ => {}
        }
        let Some(kind) =
            lowercase_operator(typed(&token)).filter(|_| token.kind == TokenKind::Chunk)
        else {
            continue;
        };
        let valued =
            matches!(before.kind, TokenKind::Field(_)) && before.span.end == token.span.start;
        let after = tokens.get(at + 1).map(|after| after.kind);
        let ends = match after {
            None
            | Some(
                TokenKind::Close
                | TokenKind::Near(_)
                | TokenKind::WithinArticle
                | TokenKind::ListClose,
            ) => true,
            Some(TokenKind::Boolean(operator)) => operator.is_infix(),
            Some(_) => false,
        };
        let begins = matches!(
            before.kind,
            TokenKind::Open | TokenKind::Boolean(_) | TokenKind::Near(_) | TokenKind::WithinArticle
        );
        // "a and not b" has NOT after AND.
        let misplaced = begins
            && !(kind == TokenKind::Boolean(Boolean::Not)
                && before.kind == TokenKind::Boolean(Boolean::And));
        if in_list || valued || ends || misplaced {
            continue;
        }
        tokens[at].kind = kind;
        let typed = typed(&token);
        let operator = typed.to_uppercase();
        let message = format!(
            "`{typed}` is read as the operator {operator}; to search for the word, put it in quotation marks."
        );
        if warnings.iter().all(|warning| warning.message != message) {
            warnings.push(Diagnostic {
                span: token.span,
                message,
                suggestion: None,
            });
        }
    }
}
