//! Finds the grammatical subject of a cue verb from the words around it.

use crate::annotate::cues::clause::Clause;
use crate::annotate::cues::cue::{Cue, CueKind, Subject};
use crate::annotate::entities::mention::{Mention, MentionKind};
use crate::annotate::text::tokens::{NOT_QUOTED, TokenKind};
use crate::annotate::text::word_lists::WordList;
use crate::lang::Class;

impl Clause<'_, '_> {
    /// Returns the noun phrase that begins right after the verb: "said *the minister*".
    pub(crate) fn subject_after(&self, from: usize) -> Option<Subject> {
        let mut at = from;
        while self.is(at, Class::ADVERB)
            || self.is(at, Class::DATE)
            || (self.is(at, Class::PREPOSITION) && self.is(at + 1, Class::DATE))
            || (self.is(at, Class::TIME) && !self.is(at + 1, Class::ROLE))
        {
            at += 1;
        }
        let kind = self.kind(at)?;
        if self.tokenized.tokens[at].quoted_span != NOT_QUOTED
            || !matches!(kind, TokenKind::Word | TokenKind::Number)
        {
            return None;
        }
        if let Some(mention) = self
            .mention_at(at)
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
            let named = self.named_after(found).unwrap_or(mention);
            let end = self.mentions[named].tokens.end;
            return Some(Subject::of(found.tokens.start..end, Some(named), "after"));
        }
        // "said one resident", "said the 54-year-old": up to the comma, if it is near.
        let opens = (self.is(at, Class::DETERMINER) && !self.is(at, Class::THAT))
            || kind == TokenKind::Number
            || self.tokenized.tokens[at].is_capital();
        if !opens {
            return None;
        }
        let mut end = at + 1;
        while end < self.tokens.end
            && end < at + 7
            && self.tokenized.tokens[end].quoted_span == NOT_QUOTED
            && self.kind(end) == Some(TokenKind::Word)
        {
            if self.is(end, Class::PREPOSITION.with(Class::RELATIVE)) {
                break;
            }
            if let Some(mention) = self.mention_at(end).filter(|&mention| {
                self.mentions[mention].tokens.start <= end && self.mentions[mention].is_person()
            }) {
                let found = &self.mentions[mention];
                return Some(Subject::of(at..found.tokens.end, Some(mention), "after"));
            }
            if self.is(end, Class::AUXILIARY.with(Class::SPEECH_VERB)) {
                return None;
            }
            end += 1;
        }
        Some(Subject::of(at..end, None, "after"))
    }

    /// "said his lawyer, *Anna Lind*": the name that follows a role.
    fn named_after(&self, role: &Mention) -> Option<usize> {
        let comma = role.tokens.end;
        if role.kind != MentionKind::Role || self.kind(comma) != Some(TokenKind::Comma) {
            return None;
        }
        let name = self.mention_at(comma + 1)?;
        (self.mentions[name].kind == MentionKind::Person
            && self.ends_clause(self.mentions[name].tokens.end))
        .then_some(name)
    }

    /// "said early Monday Boer": a person's name, tried where nothing else was found.
    pub(crate) fn subject_after_adverb(&self, from: usize) -> Option<Subject> {
        let mention = self.mention_at(from)?;
        let found = &self.mentions[mention];
        let named = found.kind == MentionKind::Person && self.ends_clause(found.tokens.end);
        named.then(|| Subject::of(found.tokens.clone(), Some(mention), "after"))
    }

    pub(crate) fn ends_clause(&self, at: usize) -> bool {
        self.kind(at).is_none_or(|kind| {
            matches!(
                kind,
                TokenKind::Comma
                    | TokenKind::Terminator
                    | TokenKind::Colon
                    | TokenKind::Semicolon
                    | TokenKind::Dash
                    | TokenKind::QuoteMark
            )
        }) || self.tokenized.tokens[at].quoted_span != NOT_QUOTED
    }

    fn verb_follows(&self, at: usize) -> bool {
        let mut at = at;
        while self.is(at, Class::ADVERB.with(Class::NEGATION)) {
            at += 1;
        }
        self.is(at, Class::AUXILIARY) || self.kind(at) == Some(TokenKind::Possessive)
    }

    /// Returns the noun phrase that ends before the verb, skipping appositions, brackets and dates.
    pub(crate) fn subject_before(&self, verb: usize, before: &[Cue]) -> Option<Subject> {
        let mut at = verb;
        for _ in 0..8 {
            let token = at
                .checked_sub(1)
                .filter(|token| self.tokens.contains(token))?;
            let here = &self.tokenized.tokens[token];
            if here.quoted_span != NOT_QUOTED {
                return None;
            }
            if let Some(mention) = self.mention_ending_at(at) {
                return Some(self.full_subject(mention));
            }
            match here.kind {
                TokenKind::Comma | TokenKind::Dash => {
                    return self
                        .named_apposition(token)
                        .or_else(|| self.subject_before(self.before_apposition(token)?, before))
                        .or_else(|| Some(self.full_subject(self.mention_ending_at(token)?)))
                        .or_else(|| self.noun_phrase_before_apposition(token))
                        .or_else(|| self.shared_subject(verb, before));
                }
                TokenKind::CloseBracket => at = self.opening_bracket(token)?,
                TokenKind::Number => at = token,
                TokenKind::Word if here.is(Class::RELATIVE.with(Class::THAT)) => {
                    return self.antecedent(token);
                }
                TokenKind::Word if here.is(Class::CONJUNCTION) => {
                    return self.shared_subject(token, before);
                }
                TokenKind::Word
                    if WordList::Reflexives.contains(self.tokenized.token_text(token)) =>
                {
                    at = token
                }
                TokenKind::Word if here.is(Class::TIME.with(Class::DATE)) => {
                    at = self.time_start(token)
                }
                TokenKind::Word => {
                    return self
                        .other_noun_phrase(token)
                        .or_else(|| self.shared_subject(verb, before));
                }
                _ => return self.shared_subject(verb, before),
            }
        }
        None
    }

    /// Returns where a time phrase begins: "on Monday", "last week".
    fn time_start(&self, token: usize) -> usize {
        let mut at = token;
        while at > self.tokens.start
            && (self.is(at - 1, Class::TIME) || self.is(at - 1, Class::DETERMINER))
        {
            at -= 1;
        }
        let governed = at > self.tokens.start && self.is(at - 1, Class::PREPOSITION);
        if governed { at - 1 } else { at }
    }

    /// Extends a mention to the whole subject: from "Clinton" to "a spokesman for Clinton", and
    /// from "Boer" to "Lind and Boer".
    pub(crate) fn full_subject(&self, mention: usize) -> Subject {
        let found = &self.mentions[mention];
        let relative = found.kind == MentionKind::Pronoun && self.is(found.head, Class::RELATIVE);
        if relative && let Some(subject) = self.antecedent(found.tokens.start) {
            return subject;
        }
        let end = found.tokens.end;
        let mut subject = self.head_noun(mention);
        while let Some(head) = subject.mention.filter(|&head| {
            let head = &self.mentions[head];
            head.is_person() || head.kind == MentionKind::Role
        }) {
            let Some(first) = self.coordinated_before(self.mentions[head].tokens.start) else {
                break;
            };
            subject = self.head_noun(first);
        }
        Subject {
            tokens: subject.tokens.start..end.max(subject.tokens.end),
            ..subject
        }
    }

    /// Returns the name before "and" or a comma in a coordination of names.
    fn coordinated_before(&self, start: usize) -> Option<usize> {
        let link = start.checked_sub(1)?;
        let and = self.is(link, Class::CONJUNCTION)
            && WordList::And.contains(self.tokenized.token_text(link));
        let listed = self.kind(link) == Some(TokenKind::Comma)
            && self.is(self.end_of_mention_at(start)?, Class::CONJUNCTION);
        if !and && !listed {
            return None;
        }
        let before = self.mention_ending_at(link)?;
        let head = &self.mentions[self.head_noun(before).mention?];
        // "…, teachers and union officials said": only where nobody else could have done the rest.
        let role = head.kind == MentionKind::Role
            && (head.tokens.start == self.tokens.start
                || matches!(self.kind(head.tokens.start - 1), Some(TokenKind::Comma)));
        ((head.is_person() || role) && !head.possessive).then_some(before)
    }

    /// Returns the token after the mention that begins at `start`.
    fn end_of_mention_at(&self, start: usize) -> Option<usize> {
        self.mention_at(start)
            .map(|mention| self.mentions[mention].tokens.end)
    }

    fn head_noun(&self, mention: usize) -> Subject {
        let end = self.mentions[mention].tokens.end;
        let mut mention = mention;
        let mut rule = "before";
        for _ in 0..4 {
            let start = self.mentions[mention].tokens.start;
            if start <= self.tokens.start + 1 || !self.is(start - 1, Class::PREPOSITION) {
                break;
            }
            let Some(owner) = self.mention_ending_at(start - 1) else {
                // "people in Paris", "a poll by the bank": a head no list knows.
                if let Some(subject) = self.other_noun_phrase(start - 2) {
                    return Subject::of(subject.tokens.start..end, None, "before-noun");
                }
                break;
            };
            mention = owner;
            rule = "before-of";
        }
        // "Chad's ambassador to France"
        let mut start = self.mentions[mention].tokens.start;
        if let Some(possessive) = start.checked_sub(1)
            && self.kind(possessive) == Some(TokenKind::Possessive)
            && let Some(owner) = self.mention_ending_at(possessive)
        {
            start = self.mentions[owner].tokens.start;
        }
        Subject::of(start..end, Some(mention), rule)
    }

    /// Returns a noun phrase whose head is in no word list: "the lawsuit", "people", "some".
    pub(crate) fn other_noun_phrase(&self, head: usize) -> Option<Subject> {
        let here = self
            .tokenized
            .tokens
            .get(head)
            .filter(|_| self.tokens.contains(&head))?;
        if here.kind != TokenKind::Word || here.quoted_span != NOT_QUOTED {
            return None;
        }
        let alone = self.is_independent_determiner(head);
        let closed = Class::FUNCTION
            .with(Class::PREPOSITION)
            .with(Class::AUXILIARY)
            .with(Class::SPEECH_VERB);
        let people = Class::SPEECH_NOUN
            .with(Class::ROLE)
            .with(Class::ORGANISATION);
        if here.is(closed) && !here.is(people) && !alone {
            return None;
        }
        let breaks = Class::PREPOSITION
            .with(Class::CONJUNCTION)
            .with(Class::SUBORDINATOR)
            .with(Class::AUXILIARY);
        let mut start = head;
        for at in (self.tokens.start..head).rev().take(6) {
            let word = &self.tokenized.tokens[at];
            if word.quoted_span != NOT_QUOTED
                || !matches!(
                    word.kind,
                    TokenKind::Word | TokenKind::Possessive | TokenKind::Number
                )
                || word.is(breaks)
            {
                break;
            }
            start = at;
            if word.is(Class::DETERMINER.with(Class::POSSESSIVE)) {
                return Some(Subject::of(at..head + 1, None, "before-noun"));
            }
        }
        let plural = self.tokenized.token_text(head).ends_with('s')
            || WordList::IrregularPlurals.contains(self.tokenized.token_text(head))
            || here.is(Class::ROLE);
        (alone
            || plural
            || start > self.tokens.start && self.kind(start - 1) == Some(TokenKind::Comma))
        .then(|| Subject::of(start..head + 1, None, "before-noun"))
    }

    /// Returns everything before the verb in its clause, where that is short: "Nearly a third".
    pub(crate) fn whole_clause(&self, verb: usize) -> Option<Subject> {
        let plain = |at: &usize| {
            self.is_narration(*at)
                && matches!(
                    self.kind(*at),
                    Some(
                        TokenKind::Word
                            | TokenKind::Number
                            | TokenKind::Other
                            | TokenKind::Possessive
                    )
                )
                && !self.is(
                    *at,
                    Class::CONJUNCTION
                        .with(Class::SUBORDINATOR)
                        .with(Class::THAT),
                )
        };
        let length = (self.tokens.start..verb).rev().take_while(plain).count();
        (1..=9)
            .contains(&length)
            .then(|| Subject::of(verb - length..verb, None, "clause"))
    }

    /// "*Noting* that it rained, Lind left": the name after the comma that ends the clause.
    pub(crate) fn subject_ahead(&self, verb: usize) -> Option<Subject> {
        let mention = self.mention_range.clone().find(|&mention| {
            let found = &self.mentions[mention];
            let comma = found.tokens.start.checked_sub(1);
            found.tokens.start > verb + 2
                && comma.is_some_and(|comma| self.kind(comma) == Some(TokenKind::Comma))
                && self.is(
                    found.tokens.end,
                    Class::SPEECH_VERB
                        .with(Class::AUXILIARY)
                        .with(Class::ADVERB),
                )
        })?;
        Some(Subject::of(
            self.mentions[mention].tokens.clone(),
            Some(mention),
            "ahead",
        ))
    }

    /// Returns the subject of an earlier verb in the sentence: "met Boer and *said*", "*adding*".
    pub(crate) fn shared_subject(&self, verb: usize, before: &[Cue]) -> Option<Subject> {
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
        let free = |&mention: &usize| {
            let found = &self.mentions[mention];
            found.tokens.end <= verb && found.can_be_subject(self.tokenized, self.tokens.start)
        };
        let mention = self.mention_range.clone().find(free)?;
        Some(Subject::of(
            self.mentions[mention].tokens.clone(),
            Some(mention),
            "sentence",
        ))
    }
}
