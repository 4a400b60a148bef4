//! Attribution phrases and nouns of speech: "according to Lind", "Lind's claim that".

use crate::annotate::cues::clause::Clause;
use crate::annotate::cues::cue::{Cue, CueKind, Subject};
use crate::annotate::cues::verbs::VerbPosition;
use crate::annotate::entities::mention::MentionKind;
use crate::annotate::text::tokens::{NOT_QUOTED, Shape, TokenKind};
use crate::annotate::text::word_lists::WordList;
use crate::lang::{Class, Frames};

impl Clause<'_, '_> {
    pub(crate) fn source_phrase(&self, token: usize) -> Option<Cue> {
        let phrase = self
            .tokenized
            .lexicon
            .source_phrases()
            .iter()
            .find(|phrase| {
                phrase
                    .words
                    .iter()
                    .enumerate()
                    .all(|(step, word)| self.text_is(token + step, word))
            })?;
        let tokens = token..token + phrase.words.len();
        let cue = |subject| Cue {
            tokens: tokens.clone(),
            kind: CueKind::Source,
            frames: Frames::default(),
            sentence: self.sentence,
            subject,
            inverted: !phrase.postposed,
            gerund: false,
        };
        if phrase.postposed {
            let mention = self.mention_ending_at(token)?;
            return Some(cue(Some(self.full_subject(mention))));
        }
        let subject = self
            .subject_after(tokens.end)
            .or_else(|| self.noun_after(tokens.end))?;
        // "so" and "per" mean many things: they name a source only at a clause's edge.
        let short = tokens.len() == 1 && self.tokenized.token_text(token).len() <= 3;
        if short
            && !(self.position(token) != VerbPosition::InClause
                && token > self.tokens.start
                && subject.tokens.start == tokens.end
                && self.closes_clause(&subject))
        {
            return None;
        }
        Some(cue(Some(subject)))
    }

    /// Tells whether the clause ends with the subject, or a cue verb follows it.
    fn closes_clause(&self, subject: &Subject) -> bool {
        let end = subject.tokens.end;
        let named = subject
            .mention
            .is_some_and(|mention| self.mentions[mention].kind != MentionKind::Pronoun);
        let said = (end..end + 4).any(|at| self.is(at, Class::SPEECH_VERB));
        (named && self.ends_clause(end)) || said
    }

    /// Returns the words after an attribution phrase up to the comma.
    fn noun_after(&self, from: usize) -> Option<Subject> {
        let mut end = from;
        while end < self.tokens.end
            && end < from + 12
            && self.tokenized.tokens[end].quoted_span == NOT_QUOTED
            && matches!(
                self.kind(end),
                Some(TokenKind::Word | TokenKind::Number | TokenKind::Possessive)
            )
            && !(self.tokenized.lexicon.verb_second() && self.ends_noun_phrase(from, end))
        {
            end += 1;
        }
        (end > from).then(|| {
            Subject::of(
                from..end,
                (from..end).find_map(|at| self.mention_at(at)),
                "after",
            )
        })
    }

    /// "laut israelischen Medien *gab* es …": tells whether the noun phrase that begins at `from`
    /// ends before this lower-case word. Only a genitive or "von" continues it.
    fn ends_noun_phrase(&self, from: usize, at: usize) -> bool {
        let word = self.tokenized.token_text(at);
        let goes_on = WordList::GenitiveLinks.contains(word) || word == "und";
        let nouns = (from..at).any(|at| self.tokenized.tokens[at].is_capital());
        nouns
            && !goes_on
            && self.tokenized.tokens[at].shape == Shape::Lower
            && !WordList::GenitiveLinks.contains(self.tokenized.token_text(at - 1))
    }

    /// "Lavrov's assertion that …", "his vow to …", "vertritt die Auffassung, dass …".
    pub(crate) fn speech_noun(&self, token: usize, before: &[Cue]) -> Option<Cue> {
        let mut end = token + 1;
        let comma =
            self.tokenized.lexicon.verb_second() && self.kind(end) == Some(TokenKind::Comma);
        let vows =
            self.tokenized.tokens[token].takes(Frames::INFINITIVE) && self.text_is(end, "to");
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
            sentence: self.sentence,
            subject: Some(subject),
            inverted: false,
            gerund: false,
        })
    }

    /// Returns the possessor of the noun at this token.
    fn possessor(&self, token: usize) -> Option<Subject> {
        let mut possessive = token
            .checked_sub(1)
            .filter(|&at| self.tokens.contains(&at))?;
        // "the campaign's earlier claim", "his false claims"
        for _ in 0..2 {
            let here = &self.tokenized.tokens[possessive];
            let adjective = here.kind == TokenKind::Word && here.shape == Shape::Lower;
            if !adjective || here.is(Class::FUNCTION) || possessive == self.tokens.start {
                break;
            }
            possessive -= 1;
        }
        if self.tokenized.tokens[possessive].kind == TokenKind::Possessive {
            let mention = self.mention_ending_at(possessive)?;
            let tokens = self.mentions[mention].tokens.clone();
            return Some(Subject::of(tokens, Some(mention), "possessor"));
        }
        (self.is(possessive, Class::POSSESSIVE) && !self.is(possessive, Class::RELATIVE))
            .then(|| Subject::of(possessive..token, None, "possessor"))
    }
}
