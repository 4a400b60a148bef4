//! Scores whether a name is used as a place name, from the words around it. The scores are set by
//! hand.

use crate::annotate::entities::coreference::Entities;
use crate::annotate::entities::mention::{Mention, MentionKind};
use crate::annotate::places::candidate::SenseKind;
use crate::annotate::places::candidate::{PlaceCandidate, PlaceCandidates};
use crate::annotate::text::tokens::{Shape, Token, TokenKind, TokenizedText};
use crate::annotate::text::word_lists::WordList;
use crate::lang::Class;
use crate::place::{PlaceContext, place_context};
use crate::text::fold::fold;

/// Sets the context score of every candidate.
pub(crate) fn score_contexts(
    tokenized: &TokenizedText,
    mentions: &[Mention],
    entities: &Entities,
    candidates: &mut PlaceCandidates,
) {
    let mut mention = 0;
    for index in 0..candidates.list.len() {
        let start = candidates.list[index].tokens.start;
        while mentions
            .get(mention)
            .is_some_and(|mention| mention.tokens.end <= start)
        {
            mention += 1;
        }
        let inside = (mentions.get(mention)).filter(|mention| mention.name.contains(&start));
        let size = candidates
            .senses(index)
            .iter()
            .map(|sense| sense.weight)
            .fold(0.0, f32::max);
        let town = candidates
            .senses(index)
            .iter()
            .all(|sense| sense.kind == SenseKind::Town);
        let strong = candidates.senses(index).iter().any(|sense| {
            matches!(
                sense.kind,
                SenseKind::Name | SenseKind::Demonym | SenseKind::Former
            )
        });
        let context = Context {
            tokenized,
            candidate: &candidates.list[index],
            mention: inside,
            person: entities.has_surname(
                mentions,
                &fold(candidates.list[index].span.of(tokenized.text)),
            ),
            before: previous(tokenized, start, &candidates.list[..index]),
            size,
            town,
            strong,
            demonym: candidates
                .senses(index)
                .iter()
                .any(|sense| sense.kind == SenseKind::Demonym),
        };
        let (score, local) = (context.score(), context.is_local_usage());
        candidates.list[index].context_score = score;
        candidates.list[index].local_usage = local;
    }
}

/// What precedes a candidate.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    /// The start of the text or of a paragraph.
    Edge,
    /// Another place, directly.
    Place,
    Token(usize),
}

fn previous(tokenized: &TokenizedText, start: usize, candidates: &[PlaceCandidate]) -> Before {
    let Some(before) = start.checked_sub(1) else {
        return Before::Edge;
    };
    let here = tokenized.tokens[before].span().end;
    let gap = &tokenized.text[here..tokenized.tokens[start].span().start];
    if gap.contains('\n') && gap.matches('\n').count() > 1 {
        return Before::Edge;
    }
    match candidates.last() {
        Some(last) if last.tokens.end >= start && last.context_score.is_some() => Before::Place,
        _ => Before::Token(before),
    }
}

struct Context<'a, 't> {
    tokenized: &'a TokenizedText<'t>,
    candidate: &'a PlaceCandidate,
    mention: Option<&'a Mention>,
    person: bool,
    before: Before,
    size: f32,
    /// Known from the list of towns alone.
    town: bool,
    /// A country's name or demonym.
    strong: bool,
    demonym: bool,
}

