//! Speech retold: the clause a cue governs, with whatever words of it stand in marks.

use crate::annotate::cues::{Cue, CueKind};
use crate::annotate::mentions::MentionKind;
use crate::annotate::reading::{Kind, OUTSIDE};
use crate::annotate::scene::Scene;
use crate::lang::{Class, Frames, Inflection};
use crate::text::Span;
use std::ops::Range;

/// A clause of retold speech.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub cue: usize,
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
        if taken.binary_search(&index).is_ok() || scene.cues[index].subject.is_none() {
            continue;
        }
        for (tokens, rule) in clauses(scene, index) {
            let tokens = trimmed(scene, tokens);
            if tokens.len() < 2 && !tokens.clone().any(|token| !scene.narrates(token))
                || tokens.is_empty()
            {
                continue;
            }
            let span = scene.reading.range(&tokens);
            let regions = regions_in(scene, &tokens);
            found.push(Statement {
                cue: index,
                span,
                regions,
                rule,
            });
        }
    }
    found.sort_by_key(|statement| (statement.span, statement.cue));
    // A statement inside another of the same words says nothing new.
    found.dedup_by(|later, first| later.span == first.span);
    found
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
        return source_clause(scene, cue, sentence).into_iter().collect();
    }
    if cue.kind == CueKind::Noun {
        return vec![(
            cue.tokens.end..noun_clause_end(scene, cue.tokens.end, sentence),
            "noun-that",
        )];
    }
    let after_comma = cue.start() > sentence.start && is_break(scene, cue.start() - 1);
    let closes = ends_after(scene, cue, sentence);
    if after_comma
        && closes
        && !cue.gerund
        && cue
            .frames
            .has(Frames::THAT.or(Frames::BARE).or(Frames::MARKS))
    {
        return parenthetical(scene, cue, sentence);
    }
    if let Some(start) = introduced(scene, cue, sentence) {
        return vec![(start..content_end(scene, index, start, sentence), "as-said")];
    }
    if let Some((start, rule)) = content_start(scene, cue, sentence) {
        return vec![(start..content_end(scene, index, start, sentence), rule)];
    }
    if cue.frames.has(Frames::NOUN) || cue.frames.has(Frames::MARKS) {
        return marked_object(scene, cue, sentence).into_iter().collect();
    }
    Vec::new()
}

fn is_break(scene: &Scene, token: usize) -> bool {
    matches!(scene.kind(token), Some(Kind::Comma | Kind::Dash))
        || (!scene.narrates(token) && scene.kind(token) == Some(Kind::Mark))
}

