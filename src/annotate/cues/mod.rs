//! Finds the words that introduce speech, and their grammatical subject.

pub(crate) mod appositives;
pub(crate) mod sources;
pub(crate) mod subjects;
pub(crate) mod verbs;

use crate::annotate::entities::mentions::Mention;
use crate::annotate::text::sentences::Sentence;
use crate::annotate::text::tokens::{Kind, OUTSIDE, Reading};
use crate::lang::{Class, Frames};
use std::ops::Range;

/// A speech verb, a noun of speech, or a phrase like "according to", with whose speech it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cue {
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
pub(crate) enum CueKind {
    Verb,
    Source,
    Noun,
}

/// Who stands at the cue: words, and the mention they are, where they are one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Subject {
    pub tokens: Range<usize>,
    pub mention: Option<usize>,
    /// The relative pronoun that stands for it: "who".
    pub also: Option<Range<usize>>,
    /// How the subject was found.
    pub rule: &'static str,
}

impl Cue {
    /// Returns the first token of cue and subject together.
    pub(crate) fn start(&self) -> usize {
        let subject = self.subject.as_ref().map(|subject| subject.tokens.start);
        subject.map_or(self.tokens.start, |start| start.min(self.tokens.start))
    }

    /// Returns the token after cue and subject together.
    pub(crate) fn end(&self) -> usize {
        let subject = self.subject.as_ref().map(|subject| subject.tokens.end);
        subject.map_or(self.tokens.end, |end| end.max(self.tokens.end))
    }
}

/// Returns the cues of the narration in text order.
pub(crate) fn cues(reading: &Reading, sentences: &[Sentence], mentions: &[Mention]) -> Vec<Cue> {
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
pub(crate) struct Clause<'r, 't> {
    pub(crate) reading: &'r Reading<'t>,
    pub(crate) index: usize,
    pub(crate) tokens: Range<usize>,
    pub(crate) mentions: &'r [Mention],
    /// The sentence's mentions.
    pub(crate) here: Range<usize>,
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

    pub(crate) fn kind(&self, token: usize) -> Option<Kind> {
        self.tokens
            .contains(&token)
            .then(|| self.reading.tokens[token].kind)
    }

    pub(crate) fn is(&self, token: usize, class: Class) -> bool {
        self.tokens.contains(&token) && self.reading.tokens[token].is(class)
    }

    pub(crate) fn says(&self, token: usize, word: &str) -> bool {
        self.tokens.contains(&token) && self.reading.says(token, word)
    }

    /// Returns the mention of this sentence that ends at the token.
    pub(crate) fn ending(&self, end: usize) -> Option<usize> {
        let mentions = &self.mentions[self.here.clone()];
        let at = self.here.start + mentions.partition_point(|mention| mention.tokens.end < end);
        (at < self.here.end && self.mentions[at].tokens.end == end).then_some(at)
    }

    pub(crate) fn holding(&self, token: usize) -> Option<usize> {
        let mentions = &self.mentions[self.here.clone()];
        let at = self.here.start + mentions.partition_point(|mention| mention.tokens.end <= token);
        (at < self.here.end && self.mentions[at].tokens.contains(&token)).then_some(at)
    }

    fn particle_verb(&self, token: usize) -> Option<Cue> {
        if !self.reading.tokens[token].is(Class::PHRASAL_VERB) {
            return None;
        }
        let lower = self.reading.words(token).to_lowercase();
        for verb in self.reading.lexicon.phrasal_verbs(&lower) {
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
            if self.reading.lexicon.has_separable_verbs() && later.is_some() {
                return self.verb(token..token + 1, verb.frames, &[]);
            }
        }
        None
    }

    /// Tells a determiner that can be a subject by itself: "many said", but not "the said plan".
    pub(crate) fn stands_alone(&self, token: usize) -> bool {
        self.is(token, Class::DETERMINER)
            && !self.is(token, Class::THAT)
            && !matches!(
                self.reading.words(token),
                "the" | "a" | "an" | "no" | "any" | "every"
            )
            || matches!(self.reading.words(token), "others" | "Others")
    }

    pub(crate) fn narrates(&self, token: usize) -> bool {
        self.reading.tokens[token].region == OUTSIDE
    }
}
