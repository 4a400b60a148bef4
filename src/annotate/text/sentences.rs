//! Cuts paragraphs into sentences, minding abbreviations and quotation marks.

use crate::annotate::quoted_spans::Region;
use crate::annotate::text::tokens::{Kind, OUTSIDE, Reading, Shape};
use crate::lang::{Class, Frames};
use std::ops::Range;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub tokens: Range<usize>,
    pub paragraph: usize,
}

/// Returns the sentences of the narration in order. A marked region is never cut: however many
/// sentences somebody says, they belong to the one that reports them.
pub(crate) fn sentences(reading: &Reading, regions: &[Region]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (paragraph, range) in reading.paragraph_tokens.iter().enumerate() {
        let mut start = range.start;
        if let Some(end) = dateline(reading, range) {
            sentences.push(Sentence {
                tokens: start..end,
                paragraph,
            });
            start = end;
        }
        let mut token = start;
        while token < range.end {
            let end = end_after(reading, regions, token, range.end);
            if let Some(end) = end {
                sentences.push(Sentence {
                    tokens: start..end,
                    paragraph,
                });
                start = end;
                token = end;
            } else {
                token += 1;
            }
        }
        if start < range.end {
            sentences.push(Sentence {
                tokens: start..range.end,
                paragraph,
            });
        }
    }
    sentences
}

/// Words that open a sentence after an abbreviation: "in the U.S. The talks".
const OPENERS: Class = Class::DETERMINER
    .with(Class::PRONOUN)
    .with(Class::PREPOSITION)
    .with(Class::CONJUNCTION)
    .with(Class::SUBORDINATOR)
    .with(Class::AUXILIARY)
    .with(Class::ADVERB);

/// "WONSAN, North Korea (Reuters) —": returns the token after a dateline's dash.
fn dateline(reading: &Reading, range: &Range<usize>) -> Option<usize> {
    let place = &reading.tokens[range.start];
    if place.shape != Shape::Upper || reading.words(range.start).len() < 3 {
        return None;
    }
    let dash = (range.start..range.end.min(range.start + 14))
        .find(|&token| reading.tokens[token].kind == Kind::Dash)?;
    let plain = reading.tokens[range.start..dash]
        .iter()
        .all(|token| token.is_capital() || !token.is_word() || token.is(Class::DATE));
    (plain && dash + 1 < range.end).then_some(dash + 1)
}

/// Returns the place of the sentence that holds the token.
pub(crate) fn sentence_of(sentences: &[Sentence], token: usize) -> usize {
    sentences
        .partition_point(|sentence| sentence.tokens.end <= token)
        .min(sentences.len().saturating_sub(1))
}

/// Returns where the sentence ends, if it ends at this token.
fn end_after(reading: &Reading, regions: &[Region], token: usize, limit: usize) -> Option<usize> {
    let here = &reading.tokens[token];
    if here.region != OUTSIDE {
        let region = &regions[here.region as usize];
        if !region.closed || token != region.close || token == region.open {
            return None;
        }
        return ends_with_region(reading, token, limit).then_some(token + 1);
    }
    let ends = match here.kind {
        Kind::Stop => true,
        Kind::Word if here.is(Class::ABBREVIATION) && reading.words(token).ends_with('.') => {
            let next = reading.tokens.get(token + 1).filter(|_| token + 1 < limit);
            return next
                .is_some_and(|next| {
                    next.is_capital() && next.is(OPENERS) && !next.is(Class::HONORIFIC)
                })
                .then_some(token + 1);
        }
        _ => false,
    };
    if !ends {
        return None;
    }
    let mut end = token + 1;
    while end < limit && (reading.tokens[end].kind == Kind::Close || is_stray_mark(reading, end)) {
        end += 1;
    }
    let Some(next) = reading.tokens.get(end).filter(|_| end < limit) else {
        return Some(end);
    };
    // "am 3. Oktober"
    let ordinal = reading.lexicon.ordinals_end_in_stop()
        && token > 0
        && reading.tokens[token - 1].kind == Kind::Number
        && reading.words(token - 1).len() <= 2
        && next.kind == Kind::Word;
    if ordinal {
        return None;
    }
    // "D-N.Y.": no space, no end.
    if !reading.spaced_before(end) {
        return None;
    }
    // "Yahoo! said", "3.5 p.c. of": a small letter goes on.
    let goes_on = next.kind == Kind::Comma
        || (next.kind == Kind::Word
            && !next.is_capital()
            && reading.words(end).starts_with(char::is_lowercase));
    (!goes_on).then_some(end)
}

fn is_stray_mark(reading: &Reading, token: usize) -> bool {
    reading.tokens[token].kind == Kind::Mark
        && reading.tokens[token].region == OUTSIDE
        && !reading.spaced_before(token)
}

fn ends_with_region(reading: &Reading, close: usize, limit: usize) -> bool {
    let last = &reading.tokens[close - 1];
    let after_stop = last.kind == Kind::Stop;
    if close + 1 >= limit {
        return true;
    }
    let next = &reading.tokens[close + 1];
    if !after_stop {
        return false;
    }
    match next.kind {
        Kind::Word if !next.is_capital() => false,
        Kind::Comma
        | Kind::Dash
        | Kind::Semicolon
        | Kind::Colon
        | Kind::Stop
        | Kind::Possessive => false,
        // "Why?" Lind asked. But: "It is over." Lind said the plan was dead.
        Kind::Word if !reading.words(close - 1).starts_with('.') => {
            !attributes(reading, close + 1, limit)
        }
        _ => true,
    }
}

/// Tells whether a short run of names and a speech verb follows.
fn attributes(reading: &Reading, from: usize, limit: usize) -> bool {
    for token in from..limit.min(from + 9) {
        let here = &reading.tokens[token];
        if matches!(here.kind, Kind::Stop | Kind::Colon | Kind::Mark) {
            return false;
        }
        if here.is(Class::SPEECH_VERB) && !here.is_capital() && here.takes(Frames::QUOTED) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::quoted_spans::regions;
    use crate::lang::lexicon;

    fn check(text: &str, expected: &[&str]) {
        let mut reading = Reading::of(text, lexicon("en"));
        let regions = regions(&mut reading);
        let found: Vec<&str> = sentences(&reading, &regions)
            .iter()
            .map(|sentence| reading.range(&sentence.tokens).of(text))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn minds_abbreviations() {
        check(
            "Mr. Lind met Sen. Boer in the U.S. Senate. They spoke.",
            &["Mr. Lind met Sen. Boer in the U.S. Senate.", "They spoke."],
        );
        check(
            "He lives in the U.S. The talks failed.",
            &["He lives in the U.S.", "The talks failed."],
        );
        check(
            "J. K. Lind won 3.5 percent. She left.",
            &["J. K. Lind won 3.5 percent.", "She left."],
        );
    }

    #[test]
    fn minds_quotation_marks() {
        check(
            "“It is over. Go home,” Lind said. “Now.”",
            &["“It is over. Go home,” Lind said.", "“Now.”"],
        );
        check(
            "“Why?” Lind asked. Nobody knew.",
            &["“Why?” Lind asked.", "Nobody knew."],
        );
        check(
            "“It is over.” Then Lind left.",
            &["“It is over.”", "Then Lind left."],
        );
    }
}
