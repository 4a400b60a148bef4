//! Dialogue introduced by dashes, as in Spanish and French: "—No —dijo Lind—. Nunca.", "— Non,
//! dit-elle."

use crate::annotate::quoted_spans::quoted_span::{QuoteStyle, QuotedSpan};
use crate::annotate::text::tokens::{TokenKind, TokenizedText};
use crate::lang::Class;
use crate::text::paragraphs::trim;
use std::ops::Range;

/// Returns the paragraphs of dialogue: those that begin with a dash, if at least one names its
/// speaker.
pub(crate) fn paragraphs(tokenized: &TokenizedText) -> Vec<usize> {
    if !tokenized.lexicon.dialogue_dashes() {
        return Vec::new();
    }
    let dashed: Vec<usize> = (0..tokenized.paragraph_tokens.len())
        .filter(|&paragraph| {
            let range = &tokenized.paragraph_tokens[paragraph];
            range.len() > 2 && is_dash(tokenized, range.start)
        })
        .collect();
    let has_aside = dashed.iter().any(|&paragraph| {
        let range = tokenized.paragraph_tokens[paragraph].clone();
        range
            .clone()
            .any(|token| aside(tokenized, token, &range).is_some())
    });
    if has_aside { dashed } else { Vec::new() }
}

fn is_dash(tokenized: &TokenizedText, token: usize) -> bool {
    tokenized.tokens[token].kind == TokenKind::Dash
}

/// Adds the quoted spans of a paragraph of dialogue: everything but the attribution clauses.
pub(crate) fn in_paragraph(
    tokenized: &TokenizedText,
    paragraph: usize,
    quoted_spans: &mut Vec<QuotedSpan>,
) {
    let range = tokenized.paragraph_tokens[paragraph].clone();
    let mut open = range.start;
    let mut token = open + 1;
    while token < range.end {
        if let Some(end) = aside(tokenized, token, &range) {
            push(tokenized, paragraph, open, token, quoted_spans);
            open = end;
            token = end;
        }
        token += 1;
    }
    if open + 1 < range.end {
        push(tokenized, paragraph, open, range.end - 1, quoted_spans);
    }
}

fn push(
    tokenized: &TokenizedText,
    paragraph: usize,
    open: usize,
    close: usize,
    quoted_spans: &mut Vec<QuotedSpan>,
) {
    let last = if is_dash(tokenized, close) {
        close - 1
    } else {
        close
    };
    let leads = |token: &usize| {
        matches!(
            tokenized.tokens[*token].kind,
            TokenKind::Terminator | TokenKind::Comma | TokenKind::Dash | TokenKind::Colon
        )
    };
    let Some(first) = (open + 1..=last).find(|token| !leads(token)) else {
        return;
    };
    let content = trim(tokenized.text, tokenized.span_between(first, last));
    quoted_spans.push(QuotedSpan {
        open,
        close,
        content,
        closed: true,
        style: QuoteStyle::DialogueDash,
        paragraph,
        continues: false,
    });
}

/// "—dijo Lind—", ", dit-elle.": returns the token that ends the attribution clause (a dash, comma
/// or full stop), if one begins at this dash or comma.
fn aside(tokenized: &TokenizedText, token: usize, range: &Range<usize>) -> Option<usize> {
    let here = &tokenized.tokens[token];
    let dash = here.kind == TokenKind::Dash && token > range.start;
    if !dash && !matches!(here.kind, TokenKind::Comma | TokenKind::Terminator) {
        return None;
    }
    let mut verb = token + 1;
    // "a-t-elle dit", "se quejó"
    while verb < range.end.min(token + 4)
        && tokenized.tokens[verb].is(Class::AUXILIARY.with(Class::PRONOUN))
        && !tokenized.tokens[verb].is(Class::SPEECH_VERB)
    {
        verb += 1;
    }
    let says = verb < range.end && tokenized.tokens[verb].is(Class::SPEECH_VERB);
    // After a comma, only "dit-elle" and "dit Lind" say who speaks.
    let subject = tokenized
        .tokens
        .get(verb + 1)
        .filter(|_| verb + 1 < range.end);
    let inverted = verb > token + 1
        || subject.is_some_and(|next| {
            next.is(Class::PRONOUN.with(Class::DETERMINER)) || next.is_capital()
        });
    if !says || !(dash || inverted) {
        return None;
    }
    let ends = |&at: &usize| match tokenized.tokens[at].kind {
        TokenKind::Dash => true,
        TokenKind::Terminator | TokenKind::Colon => !dash,
        TokenKind::Comma => !dash,
        _ => false,
    };
    let end = (verb + 1..range.end).find(ends);
    Some(end.unwrap_or(range.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::text::tokenizer::tokenize;
    use crate::lang::lexicon;

    /// Returns the quoted spans of every paragraph of dialogue.
    fn quoted_spans(tokenized: &TokenizedText) -> Vec<QuotedSpan> {
        let mut found = Vec::new();
        for paragraph in paragraphs(tokenized) {
            in_paragraph(tokenized, paragraph, &mut found);
        }
        found
    }

    fn check(lang: &str, text: &str, expected: &[&str]) {
        let tokenized = tokenize(text, lexicon(lang));
        let found: Vec<&str> = quoted_spans(&tokenized)
            .iter()
            .map(|quoted| quoted.content.of(text))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_spanish_dialogue() {
        check(
            "es",
            "—No habrá impuestos —dijo Anna Lind—. Nunca.\n\n—¿Por qué?",
            &["No habrá impuestos", "Nunca.", "¿Por qué?"],
        );
    }

    #[test]
    fn reads_french_dialogue() {
        check(
            "fr",
            "— Non, dit-elle. Jamais.\n\n— Pourquoi ?",
            &["Non,", "Jamais.", "Pourquoi ?"],
        );
    }

    #[test]
    fn a_list_is_no_dialogue() {
        check("es", "— Uno\n— Dos\n— Tres", &[]);
        check("en", "— No, said Lind.", &[]);
    }
}
