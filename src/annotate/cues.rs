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
    /// The relative pronoun that stands for it: "who".
    pub also: Option<Range<usize>>,
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
pub(super) struct Clause<'r, 't> {
    pub(super) reading: &'r Reading<'t>,
    pub(super) index: usize,
    pub(super) tokens: Range<usize>,
    pub(super) mentions: &'r [Mention],
    /// The sentence's mentions.
    pub(super) here: Range<usize>,
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
                        self.noun(token, &cues[first..])
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

    pub(super) fn kind(&self, token: usize) -> Option<Kind> {
        self.tokens
            .contains(&token)
            .then(|| self.reading.tokens[token].kind)
    }

    pub(super) fn is(&self, token: usize, class: Class) -> bool {
        self.tokens.contains(&token) && self.reading.tokens[token].is(class)
    }

    pub(super) fn says(&self, token: usize, word: &str) -> bool {
        self.tokens.contains(&token) && self.reading.says(token, word)
    }

    /// Returns the mention of this sentence that ends at the token.
    pub(super) fn ending(&self, end: usize) -> Option<usize> {
        let mentions = &self.mentions[self.here.clone()];
        let at = self.here.start + mentions.partition_point(|mention| mention.tokens.end < end);
        (at < self.here.end && self.mentions[at].tokens.end == end).then_some(at)
    }

    pub(super) fn holding(&self, token: usize) -> Option<usize> {
        let mentions = &self.mentions[self.here.clone()];
        let at = self.here.start + mentions.partition_point(|mention| mention.tokens.end <= token);
        (at < self.here.end && self.mentions[at].tokens.contains(&token)).then_some(at)
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
        let participle = here.inflected(Inflection::PAST.or(Inflection::PARTICIPLE))
            && !here.inflected(Inflection::GERUND);
        let passive =
            !gerund && participle && (auxiliary.be || self.hangs(auxiliary.start, frames));
        let impersonal = passive && self.is_impersonal(auxiliary.start, tokens.end);
        if (passive && !frames.has(Frames::PASSIVE) && !impersonal)
            || (!passive && !self.is_verb(verb, &auxiliary))
        {
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
        if impersonal {
            cue.frames = Frames::THAT.or(Frames::PASSIVE);
        }
        if passive {
            // "when asked by Lind whether"
            cue.subject = if self.says(cue.tokens.end, "by") {
                self.subject_after(cue.tokens.end + 1)
            } else {
                None
            };
            cue.tokens.end = cue
                .subject
                .as_ref()
                .map_or(cue.tokens.end, |subject| subject.tokens.end);
            return Some(cue);
        }
        let place = self.place(auxiliary.start);
        // Listeners follow "told", not the speaker.
        let tells = frames.has(Frames::LISTENER) && !self.reading.lexicon.tellers_invert();
        if (place != Place::Clause || self.is_led(auxiliary.start)) && !tells {
            let aside = place == Place::Comma
                && auxiliary.start > self.tokens.start
                && self.before_aside(auxiliary.start - 1).is_some();
            cue.subject = self.subject_after(cue.tokens.end).filter(|subject| {
                let end = subject.tokens.end;
                place == Place::Marks
                    || if aside {
                        subject.mention.is_some() && self.ends_clause(end)
                    } else {
                        self.may_end(end)
                    }
            });
            cue.inverted = cue.subject.is_some();
        }
        if cue.subject.is_none() {
            let infinitive = auxiliary.to;
            let opens = gerund && auxiliary.start <= self.tokens.start + 1;
            cue.subject = if opens && let Some(subject) = self.subject_ahead(verb) {
                Some(subject)
            } else if gerund || infinitive {
                self.shared_subject(auxiliary.start, before)
            } else {
                self.subject_before(auxiliary.start, before)
            };
        }
        if cue.subject.is_none()
            && frames.has(Frames::STRONG)
            && frames.has(Frames::WHETHER)
            && !gerund
        {
            cue.subject = self.whole_clause(auxiliary.start);
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
            } else if word == "since" && at > self.tokens.start && self.is(at - 1, Class::AUXILIARY)
            {
                // "has since said"
            } else if !(before.is(Class::ADVERB.with(Class::NEGATION))
                || (before.shape == Shape::Lower && word.len() > 4 && word.ends_with("ly")))
            {
                break;
            }
            found.start = at;
        }
        found
    }

