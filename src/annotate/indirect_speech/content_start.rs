//! Where the content of retold speech begins, to the right of its cue.

use crate::annotate::cues::{Cue, CueKind};
use crate::annotate::indirect_speech::adjuncts::{past_listener, past_time, that_ahead};
use crate::annotate::indirect_speech::comma_clauses::after_comma;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::{Kind, OUTSIDE};
use crate::lang::{Class, Frames, Inflection};
use std::ops::Range;

/// Returns where the content of a cue begins, looking right, with the rule that found it.
pub(crate) fn start(
    scene: &ParsedArticle,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<(usize, &'static str)> {
    let listener = cue.frames.has(Frames::ADDRESSEE);
    let mut at = if cue.inverted {
        cue.end()
    } else {
        cue.tokens.end
    };
    if listener && !cue.inverted {
        at = past_listener(scene, at, sentence);
    }
    if cue.frames.has(Frames::THAT)
        && let Some(that) = that_ahead(scene, at, sentence)
    {
        return Some((that, "that-clause"));
    }
    at = past_time(scene, at, sentence);
    if scene.reading.lexicon.verb_second() {
        return after_comma(scene, cue, at, sentence);
    }
    let next = scene.reading.tokens.get(at).filter(|_| at < sentence.end)?;
    if !scene.narrates(at) {
        // Lind says "the wind is at our backs" despite the loss.
        let region = &scene.regions[next.region as usize];
        let opens =
            region.open == at && cue.frames.has(Frames::BARE_CLAUSE) && scene.goes_on(region);
        return opens.then_some((at, "bare-clause"));
    }
    if !matches!(next.kind, Kind::Word | Kind::Number) {
        return None;
    }
    if cue.frames.has(Frames::INFINITIVE) && scene.reading.says(at, "to") {
        return Some((at, "infinitive"));
    }
    // "asked about his plans"
    if cue.frames.has(Frames::PASSIVE) && scene.reading.says(at, "about") {
        return Some((at, "whether"));
    }
    let asks = next.is(Class::SUBORDINATOR.with(Class::RELATIVE)) || scene.reading.says(at, "what");
    if cue.frames.has(Frames::WHETHER) && asks && !next.is(Class::TIME) {
        return Some((at, "whether"));
    }
    let closed = Class::PREPOSITION
        .with(Class::CONJUNCTION)
        .with(Class::AUXILIARY)
        .with(Class::NEGATION)
        .with(Class::SUBORDINATOR);
    let opens = !next.is(closed) || next.is(Class::DETERMINER.with(Class::PRONOUN));
    // "has said little since", "said so": nothing is retold.
    let nothing = matches!(
        scene.reading.words(at),
        "little" | "nothing" | "so" | "more" | "much"
    );
    if nothing && !scene.reading.says(at + 1, "of") {
        return None;
    }
    let bare = cue.frames.has(Frames::BARE_CLAUSE) || (listener && cue.frames.has(Frames::THAT));
    // "said" is sure to report a clause; "denied" and "announced" only if a verb shows it.
    let sure = cue.frames.has(Frames::STRONG) && cue.frames.has(Frames::WHETHER);
    if bare
        && opens
        && if sure {
            has_verb(scene, at, sentence) || sentence.end > at + 3
        } else {
            has_verb_soon(scene, at, sentence)
        }
    {
        return Some((at, "bare-clause"));
    }
    // "which Lind said was wrong", "a decision they say allowed it": content without its subject.
    let first = cue.start().checked_sub(1)?;
    let headless = scene.is(first, Class::RELATIVE.with(Class::THAT))
        || scene.reading.says(first, "what")
        || (next.is(Class::AUXILIARY) && scene.kind(first) == Some(Kind::Word));
    let verb = next.is(Class::AUXILIARY)
        || (next.kind == Kind::Word && scene.reading.words(at).ends_with("ed"));
    (bare && sure && headless && verb && !cue.inverted).then_some((at, "relative-clause"))
}

/// Tells whether a cue's content begins before a comma, and is more than when and where.
pub(crate) fn opens(scene: &ParsedArticle, cue: &Cue, comma: usize) -> bool {
    let sentence = &scene.sentences[cue.sentence].tokens;
    let within = sentence.start..comma;
    cue.kind == CueKind::Verb
        && start(scene, cue, sentence).is_some_and(|(at, _)| {
            at + 2 < comma && (scene.is(at, Class::THAT) || has_verb(scene, at, &within))
        })
}

/// Tells whether the clause has some verb: content, not a noun ("announced the deal").
fn has_verb(scene: &ParsedArticle, from: usize, sentence: &Range<usize>) -> bool {
    (from + 1..sentence.end).any(|token| {
        let here = &scene.reading.tokens[token];
        here.is(Class::AUXILIARY.with(Class::VERB))
            || here.kind == Kind::Possessive && scene.is(token - 1, Class::PRONOUN)
            || (here.kind == Kind::Word
                && !here.is_capital()
                && ((here.is(Class::SPEECH_VERB) && !here.inflected(Inflection::GERUND))
                    || scene.reading.words(token).ends_with("ed")
                    || scene.is(token - 1, Class::PRONOUN)))
    }) || scene.is(from, Class::PRONOUN)
}

/// Tells whether a finite verb comes before any comma: "denied he knew", not "denied any links".
fn has_verb_soon(scene: &ParsedArticle, from: usize, sentence: &Range<usize>) -> bool {
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
        if here.is(Class::AUXILIARY.with(Class::VERB))
            || after_pronoun
            || (token > from + 1 && past)
        {
            return true;
        }
    }
    false
}
