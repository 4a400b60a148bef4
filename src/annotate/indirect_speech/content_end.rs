//! Where content to the right of its cue ends and the narration resumes.

use crate::annotate::cues::cue::{Cue, CueKind};
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::{NOT_QUOTED, TokenKind};
use crate::annotate::text::word_lists::WordList;
use crate::lang::{Class, Frames};
use std::ops::Range;

/// Returns the end of the content that begins at `start`.
pub(crate) fn content_end(
    parsed: &ParsedArticle,
    index: usize,
    start: usize,
    sentence: &Range<usize>,
) -> usize {
    let cue = &parsed.cues[index];
    // "While Lind has said so, Boer …": a clause that dependent on another ends at the comma.
    let first = cue.start().max(sentence.start);
    let dependent = (first > sentence.start
        && (parsed.is(first - 1, Class::SUBORDINATOR.with(Class::AS))))
        || ((cue.frames.has(Frames::PASSIVE) || cue.gerund)
            && cue.tokens.start <= sentence.start + 1);
    let related = cue.subject.as_ref().is_some_and(|subject| {
        subject.tokens.start > sentence.start + 1
            && parsed.is(subject.tokens.start - 1, Class::RELATIVE)
            && parsed.kind(subject.tokens.start - 2) == Some(TokenKind::Comma)
    });
    // "Lind, who said he would come, stayed": so does an in_apposition.
    let who = cue
        .subject
        .as_ref()
        .and_then(|subject| subject.relative_pronoun.clone());
    let in_apposition = who.is_some_and(|who| {
        who.start > sentence.start && parsed.kind(who.start - 1) == Some(TokenKind::Comma)
    });
    if dependent || related || in_apposition {
        let comma = (start + 2..sentence.end).find(|&at| is_comma(parsed, at));
        if let Some(comma) = comma {
            return comma;
        }
    }
    let turn = (start + 3..sentence.end).find(|&at| {
        parsed.is_narration(at)
            && (narration_resumes(parsed, at) || is_unpaired_dash(parsed, at, sentence))
    });
    let end = turn.unwrap_or(sentence.end);
    for other in &parsed.cues[parsed.cues_in(cue.sentence)] {
        if other.kind == CueKind::Noun
            || other.tokens.start <= start
            || other.tokens.start >= end
            || other.tokens == cue.tokens
        {
            continue;
        }
        let own = other
            .subject
            .as_ref()
            .is_some_and(|subject| subject.tokens.start > start);
        let first = if own && !other.gerund {
            other.start()
        } else {
            group_start(parsed, other.tokens.start, start)
        };
        let Some(joint) = first.checked_sub(1).filter(|&joint| joint > start) else {
            continue;
        };
        let comma = is_comma(parsed, joint);
        let joined = parsed.is(joint, Class::CONJUNCTION);
        let mention = |cue: &Cue| cue.subject.as_ref().map(|subject| subject.mention);
        let shares = mention(other) == mention(cue);
        if (comma && (other.gerund || other.inverted || other.kind == CueKind::Source))
            || (joined && shares)
        {
            return joint;
        }
    }
    end
}

/// Tells whether a comma stands here, or just inside the quotation marks that close here.
fn is_comma(parsed: &ParsedArticle, token: usize) -> bool {
    let quoted = parsed.tokenized.tokens[token].quoted_span;
    if quoted == NOT_QUOTED {
        return parsed.kind(token) == Some(TokenKind::Comma);
    }
    let quoted = &parsed.quoted_spans[quoted as usize];
    quoted.closed && quoted.close == token && parsed.kind(token - 1) == Some(TokenKind::Comma)
}

/// Tells whether the narration resumes at this token: after a semicolon, or after a comma with
/// "which" or a participle ("…, throwing the race open").
fn narration_resumes(parsed: &ParsedArticle, token: usize) -> bool {
    if parsed.kind(token) == Some(TokenKind::Semicolon) {
        return true;
    }
    if !is_comma(parsed, token - 1) || parsed.kind(token) != Some(TokenKind::Word) {
        return false;
    }
    let word = parsed.tokenized.token_text(token);
    let participle = word.len() > 5
        && word.ends_with("ing")
        && !parsed.tokenized.tokens[token].is_capital()
        && !parsed.is(token, Class::FUNCTION);
    participle
        || WordList::NarrationOpeners.contains(word)
        || is_summarising_apposition(parsed, token)
}

/// "… — and he named names": a dash without a partner; the narration resumes after it.
fn is_unpaired_dash(parsed: &ParsedArticle, token: usize, sentence: &Range<usize>) -> bool {
    let dash = |at: usize| parsed.is_narration(at) && parsed.kind(at) == Some(TokenKind::Dash);
    dash(token)
        && (sentence.start..sentence.end)
            .filter(|&at| dash(at))
            .count()
            == 1
}

/// "…, a charge that the party denied": an apposition in which the reporter names the statement.
fn is_summarising_apposition(parsed: &ParsedArticle, token: usize) -> bool {
    let first = token + usize::from(parsed.is(token, Class::DETERMINER));
    (first..token + 4)
        .take_while(|&at| parsed.is_narration(at) && parsed.kind(at) == Some(TokenKind::Word))
        .any(|at| {
            parsed.is(at, Class::SPEECH_NOUN)
                && (parsed.is(at + 1, Class::THAT.with(Class::RELATIVE))
                    || (first > token && parsed.is(at + 1, Class::PREPOSITION)))
        })
}

/// Returns the start of a verb group: its first auxiliary or adverb.
fn group_start(parsed: &ParsedArticle, verb: usize, floor: usize) -> usize {
    let mut at = verb;
    while at > floor
        && parsed.is(
            at - 1,
            Class::AUXILIARY.with(Class::ADVERB).with(Class::NEGATION),
        )
    {
        at -= 1;
    }
    at
}
