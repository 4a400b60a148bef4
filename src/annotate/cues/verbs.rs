//! Cue verbs: distinguished from nouns with the same form, and given their subjects.

use crate::annotate::cues::clause::Clause;
use crate::annotate::cues::cue::{Cue, CueKind};
use crate::annotate::entities::mention::MentionKind;
use crate::annotate::text::tokens::{NOT_QUOTED, Shape, TokenKind};
use crate::annotate::text::word_lists::WordList;
use crate::lang::{Class, Frames, Inflection};
use std::ops::Range;

impl Clause<'_, '_> {
    pub(crate) fn speech_verb(
        &self,
        tokens: Range<usize>,
        frames: Frames,
        before: &[Cue],
    ) -> Option<Cue> {
        let verb = tokens.start;
        let here = &self.tokenized.tokens[verb];
        if here.is_capital() && verb != self.tokens.start {
            return None;
        }
        let auxiliary = self.auxiliary(verb);
        let gerund = here.inflected(Inflection::GERUND) && !auxiliary.be;
        let participle = here.inflected(Inflection::PAST.or(Inflection::PARTICIPLE))
            && !here.inflected(Inflection::GERUND);
        let passive = !gerund
            && participle
            && (auxiliary.be || self.is_dangling_participle(auxiliary.start, frames));
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
            sentence: self.sentence,
            subject: None,
            inverted: false,
            gerund,
        };
        if impersonal {
            cue.frames = Frames::THAT.or(Frames::PASSIVE);
        }
        if passive {
            // "when asked by Lind whether"
            cue.subject = if self.text_is(cue.tokens.end, "by") {
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
        let position = self.position(auxiliary.start);
        // Listeners follow "told", not the speaker.
        let takes_addressee =
            frames.has(Frames::ADDRESSEE) && !self.tokenized.lexicon.addressee_verbs_invert();
        if (position != VerbPosition::InClause || self.is_inverted_main_clause(auxiliary.start))
            && !takes_addressee
        {
            let after_apposition = position == VerbPosition::AfterComma
                && auxiliary.start > self.tokens.start
                && self.before_apposition(auxiliary.start - 1).is_some();
            cue.subject = self.subject_after(cue.tokens.end).filter(|subject| {
                let end = subject.tokens.end;
                position == VerbPosition::AfterQuote
                    || if after_apposition {
                        subject.mention.is_some() && self.ends_clause(end)
                    } else {
                        self.may_end_subject(end)
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

    /// Returns the verb group, looking left over auxiliaries, adverbs and negations.
    fn auxiliary(&self, verb: usize) -> Auxiliary {
        let mut found = Auxiliary {
            start: verb,
            be: false,
            any: false,
            to: false,
        };
        while found.start > self.tokens.start {
            let at = found.start - 1;
            let before = &self.tokenized.tokens[at];
            let word = self.tokenized.token_text(at);
            if before.quoted_span != NOT_QUOTED {
                break;
            }
            if before.is(Class::AUXILIARY)
                || (before.kind == TokenKind::Possessive && self.is_contraction(at, verb))
            {
                let form = word.trim_start_matches(['\'', '’']).to_ascii_lowercase();
                let be = WordList::PassiveAuxiliaries.contains(&form);
                found.be |= be && !found.any;
                found.any = true;
            } else if word == "to"
                && found.start == verb
                && self.tokenized.tokens[verb].inflected(Inflection::BASE)
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

    /// "It was reported in March that": tells whether the passive is impersonal.
    fn is_impersonal(&self, verb: usize, end: usize) -> bool {
        let it = verb > self.tokens.start && self.text_is(verb - 1, "it");
        it && (end..end + 6)
            .take_while(|&at| self.kind(at) == Some(TokenKind::Word))
            .any(|at| self.is(at, Class::THAT))
    }

    /// "When asked": a participle without a subject after a conjunction.
    fn is_dangling_participle(&self, verb: usize, frames: Frames) -> bool {
        let capital = verb == self.tokens.start && self.tokenized.tokens[verb].is_capital();
        let opens = capital || (verb > self.tokens.start && self.is(verb - 1, Class::SUBORDINATOR));
        frames.has(Frames::PASSIVE) && opens
    }

    /// "He's saying": the `'s` is a verb where a participle follows.
    fn is_contraction(&self, token: usize, verb: usize) -> bool {
        let verb = &self.tokenized.tokens[verb];
        verb.inflected(Inflection::GERUND)
            || (token > self.tokens.start && self.is(token - 1, Class::PRONOUN))
    }

    /// Tells a verb from a noun or adjective with the same form ("the report", "a reported plan").
    fn is_verb(&self, verb: usize, auxiliary: &Auxiliary) -> bool {
        let here = &self.tokenized.tokens[verb];
        if auxiliary.any || auxiliary.to {
            return true;
        }
        if here.takes(Frames::QUOTED)
            && self.position(auxiliary.start) == VerbPosition::AfterQuote
            && !here.inflected(Inflection::BASE)
        {
            return true;
        }
        // What stands before the verb group; its first word where the sentence begins with it.
        let beside = auxiliary.start.max(self.tokens.start + 1) - 1;
        let Some(before) = (verb > self.tokens.start).then(|| &self.tokenized.tokens[beside])
        else {
            return !here.inflected(Inflection::BASE);
        };
        if before.quoted_span == NOT_QUOTED && before.kind == TokenKind::Word {
            if before.is(Class::DETERMINER.with(Class::POSSESSIVE))
                && !self.is_independent_determiner(beside)
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
        if before.kind == TokenKind::Possessive {
            return false;
        }
        let noun_like = here.inflected(Inflection::BASE.or(Inflection::THIRD))
            && !here.inflected(Inflection::PAST)
            && !here.inflected(Inflection::GERUND);
        if noun_like {
            // A present needs its subject right there: "officials say", "he claims"; else it is a noun.
            let follows_plural = before.kind == TokenKind::Word
                && (before.is(Class::DETERMINER.with(Class::CONJUNCTION))
                    || self.tokenized.token_text(beside).ends_with('s'));
            let finite = here.inflected(Inflection::THIRD)
                || follows_plural
                || before.kind != TokenKind::Word
                || before.quoted_span != NOT_QUOTED;
            let unambiguous = finite
                && here.takes(Frames::STRONG)
                && !here.is(Class::SPEECH_NOUN)
                && !here.is(Class::ROLE);
            let subject = self.mention_ending_at(auxiliary.start);
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
                    .and_then(|at| self.other_noun_phrase(at))
                    .filter(|noun| noun.tokens.len() > 1 && !here.is(Class::SPEECH_NOUN))
            };
            // "Lind, a teacher, notes that", "advocacy groups note that", "one in five say that"
            let clause = self.is(verb + 1, Class::THAT);
            let after_apposition = clause
                && (before.kind == TokenKind::Comma
                    || follows_plural
                    || (here.takes(Frames::STRONG) && !here.is(Class::SPEECH_NOUN)));
            return unambiguous
                || after_apposition
                || (here.inflected(Inflection::THIRD) && noun().is_some())
                || (here.takes(Frames::WHETHER) && here.takes(Frames::STRONG))
                || (subject.is_some() && (here.inflected(Inflection::THIRD) || plural))
                || before.is(Class::RELATIVE);
        }
        true
    }

    /// Returns the position of a verb group; the subject may follow the verb only in some.
    pub(crate) fn position(&self, start: usize) -> VerbPosition {
        if start == self.tokens.start {
            return VerbPosition::AfterComma;
        }
        let before = &self.tokenized.tokens[start - 1];
        if before.quoted_span != NOT_QUOTED {
            return VerbPosition::AfterQuote;
        }
        match before.kind {
            // "…," said Lind: the comma may stand after the marks.
            TokenKind::Comma | TokenKind::Dash if start >= 2 && !self.is_narration(start - 2) => {
                VerbPosition::AfterQuote
            }
            TokenKind::QuoteMark | TokenKind::Terminator => VerbPosition::AfterQuote,
            TokenKind::Comma | TokenKind::Dash => VerbPosition::AfterComma,
            _ => VerbPosition::InClause,
        }
    }

    /// "*Am Montag* sagte der Minister": tells whether something other than the subject comes first
    /// in a verb-second clause, so that the subject follows the verb.
    fn is_inverted_main_clause(&self, verb: usize) -> bool {
        if !self.tokenized.lexicon.verb_second() {
            return false;
        }
        let clause = (self.tokens.start..verb)
            .rev()
            .find(|&at| matches!(self.kind(at), Some(TokenKind::Comma | TokenKind::Semicolon)));
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

    /// Tells whether a noun phrase after the verb can be its subject: nothing after it shows that
    /// it opens a clause.
    fn may_end_subject(&self, at: usize) -> bool {
        self.ends_clause(at)
            || self.kind(at) == Some(TokenKind::OpenBracket)
            || self.is(
                at,
                Class::PREPOSITION
                    .with(Class::RELATIVE)
                    .with(Class::TIME)
                    .with(Class::DATE)
                    .with(Class::SUBORDINATOR),
            )
    }
}

/// The position of a verb group in its sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum VerbPosition {
    /// Right after a quotation.
    AfterQuote,
    /// After a comma or a dash, or at the sentence's head.
    AfterComma,
    /// Inside a clause.
    InClause,
}

struct Auxiliary {
    /// The first token of the verb group.
    start: usize,
    /// The nearest auxiliary is a form of "be".
    be: bool,
    any: bool,
    to: bool,
}