impl Context<'_, '_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.tokenized.tokens.get(at)
    }

    fn around(&self, at: usize) -> PlaceContext {
        let words = self.tokenized.token_text(at).trim_end_matches('.');
        place_context(words)
    }

    fn score(&self) -> Option<f32> {
        let candidate = self.candidate;
        if candidate.only_after_place {
            return Some(0.0);
        }
        let person = self
            .mention
            .filter(|mention| mention.kind == MentionKind::Person);
        // Paris Hilton, Jordan Peele; Mr. Lincoln.
        let kind = candidate.tokens.len() > 1
            && self
                .around(candidate.tokens.end - 1)
                .has(PlaceContext::PLACE_NOUN);
        let named =
            |person: &Mention| person.name.len() > candidate.tokens.len() || !candidate.unambiguous;
        if !kind && person.is_some_and(named) {
            return None;
        }
        // "US $460 million", "US$1.50"
        let money = self
            .token(candidate.tokens.end)
            .is_some_and(|next| next.kind == TokenKind::Other)
            && self
                .tokenized
                .token_text(candidate.tokens.end)
                .starts_with('$');
        if money || self.is_road() || self.is_joined() || self.is_manner() || self.is_given() {
            return None;
        }
        if candidate.unambiguous {
            let surname = self.person && !self.strong && self.preceding_score() < 2.0;
            return (!surname).then_some(10.0);
        }
        let mut score = (self.size - 8.0) * 0.4;
        // An adjective may open a sentence.
        let before = self.preceding_score();
        score += if self.demonym {
            before.max(0.0)
        } else {
            before
        };
        score += self.following_score();
        if !self.town {
            score += 1.0;
        }
        if kind {
            score += 4.0;
        } else if candidate.tokens.len() > 1 {
            score += 1.2;
        } else {
            score -= self.word_penalty();
        }
        Some(score)
    }

    /// The score of the preceding words.
    fn preceding_score(&self) -> f32 {
        let at = match self.before {
            Before::Edge => return if self.is_dateline() { 3.0 } else { -0.5 },
            Before::Place => return 0.0,
            Before::Token(at) => at,
        };
        let here = &self.tokenized.tokens[at];
        match here.kind {
            TokenKind::Word => {
                let around = self.around(at);
                match self.tokenized.token_text(at) {
                    word if WordList::WeakPlacePrepositions.contains(word) => 1.2,
                    _ if around.has(PlaceContext::PREPOSITION) => 2.2,
                    _ if around.has(PlaceContext::MODIFIER) => 1.5,
                    _ => 0.0,
                }
            }
            TokenKind::Terminator | TokenKind::QuoteMark if self.is_dateline() => 2.0,
            TokenKind::Terminator | TokenKind::QuoteMark => -1.0,
            _ => 0.0,
        }
    }

    /// "WONSAN, North Korea (Reuters) —", "MONROE —"
    fn is_dateline(&self) -> bool {
        let end = self.candidate.tokens.end;
        let shouted = self.tokenized.tokens[end - 1].shape == Shape::AllCaps;
        self.token(end).is_some_and(|next| match next.kind {
            TokenKind::Dash | TokenKind::OpenBracket => true,
            TokenKind::Comma => shouted,
            _ => false,
        })
    }

    fn following_score(&self) -> f32 {
        let end = self.candidate.tokens.end;
        let Some(next) = self.token(end).filter(|next| next.is_word()) else {
            return 0.0;
        };
        if self.around(end).has(PlaceContext::LOCAL_NOUN) {
            2.0
        } else if next.is_capital() || next.is(Class::SPEECH_VERB) {
            -1.0
        } else {
            0.0
        }
    }

    /// The penalty for a single word that is also a given name, a surname in this article or an
    /// ordinary word.
    fn word_penalty(&self) -> f32 {
        let here = &self.tokenized.tokens[self.candidate.tokens.start];
        let mut against = 0.0;
        if self.person {
            against += 4.0;
        }
        if here.word.name.has(Class::GIVEN) {
            against += 1.0;
        }
        let ordinary = Class::ROLE
            .with(Class::ORGANISATION)
            .with(Class::SPEECH_VERB);
        if here.is(ordinary)
            || self
                .around(self.candidate.tokens.start)
                .has(PlaceContext::HOMOGRAPH)
        {
            against += 2.0;
        }
        // "Chad Foster", "Kingston James"
        let next = self.token(self.candidate.tokens.end);
        if !self.town && next.is_some_and(|next| next.is_word() && next.is_capital()) {
            against += 1.5;
        }
        if here.shape == Shape::AllCaps && !self.is_dateline() {
            against += 1.5;
        }
        against
    }

    /// "Paris man", "Jordan Elementary School", "Kay, 18, of Paris", "Smith, 49, Palestine"
    fn is_local_usage(&self) -> bool {
        let end = self.candidate.tokens.end;
        let after = self.token(end).is_some_and(|next| next.is_word());
        if after && self.around(end).has(PlaceContext::COMMUNITY) {
            return true;
        }
        let next = |at: usize| {
            self.token(at)
                .is_some_and(|next| next.is_word() && next.is_capital())
        };
        if next(end) && next(end + 1) && self.around(end + 1).has(PlaceContext::COMMUNITY) {
            return true;
        }
        let Before::Token(before) = self.before else {
            return false;
        };
        if self.around(before).has(PlaceContext::COMMUNITY)
            && !self.tokenized.tokens[before].is_capital()
        {
            return true;
        }
        let comma = if self.tokenized.text_is(before, "of") {
            before.wrapping_sub(1)
        } else {
            before
        };
        let kind = |at: usize| self.token(at).map(|token| token.kind);
        kind(comma) == Some(TokenKind::Comma)
            && kind(comma.wrapping_sub(1)) == Some(TokenKind::Number)
    }

    /// "Dublin Street", "Alexandria Avenue", "Dublin Center Drive".
    fn is_road(&self) -> bool {
        if self.strong && self.candidate.unambiguous {
            return false;
        }
        let end = self.candidate.tokens.end;
        for at in end..end + 3 {
            let Some(next) = self
                .token(at)
                .filter(|next| next.is_word() && next.is_capital())
            else {
                return false;
            };
            let around = self.around(at);
            if around.has(PlaceContext::STREET) {
                return true;
            }
            if at == end && !self.candidate.unambiguous && around.has(PlaceContext::ORGANISATION) {
                return true;
            }
            if next.is(Class::FUNCTION) {
                return false;
            }
        }
        false
    }

    /// "Israel Katz said": a given name before an unknown surname.
    fn is_given(&self) -> bool {
        let end = self.candidate.tokens.end;
        let capital = |at: usize| {
            self.token(at)
                .is_some_and(|next| next.is_word() && next.is_capital())
        };
        let plain = |at: usize| {
            let here = &self.tokenized.tokens[at];
            self.around(at) == PlaceContext::default()
                && here.shape == Shape::Capitalized
                && !here.is(Class::FUNCTION
                    .with(Class::DATE)
                    .with(Class::ROLE)
                    .with(Class::ORGANISATION))
        };
        let alone =
            self.candidate.tokens.len() == 1 && self.around(end - 1).has(PlaceContext::PERSON_NAME);
        alone && capital(end) && plain(end) && !capital(end + 1)
    }

    /// "Polish sausage"; "she spoke only French"
    fn is_manner(&self) -> bool {
        let end = self.candidate.tokens.end;
        let dish = self.demonym
            && self.token(end).is_some_and(Token::is_word)
            && self.around(end).has(PlaceContext::PRODUCT);
        let tongue = self.demonym
            && self
                .token(end)
                .is_none_or(|next| !next.is_word() || next.is(Class::CONJUNCTION))
            && matches!(self.before, Before::Token(before) if
                self.around(before).has(PlaceContext::LANGUAGE_VERB)
                    || before > 0 && self.around(before - 1).has(PlaceContext::LANGUAGE_VERB));
        dish || tongue
    }

    /// "United Russia", "Agence France": part of a longer name that begins before it.
    fn is_joined(&self) -> bool {
        let at = match self.before {
            Before::Edge => return false,
            Before::Place => return self.town,
            Before::Token(at) => at,
        };
        let here = &self.tokenized.tokens[at];
        let demonym = self.strong && self.candidate.unambiguous;
        if !here.is_word() || here.shape != Shape::Capitalized || demonym {
            return false;
        }
        let opens = at.checked_sub(1).is_none_or(|first| {
            !matches!(
                self.tokenized.tokens[first].kind,
                TokenKind::Word | TokenKind::Number | TokenKind::Comma | TokenKind::Possessive
            )
        });
        let leaves = here.is(Class::FUNCTION
            .with(Class::DATE)
            .with(Class::ROLE)
            .with(Class::HONORIFIC)
            .with(Class::SPEECH_VERB)
            .with(Class::ABBREVIATION));
        let around = self.around(at);
        !opens && !leaves && !around.has(PlaceContext::PREPOSITION.with(PlaceContext::MODIFIER))
    }
}
