//! Finds the words that introduce speech, and their grammatical subject.

use crate::annotate::mentions::{Mention, MentionKind};
use crate::annotate::reading::{Kind, OUTSIDE, Reading, Shape};
use crate::annotate::sentences::Sentence;
use crate::lang::{Class, Frames, Inflection};
use std::ops::Range;

/// A speech verb, a noun of speech, or a phrase like "according to", with whose speech it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    /// The verb with its particle, the noun, or the phrase.
    pub tokens: Range<usize>,
    pub kind: CueKind,
    pub frames: Frames,
    pub sentence: usize,
    pub subject: Option<Subject>,
    /// The speaker follows the cue: "said Lind".
    pub inverted: bool,
    /// "saying", "adding": hangs on another verb's subject.
    pub gerund: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    Verb,
    Source,
    Noun,
}

/// Who stands at the cue: words, and the mention they are, where they are one.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    pub tokens: Range<usize>,
    pub mention: Option<usize>,
    /// How the subject was found.
    pub rule: &'static str,
}

impl Cue {
    /// Returns the first token of cue and subject together.
    pub fn start(&self) -> usize {
        let subject = self.subject.as_ref().map(|subject| subject.tokens.start);
        subject.map_or(self.tokens.start, |start| start.min(self.tokens.start))
    }

    /// Returns the token after cue and subject together.
    pub fn end(&self) -> usize {
        let subject = self.subject.as_ref().map(|subject| subject.tokens.end);
        subject.map_or(self.tokens.end, |end| end.max(self.tokens.end))
    }
}

/// Returns the cues of the narration in text order.
pub fn cues(reading: &Reading, sentences: &[Sentence], mentions: &[Mention]) -> Vec<Cue> {
    let mut cues = Vec::new();
    let mut from = 0;
    for (index, sentence) in sentences.iter().enumerate() {
        while from < mentions.len() && mentions[from].tokens.end <= sentence.tokens.start {
            from += 1;
        }
        let mut to = from;
        while to < mentions.len() && mentions[to].tokens.start < sentence.tokens.end {
            to += 1;
        }
        let clause = Clause {
            reading,
            index,
            tokens: sentence.tokens.clone(),
            mentions,
            here: from..to,
        };
        clause.cues(&mut cues);
    }
    cues
}

/// One sentence, with what is needed to find subjects in it.
struct Clause<'r, 't> {
    reading: &'r Reading<'t>,
    index: usize,
    tokens: Range<usize>,
    mentions: &'r [Mention],
    here: Range<usize>,
}

impl Clause<'_, '_> {
    fn cues(&self, cues: &mut Vec<Cue>) {
        let first = cues.len();
        let mut token = self.tokens.start;
        while token < self.tokens.end {
            let here = &self.reading.tokens[token];
            let mut next = token + 1;
            if here.region == OUTSIDE && here.kind == Kind::Word {
                let cue = if here.is(Class::SOURCE) {
                    self.source(token)
                } else {
                    None
                };
                let cue = cue.or_else(|| self.particle_verb(token)).or_else(|| {
                    if here.is(Class::SPEECH_VERB) {
                        self.verb(token..token + 1, here.word.frames, &cues[first..])
                    } else {
                        None
                    }
                });
                let cue = cue.or_else(|| {
                    if here.is(Class::SPEECH_NOUN) {
                        self.noun(token)
                    } else {
                        None
                    }
                });
                if let Some(cue) = cue {
                    next = cue.tokens.end.max(next);
                    cues.push(cue);
                }
            }
            token = next;
        }
    }

    fn kind(&self, token: usize) -> Option<Kind> {
        self.tokens
            .contains(&token)
            .then(|| self.reading.tokens[token].kind)
    }

    fn is(&self, token: usize, class: Class) -> bool {
        self.tokens.contains(&token) && self.reading.tokens[token].is(class)
    }

    fn says(&self, token: usize, word: &str) -> bool {
        self.tokens.contains(&token) && self.reading.says(token, word)
    }

    /// Returns the mention of this sentence that ends at the token.
    fn ending(&self, end: usize) -> Option<usize> {
        self.here
            .clone()
            .find(|&mention| self.mentions[mention].tokens.end == end)
    }

