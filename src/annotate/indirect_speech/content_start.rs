//! Where the content of indirect speech begins, to the right of its cue.

use crate::annotate::cues::cue::{Cue, CueKind};
use crate::annotate::indirect_speech::adjuncts::{find_that, skip_addressee, skip_time_phrase};
use crate::annotate::indirect_speech::comma_clauses::after_comma;
use crate::annotate::indirect_speech::rule::IndirectRule;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::{NOT_QUOTED, TokenKind};
use crate::annotate::text::word_lists::WordList;
use crate::lang::{Class, Frames, Inflection};
use std::ops::Range;

/// Returns the start of a cue's content to its right, with its rule.
pub(crate) fn content_start(
    parsed: &ParsedArticle,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<(usize, IndirectRule)> {
    let listener = cue.frames.has(Frames::ADDRESSEE);
    let mut at = if cue.inverted {
        cue.end()
    } else {
        cue.tokens.end
    };
    if listener && !cue.inverted {
        at = skip_addressee(parsed, at, sentence);
    }
    if cue.frames.has(Frames::THAT)
        && let Some(that) = find_that(parsed, at, sentence)
    {
        return Some((that, IndirectRule::ThatClause));
    }
    at = skip_time_phrase(parsed, at, sentence);
    if parsed.tokenized.lexicon.verb_second() {
        return after_comma(parsed, cue, at, sentence);
    }
    let next = parsed
        .tokenized
        .tokens
        .get(at)
        .filter(|_| at < sentence.end)?;
    if !parsed.is_narration(at) {
        // Lind says "the wind is at our backs" despite the loss.
        let quoted = &parsed.quoted_spans[next.quoted_span as usize];
        let opens = quoted.open == at
            && cue.frames.has(Frames::BARE_CLAUSE)
            && parsed.sentence_runs_on(quoted);
        return opens.then_some((at, IndirectRule::BareClause));
    }
    if !matches!(next.kind, TokenKind::Word | TokenKind::Number) {
        return None;
    }
    if cue.frames.has(Frames::INFINITIVE) && parsed.tokenized.text_is(at, "to") {
        return Some((at, IndirectRule::Infinitive));
    }
    // "asked about his plans"
    if cue.frames.has(Frames::PASSIVE) && parsed.tokenized.text_is(at, "about") {
        return Some((at, IndirectRule::Whether));
    }
    let asks =
        next.is(Class::SUBORDINATOR.with(Class::RELATIVE)) || parsed.tokenized.text_is(at, "what");
    if cue.frames.has(Frames::WHETHER) && asks && !next.is(Class::TIME) {
        return Some((at, IndirectRule::Whether));
    }
    let closed = Class::PREPOSITION
        .with(Class::CONJUNCTION)
        .with(Class::AUXILIARY)
        .with(Class::NEGATION)
        .with(Class::SUBORDINATOR);
    let opens = !next.is(closed) || next.is(Class::DETERMINER.with(Class::PRONOUN));
    // "has said little since", "said so": there is no indirect speech.
    let nothing = WordList::EmptyObjects.contains(parsed.tokenized.token_text(at));
    if nothing && !parsed.tokenized.text_is(at + 1, "of") {
        return None;
    }
    let bare = cue.frames.has(Frames::BARE_CLAUSE) || (listener && cue.frames.has(Frames::THAT));
    // "said" is sure to report a clause; "denied" and "announced" only if a verb shows it.
    let sure = cue.frames.has(Frames::STRONG) && cue.frames.has(Frames::WHETHER);
    if bare
        && opens
        && if sure {
            has_verb(parsed, at, sentence) || sentence.end > at + 3
        } else {
            has_verb_soon(parsed, at, sentence)
        }
    {
        return Some((at, IndirectRule::BareClause));
    }
    // "which Lind said was wrong", "a decision they say allowed it": content without its subject.
    let first = cue.start().checked_sub(1)?;
    let headless = parsed.is(first, Class::RELATIVE.with(Class::THAT))
        || parsed.tokenized.text_is(first, "what")
        || (next.is(Class::AUXILIARY) && parsed.kind(first) == Some(TokenKind::Word));
    let verb = next.is(Class::AUXILIARY)
        || (next.kind == TokenKind::Word && parsed.tokenized.token_text(at).ends_with("ed"));
    (bare && sure && headless && verb && !cue.inverted)
        .then_some((at, IndirectRule::RelativeClause))
}

/// Tells whether a cue has content before a comma that is more than a time or a place.
pub(crate) fn has_content_before(parsed: &ParsedArticle, cue: &Cue, comma: usize) -> bool {
    let sentence = &parsed.sentences[cue.sentence].tokens;
    let within = sentence.start..comma;
    cue.kind == CueKind::Verb
        && content_start(parsed, cue, sentence).is_some_and(|(at, _)| {
            at + 2 < comma && (parsed.is(at, Class::THAT) || has_verb(parsed, at, &within))
        })
}

/// Tells whether there is a verb: a clause, not a noun phrase ("announced the deal").
fn has_verb(parsed: &ParsedArticle, from: usize, sentence: &Range<usize>) -> bool {
    (from + 1..sentence.end).any(|token| {
        let here = &parsed.tokenized.tokens[token];
        here.is(Class::AUXILIARY.with(Class::VERB))
            || here.kind == TokenKind::Possessive && parsed.is(token - 1, Class::PRONOUN)
            || (here.kind == TokenKind::Word
                && !here.is_capital()
                && ((here.is(Class::SPEECH_VERB) && !here.inflected(Inflection::GERUND))
                    || parsed.tokenized.token_text(token).ends_with("ed")
                    || parsed.is(token - 1, Class::PRONOUN)))
    }) || parsed.is(from, Class::PRONOUN)
}

/// Tells whether a finite verb precedes any comma: "denied he knew", not "denied any links".
fn has_verb_soon(parsed: &ParsedArticle, from: usize, sentence: &Range<usize>) -> bool {
    for token in from..sentence.end.min(from + 12) {
        let here = &parsed.tokenized.tokens[token];
        if here.quoted_span != NOT_QUOTED
            || matches!(
                here.kind,
                TokenKind::Comma | TokenKind::Semicolon | TokenKind::Dash | TokenKind::Colon
            )
        {
            return false;
        }
        if here.is(Class::RELATIVE.with(Class::SUBORDINATOR))
            || here.is(Class::THAT) && token > from
        {
            return false;
        }
        if token == from {
            continue;
        }
        let before = &parsed.tokenized.tokens[token - 1];
        let past = here.kind == TokenKind::Word
            && !here.is_capital()
            && parsed.tokenized.token_text(token).ends_with("ed")
            && !before.is(Class::DETERMINER
                .with(Class::PREPOSITION)
                .with(Class::POSSESSIVE));
        let after_pronoun =
            before.is(Class::PRONOUN) && before.is(Class::SUBJECT) && here.kind == TokenKind::Word;
        if here.is(Class::AUXILIARY.with(Class::VERB))
            || after_pronoun
            || (token > from + 1 && past)
        {
            return true;
        }
    }
    false
}
