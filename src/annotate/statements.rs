//! Speech retold: the clause a cue governs, with whatever words of it stand in marks.

use crate::annotate::around;
use crate::annotate::content;
use crate::annotate::cues::{Cue, CueKind};
use crate::annotate::reading::Kind;
use crate::annotate::scene::Scene;
use crate::lang::{Class, Frames};
use crate::text::Span;
use std::ops::Range;

/// A clause of retold speech.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// `None` where nothing in the sentence introduces it.
    pub cue: Option<usize>,
    pub span: Span,
    /// Regions that lie in the clause.
    pub regions: Range<usize>,
    pub rule: &'static str,
}

/// Returns the statements of the narration in text order; `taken` are cues that marked speech
/// already uses.
pub fn statements(scene: &Scene, taken: &[usize]) -> Vec<Statement> {
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
    found.extend(subjunctives(scene, &found));
    found.sort_by_key(|statement| (statement.span, statement.cue));
    // A statement inside another of the same words says nothing new.
    found.dedup_by(|later, first| later.span == first.span);
    found
}

/// "Er habe nichts gewusst. Er sei krank.": runs of sentences whose verbs say by their form that
/// somebody is retold. They go on with whoever was retold before them in the paragraph.
fn subjunctives(scene: &Scene, told: &[Statement]) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut spans: Vec<Span> = told.iter().map(|statement| statement.span).collect();
    spans.sort();
    let free = |index: usize| {
        let tokens = &scene.sentences[index].tokens;
        let span = scene.reading.range(tokens);
        let next = spans.partition_point(|told| told.end <= span.start);
        let taken = spans.get(next).is_some_and(|told| told.start < span.end);
        // "hätten", "würden" say "if" as well: they retell only where somebody was retold before.
        let mut forms = tokens
            .clone()
            .filter(|&token| scene.retells(token))
            .peekable();
        let doubtful = |token| matches!(scene.reading.words(token), "hätten" | "würden");
        let says_i = || {
            tokens
                .clone()
                .any(|token| scene.narrates(token) && scene.reading.says(token, "ich"))
        };
        !taken
            && forms.peek().is_some()
            && (cue_before(scene, index).is_some() || !forms.all(doubtful))
            && !says_i()
    };
    let mut index = 0;
    while index < scene.sentences.len() {
        if !free(index) {
            index += 1;
            continue;
        }
        let first = &scene.sentences[index];
        let cue = cue_before(scene, index);
        let mut end = index + 1;
        while end < scene.sentences.len()
            && scene.sentences[end].paragraph == first.paragraph
            && free(end)
        {
            end += 1;
        }
        let tokens = first_clause(scene, &first.tokens)..scene.sentences[end - 1].tokens.end;
        let tokens = trimmed(scene, tokens);
        if tokens.len() > 2 {
            found.push(Statement {
                cue,
                span: scene.reading.range(&tokens),
                regions: regions_in(scene, &tokens),
                rule: "subjunctive",
            });
        }
        index = end;
    }
    found
}

/// Returns the last cue with a subject before a sentence, in its paragraph.
fn cue_before(scene: &Scene, sentence: usize) -> Option<usize> {
    let paragraph = scene.reading.paragraph_tokens[scene.sentences[sentence].paragraph].start;
    let before = scene.cues.partition_point(|cue| cue.sentence < sentence);
    (0..before)
        .rev()
        .take_while(|&cue| scene.cues[cue].tokens.start >= paragraph)
        .find(|&cue| scene.cues[cue].subject.is_some())
}

/// "Er regte an, *der Minister solle gehen*": returns where the clause begins that retells.
fn first_clause(scene: &Scene, sentence: &Range<usize>) -> usize {
    let verb = sentence.clone().find(|&token| scene.retells(token));
    let Some(verb) = verb.filter(|_| !scene.is(sentence.start, Class::SUBORDINATOR)) else {
        return sentence.start;
    };
    let comma = (sentence.start..verb)
        .rev()
        .find(|&at| scene.narrates(at) && scene.kind(at) == Some(Kind::Comma));
    comma.map_or(sentence.start, |comma| comma + 1)
}

/// Tells whether a cue reports speech: it has a subject, or asks without one ("when asked whether").
fn speaks(cue: &Cue) -> bool {
    cue.subject.is_some() || cue.frames.has(Frames::PASSIVE)
}

fn regions_in(scene: &Scene, tokens: &Range<usize>) -> Range<usize> {
    let from = scene
        .regions
        .partition_point(|region| region.open < tokens.start);
    let to = scene
        .regions
        .partition_point(|region| region.open < tokens.end);
    from..to.max(from)
}

/// Returns the clauses one cue governs, with the rule that found each.
fn clauses(scene: &Scene, index: usize) -> Vec<(Range<usize>, &'static str)> {
    let cue = &scene.cues[index];
    let sentence = &scene.sentences[cue.sentence].tokens;
    if cue.kind == CueKind::Source {
        return around::source(scene, cue, sentence).into_iter().collect();
    }
    if cue.kind == CueKind::Noun {
        return vec![(
            cue.tokens.end..noun_clause_end(scene, cue.tokens.end, sentence),
            "noun-that",
        )];
    }
    let first = around::first(scene, cue);
    let after_comma = first > sentence.start && is_break(scene, first - 1);
    let closes = ends_after(scene, cue, sentence);
    if after_comma
        && closes
        && !cue.gerund
        && cue.frames.has(Frames::THAT.or(Frames::BARE))
        && cue
            .subject
            .as_ref()
            .is_some_and(|subject| subject.also.is_none())
    {
        return around::parenthesis(scene, cue, sentence);
    }
    if let Some(start) = around::introduced(scene, cue, sentence) {
        return vec![(
            start..content::end(scene, index, start, sentence),
            "as-said",
        )];
    }
    if let Some((start, rule)) = content::start(scene, cue, sentence) {
        return vec![(start..content::end(scene, index, start, sentence), rule)];
    }
    let noun = || {
        cue.frames
            .has(Frames::CONTENT)
            .then(|| content::noun_phrase(scene, cue, sentence))
            .flatten()
    };
    let named = || {
        cue.frames
            .has(Frames::NOUN)
            .then(|| content::marked_object(scene, cue, sentence))
            .flatten()
    };
    let found = noun()
        .map(|tokens| (tokens, "noun-phrase"))
        .or_else(|| Some((named()?, "marked-object")));
    found.into_iter().collect()
}

fn is_break(scene: &Scene, token: usize) -> bool {
    matches!(scene.kind(token), Some(Kind::Comma | Kind::Dash))
        || (!scene.narrates(token) && scene.kind(token) == Some(Kind::Mark))
}

/// Tells whether the clause has said all at the cue: a stop, a comma, or only when and where.
fn ends_after(scene: &Scene, cue: &Cue, sentence: &Range<usize>) -> bool {
    let mut at = cue.end();
    if cue.frames.has(Frames::LISTENER) && !cue.inverted {
        at = content::past_listener(scene, at, sentence);
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

fn noun_clause_end(scene: &Scene, from: usize, sentence: &Range<usize>) -> usize {
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
fn trimmed(scene: &Scene, tokens: Range<usize>) -> Range<usize> {
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