    fn holding(&self, token: usize) -> Option<usize> {
        self.here
            .clone()
            .find(|&mention| self.mentions[mention].tokens.contains(&token))
    }

    fn particle_verb(&self, token: usize) -> Option<Cue> {
        if !self.reading.tokens[token].is(Class::PARTICLE_VERB) {
            return None;
        }
        let lower = self.reading.words(token).to_lowercase();
        for verb in self.reading.lexicon.particle_verbs(&lower) {
            let end = token + 1 + verb.rest.len();
            let follows = verb
                .rest
                .iter()
                .enumerate()
                .all(|(step, word)| self.says(token + 1 + step, word));
            if follows {
                return self.verb(token..end, verb.frames, &[]);
            }
            // German verbs leave their particle at the clause's end: "teilte das Amt mit".
            let [particle] = verb.rest[..] else { continue };
            let later = (token + 1..self.tokens.end.min(token + 30)).find(|&at| {
                self.says(at, particle) && !self.kind(at + 1).is_some_and(|kind| kind == Kind::Word)
            });
            if self.reading.lexicon.splits_verbs() && later.is_some() {
                return self.verb(token..token + 1, verb.frames, &[]);
            }
        }
        None
    }

    fn verb(&self, tokens: Range<usize>, frames: Frames, before: &[Cue]) -> Option<Cue> {
        let verb = tokens.start;
        let here = &self.reading.tokens[verb];
        if here.is_capital() && verb != self.tokens.start {
            return None;
        }
        let auxiliary = self.auxiliary(verb);
        let gerund = here.inflected(Inflection::GERUND) && !auxiliary.be;
        if !gerund
            && auxiliary.be
            && here.inflected(Inflection::PAST.or(Inflection::PARTICIPLE))
            && !here.inflected(Inflection::GERUND)
        {
            return None;
        }
        if !self.is_verb(verb, &auxiliary) {
            return None;
        }
        let mut cue = Cue {
            tokens,
            kind: CueKind::Verb,
            frames,
            sentence: self.index,
            subject: None,
            inverted: false,
            gerund,
        };
        if self.may_invert(verb, auxiliary.start) {
            cue.subject = self.subject_after(cue.tokens.end);
            cue.inverted = cue.subject.is_some();
        }
        if cue.subject.is_none() {
            let infinitive = auxiliary.to;
            cue.subject = if gerund || infinitive {
                self.shared_subject(auxiliary.start, before)
            } else {
                self.subject_before(auxiliary.start, before)
            };
        }
        if cue.subject.is_none() {
            cue.subject = self.subject_after_adverb(cue.tokens.end);
            cue.inverted = cue.subject.is_some();
        }
        Some(cue)
    }

    /// Looks left over auxiliaries, adverbs and negations.
    fn auxiliary(&self, verb: usize) -> Auxiliary {
        let mut found = Auxiliary {
            start: verb,
            be: false,
            any: false,
            to: false,
        };
        while found.start > self.tokens.start {
            let at = found.start - 1;
            let before = &self.reading.tokens[at];
            let word = self.reading.words(at);
            if before.region != OUTSIDE {
                break;
            }
            if before.is(Class::AUXILIARY)
                || (before.kind == Kind::Possessive && self.is_contraction(at, verb))
            {
                let form = word.trim_start_matches(['\'', '’']).to_ascii_lowercase();
                let be = matches!(
                    form.as_str(),
                    "am" | "is"
                        | "are"
                        | "was"
                        | "were"
                        | "be"
                        | "been"
                        | "being"
                        | "re"
                        | "wird"
                        | "wurde"
                        | "worden"
                        | "wurden"
                        | "werden"
                );
                found.be |= be && !found.any;
                found.any = true;
            } else if word == "to"
                && found.start == verb
                && self.reading.tokens[verb].inflected(Inflection::BASE)
            {
                found.to = true;
            } else if !(before.is(Class::ADVERB.with(Class::NEGATION))
                || (before.shape == Shape::Lower && word.len() > 4 && word.ends_with("ly")))
            {
                break;
            }
            found.start = at;
        }
        found
    }

