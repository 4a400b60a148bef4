//! What stands between a cue and its content: who was told, when and where.

use crate::annotate::attribution::titles_in_quotes::is_title;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::Kind;
use crate::lang::Class;
use std::ops::Range;

/// Skips when it was said: "on Monday", "last week", "later".
pub(crate) fn past_time(scene: &ParsedArticle, from: usize, sentence: &Range<usize>) -> usize {
    let mut at = from;
    while at < sentence.end && scene.narrates(at) {
        let governed = scene.is(at, Class::PREPOSITION) && scene.is(at + 1, Class::DATE);
        let dated = scene.is(at, Class::DATE)
            || (scene.is(at, Class::TIME) && !scene.is(at, Class::DETERMINER));
        let number =
            scene.kind(at) == Some(Kind::Number) && at > from && scene.is(at - 1, Class::DATE);
        if !governed && !dated && !number {
            break;
        }
        at += 1;
    }
    at
}

/// "told reporters in Paris on Monday that": returns the token after the one who is told.
pub(crate) fn past_listener(scene: &ParsedArticle, from: usize, sentence: &Range<usize>) -> usize {
    let clause = Class::THAT.with(Class::SUBORDINATOR).with(Class::RELATIVE);
    if !scene.narrates(from) || scene.is(from, clause) || scene.reading.says(from, "what") {
        return from;
    }
    let mention = scene
        .mentions
        .partition_point(|mention| mention.tokens.end <= from);
    let mut at = from;
    if let Some(mention) = scene
        .mentions
        .get(mention)
        .filter(|mention| mention.tokens.start <= from + 1 && mention.tokens.end <= sentence.end)
    {
        at = mention.tokens.end;
        // "The Post's editorial board", "the Ledger of Newark".
        if scene.kind(at) == Some(Kind::Possessive) {
            at += 1;
            while at < sentence.end && scene.kind(at) == Some(Kind::Word) && !scene.is(at, PLAIN) {
                at += 1;
            }
        }
        if scene.is(at, Class::PREPOSITION)
            && !scene.is(at + 1, Class::DATE)
            && scene
                .reading
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.is_capital())
        {
            at += 2;
        }
        return at.min(sentence.end);
    }
    let owns = scene.is(from, Class::POSSESSIVE)
        && scene.kind(from + 1) == Some(Kind::Word)
        && !scene.is(from + 1, PLAIN);
    if scene.is(from, Class::PRONOUN.with(Class::POSSESSIVE)) && !owns {
        return from + 1;
    }
    if scene.is(
        from,
        Class::PREPOSITION
            .with(Class::THAT)
            .with(Class::AUXILIARY)
            .with(Class::SUBORDINATOR),
    ) || scene.kind(from) != Some(Kind::Word)
    {
        return from;
    }
    while at < sentence.end
        && at < from + 5
        && scene.narrates(at)
        && scene.kind(at) == Some(Kind::Word)
    {
        if scene.is(at, Class::ADDRESSEE) {
            return at + 1;
        }
        at += 1;
    }
    let skipped = if scene.is(from, Class::DETERMINER) {
        from + 2
    } else {
        from + 1
    };
    skipped.min(sentence.end)
}

/// Words that end a noun phrase.
const PLAIN: Class = Class::PREPOSITION
    .with(Class::AUXILIARY)
    .with(Class::DETERMINER)
    .with(Class::PRONOUN)
    .with(Class::THAT)
    .with(Class::TIME)
    .with(Class::DATE)
    .with(Class::SUBORDINATOR)
    .with(Class::CONJUNCTION);

/// Returns the "that" that opens the content, past when and where it was said.
pub(crate) fn that_ahead(
    scene: &ParsedArticle,
    from: usize,
    sentence: &Range<usize>,
) -> Option<usize> {
    let between = Class::PREPOSITION
        .with(Class::TIME)
        .with(Class::DATE)
        .with(Class::ADVERB);
    let mut at = from;
    while at < sentence.end.min(from + 20) {
        if !scene.narrates(at) {
            // "said on 'Meet the Press' that"
            let region = &scene.regions[scene.reading.tokens[at].region as usize];
            if at > from && is_title(scene, region) {
                at += 1;
                continue;
            }
            return None;
        }
        if scene.is(at, Class::THAT) {
            return Some(at);
        }
        match scene.kind(at) {
            Some(Kind::Stop | Kind::Colon | Kind::Semicolon) => return None,
            // "said, twice, that", "said - in one sentence - that"
            Some(kind @ (Kind::Comma | Kind::Dash)) => {
                let close = (at + 1..sentence.end.min(at + 16))
                    .find(|&close| scene.narrates(close) && scene.kind(close) == Some(kind))?;
                return scene.is(close + 1, Class::THAT).then_some(close + 1);
            }
            _ => {}
        }
        // Only a phrase of time or place may stand in between.
        if at == from && !scene.is(at, between) {
            return None;
        }
        let capital = scene.reading.tokens[at].is_capital();
        if scene.is(at, Class::AUXILIARY.with(Class::SPEECH_VERB)) && !capital
            || (scene.is(at, Class::PRONOUN)
                && !scene.is(at, Class::POSSESSIVE)
                && !scene.reading.says(at, "one"))
        {
            return None;
        }
        at += 1;
    }
    None
}
