//! Titles in quotation marks, which nobody says: "the series 'In All Friendship'".

use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::QuotedSpan;
use crate::annotate::text::tokens::TokenKind;
use crate::lang::Class;

/// Tells whether a quoted span is the title of a work: capitalised throughout, inside a clause. A
/// final comma or full stop may belong to the clause.
pub(crate) fn is_title(parsed: &ParsedArticle, quoted: &QuotedSpan) -> bool {
    is_named(parsed, quoted) || is_listed(parsed, quoted)
}

/// "„Nackt unter Wölfen“ oder „Jeder stirbt für sich allein“": a title in a list after another one.
fn is_listed(parsed: &ParsedArticle, quoted: &QuotedSpan) -> bool {
    let Some(joint) = parsed.token_before(quoted) else {
        return false;
    };
    let joined =
        parsed.kind(joint) == Some(TokenKind::Comma) || parsed.is(joint, Class::CONJUNCTION);
    let first = parsed.tokenized.tokens[quoted.open + 1].is_capital();
    let before = joint
        .checked_sub(1)
        .filter(|_| joined && first && parsed.is_narration(joint));
    before.is_some_and(|close| {
        let index = parsed.tokenized.tokens[close].quoted_span as usize;
        let other = parsed.quoted_spans.get(index);
        other.is_some_and(|other| other.close == close && is_named(parsed, other))
    })
}

fn is_named(parsed: &ParsedArticle, quoted: &QuotedSpan) -> bool {
    let small = Class::PREPOSITION
        .with(Class::DETERMINER)
        .with(Class::CONJUNCTION)
        .with(Class::AUXILIARY)
        .with(Class::POSSESSIVE);
    let inside = &parsed.tokenized.tokens[quoted.open + 1..quoted.close];
    let words = || inside.iter().filter(|token| token.kind == TokenKind::Word);
    let capitals = words()
        .filter(|token| !token.is(small))
        .all(|token| token.is_capital());
    let first = words().next().is_some_and(|token| token.is_capital());
    let asks = inside.last().is_some_and(|last| {
        matches!(
            last.span().of(parsed.tokenized.text).chars().next(),
            Some('!' | '?' | '…')
        )
    });
    let Some(before) = parsed.token_before(quoted) else {
        return false;
    };
    let words_in = words().count();
    // "the series 'In All Friendship'", "die „Aktion Deutschland hilft“".
    let near = before.saturating_sub(1)..=before;
    let named = near
        .into_iter()
        .any(|token| parsed.is_narration(token) && parsed.is(token, Class::TITLED_WORK));
    let definite = parsed.tokenized.lexicon.fragments_are_speech()
        && words_in > 1
        && parsed.is(before, Class::DETERMINER)
        && !parsed.tokenized.token_text(before).starts_with("ein");
    if first && !asks && (named || definite) && words_in < 12 {
        return true;
    }
    // "nannte den Bericht eine „Zeitungsente“": every noun has a capital.
    if parsed.tokenized.lexicon.capitalized_nouns()
        && parsed.tokenized.token_text(before).starts_with("ein")
    {
        return false;
    }
    let inside_clause = matches!(
        parsed.kind(before),
        Some(TokenKind::Word | TokenKind::Possessive | TokenKind::Comma | TokenKind::Number)
    ) && parsed.is_narration(before);
    let said = parsed.is(before, Class::SPEECH_VERB)
        || (parsed.kind(before) == Some(TokenKind::Comma) && words().count() < 2);
    inside_clause && first && capitals && !asks && !said
}
