//! Sources and nouns of speech: "according to Lind", "Lind's claim that".

use crate::annotate::cues::verbs::Place;
use crate::annotate::cues::{Clause, Cue, CueKind, Subject};
use crate::annotate::entities::mentions::MentionKind;
use crate::annotate::text::tokens::{Kind, OUTSIDE, Shape};
use crate::lang::{Class, Frames};

impl Clause<'_, '_> {
    pub(crate) fn source(&self, token: usize) -> Option<Cue> {
        let phrase = self
            .reading
            .lexicon
            .source_phrases()
            .iter()
            .find(|phrase| {
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
            inverted: !phrase.postposed,
            gerund: false,
        };
        if phrase.postposed {
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
    pub(crate) fn noun(&self, token: usize, before: &[Cue]) -> Option<Cue> {
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