    /// "He's saying": the `'s` is a verb where a participle follows.
    fn is_contraction(&self, token: usize, verb: usize) -> bool {
        let verb = &self.reading.tokens[verb];
        verb.inflected(Inflection::GERUND)
            || (token > self.tokens.start && self.is(token - 1, Class::PRONOUN))
    }

    /// Tells a verb from the noun or adjective of the same letters ("the report", "a reported plan").
    fn is_verb(&self, verb: usize, auxiliary: &Auxiliary) -> bool {
        let here = &self.reading.tokens[verb];
        if auxiliary.any || auxiliary.to {
            return true;
        }
        let Some(before) = (verb > self.tokens.start)
            .then(|| &self.reading.tokens[auxiliary.start.max(self.tokens.start + 1) - 1])
        else {
            return !here.inflected(Inflection::BASE);
        };
        if before.region == OUTSIDE && before.kind == Kind::Word {
            if before.is(Class::DETERMINER.with(Class::POSSESSIVE))
                && !before.is(Class::SUBJECT)
                && !before.is(Class::RELATIVE)
                && !before.is(Class::PRONOUN)
            {
                return false;
            }
            if before.is(Class::PREPOSITION) && !here.inflected(Inflection::GERUND) {
                return false;
            }
        }
        if before.kind == Kind::Possessive {
            return false;
        }
        let noun_like = here.inflected(Inflection::BASE.or(Inflection::THIRD))
            && !here.inflected(Inflection::PAST)
            && !here.inflected(Inflection::GERUND);
        if noun_like {
            // A present needs its subject right there: "officials say", "he claims"; else it is a noun.
            let follows_plural = before.kind == Kind::Word
                && (before.is(Class::DETERMINER.with(Class::CONJUNCTION))
                    || self.reading.words(auxiliary.start - 1).ends_with('s'));
            let finite = here.inflected(Inflection::THIRD)
                || follows_plural
                || before.kind != Kind::Word
                || before.region != OUTSIDE;
            let unambiguous = finite
                && here.takes(Frames::STRONG)
                && !here.is(Class::SPEECH_NOUN)
                && !here.is(Class::ROLE);
            let subject = self.ending(auxiliary.start);
            let plural = subject.is_some_and(|mention| {
                let mention = &self.mentions[mention];
                mention.plural || mention.kind == MentionKind::Pronoun
            });
            return unambiguous
                || (subject.is_some() && (here.inflected(Inflection::THIRD) || plural))
                || before.is(Class::RELATIVE);
        }
        true
    }

    /// Tells whether the speaker may follow: the verb opens a clause after speech.
    fn may_invert(&self, verb: usize, start: usize) -> bool {
        if start == self.tokens.start {
            return true;
        }
        let before = &self.reading.tokens[start - 1];
        let _ = verb;
        before.region != OUTSIDE
            || matches!(
                before.kind,
                Kind::Comma | Kind::Dash | Kind::Mark | Kind::Stop
            )
    }

