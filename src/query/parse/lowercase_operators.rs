//! Habits of other query languages taken in good faith, and said: operators in lower case, words
//! that are operators elsewhere.

use crate::query::Diagnostic;
use crate::query::parse::foreign_syntax::{is_number, next_word};
use crate::query::parse::lexer::{Kind, Token};
use crate::query::rewrite::plain_language::PLAIN_LANGUAGE_MIN_WORDS;

/// Reads `and`, `or` and `not` between words as operators, unless all of it is a sentence in
/// plain words; each is said once.
pub(crate) fn lower_case_operators(
    text: &str,
    tokens: &mut [Token],
    remarks: &mut Vec<Diagnostic>,
) {
    let typed = |token: &Token| token.span.of(text);
    let is_word = |token: &Token| operator(typed(token)).is_none();
    let plain = |token: &Token| matches!(token.kind, Kind::Chunk | Kind::Phrase(..));
    let words = tokens.iter().filter(|token| is_word(token)).count();
    if tokens.iter().all(plain) && words >= PLAIN_LANGUAGE_MIN_WORDS {
        return;
    }
    let mut in_list = false;
    for at in 1..tokens.len() {
        let (before, token) = (tokens[at - 1], tokens[at]);
        match before.kind {
            Kind::ListOpen => in_list = true,
            Kind::ListClose => in_list = false,
            _ => {}
        }
        let Some(kind) = operator(typed(&token)).filter(|_| token.kind == Kind::Chunk) else {
            continue;
        };
        let valued = matches!(before.kind, Kind::Field(_)) && before.span.end == token.span.start;
        let after = tokens.get(at + 1).map(|after| after.kind);
        let ends = matches!(
            after,
            None | Some(Kind::Close | Kind::And | Kind::Or | Kind::Near(_) | Kind::ListClose)
        );
        let begins = matches!(
            before.kind,
            Kind::Open | Kind::And | Kind::Or | Kind::Not | Kind::Near(_)
        );
        // "a and not b" has NOT behind AND.
        let misplaced = begins && !(kind == Kind::Not && before.kind == Kind::And);
        if in_list || valued || ends || misplaced {
            continue;
        }
        tokens[at].kind = kind;
        let (typed, meant) = (typed(&token), typed(&token).to_uppercase());
        let message =
            format!("`{typed}` is read as {meant} here; in quotation marks it is a word.");
        if remarks.iter().all(|remark| remark.message != message) {
            remarks.push(Diagnostic {
                span: token.span,
                message,
                suggestion: None,
            });
        }
    }
}

fn operator(typed: &str) -> Option<Kind> {
    match typed {
        "and" | "And" => Some(Kind::And),
        "or" | "Or" => Some(Kind::Or),
        // "Not" is a German noun.
        "not" => Some(Kind::Not),
        _ => None,
    }
}

/// Words that are operators elsewhere, and words here.
pub(crate) fn doubtful(text: &str, token: Token) -> Option<Diagnostic> {
    let shouted = !text.contains(char::is_lowercase);
    if token.kind != Kind::Chunk || shouted {
        return None;
    }
    let typed = token.span.of(text);
    let lower = typed.to_ascii_lowercase();
    let letters = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    let counted = is_number(&lower[letters.len()..]);
    let meant = match letters {
        "same" if !counted => "`w/p` is one paragraph",
        "w" | "pre" if counted => "`w/5` is within five words",
        "within" | "adj" | "near" if !counted && is_number(next_word(text, token.span.end)) => {
            "`w/5` is within five words"
        }
        _ => return None,
    };
    Some(Diagnostic {
        span: token.span,
        message: format!("`{typed}` is a word here; {meant}."),
        suggestion: None,
    })
}
