//! Subjects parted from their verb: "Lind, a teacher in Ohio, said", "Lind, who said".

use crate::annotate::cues::clause::Clause;
use crate::annotate::cues::cue::Subject;
use crate::annotate::entities::mention::MentionKind;
use crate::annotate::text::tokens::Kind;
use crate::lang::Class;

impl Clause<'_, '_> {
    /// "a longtime official, *Howard Ingram*, said": a name between commas after a role.
    pub(crate) fn named_aside(&self, close: usize) -> Option<Subject> {
        let mention = self.ending(close)?;
        let named = &self.mentions[mention];
        let open = named.tokens.start.checked_sub(1)?;
        if named.kind != MentionKind::Person || self.kind(open) != Some(Kind::Comma) {
            return None;
        }
        let role = &self.mentions[self.ending(open)?];
        (role.kind == MentionKind::Role)
            .then(|| Subject::of(role.tokens.start..close, Some(mention), "aside"))
    }

    /// "*The ad*, titled 'Unifier?', concludes": a noun on no list, before an aside that ends here.
    pub(crate) fn unlisted_before(&self, close: usize) -> Option<Subject> {
        let kind = self.reading.tokens[close].kind;
        let floor = close.saturating_sub(24).max(self.tokens.start);
        let open = (floor..close)
            .rev()
            .find(|&at| self.narrates(at) && self.reading.tokens[at].kind == kind)?;
        let mut subject = self.unlisted(open.checked_sub(1)?)?;
        // "Supporters of abortion rights, on the other hand, argued"
        if let Some(of) = subject.tokens.start.checked_sub(1)
            && self.is(of, Class::PREPOSITION)
            && let Some(head) = of.checked_sub(1).and_then(|head| self.unlisted(head))
        {
            subject.tokens.start = head.tokens.start;
        }
        let first = subject.tokens.start;
        let opens = first == self.tokens.start || self.is(first - 1, Class::CONJUNCTION);
        opens.then_some(subject)
    }

    /// Returns whom "who" and "which" stand for: "Lind, a teacher in Ohio, *who* said".
    pub(crate) fn antecedent(&self, relative: usize) -> Option<Subject> {
        let comma = relative
            .checked_sub(1)
            .filter(|&at| self.kind(at) == Some(Kind::Comma));
        let end = comma.unwrap_or(relative);
        let direct = self.ending(end).map(|mention| self.head_of(mention));
        let named = |subject: &Subject| {
            subject
                .mention
                .is_some_and(|mention| self.mentions[mention].kind != MentionKind::Place)
        };
        let far = || {
            let start = self.before_aside(comma?)?;
            Some(self.head_of(self.ending(start)?))
        };
        let found = direct
            .clone()
            .filter(named)
            .or_else(far)
            .or(direct)
            .or_else(|| self.unlisted(end.checked_sub(1)?))?;
        Some(Subject {
            rule: "relative",
            also: Some(relative..relative + 1),
            ..found
        })
    }

    /// Returns the bracket that opens what closes here.
    pub(crate) fn opening(&self, close: usize) -> Option<usize> {
        (self.tokens.start..close)
            .rev()
            .take(40)
            .find(|&open| self.kind(open) == Some(Kind::Open))
    }

    /// Returns where the noun phrase ends that an aside follows: the token of its first comma.
    pub(crate) fn before_aside(&self, close: usize) -> Option<usize> {
        let kind = self.reading.tokens[close].kind;
        let mut at = close;
        let floor = close.saturating_sub(40).max(self.tokens.start);
        let mut best = None;
        while at > floor {
            at -= 1;
            if self.reading.tokens[at].kind == kind
                && at < close
                && self.narrates(at)
                && self.ending(at).is_some()
            {
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
}
