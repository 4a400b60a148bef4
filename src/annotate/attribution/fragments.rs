//! Quoted fragments inside indirect speech that count as direct quotations, in languages that use
//! quotation marks for speech only (German).

use crate::annotate::indirect_speech::statement::Statement;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::QuotedSpan;
use crate::annotate::text::tokens::{Shape, TokenKind};
use crate::annotate::titles_in_quotes::is_title;
use crate::article::{Quote, QuoteKind};
use crate::lang::Class;

/// Returns the quoted fragments of a statement as direct quotations by the same speaker.
pub(crate) fn fragments(
    parsed: &ParsedArticle,
    statement: &Statement,
    whole: &Quote,
) -> Vec<Quote> {
    let quoted_spans = &parsed.quoted_spans[statement.quoted_spans.clone()];
    let fragment = |quoted: &QuotedSpan| Quote {
        span: quoted.content,
        kind: QuoteKind::Direct,
        ..whole.clone()
    };
    quoted_spans
        .iter()
        .filter(|quoted| is_fragment(parsed, quoted))
        .map(fragment)
        .collect()
}

/// Tells a fragment of speech from a quoted name: "nannte es einen „Wortbruch“", but not "die
/// Agentur „Sana“".
fn is_fragment(parsed: &ParsedArticle, quoted: &QuotedSpan) -> bool {
    let italics = parsed.tokenized.token_text(quoted.open) == "''";
    let before = parsed.token_before(quoted);
    let governed = before.is_some_and(|before| {
        parsed.is(before, Class::PREPOSITION.with(Class::SUBORDINATOR))
            || parsed.tokenized.token_text(before).starts_with("ein")
    });
    !italics && (governed || !is_title(parsed, quoted))
}

/// Tells whether a quoted fragment outside indirect speech is speech: the sentence has a cue with a
/// subject, or "als" introduces what something is called.
pub(crate) fn is_lone_fragment(parsed: &ParsedArticle, quoted: &QuotedSpan) -> bool {
    if !parsed.tokenized.lexicon.fragments_are_speech() || !is_fragment(parsed, quoted) {
        return false;
    }
    let sentence = parsed.sentence_of(quoted.open);
    let inside = &parsed.tokenized.tokens[quoted.open + 1..quoted.close];
    let called = parsed
        .token_before(quoted)
        .is_some_and(|before| parsed.tokenized.text_is(before, "als"));
    if called {
        let tokens = parsed.sentences[sentence].tokens.clone();
        let small = inside
            .first()
            .is_some_and(|first| first.shape == Shape::Lower);
        let mut verbs = tokens.filter(|&token| parsed.is_narration(token));
        return small || verbs.any(|token| parsed.is(token, Class::SPEECH_VERB));
    }
    // A single word held with tongs is the reporter's; words in brackets explain.
    let bracketed = parsed
        .token_before(quoted)
        .is_some_and(|before| parsed.kind(before) == Some(TokenKind::OpenBracket));
    let words = inside.iter().filter(|token| token.is_word()).count();
    let cued = || {
        let cues = &parsed.cues[parsed.cues_in(sentence)];
        cues.iter().any(|cue| {
            let subject = cue.subject.as_ref();
            subject.is_some_and(|subject| !parsed.tokenized.text_is(subject.tokens.start, "man"))
        })
    };
    words > 1 && !bracketed && cued()
}
