//! Indirect and mixed speech: the clause that a cue governs, with any quoted words in it.

pub(crate) mod rule;

pub(crate) mod statement;

pub(crate) mod adjuncts;

pub(crate) mod comma_clauses;

pub(crate) mod content_start;

pub(crate) mod content_end;

pub(crate) mod noun_phrases;

pub(crate) mod parenthetical;

pub(crate) mod subjunctive;

use crate::annotate::cues::cue::{Cue, CueKind};
use crate::annotate::indirect_speech::rule::IndirectRule;
use crate::annotate::indirect_speech::statement::Statement;
use crate::annotate::indirect_speech::statement::quoted_spans_in;
use crate::annotate::indirect_speech::statement::trim_punctuation;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::TokenKind;
use crate::lang::{Class, Frames};
use std::ops::Range;

/// Returns the statements in text order; `taken` are the cues that direct quotations use, sorted.
pub(crate) fn statements(parsed: &ParsedArticle, taken: &[usize]) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    for index in 0..parsed.cues.len() {
        if taken.binary_search(&index).is_ok() || !reports_speech(&parsed.cues[index]) {
            continue;
        }
        for (tokens, rule) in clauses(parsed, index) {
            let tokens = trim_punctuation(parsed, tokens);
            if tokens.is_empty()
                || (tokens.len() < 2
                    && rule != IndirectRule::Parenthesis
                    && parsed.is_narration(tokens.start))
            {
                continue;
            }
            let span = parsed.tokenized.span_of(&tokens);
            let quoted_spans = quoted_spans_in(parsed, &tokens);
            found.push(Statement {
                cue: Some(index),
                span,
                quoted_spans,
                rule,
            });
        }
    }
    found.extend(subjunctive::subjunctives(parsed, &found));
    found.sort_by_key(|statement| (statement.span, statement.cue));
    // A statement inside another of the same words says nothing new.
    found.dedup_by(|later, first| later.span == first.span);
    found
}

/// Tells whether a cue reports speech: it has a subject, or is a passive without one ("when asked
/// whether").
fn reports_speech(cue: &Cue) -> bool {
    cue.subject.is_some() || cue.frames.has(Frames::PASSIVE)
}

/// Returns the clauses a cue governs, each with its rule.
fn clauses(parsed: &ParsedArticle, index: usize) -> Vec<(Range<usize>, IndirectRule)> {
    let cue = &parsed.cues[index];
    let sentence = &parsed.sentences[cue.sentence].tokens;
    if cue.kind == CueKind::Source {
        return parenthetical::source_clause(parsed, cue, sentence)
            .into_iter()
            .collect();
    }
    if cue.kind == CueKind::Noun {
        return vec![(
            cue.tokens.end..noun_clause_end(parsed, cue.tokens.end, sentence),
            IndirectRule::NounThat,
        )];
    }
    let first = parenthetical::cue_start(parsed, cue);
    let after_comma = first > sentence.start && is_break(parsed, first - 1);
    let closes = ends_after(parsed, cue, sentence);
    if after_comma
        && closes
        && !cue.gerund
        && cue.frames.has(Frames::THAT.or(Frames::BARE_CLAUSE))
        && cue
            .subject
            .as_ref()
            .is_some_and(|subject| subject.relative_pronoun.is_none())
    {
        return parenthetical::parenthesis(parsed, cue, sentence);
    }
    if let Some(start) = parenthetical::as_introduced(parsed, cue, sentence) {
        return vec![(
            start..content_end::content_end(parsed, index, start, sentence),
            IndirectRule::AsSaid,
        )];
    }
    if let Some((start, rule)) = content_start::content_start(parsed, cue, sentence) {
        return vec![(
            start..content_end::content_end(parsed, index, start, sentence),
            rule,
        )];
    }
    let noun = || {
        cue.frames
            .has(Frames::CONTENT)
            .then(|| noun_phrases::noun_phrase(parsed, cue, sentence))
            .flatten()
    };
    let named = || {
        cue.frames
            .has(Frames::NOUN)
            .then(|| noun_phrases::marked_object(parsed, cue, sentence))
            .flatten()
    };
    let found = noun()
        .map(|tokens| (tokens, IndirectRule::NounPhrase))
        .or_else(|| Some((named()?, IndirectRule::MarkedObject)));
    found.into_iter().collect()
}

fn is_break(parsed: &ParsedArticle, token: usize) -> bool {
    matches!(parsed.kind(token), Some(TokenKind::Comma | TokenKind::Dash))
        || (!parsed.is_narration(token) && parsed.kind(token) == Some(TokenKind::QuoteMark))
}

/// Tells whether the clause ends after the cue, but for adjuncts of time and place.
fn ends_after(parsed: &ParsedArticle, cue: &Cue, sentence: &Range<usize>) -> bool {
    let mut at = cue.end();
    if cue.frames.has(Frames::ADDRESSEE) && !cue.inverted {
        at = adjuncts::skip_addressee(parsed, at, sentence);
    }
    while at < sentence.end
        && (parsed.is(at, Class::TIME.with(Class::DATE))
            || parsed.tokenized.tokens[at].is(Class::ADVERB))
    {
        at += 1;
    }
    if at >= sentence.end {
        return true;
    }
    match parsed.kind(at) {
        Some(TokenKind::Terminator | TokenKind::Comma | TokenKind::Dash | TokenKind::Semicolon) => {
            true
        }
        Some(TokenKind::Word)
            if parsed.is(at, Class::PREPOSITION) && !parsed.is(at, Class::THAT) =>
        {
            // "said in a statement." but not "said in Paris that …"
            !(at..sentence.end)
                .any(|token| parsed.is_narration(token) && parsed.is(token, Class::THAT))
        }
        _ => false,
    }
}

fn noun_clause_end(parsed: &ParsedArticle, from: usize, sentence: &Range<usize>) -> usize {
    let mut verbs = 0;
    for at in from..sentence.end {
        if !parsed.is_narration(at) {
            if at + 1 < sentence.end
                && parsed.is_narration(at + 1)
                && matches!(
                    parsed.kind(at + 1),
                    Some(TokenKind::Dash | TokenKind::Comma)
                )
            {
                return at + 1;
            }
            continue;
        }
        if matches!(
            parsed.kind(at),
            Some(TokenKind::Dash | TokenKind::Semicolon | TokenKind::Comma)
        ) && at > from + 3
        {
            return at;
        }
        if parsed.is(at, Class::AUXILIARY)
            && !parsed.is(at - 1, Class::AUXILIARY.with(Class::NEGATION))
        {
            verbs += 1;
            if verbs > 1 {
                return at;
            }
        }
    }
    sentence.end
}
