//! Subjects separated from their verb by an apposition or a relative clause: "Lind, a teacher in
//! Ohio, said", "Lind, who said".

use crate::annotate::cues::clause::Clause;
use crate::annotate::cues::cue::Subject;
use crate::annotate::entities::mention::MentionKind;
use crate::annotate::text::tokens::TokenKind;
use crate::lang::Class;

impl Clause<'_, '_> {
    /// "a longtime official, *Howard Ingram*, said": a name in apposition to a role.
    pub(crate) fn named_apposition(&self, close: usize) -> Option<Subject> {
        let mention = self.mention_ending_at(close)?;
        let named = &self.mentions[mention];
        let open = named.tokens.start.checked_sub(1)?;
        if named.kind != MentionKind::Person || self.kind(open) != Some(TokenKind::Comma) {
            return None;
        }
        let role = &self.mentions[self.mention_ending_at(open)?];
        (role.kind == MentionKind::Role)
            .then(|| Subject::of(role.tokens.start..close, Some(mention), "aside"))
    }

    /// "*The ad*, titled 'Unifier?', concludes": a noun phrase that is no mention, before an
    /// apposition that ends at `close`.
    pub(crate) fn noun_phrase_before_apposition(&self, close: usize) -> Option<Subject> {
        let kind = self.tokenized.tokens[close].kind;
        let floor = close.saturating_sub(24).max(self.tokens.start);
        let open = (floor..close)
            .rev()
            .find(|&at| self.is_narration(at) && self.tokenized.tokens[at].kind == kind)?;
        let mut subject = self.other_noun_phrase(open.checked_sub(1)?)?;
        // "Supporters of abortion rights, on the other hand, argued"
        if let Some(of) = subject.tokens.start.checked_sub(1)
            && self.is(of, Class::PREPOSITION)
            && let Some(head) = of
                .checked_sub(1)
                .and_then(|head| self.other_noun_phrase(head))
        {
            subject.tokens.start = head.tokens.start;
        }
        let first = subject.tokens.start;
        let opens = first == self.tokens.start || self.is(first - 1, Class::CONJUNCTION);
        opens.then_some(subject)
    }

    /// Returns the antecedent of a relative pronoun: "Lind, a teacher in Ohio, *who* said".
    pub(crate) fn antecedent(&self, relative: usize) -> Option<Subject> {
        let comma = relative
            .checked_sub(1)
            .filter(|&at| self.kind(at) == Some(TokenKind::Comma));
        let end = comma.unwrap_or(relative);
        let direct = self
            .mention_ending_at(end)
            .map(|mention| self.full_subject(mention));
        let named = |subject: &Subject| {
            subject
                .mention
                .is_some_and(|mention| self.mentions[mention].kind != MentionKind::Place)
        };
        let far = || {
            let start = self.before_apposition(comma?)?;
            Some(self.full_subject(self.mention_ending_at(start)?))
        };
        let found = direct
            .clone()
            .filter(named)
            .or_else(far)
            .or(direct)
            .or_else(|| self.other_noun_phrase(end.checked_sub(1)?))?;
        Some(Subject {
            rule: "relative",
            relative_pronoun: Some(relative..relative + 1),
            ..found
        })
    }

    /// Returns the opening bracket that belongs to the closing one.
    pub(crate) fn opening_bracket(&self, close: usize) -> Option<usize> {
        (self.tokens.start..close)
            .rev()
            .take(40)
            .find(|&open| self.kind(open) == Some(TokenKind::OpenBracket))
    }

    /// Returns the first comma of the apposition that ends at `close`: the noun phrase before it
    /// ends there.
    pub(crate) fn before_apposition(&self, close: usize) -> Option<usize> {
        let kind = self.tokenized.tokens[close].kind;
        let mut at = close;
        let floor = close.saturating_sub(40).max(self.tokens.start);
        let mut best = None;
        while at > floor {
            at -= 1;
            if self.tokenized.tokens[at].kind == kind
                && at < close
                && self.is_narration(at)
                && self.mention_ending_at(at).is_some()
            {
                let after = &self.tokenized.tokens[at + 1];
                let aside = after.is(Class::DETERMINER
                    .with(Class::RELATIVE)
                    .with(Class::POSSESSIVE)
                    .with(Class::ROLE)
                    .with(Class::ORGANISATION)
                    .with(Class::PREPOSITION)
                    .with(Class::TIME))
                    || after.kind == TokenKind::Number
                    || !after.is_capital()
                    || self.mention_at(at + 1).is_some_and(|mention| {
                        self.mentions[mention].kind == MentionKind::Role
                            || self.mentions[mention].head > at + 1
                    });
                let mention = self.mention_ending_at(at)?;
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
}
