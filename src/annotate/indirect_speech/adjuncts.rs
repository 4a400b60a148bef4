//! What stands between a cue and its content: addressee, time and place.

use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::TokenKind;
use crate::annotate::titles_in_quotes::is_title;
use crate::lang::Class;
use std::ops::Range;

/// Skips a time phrase: "on Monday", "last week", "later".
pub(crate) fn skip_time_phrase(
    parsed: &ParsedArticle,
    from: usize,
    sentence: &Range<usize>,
) -> usize {
    let mut at = from;
    while at < sentence.end && parsed.is_narration(at) {
        let governed = parsed.is(at, Class::PREPOSITION) && parsed.is(at + 1, Class::DATE);
        let dated = parsed.is(at, Class::DATE)
            || (parsed.is(at, Class::TIME) && !parsed.is(at, Class::DETERMINER));
        let number = parsed.kind(at) == Some(TokenKind::Number)
            && at > from
            && parsed.is(at - 1, Class::DATE);
        if !governed && !dated && !number {
            break;
        }
        at += 1;
    }
    at
}

/// "told reporters in Paris on Monday that": returns the token after the addressee.
pub(crate) fn skip_addressee(
    parsed: &ParsedArticle,
    from: usize,
    sentence: &Range<usize>,
) -> usize {
    let clause = Class::THAT.with(Class::SUBORDINATOR).with(Class::RELATIVE);
    if !parsed.is_narration(from)
        || parsed.is(from, clause)
        || parsed.tokenized.text_is(from, "what")
    {
        return from;
    }
    let mention = parsed
        .mentions
        .partition_point(|mention| mention.tokens.end <= from);
    let mut at = from;
    if let Some(mention) = parsed
        .mentions
        .get(mention)
        .filter(|mention| mention.tokens.start <= from + 1 && mention.tokens.end <= sentence.end)
    {
        at = mention.tokens.end;
        // "The Post's editorial board", "the Ledger of Newark".
        if parsed.kind(at) == Some(TokenKind::Possessive) {
            at += 1;
            while at < sentence.end
                && parsed.kind(at) == Some(TokenKind::Word)
                && !parsed.is(at, PHRASE_END)
            {
                at += 1;
            }
        }
        if parsed.is(at, Class::PREPOSITION)
            && !parsed.is(at + 1, Class::DATE)
            && parsed
                .tokenized
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.is_capital())
        {
            at += 2;
        }
        return at.min(sentence.end);
    }
    let owns = parsed.is(from, Class::POSSESSIVE)
        && parsed.kind(from + 1) == Some(TokenKind::Word)
        && !parsed.is(from + 1, PHRASE_END);
    if parsed.is(from, Class::PRONOUN.with(Class::POSSESSIVE)) && !owns {
        return from + 1;
    }
    if parsed.is(
        from,
        Class::PREPOSITION
            .with(Class::THAT)
            .with(Class::AUXILIARY)
            .with(Class::SUBORDINATOR),
    ) || parsed.kind(from) != Some(TokenKind::Word)
    {
        return from;
    }
    while at < sentence.end
        && at < from + 5
        && parsed.is_narration(at)
        && parsed.kind(at) == Some(TokenKind::Word)
    {
        if parsed.is(at, Class::ADDRESSEE) {
            return at + 1;
        }
        at += 1;
    }
    let skipped = if parsed.is(from, Class::DETERMINER) {
        from + 2
    } else {
        from + 1
    };
    skipped.min(sentence.end)
}

/// Words that end a noun phrase.
const PHRASE_END: Class = Class::PREPOSITION
    .with(Class::AUXILIARY)
    .with(Class::DETERMINER)
    .with(Class::PRONOUN)
    .with(Class::THAT)
    .with(Class::TIME)
    .with(Class::DATE)
    .with(Class::SUBORDINATOR)
    .with(Class::CONJUNCTION);

/// Returns the "that" that opens the content, past adjuncts of time and place.
pub(crate) fn find_that(
    parsed: &ParsedArticle,
    from: usize,
    sentence: &Range<usize>,
) -> Option<usize> {
    let between = Class::PREPOSITION
        .with(Class::TIME)
        .with(Class::DATE)
        .with(Class::ADVERB);
    let mut at = from;
    while at < sentence.end.min(from + 20) {
        if !parsed.is_narration(at) {
            // "said on 'Meet the Press' that"
            let quoted = &parsed.quoted_spans[parsed.tokenized.tokens[at].quoted_span as usize];
            if at > from && is_title(parsed, quoted) {
                at += 1;
                continue;
            }
            return None;
        }
        if parsed.is(at, Class::THAT) {
            return Some(at);
        }
        match parsed.kind(at) {
            Some(TokenKind::Terminator | TokenKind::Colon | TokenKind::Semicolon) => return None,
            // "said, twice, that", "said - in one sentence - that"
            Some(kind @ (TokenKind::Comma | TokenKind::Dash)) => {
                let close = (at + 1..sentence.end.min(at + 16)).find(|&close| {
                    parsed.is_narration(close) && parsed.kind(close) == Some(kind)
                })?;
                return parsed.is(close + 1, Class::THAT).then_some(close + 1);
            }
            _ => {}
        }
        // Only a phrase of time or place may stand in between.
        if at == from && !parsed.is(at, between) {
            return None;
        }
        let capital = parsed.tokenized.tokens[at].is_capital();
        if parsed.is(at, Class::AUXILIARY.with(Class::SPEECH_VERB)) && !capital
            || (parsed.is(at, Class::PRONOUN)
                && !parsed.is(at, Class::POSSESSIVE)
                && !parsed.tokenized.text_is(at, "one"))
        {
            return None;
        }
        at += 1;
    }
    None
}
