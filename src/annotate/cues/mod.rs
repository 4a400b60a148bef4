//! Finds cues, the words that introduce speech, and their subjects.
//!
//! There is no parser: subjects are found from word classes, mentions and punctuation around the
//! cue.

pub(crate) mod cue;

pub(crate) mod clause;

pub(crate) mod appositives;

pub(crate) mod subjects;

pub(crate) mod verbs;

pub(crate) mod sources;

use crate::annotate::cues::clause::Clause;
use crate::annotate::cues::cue::Cue;
use crate::annotate::entities::mention::Mention;
use crate::annotate::sentences::Sentence;
use crate::annotate::text::tokens::{NOT_QUOTED, TokenKind, TokenizedText};
use crate::lang::Class;

/// Returns the cues outside quotation marks in text order.
pub(crate) fn cues(
    tokenized: &TokenizedText,
    sentences: &[Sentence],
    mentions: &[Mention],
) -> Vec<Cue> {
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
            tokenized,
            sentence: index,
            tokens: sentence.tokens.clone(),
            mentions,
            mention_range: from..to,
        };
        clause.cues(&mut cues);
    }
    cues
}

impl Clause<'_, '_> {
    fn cues(&self, cues: &mut Vec<Cue>) {
        let first = cues.len();
        let mut token = self.tokens.start;
        while token < self.tokens.end {
            let here = &self.tokenized.tokens[token];
            let mut next = token + 1;
            if here.quoted_span == NOT_QUOTED && here.kind == TokenKind::Word {
                let cue = if here.is(Class::SOURCE) {
                    self.source_phrase(token)
                } else {
                    None
                };
                let cue = cue.or_else(|| self.particle_verb(token)).or_else(|| {
                    if here.is(Class::SPEECH_VERB) {
                        self.speech_verb(token..token + 1, here.word.frames, &cues[first..])
                    } else {
                        None
                    }
                });
                let cue = cue.or_else(|| {
                    if here.is(Class::SPEECH_NOUN) {
                        self.speech_noun(token, &cues[first..])
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

    fn particle_verb(&self, token: usize) -> Option<Cue> {
        if !self.tokenized.tokens[token].is(Class::PHRASAL_VERB) {
            return None;
        }
        let lower = self.tokenized.token_text(token).to_lowercase();
        for verb in self.tokenized.lexicon.phrasal_verbs(&lower) {
            let end = token + 1 + verb.rest.len();
            let follows = verb
                .rest
                .iter()
                .enumerate()
                .all(|(step, word)| self.text_is(token + 1 + step, word));
            if follows {
                return self.speech_verb(token..end, verb.frames, &[]);
            }
            // German verbs leave their particle at the clause's end: "teilte das Amt mit".
            let [particle] = verb.rest[..] else { continue };
            let later = (token + 1..self.tokens.end.min(token + 30)).find(|&at| {
                self.text_is(at, particle)
                    && !self
                        .kind(at + 1)
                        .is_some_and(|kind| kind == TokenKind::Word)
            });
            if self.tokenized.lexicon.has_separable_verbs() && later.is_some() {
                return self.speech_verb(token..token + 1, verb.frames, &[]);
            }
        }
        None
    }
}