    /// Returns the noun phrase that begins right after the verb: "said *the minister*".
    fn subject_after(&self, from: usize) -> Option<Subject> {
        let mut at = from;
        while self.is(at, Class::ADVERB)
            || self.is(at, Class::DATE)
            || (self.is(at, Class::TIME) && !self.is(at + 1, Class::ROLE))
        {
            at += 1;
        }
        let kind = self.kind(at)?;
        if self.reading.tokens[at].region != OUTSIDE || !matches!(kind, Kind::Word | Kind::Number) {
            return None;
        }
        if let Some(mention) = self
            .holding(at)
            .filter(|&mention| self.mentions[mention].tokens.start <= at)
        {
            let found = &self.mentions[mention];
            // "said he would go": a pronoun after the verb opens the statement.
            if found.kind == MentionKind::Pronoun && !self.ends_clause(found.tokens.end) {
                return None;
            }
            if self.verb_follows(found.tokens.end) && !self.ends_clause(found.tokens.end) {
                return None;
            }
            return Some(Subject {
                tokens: found.tokens.clone(),
                mention: Some(mention),
                rule: "after",
            });
        }
        // "said one resident", "said the 54-year-old": up to the comma, if it is near.
        let opens = self.is(at, Class::DETERMINER)
            || kind == Kind::Number
            || self.reading.tokens[at].is_capital();
        if !opens {
            return None;
        }
        let mut end = at + 1;
        while end < self.tokens.end
            && end < at + 7
            && self.reading.tokens[end].region == OUTSIDE
            && self.kind(end) == Some(Kind::Word)
        {
            if self.is(end, Class::PREPOSITION.with(Class::RELATIVE)) {
                break;
            }
            if let Some(mention) = self.holding(end).filter(|&mention| {
                self.mentions[mention].tokens.start <= end && self.mentions[mention].is_person()
            }) {
                let found = &self.mentions[mention];
                return Some(Subject {
                    tokens: at..found.tokens.end,
                    mention: Some(mention),
                    rule: "after",
                });
            }
            if self.is(end, Class::AUXILIARY.with(Class::SPEECH_VERB)) {
                return None;
            }
            end += 1;
        }
        Some(Subject {
            tokens: at..end,
            mention: None,
            rule: "after",
        })
    }

    /// "said early Monday Boer": only a name, and only where nothing else was found.
    fn subject_after_adverb(&self, from: usize) -> Option<Subject> {
        let mention = self.holding(from)?;
        let found = &self.mentions[mention];
        let named = found.kind == MentionKind::Person && self.ends_clause(found.tokens.end);
        named.then(|| Subject {
            tokens: found.tokens.clone(),
            mention: Some(mention),
            rule: "after",
        })
    }

    fn ends_clause(&self, at: usize) -> bool {
        self.kind(at).is_none_or(|kind| {
            matches!(
                kind,
                Kind::Comma | Kind::Stop | Kind::Colon | Kind::Semicolon | Kind::Dash | Kind::Mark
            )
        }) || self.reading.tokens[at].region != OUTSIDE
    }

    fn verb_follows(&self, at: usize) -> bool {
        let mut at = at;
        while self.is(at, Class::ADVERB.with(Class::NEGATION)) {
            at += 1;
        }
        self.is(at, Class::AUXILIARY) || self.kind(at) == Some(Kind::Possessive)
    }

    /// Returns the noun phrase that ends before the verb, over appositions, brackets and dates.
    fn subject_before(&self, verb: usize, before: &[Cue]) -> Option<Subject> {
        let mut at = verb;
        let mut steps = 0;
        while at > self.tokens.start && steps < 8 {
            steps += 1;
            let token = at - 1;
            let here = &self.reading.tokens[token];
            if here.region != OUTSIDE {
                return None;
            }
            if let Some(mention) = self.ending(at) {
                return Some(self.head_of(mention));
            }
            match here.kind {
                Kind::Comma | Kind::Dash => {
                    return match self.before_aside(token) {
                        Some(start) => self.subject_before(start, before),
                        None => self.shared_subject(verb, before),
                    };
                }
                Kind::Close => {
                    let open = (self.tokens.start..token)
                        .rev()
                        .take(12)
                        .find(|&open| self.kind(open) == Some(Kind::Open))?;
                    at = open;
                }
                Kind::Number => at = token,
                Kind::Word => {
                    if here.is(Class::RELATIVE) || here.is(Class::THAT) {
                        let end = if self.kind(token.wrapping_sub(1)) == Some(Kind::Comma) {
                            token - 1
                        } else {
                            token
                        };
                        return self.ending(end).map(|mention| Subject {
                            rule: "relative",
                            ..self.head_of(mention)
                        });
                    }
                    if here.is(Class::CONJUNCTION) {
                        return self.shared_subject(token, before);
                    }
                    if here.is(Class::TIME) || here.is(Class::DATE) {
                        at = token;
                        while at > self.tokens.start
                            && (self.is(at - 1, Class::TIME) || self.is(at - 1, Class::DETERMINER))
                        {
                            at -= 1;
                        }
                        if self.is(at - usize::from(at > self.tokens.start), Class::PREPOSITION) {
                            at -= 1;
                        }
                        continue;
                    }
                    return self
                        .unlisted(token)
                        .or_else(|| self.shared_subject(verb, before));
                }
                _ => return self.shared_subject(verb, before),
            }
        }
        None
    }

