//! Speech retold: the clause a cue governs, with whatever words of it stand in marks.

pub(crate) mod adjuncts;
pub(crate) mod comma_clauses;
pub(crate) mod content_end;
pub(crate) mod content_start;
pub(crate) mod noun_phrases;
pub(crate) mod parenthetical;
pub(crate) mod subjunctive;

pub(crate) use content_start::opens;

use crate::annotate::cues::{Cue, CueKind};
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::Kind;
use crate::lang::{Class, Frames};
use crate::text::Span;
use std::ops::Range;

/// A clause of retold speech.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Statement {
    /// `None` where nothing in the sentence introduces it.
    pub cue: Option<usize>,
    pub span: Span,
    /// Regions that lie in the clause.
    pub regions: Range<usize>,
    pub rule: &'static str,
}

/// Returns the statements of the narration in text order; `taken` are cues that marked speech
/// already uses.
pub(crate) fn statements(scene: &ParsedArticle, taken: &[usize]) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    for index in 0..scene.cues.len() {
        if taken.binary_search(&index).is_ok() || !speaks(&scene.cues[index]) {
            continue;
        }
        for (tokens, rule) in clauses(scene, index) {
            let tokens = trimmed(scene, tokens);
            if tokens.is_empty()
                || (tokens.len() < 2 && rule != "parenthesis" && scene.narrates(tokens.start))
            {
                continue;
            }
            let span = scene.reading.range(&tokens);
            let regions = regions_in(scene, &tokens);
            found.push(Statement {
                cue: Some(index),
                span,
                regions,
                rule,
            });
        }
    }
    found.extend(subjunctive::subjunctives(scene, &found));
    found.sort_by_key(|statement| (statement.span, statement.cue));
    // A statement inside another of the same words says nothing new.
    found.dedup_by(|later, first| later.span == first.span);
    found
}

/// Tells whether a cue reports speech: it has a subject, or asks without one ("when asked whether").
fn speaks(cue: &Cue) -> bool {
    cue.subject.is_some() || cue.frames.has(Frames::PASSIVE)
}

fn regions_in(scene: &ParsedArticle, tokens: &Range<usize>) -> Range<usize> {
    let from = scene
        .regions
        .partition_point(|region| region.open < tokens.start);
    let to = scene
        .regions
        .partition_point(|region| region.open < tokens.end);
    from..to.max(from)
}

/// Returns the clauses one cue governs, with the rule that found each.
fn clauses(scene: &ParsedArticle, index: usize) -> Vec<(Range<usize>, &'static str)> {
    let cue = &scene.cues[index];
    let sentence = &scene.sentences[cue.sentence].tokens;
    if cue.kind == CueKind::Source {
        return parenthetical::source(scene, cue, sentence)
            .into_iter()
            .collect();
    }
    if cue.kind == CueKind::Noun {
        return vec![(
            cue.tokens.end..noun_clause_end(scene, cue.tokens.end, sentence),
            "noun-that",
        )];
    }
    let first = parenthetical::first(scene, cue);
    let after_comma = first > sentence.start && is_break(scene, first - 1);
    let closes = ends_after(scene, cue, sentence);
    if after_comma
        && closes
        && !cue.gerund
        && cue.frames.has(Frames::THAT.or(Frames::BARE_CLAUSE))
        && cue
            .subject
            .as_ref()
            .is_some_and(|subject| subject.also.is_none())
    {
        return parenthetical::parenthesis(scene, cue, sentence);
    }
    if let Some(start) = parenthetical::introduced(scene, cue, sentence) {
        return vec![(
            start..content_end::end(scene, index, start, sentence),
            "as-said",
        )];
    }
    if let Some((start, rule)) = content_start::start(scene, cue, sentence) {
        return vec![(start..content_end::end(scene, index, start, sentence), rule)];
    }
    let noun = || {
        cue.frames
            .has(Frames::CONTENT)
            .then(|| noun_phrases::noun_phrase(scene, cue, sentence))
            .flatten()
    };
    let named = || {
        cue.frames
            .has(Frames::NOUN)
            .then(|| noun_phrases::marked_object(scene, cue, sentence))
            .flatten()
    };
    let found = noun()
        .map(|tokens| (tokens, "noun-phrase"))
        .or_else(|| Some((named()?, "marked-object")));
    found.into_iter().collect()
}

fn is_break(scene: &ParsedArticle, token: usize) -> bool {
    matches!(scene.kind(token), Some(Kind::Comma | Kind::Dash))
        || (!scene.narrates(token) && scene.kind(token) == Some(Kind::Mark))
}

/// Tells whether the clause has said all at the cue: a stop, a comma, or only when and where.
fn ends_after(scene: &ParsedArticle, cue: &Cue, sentence: &Range<usize>) -> bool {
    let mut at = cue.end();
    if cue.frames.has(Frames::ADDRESSEE) && !cue.inverted {
        at = adjuncts::past_listener(scene, at, sentence);
    }
    while at < sentence.end
        && (scene.is(at, Class::TIME.with(Class::DATE))
            || scene.reading.tokens[at].is(Class::ADVERB))
    {
        at += 1;
    }
    if at >= sentence.end {
        return true;
    }
    match scene.kind(at) {
        Some(Kind::Stop | Kind::Comma | Kind::Dash | Kind::Semicolon) => true,
        Some(Kind::Word) if scene.is(at, Class::PREPOSITION) && !scene.is(at, Class::THAT) => {
            // "said in a statement." but not "said in Paris that …"
            !(at..sentence.end).any(|token| scene.narrates(token) && scene.is(token, Class::THAT))
        }
        _ => false,
    }
}

fn noun_clause_end(scene: &ParsedArticle, from: usize, sentence: &Range<usize>) -> usize {
    let mut verbs = 0;
    for at in from..sentence.end {
        if !scene.narrates(at) {
            if at + 1 < sentence.end
                && scene.narrates(at + 1)
                && matches!(scene.kind(at + 1), Some(Kind::Dash | Kind::Comma))
            {
                return at + 1;
            }
            continue;
        }
        if matches!(
            scene.kind(at),
            Some(Kind::Dash | Kind::Semicolon | Kind::Comma)
        ) && at > from + 3
        {
            return at;
        }
        if scene.is(at, Class::AUXILIARY)
            && !scene.is(at - 1, Class::AUXILIARY.with(Class::NEGATION))
        {
            verbs += 1;
            if verbs > 1 {
                return at;
            }
        }
    }
    sentence.end
}

/// Drops commas, stops and conjunctions at the edges.
fn trimmed(scene: &ParsedArticle, tokens: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = tokens;
    let loose = |at: usize| {
        scene.narrates(at)
            && matches!(
                scene.kind(at),
                Some(Kind::Comma | Kind::Stop | Kind::Dash | Kind::Colon | Kind::Semicolon)
            )
    };
    while start < end && loose(start) {
        start += 1;
    }
    while end > start && loose(end - 1) {
        end -= 1;
    }
    start..end
}