    /// "It was reported in March that": tells whether nobody is said to have said it.
    fn is_impersonal(&self, verb: usize, end: usize) -> bool {
        let it = verb > self.tokens.start && self.says(verb - 1, "it");
        it && (end..end + 6)
            .take_while(|&at| self.kind(at) == Some(Kind::Word))
            .any(|at| self.is(at, Class::THAT))
    }

    /// "When asked": a participle after a conjunction, with nobody asking.
    fn hangs(&self, verb: usize, frames: Frames) -> bool {
        let capital = verb == self.tokens.start && self.reading.tokens[verb].is_capital();
        let opens = capital || (verb > self.tokens.start && self.is(verb - 1, Class::SUBORDINATOR));
        frames.has(Frames::PASSIVE) && opens
    }

    /// Tells a determiner that can be a subject by itself: "many said", but not "the said plan".
    pub(super) fn stands_alone(&self, token: usize) -> bool {
        self.is(token, Class::DETERMINER)
            && !self.is(token, Class::THAT)
            && !matches!(
                self.reading.words(token),
                "the" | "a" | "an" | "no" | "any" | "every"
            )
            || matches!(self.reading.words(token), "others" | "Others")
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
        if here.takes(Frames::MARKS)
            && self.place(auxiliary.start) == Place::Marks
            && !here.inflected(Inflection::BASE)
        {
            return true;
        }
        let Some(before) = (verb > self.tokens.start)
            .then(|| &self.reading.tokens[auxiliary.start.max(self.tokens.start + 1) - 1])
        else {
            return !here.inflected(Inflection::BASE);
        };
        if before.region == OUTSIDE && before.kind == Kind::Word {
            if before.is(Class::DETERMINER.with(Class::POSSESSIVE))
                && !self.stands_alone(auxiliary.start.max(self.tokens.start + 1) - 1)
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
                let joined = mention.tokens.start > self.tokens.start
                    && self.is(mention.tokens.start - 1, Class::CONJUNCTION);
                mention.plural || joined || mention.kind == MentionKind::Pronoun
            });
            let noun = || {
                auxiliary
                    .start
                    .checked_sub(1)
                    .and_then(|at| self.unlisted(at))
                    .filter(|noun| noun.tokens.len() > 1 && !here.is(Class::SPEECH_NOUN))
            };
            // "Lind, a teacher, notes that", "advocacy groups note that", "one in five say that"
            let clause = self.is(verb + 1, Class::THAT);
            let aside = clause
                && (before.kind == Kind::Comma
                    || follows_plural
                    || (here.takes(Frames::STRONG) && !here.is(Class::SPEECH_NOUN)));
            return unambiguous
                || aside
                || (here.inflected(Inflection::THIRD) && noun().is_some())
                || (here.takes(Frames::WHETHER) && here.takes(Frames::STRONG))
                || (subject.is_some() && (here.inflected(Inflection::THIRD) || plural))
                || before.is(Class::RELATIVE);
        }
        true
    }

    /// Returns what stands before the verb group: only there may the speaker follow it.
    fn place(&self, start: usize) -> Place {
        if start == self.tokens.start {
            return Place::Comma;
        }
        let before = &self.reading.tokens[start - 1];
        if before.region != OUTSIDE {
            return Place::Marks;
        }
        match before.kind {
            // "…," said Lind: the comma may stand after the marks.
            Kind::Comma | Kind::Dash if start >= 2 && !self.narrates(start - 2) => Place::Marks,
            Kind::Mark | Kind::Stop => Place::Marks,
            Kind::Comma | Kind::Dash => Place::Comma,
            _ => Place::Clause,
        }
    }

    /// "*Am Montag* sagte der Minister": tells whether what stands before a verb is no subject, so
    /// that the subject comes after it.
    fn is_led(&self, verb: usize) -> bool {
        if !self.reading.lexicon.verb_second() {
            return false;
        }
        let clause = (self.tokens.start..verb)
            .rev()
            .find(|&at| matches!(self.kind(at), Some(Kind::Comma | Kind::Semicolon)));
        let mut first = clause.map_or(self.tokens.start, |comma| comma + 1);
        if self.is(first, Class::CONJUNCTION) {
            first += 1;
        }
        let leads = Class::PREPOSITION
            .with(Class::ADVERB)
            .with(Class::TIME)
            .with(Class::SOURCE);
        first < verb && self.is(first, leads)
    }

    pub(super) fn narrates(&self, token: usize) -> bool {
        self.reading.tokens[token].region == OUTSIDE
    }

    /// Tells whether a noun phrase after a verb may end here as its subject, and not open a clause.
    fn may_end(&self, at: usize) -> bool {
        self.ends_clause(at)
            || self.kind(at) == Some(Kind::Open)
            || self.is(
                at,
                Class::PREPOSITION
                    .with(Class::RELATIVE)
                    .with(Class::TIME)
                    .with(Class::DATE)
                    .with(Class::SUBORDINATOR),
            )
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
        // "so" and "per" mean many things: they name a source only at a clause's edge.
        let short = tokens.len() == 1 && self.reading.words(token).len() <= 3;
        if short
            && !(self.place(token) != Place::Clause
                && token > self.tokens.start
                && subject.tokens.start == tokens.end
                && self.closes(&subject))
        {
            return None;
        }
        Some(cue(Some(subject)))
    }

    /// Tells whether the clause ends with the subject, or with a verb of saying right after it.
    fn closes(&self, subject: &Subject) -> bool {
        let end = subject.tokens.end;
        let named = subject
            .mention
            .is_some_and(|mention| self.mentions[mention].kind != MentionKind::Pronoun);
        let said = (end..end + 4).any(|at| self.is(at, Class::SPEECH_VERB));
        (named && self.ends_clause(end)) || said
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
            && !(self.reading.lexicon.verb_second() && self.ends_noun(from, end))
        {
            end += 1;
        }
        (end > from).then(|| {
            Subject::of(
                from..end,
                (from..end).find_map(|at| self.holding(at)),
                "after",
            )
        })
    }

    /// "laut israelischen Medien *gab* es …": tells whether a noun phrase that began at `from`
    /// ends before this small word. Only a genitive or "von" goes on.
    fn ends_noun(&self, from: usize, at: usize) -> bool {
        let word = self.reading.words(at);
        let goes_on = matches!(word, "des" | "der" | "eines" | "einer" | "von" | "und");
        let nouns = (from..at).any(|at| self.reading.tokens[at].is_capital());
        nouns
            && !goes_on
            && self.reading.tokens[at].shape == Shape::Lower
            && !matches!(
                self.reading.words(at - 1),
                "des" | "der" | "eines" | "einer" | "von"
            )
    }

    /// "Lavrov's assertion that …", "his vow to …", "vertritt die Auffassung, dass …".
    fn noun(&self, token: usize, before: &[Cue]) -> Option<Cue> {
        let mut end = token + 1;
        let comma = self.reading.lexicon.verb_second() && self.kind(end) == Some(Kind::Comma);
        let vows = self.reading.tokens[token].takes(Frames::INFINITIVE) && self.says(end, "to");
        if comma {
            end += 1;
        }
        if !self.is(end, Class::THAT) && !vows {
            return None;
        }
        let subject = self.possessor(token);
        let subject = subject.or_else(|| comma.then(|| self.shared_subject(token, before))?)?;
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

    /// Returns whose the noun at this token is.
    fn possessor(&self, token: usize) -> Option<Subject> {
        let mut possessive = token
            .checked_sub(1)
            .filter(|&at| self.tokens.contains(&at))?;
        // "the campaign's earlier claim", "his false claims"
        for _ in 0..2 {
            let here = &self.reading.tokens[possessive];
            let adjective = here.kind == Kind::Word && here.shape == Shape::Lower;
            if !adjective || here.is(Class::FUNCTION) || possessive == self.tokens.start {
                break;
            }
            possessive -= 1;
        }
        if self.reading.tokens[possessive].kind == Kind::Possessive {
            let mention = self.ending(possessive)?;
            let tokens = self.mentions[mention].tokens.clone();
            return Some(Subject::of(tokens, Some(mention), "possessor"));
        }
        (self.is(possessive, Class::POSSESSIVE) && !self.is(possessive, Class::RELATIVE))
            .then(|| Subject::of(possessive..token, None, "possessor"))
    }
}

/// Where a verb stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Right after words in quotation marks.
    Marks,
    /// After a comma or a dash, or at the sentence's head.
    Comma,
    /// Inside a clause.
    Clause,
}

struct Auxiliary {
    /// The first token of the verb group.
    start: usize,
    /// The nearest auxiliary is a form of "be".
    be: bool,
    any: bool,
    to: bool,
}