    /// Returns where the noun phrase ends that an aside follows: the token of its first comma.
    fn before_aside(&self, close: usize) -> Option<usize> {
        let kind = self.reading.tokens[close].kind;
        let mut at = close;
        let floor = close.saturating_sub(40).max(self.tokens.start);
        let mut best = None;
        while at > floor {
            at -= 1;
            if self.reading.tokens[at].kind == kind && self.ending(at).is_some() {
                let after = &self.reading.tokens[at + 1];
                let aside = after.is(Class::DETERMINER
                    .with(Class::RELATIVE)
                    .with(Class::POSSESSIVE)
                    .with(Class::ROLE)
                    .with(Class::ORGANISATION)
                    .with(Class::PREPOSITION)
                    .with(Class::TIME))
                    || after.kind == Kind::Number
                    || !after.is_capital()
                    || self.holding(at + 1).is_some_and(|mention| {
                        self.mentions[mention].kind == MentionKind::Role
                            || self.mentions[mention].head > at + 1
                    });
                let mention = self.ending(at)?;
                let named = self.mentions[mention].is_person();
                if aside && (best.is_none() || named) {
                    best = Some(at);
                    if named {
                        break;
                    }
                }
            }
        }
        best
    }

    /// Climbs from "for Clinton" to "a spokesman for Clinton".
    fn head_of(&self, mention: usize) -> Subject {
        let mut mention = mention;
        let end = self.mentions[mention].tokens.end;
        let mut rule = "before";
        if self.mentions[mention].kind == MentionKind::Pronoun
            && self.reading.tokens[self.mentions[mention].head].is(Class::RELATIVE)
        {
            let start = self.mentions[mention].tokens.start;
            let named = if self.kind(start.wrapping_sub(1)) == Some(Kind::Comma) {
                start - 1
            } else {
                start
            };
            if let Some(owner) = self.ending(named) {
                return Subject {
                    rule: "relative",
                    ..self.head_of(owner)
                };
            }
        }
        for _ in 0..4 {
            let start = self.mentions[mention].tokens.start;
            if start <= self.tokens.start + 1 || !self.is(start - 1, Class::PREPOSITION) {
                break;
            }
            let Some(owner) = self.ending(start - 1) else {
                // "people in Paris", "a poll by the bank": a head no list knows.
                if let Some(subject) = self.unlisted(start - 2) {
                    return Subject {
                        tokens: subject.tokens.start..end,
                        mention: None,
                        rule: "before-noun",
                    };
                }
                break;
            };
            mention = owner;
            rule = "before-of";
        }
        Subject {
            tokens: self.mentions[mention].tokens.start..end.max(self.mentions[mention].tokens.end),
            mention: Some(mention),
            rule,
        }
    }

    /// Returns a noun phrase whose head is on no list: "the lawsuit", "people".
    fn unlisted(&self, head: usize) -> Option<Subject> {
        let here = self
            .reading
            .tokens
            .get(head)
            .filter(|_| self.tokens.contains(&head))?;
        if here.kind != Kind::Word
            || here.region != OUTSIDE
            || here.is(Class::FUNCTION
                .with(Class::PREPOSITION)
                .with(Class::AUXILIARY)
                .with(Class::SPEECH_VERB))
                && !here.is(Class::SPEECH_NOUN)
        {
            return None;
        }
        let mut start = head;
        for at in (self.tokens.start..head).rev().take(4) {
            let word = &self.reading.tokens[at];
            if word.region != OUTSIDE
                || !matches!(word.kind, Kind::Word | Kind::Possessive | Kind::Number)
                || word.is(Class::PREPOSITION
                    .with(Class::CONJUNCTION)
                    .with(Class::SUBORDINATOR)
                    .with(Class::AUXILIARY))
            {
                break;
            }
            if word.is(Class::DETERMINER.with(Class::POSSESSIVE)) {
                return Some(Subject {
                    tokens: at..head + 1,
                    mention: None,
                    rule: "before-noun",
                });
            }
            start = at;
        }
        let plural = self.reading.words(head).ends_with('s') || self.is(head, Class::ROLE);
        (plural && (start == self.tokens.start || start == head)).then(|| Subject {
            tokens: start..head + 1,
            mention: None,
            rule: "before-noun",
        })
    }

