//! Where the content of retold speech begins and ends, to the right of its cue.

use crate::annotate::cues::{Cue, CueKind};
use crate::annotate::marks::Region;
use crate::annotate::reading::{Kind, OUTSIDE, Shape};
use crate::annotate::scene::Scene;
use crate::lang::{Class, Frames, Inflection};
use std::ops::Range;

/// Returns where the content of a cue begins, looking right, with the rule that found it.
pub(super) fn start(
    scene: &Scene,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<(usize, &'static str)> {
    let listener = cue.frames.has(Frames::LISTENER);
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
        let opens = region.open == at && cue.frames.has(Frames::BARE) && scene.goes_on(region);
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
    let bare = cue.frames.has(Frames::BARE) || (listener && cue.frames.has(Frames::THAT));
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

/// "sagte am Montag, er komme": where commas part clauses, returns where the content begins.
fn after_comma(
    scene: &Scene,
    cue: &Cue,
    from: usize,
    sentence: &Range<usize>,
) -> Option<(usize, &'static str)> {
    let mut at = from;
    while at < sentence.end.min(from + 24) && scene.kind(at) != Some(Kind::Comma) {
        // "im Magazin 'Nature' (London), es sei"
        let passes = matches!(
            scene.kind(at),
            Some(Kind::Word | Kind::Number | Kind::Possessive | Kind::Open | Kind::Close)
        );
        if !scene.narrates(at) {
            let region = &scene.regions[scene.reading.tokens[at].region as usize];
            if !is_title(scene, region) {
                return None;
            }
        } else if !passes {
            return None;
        }
        at += 1;
    }
    let first = at + 1;
    if first >= sentence.end || !scene.narrates(at) || !scene.narrates(first) {
        return None;
    }
    if scene.is(first, Class::THAT) {
        return (!scene.reading.says(at - 1, "so")).then_some((first, "that-clause"));
    }
    let end = (first..sentence.end)
        .find(|&at| scene.narrates(at) && scene.kind(at) == Some(Kind::Comma))
        .unwrap_or(sentence.end);
    let retold = (first..sentence.end).any(|at| scene.retells(at));
    let word = scene.reading.words(first);
    if matches!(word, "ob" | "warum" | "weshalb" | "wieso" | "was") {
        return Some((first, "whether"));
    }
    if scene.is(first, Class::RELATIVE.with(Class::CONJUNCTION)) {
        return None;
    }
    if infinitive(scene, first..end) {
        return Some((first, "infinitive"));
    }
    let relative = scene.is(first, Class::DETERMINER.with(Class::PREPOSITION)) && {
        let article = if scene.is(first, Class::PREPOSITION) {
            first + 1
        } else {
            first
        };
        matches!(
            scene.reading.words(article),
            "der" | "die" | "das" | "den" | "dem" | "deren" | "dessen" | "denen"
        )
    };
    let opens = scene.is(first, Class::PRONOUN.with(Class::POSSESSIVE))
        || (scene.is(first, Class::DETERMINER) && !relative);
    let main = !scene.is(first, Class::SUBORDINATOR);
    (cue.frames.has(Frames::BARE) && (retold || (main && opens))).then_some((first, "bare-clause"))
}

/// "das Land zu verlassen", "militärisch vorzugehen": tells whether a clause ends in an infinitive
/// that a verb of saying governs.
fn infinitive(scene: &Scene, clause: Range<usize>) -> bool {
    let Some(last) = clause
        .clone()
        .rev()
        .find(|&at| scene.kind(at) == Some(Kind::Word))
    else {
        return false;
    };
    let word = scene.reading.words(last);
    let inside = word.get(2..).is_some_and(|rest| rest.contains("zu"));
    let small = scene.reading.tokens[last].shape == Shape::Lower;
    let to = small && word.ends_with('n') && (inside || scene.reading.says(last - 1, "zu"));
    let first = scene.reading.words(clause.start);
    to && !matches!(first, "um" | "ohne" | "statt" | "anstatt" | "außer")
}

/// Tells whether a cue's content begins before a comma, and is more than when and where.
pub(super) fn opens(scene: &Scene, cue: &Cue, comma: usize) -> bool {
    let sentence = &scene.sentences[cue.sentence].tokens;
    let within = sentence.start..comma;
    cue.kind == CueKind::Verb
        && start(scene, cue, sentence).is_some_and(|(at, _)| {
            at + 2 < comma && (scene.is(at, Class::THAT) || has_verb(scene, at, &within))
        })
}

/// Skips when it was said: "on Monday", "last week", "later".
fn past_time(scene: &Scene, from: usize, sentence: &Range<usize>) -> usize {
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
pub(super) fn past_listener(scene: &Scene, from: usize, sentence: &Range<usize>) -> usize {
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
        if scene.is(at, Class::LISTENER) {
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
fn that_ahead(scene: &Scene, from: usize, sentence: &Range<usize>) -> Option<usize> {
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

/// Tells whether the clause has some verb: content, not a noun ("announced the deal").
fn has_verb(scene: &Scene, from: usize, sentence: &Range<usize>) -> bool {
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
        if here.is(Class::AUXILIARY.with(Class::VERB))
            || after_pronoun
            || (token > from + 1 && past)
        {
            return true;
        }
    }
    false
}

/// Returns where the content that begins at `start` ends.
pub(super) fn end(scene: &Scene, index: usize, start: usize, sentence: &Range<usize>) -> usize {
    let cue = &scene.cues[index];
    // "While Lind has said so, Boer …": a clause that hangs on another ends at the comma.
    let first = cue.start().max(sentence.start);
    let hangs = (first > sentence.start
        && (scene.is(first - 1, Class::SUBORDINATOR.with(Class::AS))))
        || ((cue.frames.has(Frames::PASSIVE) || cue.gerund)
            && cue.tokens.start <= sentence.start + 1);
    let related = cue.subject.as_ref().is_some_and(|subject| {
        subject.tokens.start > sentence.start + 1
            && scene.is(subject.tokens.start - 1, Class::RELATIVE)
            && scene.kind(subject.tokens.start - 2) == Some(Kind::Comma)
    });
    // "Lind, who said he would come, stayed": so does an aside.
    let who = cue
        .subject
        .as_ref()
        .and_then(|subject| subject.also.clone());
    let aside = who.is_some_and(|who| {
        who.start > sentence.start && scene.kind(who.start - 1) == Some(Kind::Comma)
    });
    if hangs || related || aside {
        let comma = (start + 2..sentence.end).find(|&at| is_comma(scene, at));
        if let Some(comma) = comma {
            return comma;
        }
    }
    let turn = (start + 3..sentence.end)
        .find(|&at| scene.narrates(at) && (turns(scene, at) || breaks_off(scene, at, sentence)));
    let end = turn.unwrap_or(sentence.end);
    for other in &scene.cues[scene.cues_of(cue.sentence)] {
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
            group_start(scene, other.tokens.start, start)
        };
        let Some(joint) = first.checked_sub(1).filter(|&joint| joint > start) else {
            continue;
        };
        let comma = is_comma(scene, joint);
        let joined = scene.is(joint, Class::CONJUNCTION);
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

/// Tells whether a comma stands here, or just inside the marks that close here.
fn is_comma(scene: &Scene, token: usize) -> bool {
    let region = scene.reading.tokens[token].region;
    if region == OUTSIDE {
        return scene.kind(token) == Some(Kind::Comma);
    }
    let region = &scene.regions[region as usize];
    region.closed && region.close == token && scene.kind(token - 1) == Some(Kind::Comma)
}

/// Tells whether the reporter takes over at this token: after a semicolon, or after a comma with
/// "which", "but" or a participle ("…, throwing the race open").
fn turns(scene: &Scene, token: usize) -> bool {
    if scene.kind(token) == Some(Kind::Semicolon) {
        return true;
    }
    if !is_comma(scene, token - 1) || scene.kind(token) != Some(Kind::Word) {
        return false;
    }
    let word = scene.reading.words(token);
    let participle = word.len() > 5
        && word.ends_with("ing")
        && !scene.reading.tokens[token].is_capital()
        && !scene.is(token, Class::FUNCTION);
    participle || matches!(word, "which" | "though" | "although" | "while") || sums_up(scene, token)
}

/// "… — and he named names": a dash that no other closes. The reporter goes on after it.
fn breaks_off(scene: &Scene, token: usize, sentence: &Range<usize>) -> bool {
    let dash = |at: usize| scene.narrates(at) && scene.kind(at) == Some(Kind::Dash);
    dash(token)
        && (sentence.start..sentence.end)
            .filter(|&at| dash(at))
            .count()
            == 1
}

/// "…, a charge that the party denied": tells whether the reporter names here what was said.
fn sums_up(scene: &Scene, token: usize) -> bool {
    let first = token + usize::from(scene.is(token, Class::DETERMINER));
    (first..token + 4)
        .take_while(|&at| scene.narrates(at) && scene.kind(at) == Some(Kind::Word))
        .any(|at| {
            scene.is(at, Class::SPEECH_NOUN)
                && (scene.is(at + 1, Class::THAT.with(Class::RELATIVE))
                    || (first > token && scene.is(at + 1, Class::PREPOSITION)))
        })
}

/// Returns where a verb's auxiliaries and adverbs begin.
fn group_start(scene: &Scene, verb: usize, floor: usize) -> usize {
    let mut at = verb;
    while at > floor
        && scene.is(
            at - 1,
            Class::AUXILIARY.with(Class::ADVERB).with(Class::NEGATION),
        )
    {
        at -= 1;
    }
    at
}

/// "announced his candidacy last year": a noun phrase that is itself what was said.
pub(super) fn noun_phrase(
    scene: &Scene,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let mut start = past_time(scene, cue.tokens.end, sentence);
    if scene.is(start, Class::PREPOSITION)
        && matches!(
            scene.reading.words(start),
            "about" | "of" | "against" | "at" | "for" | "to"
        )
    {
        start += 1;
    }
    let first = scene
        .reading
        .tokens
        .get(start)
        .filter(|_| start < sentence.end)?;
    if !scene.narrates(start)
        || !matches!(first.kind, Kind::Word | Kind::Number)
        || first.is(Class::PREPOSITION
            .with(Class::CONJUNCTION)
            .with(Class::SUBORDINATOR)
            .with(Class::ADVERB))
    {
        return None;
    }
    let mut end = start + 1;
    while end < sentence.end {
        let timed = scene.is(end, Class::PREPOSITION)
            && (scene.is(end + 1, Class::DATE) || scene.is(end + 1, Class::TIME));
        let aside = matches!(
            scene.kind(end),
            Some(Kind::Comma | Kind::Dash | Kind::Semicolon | Kind::Colon | Kind::Stop)
        );
        if (scene.narrates(end) && (timed || aside)) || scene.is(end, Class::DATE) {
            break;
        }
        end += 1;
    }
    Some(start..end)
}

/// "called it 'a sham'": the object of a verb of naming, as far as its words stand in marks.
pub(super) fn marked_object(
    scene: &Scene,
    cue: &Cue,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let start = if cue.inverted {
        cue.end()
    } else {
        cue.tokens.end
    };
    let first = scene.regions.partition_point(|region| region.open < start);
    let region = scene
        .regions
        .get(first)
        .filter(|region| region.close < sentence.end && region.open <= start + 16)?;
    let breaks = |at: usize| {
        matches!(
            scene.kind(at),
            Some(Kind::Comma | Kind::Dash | Kind::Semicolon | Kind::Colon)
        )
    };
    let other_verb = scene.cues[scene.cues_of(cue.sentence)].iter().any(|other| {
        other.kind == CueKind::Verb && (start..region.open).contains(&other.tokens.start)
    });
    // "called for a ban", "a band called 'Nine'": not what somebody calls something.
    let named = scene.is(start, Class::PREPOSITION)
        && matches!(
            scene.reading.words(start),
            "for" | "on" | "off" | "out" | "in"
        );
    if other_verb || named || (start..region.open).any(breaks) || is_title(scene, region) {
        return None;
    }
    let mut end = region.close + usize::from(region.closed);
    // "a 'sham' and 'a disgrace'"
    for next in &scene.regions[first + 1..] {
        let joined = next.close < sentence.end
            && next.open <= end + 3
            && (end..next.open)
                .all(|at| scene.kind(at) == Some(Kind::Comma) || scene.is(at, Class::CONJUNCTION));
        if !joined {
            break;
        }
        end = next.close + usize::from(next.closed);
    }
    Some(start..end)
}

/// Tells whether marked words are the name of a book, a show or a song: capitals throughout, in
/// the middle of a clause. A comma or stop inside the marks may belong to the clause.
pub(super) fn is_title(scene: &Scene, region: &Region) -> bool {
    let small = Class::PREPOSITION
        .with(Class::DETERMINER)
        .with(Class::CONJUNCTION)
        .with(Class::AUXILIARY)
        .with(Class::POSSESSIVE);
    let inside = &scene.reading.tokens[region.open + 1..region.close];
    let words = || inside.iter().filter(|token| token.kind == Kind::Word);
    let capitals = words()
        .filter(|token| !token.is(small))
        .all(|token| token.is_capital());
    let first = words().next().is_some_and(|token| token.is_capital());
    let asks = inside.last().is_some_and(|last| {
        matches!(
            last.span().of(scene.reading.text).chars().next(),
            Some('!' | '?' | '…')
        )
    });
    let Some(before) = scene.before(region) else {
        return false;
    };
    let words_in = words().count();
    // "the series 'In All Friendship'", "die „Aktion Deutschland hilft“".
    let near = before.saturating_sub(1)..=before;
    let named = near
        .into_iter()
        .any(|token| scene.narrates(token) && scene.is(token, Class::NAMER));
    let definite = scene.reading.lexicon.fragments_are_speech()
        && words_in > 1
        && scene.is(before, Class::DETERMINER)
        && !scene.reading.words(before).starts_with("ein");
    if first && !asks && (named || definite) && words_in < 12 {
        return true;
    }
    let inside_clause = matches!(
        scene.kind(before),
        Some(Kind::Word | Kind::Possessive | Kind::Comma | Kind::Number)
    ) && scene.narrates(before);
    let said = scene.is(before, Class::SPEECH_VERB)
        || (scene.kind(before) == Some(Kind::Comma) && words().count() < 2);
    inside_clause && first && capitals && !asks && !said
}