/// Tells whether the clause has said all at the cue: a stop, a comma, or only when and where.
fn ends_after(scene: &Scene, cue: &Cue, sentence: &Range<usize>) -> bool {
    let mut at = cue.end();
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

/// "As Lind said, the plan failed.": returns where the content begins.
fn introduced(scene: &Scene, cue: &Cue, sentence: &Range<usize>) -> Option<usize> {
    let end = cue.end();
    let opens = cue.start() == sentence.start
        || (cue.start() == sentence.start + 1 && scene.reading.says(sentence.start, "as"));
    let comma = scene.kind(end) == Some(Kind::Comma);
    let content = comma
        && end + 1 < sentence.end
        && scene.narrates(end + 1)
        && !cue.gerund
        && cue.frames.has(Frames::THAT);
    (opens && content).then_some(end + 1)
}

/// "The plan, he said, will fail." and "The plan will fail, he said."
fn parenthetical(
    scene: &Scene,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Vec<(Range<usize>, &'static str)> {
    let mut start = sentence.start;
    // An earlier cue's clause is not this one's: begin after it.
    for other in scene.cues_of(cue.sentence) {
        let other = &scene.cues[other];
        if other.kind == CueKind::Verb
            && other.end() < cue.start()
            && other.inverted
            && other.end() > start
        {
            start = other.end();
        }
    }
    let mut found = vec![(
        start..cue.start() - usize::from(scene.narrates(cue.start() - 1)),
        "parenthesis",
    )];
    let mut at = cue.end();
    if at < sentence.end && scene.kind(at) == Some(Kind::Comma) {
        at += 1;
        // After "said Lind," comes more about Lind.
        let opens = !cue.inverted
            && scene.reading.tokens[at..sentence.end]
                .first()
                .is_some_and(|token| {
                    token.kind == Kind::Word
                        && !token.is(Class::CONJUNCTION.with(Class::SUBORDINATOR))
                        && !token.inflected(Inflection::GERUND)
                        && token.region == OUTSIDE
                });
        let whole = found[0]
            .0
            .clone()
            .any(|token| scene.is(token, Class::AUXILIARY));
        if opens && !whole {
            found.push((at..sentence.end, "parenthesis"));
        }
    }
    found
}

/// Returns where the content of a cue begins, looking right.
fn content_start(
    scene: &Scene,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<(usize, &'static str)> {
    let mut at = cue.tokens.end;
    if cue.inverted {
        at = cue.end();
    }
    let listener = cue.frames.has(Frames::LISTENER);
    if listener && !cue.inverted {
        at = past_listener(scene, at, sentence);
    }
    if cue.frames.has(Frames::THAT)
        && let Some(that) = that_ahead(scene, at, sentence)
    {
        return Some((that, "that-clause"));
    }
    while at < sentence.end
        && scene.narrates(at)
        && (scene.is(at, Class::DATE)
            || (scene.is(at, Class::TIME) && !scene.is(at, Class::DETERMINER))
            || (scene.is(at, Class::PREPOSITION) && scene.is(at + 1, Class::DATE)))
    {
        at += 1;
    }
    let next = scene.reading.tokens.get(at).filter(|_| at < sentence.end)?;
    if !scene.narrates(at) || !matches!(next.kind, Kind::Word | Kind::Number) {
        return None;
    }
    if cue.frames.has(Frames::INFINITIVE) && scene.reading.says(at, "to") {
        return Some((at, "infinitive"));
    }
    if cue.frames.has(Frames::WHETHER)
        && (next.is(Class::SUBORDINATOR)
            || scene.reading.says(at, "what")
            || next.is(Class::RELATIVE))
        && !next.is(Class::TIME)
    {
        return Some((at, "whether"));
    }
    let opens = !next.is(Class::PREPOSITION
        .with(Class::CONJUNCTION)
        .with(Class::AUXILIARY)
        .with(Class::NEGATION)
        .with(Class::SUBORDINATOR))
        || next.is(Class::DETERMINER.with(Class::PRONOUN));
    let bare = cue.frames.has(Frames::BARE) || (listener && cue.frames.has(Frames::THAT));
    let plain = cue.frames.has(Frames::STRONG.or(Frames::LISTENER))
        && cue
            .frames
            .has(Frames::INFINITIVE.or(Frames::LISTENER).or(Frames::WHETHER));
    if bare
        && opens
        && if plain {
            has_verb(scene, at, sentence)
        } else {
            has_verb_soon(scene, at, sentence)
        }
    {
        return Some((at, "bare-clause"));
    }
    // "which Lind said was wrong": the content goes on without its subject.
    let headless = cue.start().checked_sub(1).is_some_and(|before| {
        scene.is(before, Class::RELATIVE) || scene.reading.says(before, "what")
    });
    (bare && headless && next.is(Class::AUXILIARY)).then_some((at, "relative-clause"))
}

/// "told reporters in Paris on Monday that": returns the token after the one who is told.
fn past_listener(scene: &Scene, from: usize, sentence: &Range<usize>) -> usize {
    let mut at = from;
    let mention = scene
        .mentions
        .partition_point(|mention| mention.tokens.end <= at);
    if let Some(mention) = scene
        .mentions
        .get(mention)
        .filter(|mention| mention.tokens.start <= at + 1 && mention.tokens.end <= sentence.end)
    {
        return mention.tokens.end;
    }
    if scene.is(at, Class::PRONOUN.with(Class::POSSESSIVE))
        && scene
            .mentions
            .iter()
            .all(|mention| mention.kind != MentionKind::Pronoun || mention.head != at)
    {
        return at + 1;
    }
    while at < sentence.end
        && at < from + 5
        && scene.narrates(at)
        && scene.kind(at) == Some(Kind::Word)
    {
        if scene.is(at, Class::LISTENER) {
            return at + 1;
        }
        at += 1;
    }
    if scene.is(from, Class::DETERMINER) {
        (from + 2).min(sentence.end)
    } else {
        from + 1
    }
}

/// Returns the "that" that opens the content, past when and where it was said.
fn that_ahead(scene: &Scene, from: usize, sentence: &Range<usize>) -> Option<usize> {
    for at in from..sentence.end.min(from + 14) {
        if !scene.narrates(at)
            || matches!(
                scene.kind(at),
                Some(Kind::Stop | Kind::Colon | Kind::Semicolon)
            )
        {
            return None;
        }
        if scene.is(at, Class::THAT) {
            return Some(at);
        }
        // Only a phrase of time or place may stand in between.
        if at == from
            && !scene.is(
                at,
                Class::PREPOSITION
                    .with(Class::TIME)
                    .with(Class::DATE)
                    .with(Class::ADVERB),
            )
            && scene.kind(at) != Some(Kind::Comma)
        {
            return None;
        }
        if scene.is(
            at,
            Class::AUXILIARY
                .with(Class::PRONOUN)
                .with(Class::SPEECH_VERB),
        ) {
            return None;
        }
    }
    None
}

/// Tells whether the clause has some verb: content, not a noun ("announced the deal").
fn has_verb(scene: &Scene, from: usize, sentence: &Range<usize>) -> bool {
    (from + 1..sentence.end).any(|token| {
        let here = &scene.reading.tokens[token];
        here.is(Class::AUXILIARY)
            || here.kind == Kind::Possessive && scene.is(token - 1, Class::PRONOUN)
            || (here.kind == Kind::Word
                && !here.is_capital()
                && ((here.is(Class::SPEECH_VERB) && !here.inflected(Inflection::GERUND))
                    || scene.reading.words(token).ends_with("ed")
                    || scene.is(token - 1, Class::PRONOUN)))
    }) || scene.is(from, Class::PRONOUN)
}

/// Tells whether a finite verb comes before any comma: "denied he knew", not "denied any links".
fn has_verb_soon(scene: &Scene, from: usize, sentence: &Range<usize>) -> bool {
    for token in from..sentence.end.min(from + 12) {
        let here = &scene.reading.tokens[token];
        if here.region != OUTSIDE
            || matches!(
                here.kind,
                Kind::Comma | Kind::Semicolon | Kind::Dash | Kind::Colon
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
        let before = &scene.reading.tokens[token - 1];
        let past = here.kind == Kind::Word
            && !here.is_capital()
            && scene.reading.words(token).ends_with("ed")
            && !before.is(Class::DETERMINER
                .with(Class::PREPOSITION)
                .with(Class::POSSESSIVE));
        let after_pronoun =
            before.is(Class::PRONOUN) && before.is(Class::SUBJECT) && here.kind == Kind::Word;
        if here.is(Class::AUXILIARY) || after_pronoun || (token > from + 1 && past) {
            return true;
        }
    }
    false
}

fn content_end(scene: &Scene, index: usize, start: usize, sentence: &Range<usize>) -> usize {
    let mut end = sentence.end;
    if let Some(at) =
        (start..end).find(|&at| scene.narrates(at) && scene.kind(at) == Some(Kind::Semicolon))
    {
        end = at;
    }
    for other in scene.cues_of(scene.cues[index].sentence) {
        let other_cue = &scene.cues[other];
        if other == index
            || other_cue.kind == CueKind::Noun
            || other_cue.tokens.start < start
            || other_cue.tokens.start >= end
        {
            continue;
        }
        let first = if other_cue.gerund {
            other_cue.tokens.start
        } else {
            other_cue.start()
        };
        if first <= start {
            continue;
        }
        let comma = scene.kind(first - 1) == Some(Kind::Comma);
        let joined = scene.is(first - 1, Class::CONJUNCTION);
        let shares = other_cue.subject.as_ref().map(|subject| subject.mention)
            == scene.cues[index]
                .subject
                .as_ref()
                .map(|subject| subject.mention);
        if (comma && (other_cue.gerund || other_cue.inverted || other_cue.kind == CueKind::Source))
            || (joined && shares)
        {
            end = first - 1;
            break;
        }
    }
    end
}

/// "According to X, …", "…, according to X."
fn source_clause(
    scene: &Scene,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<(Range<usize>, &'static str)> {
    let end = cue.end();
    let opens = cue.tokens.start <= sentence.start + 1;
    if opens {
        let comma = (end..sentence.end.min(end + 25))
            .find(|&at| scene.narrates(at) && scene.kind(at) == Some(Kind::Comma));
        let start = comma.map_or(end, |comma| comma + 1);
        return (start < sentence.end).then_some((start..sentence.end, "according-to"));
    }
    let comma = scene.kind(cue.tokens.start - 1) == Some(Kind::Comma);
    let stop = if comma {
        cue.tokens.start - 1
    } else {
        cue.tokens.start
    };
    Some((sentence.start..stop, "according-to"))
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

/// "called it 'a sham'": the words in marks that a verb of naming takes.
fn marked_object(
    scene: &Scene,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<(Range<usize>, &'static str)> {
    let start = if cue.inverted {
        cue.end()
    } else {
        cue.tokens.end
    };
    let first = scene.regions.partition_point(|region| region.open < start);
    let region = scene
        .regions
        .get(first)
        .filter(|region| region.close < sentence.end)?;
    let other_verb = scene.cues_of(cue.sentence).any(|other| {
        scene.cues[other].tokens.start > start
            && scene.cues[other].tokens.start < region.open
            && scene.cues[other].kind == CueKind::Verb
    });
    let comma = (start..region.open)
        .any(|at| matches!(scene.kind(at), Some(Kind::Semicolon | Kind::Colon)));
    if other_verb || comma || region.open > start + 25 {
        return None;
    }
    let mut end = region.close + usize::from(region.closed);
    // "a 'sham' and 'a disgrace'"
    while let Some(next) = scene
        .regions
        .iter()
        .find(|next| next.open >= end && next.open <= end + 3 && next.close < sentence.end)
    {
        if !(end..next.open)
            .all(|at| scene.kind(at) == Some(Kind::Comma) || scene.is(at, Class::CONJUNCTION))
        {
            break;
        }
        end = next.close + usize::from(next.closed);
    }
    Some((start..end, "marked-object"))
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