    /// Returns the subject of an earlier verb in the sentence: "met Boer and *said*", "*adding*".
    fn shared_subject(&self, verb: usize, before: &[Cue]) -> Option<Subject> {
        let cue = before.iter().rev().find(|cue| {
            cue.subject.is_some() && cue.kind != CueKind::Noun && cue.tokens.start < verb
        });
        if let Some(subject) = cue.and_then(|cue| cue.subject.clone()) {
            return Some(Subject {
                rule: "shared",
                ..subject
            });
        }
        // Else the sentence's own: the first noun phrase no preposition governs.
        let free = |mention: &usize| {
            let found = &self.mentions[*mention];
            let governed = found.tokens.start > self.tokens.start
                && self.is(found.tokens.start - 1, Class::PREPOSITION);
            !found.quoted && !governed && !found.possessive && found.tokens.end <= verb
        };
        let mention = self.here.clone().find(free)?;
        Some(Subject {
            tokens: self.mentions[mention].tokens.clone(),
            mention: Some(mention),
            rule: "sentence",
        })
    }

    fn source(&self, token: usize) -> Option<Cue> {
        let phrase = self.reading.lexicon.phrases().iter().find(|phrase| {
            phrase
                .words
                .iter()
                .enumerate()
                .all(|(step, word)| self.says(token + step, word))
        })?;
        let tokens = token..token + phrase.words.len();
        let cue = |subject| Cue {
            tokens: tokens.clone(),
            kind: CueKind::Source,
            frames: Frames::default(),
            sentence: self.index,
            subject,
            inverted: !phrase.follows,
            gerund: false,
        };
        if phrase.follows {
            let mention = self.ending(token)?;
            return Some(cue(Some(self.head_of(mention))));
        }
        let subject = self
            .subject_after(tokens.end)
            .or_else(|| self.noun_after(tokens.end))?;
        Some(cue(Some(subject)))
    }

    /// Returns the words after a source phrase up to the comma, whatever they are.
    fn noun_after(&self, from: usize) -> Option<Subject> {
        let mut end = from;
        while end < self.tokens.end
            && end < from + 12
            && self.reading.tokens[end].region == OUTSIDE
            && matches!(
                self.kind(end),
                Some(Kind::Word | Kind::Number | Kind::Possessive)
            )
        {
            end += 1;
        }
        (end > from).then(|| Subject {
            tokens: from..end,
            mention: (from..end).find_map(|at| self.holding(at)),
            rule: "after",
        })
    }

    /// "Lavrov's assertion that …", "the minister's warning".
    fn noun(&self, token: usize) -> Option<Cue> {
        let possessive = token
            .checked_sub(1)
            .filter(|&at| self.tokens.contains(&at))?;
        let subject = if self.reading.tokens[possessive].kind == Kind::Possessive {
            let mention = self.ending(possessive)?;
            Subject {
                tokens: self.mentions[mention].tokens.clone(),
                mention: Some(mention),
                rule: "possessor",
            }
        } else if self.is(possessive, Class::POSSESSIVE) && !self.is(possessive, Class::RELATIVE) {
            Subject {
                tokens: possessive..token,
                mention: None,
                rule: "possessor",
            }
        } else {
            return None;
        };
        if !self.is(token + 1, Class::THAT) {
            return None;
        }
        Some(Cue {
            tokens: token..token + 1,
            kind: CueKind::Noun,
            frames: Frames::THAT,
            sentence: self.index,
            subject: Some(subject),
            inverted: false,
            gerund: false,
        })
    }
}

struct Auxiliary {
    /// The first token of the verb group.
    start: usize,
    /// The nearest auxiliary is a form of "be".
    be: bool,
    any: bool,
    to: bool,
}
