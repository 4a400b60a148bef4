//! Weighs whether a name means a place here, by the words around it.

use crate::annotate::entities::coreference::Entities;
use crate::annotate::entities::mentions::{Mention, MentionKind};
use crate::annotate::places::candidates::{Spot, Spots};
use crate::annotate::text::tokens::{Kind, Reading, Shape, Token};
use crate::lang::Class;
use crate::place::{PlaceContext, place_context};
use crate::text::fold::fold;

/// Sets the support of every spot.
pub(crate) fn weigh(reading: &Reading, mentions: &[Mention], cast: &Entities, spots: &mut Spots) {
    let mut mention = 0;
    for index in 0..spots.list.len() {
        let start = spots.list[index].tokens.start;
        while mentions
            .get(mention)
            .is_some_and(|mention| mention.tokens.end <= start)
        {
            mention += 1;
        }
        let inside = (mentions.get(mention)).filter(|mention| mention.name.contains(&start));
        let size = spots
            .senses(index)
            .iter()
            .map(|sense| sense.weight)
            .fold(0.0, f32::max);
        let town = spots.senses(index).iter().all(|sense| sense.rule == "town");
        let strong = spots
            .senses(index)
            .iter()
            .any(|sense| matches!(sense.rule, "name" | "demonym" | "former"));
        let view = View {
            reading,
            spot: &spots.list[index],
            mention: inside,
            person: cast.has_surname(mentions, &fold(spots.list[index].span.of(reading.text))),
            before: previous(reading, start, &spots.list[..index]),
            size,
            town,
            strong,
            demonym: spots
                .senses(index)
                .iter()
                .any(|sense| sense.rule == "demonym"),
        };
        let (support, local) = (view.support(), view.is_local());
        spots.list[index].support = support;
        spots.list[index].local = local;
    }
}

/// What stands before a spot.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    /// The text or the paragraph begins.
    Edge,
    /// Another place, and nothing between.
    Place,
    Token(usize),
}

fn previous(reading: &Reading, start: usize, spots: &[Spot]) -> Before {
    let Some(before) = start.checked_sub(1) else {
        return Before::Edge;
    };
    let here = reading.tokens[before].span().end;
    let gap = &reading.text[here..reading.tokens[start].span().start];
    if gap.contains('\n') && gap.matches('\n').count() > 1 {
        return Before::Edge;
    }
    match spots.last() {
        Some(last) if last.tokens.end >= start && last.support.is_some() => Before::Place,
        _ => Before::Token(before),
    }
}

struct View<'a, 't> {
    reading: &'a Reading<'t>,
    spot: &'a Spot,
    mention: Option<&'a Mention>,
    person: bool,
    before: Before,
    size: f32,
    /// Known from the list of towns alone.
    town: bool,
    /// A country's own name, or its people's.
    strong: bool,
    demonym: bool,
}

impl View<'_, '_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.reading.tokens.get(at)
    }

    fn around(&self, at: usize) -> PlaceContext {
        let words = self.reading.words(at).trim_end_matches('.');
        place_context(words)
    }

    fn support(&self) -> Option<f32> {
        let spot = self.spot;
        if spot.after {
            return Some(0.0);
        }
        let person = self
            .mention
            .filter(|mention| mention.kind == MentionKind::Person);
        // Paris Hilton, Jordan Peele; Mr. Lincoln.
        let kind = spot.tokens.len() > 1
            && self
                .around(spot.tokens.end - 1)
                .has(PlaceContext::PLACE_NOUN);
        let named = |person: &Mention| person.name.len() > spot.tokens.len() || !spot.plain;
        if !kind && person.is_some_and(named) {
            return None;
        }
        // "US $460 million", "US$1.50"
        let money = self
            .token(spot.tokens.end)
            .is_some_and(|next| next.kind == Kind::Other)
            && self.reading.words(spot.tokens.end).starts_with('$');
        if money || self.is_road() || self.is_joined() || self.is_manner() || self.is_given() {
            return None;
        }
        if spot.plain {
            let surname = self.person && !self.strong && self.before_says() < 2.0;
            return (!surname).then_some(10.0);
        }
        let mut support = (self.size - 8.0) * 0.4;
        // An adjective may open a sentence.
        let before = self.before_says();
        support += if self.demonym {
            before.max(0.0)
        } else {
            before
        };
        support += self.after_says();
        if !self.town {
            support += 1.0;
        }
        if kind {
            support += 4.0;
        } else if spot.tokens.len() > 1 {
            support += 1.2;
        } else {
            support -= self.word_says_against();
        }
        Some(support)
    }

    /// What the words before say.
    fn before_says(&self) -> f32 {
        let at = match self.before {
            Before::Edge => return if self.is_dateline() { 3.0 } else { -0.5 },
            Before::Place => return 0.0,
            Before::Token(at) => at,
        };
        let here = &self.reading.tokens[at];
        match here.kind {
            Kind::Word => {
                let around = self.around(at);
                match self.reading.words(at) {
                    "of" | "to" | "de" | "von" => 1.2,
                    _ if around.has(PlaceContext::PREPOSITION) => 2.2,
                    _ if around.has(PlaceContext::MODIFIER) => 1.5,
                    _ => 0.0,
                }
            }
            Kind::Stop | Kind::Mark if self.is_dateline() => 2.0,
            Kind::Stop | Kind::Mark => -1.0,
            _ => 0.0,
        }
    }

    /// "WONSAN, North Korea (Reuters) —", "MONROE —"
    fn is_dateline(&self) -> bool {
        let end = self.spot.tokens.end;
        let shouted = self.reading.tokens[end - 1].shape == Shape::Upper;
        self.token(end).is_some_and(|next| match next.kind {
            Kind::Dash | Kind::Open => true,
            Kind::Comma => shouted,
            _ => false,
        })
    }

    fn after_says(&self) -> f32 {
        let end = self.spot.tokens.end;
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

    /// What speaks against a single word: it is a given name, a surname here, an ordinary word.
    fn word_says_against(&self) -> f32 {
        let here = &self.reading.tokens[self.spot.tokens.start];
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
                .around(self.spot.tokens.start)
                .has(PlaceContext::HOMOGRAPH)
        {
            against += 2.0;
        }
        // "Chad Foster", "Kingston James"
        let next = self.token(self.spot.tokens.end);
        if !self.town && next.is_some_and(|next| next.is_word() && next.is_capital()) {
            against += 1.5;
        }
        if here.shape == Shape::Upper && !self.is_dateline() {
            against += 1.5;
        }
        against
    }

    /// "Paris man", "Jordan Elementary School", "Kay, 18, of Paris", "Smith, 49, Palestine"
    fn is_local(&self) -> bool {
        let end = self.spot.tokens.end;
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
            && !self.reading.tokens[before].is_capital()
        {
            return true;
        }
        let comma = if self.reading.says(before, "of") {
            before.wrapping_sub(1)
        } else {
            before
        };
        let kind = |at: usize| self.token(at).map(|token| token.kind);
        kind(comma) == Some(Kind::Comma) && kind(comma.wrapping_sub(1)) == Some(Kind::Number)
    }

    /// "Dublin Street", "Alexandria Avenue", "Dublin Center Drive".
    fn is_road(&self) -> bool {
        if self.strong && self.spot.plain {
            return false;
        }
        let end = self.spot.tokens.end;
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
            if at == end && !self.spot.plain && around.has(PlaceContext::ORGANISATION) {
                return true;
            }
            if next.is(Class::FUNCTION) {
                return false;
            }
        }
        false
    }

    /// "Israel Katz said": the name of somebody, and a surname no list has.
    fn is_given(&self) -> bool {
        let end = self.spot.tokens.end;
        let capital = |at: usize| {
            self.token(at)
                .is_some_and(|next| next.is_word() && next.is_capital())
        };
        let plain = |at: usize| {
            let here = &self.reading.tokens[at];
            self.around(at) == PlaceContext::default()
                && here.shape == Shape::Capital
                && !here.is(Class::FUNCTION
                    .with(Class::DATE)
                    .with(Class::ROLE)
                    .with(Class::ORGANISATION))
        };
        let alone =
            self.spot.tokens.len() == 1 && self.around(end - 1).has(PlaceContext::PERSON_NAME);
        alone && capital(end) && plain(end) && !capital(end + 1)
    }

    /// "Polish sausage"; "she spoke only French"
    fn is_manner(&self) -> bool {
        let end = self.spot.tokens.end;
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

    /// "United Russia", "Agence France": a capital right before makes it another's name.
    fn is_joined(&self) -> bool {
        let at = match self.before {
            Before::Edge => return false,
            Before::Place => return self.town,
            Before::Token(at) => at,
        };
        let here = &self.reading.tokens[at];
        let demonym = self.strong && self.spot.plain;
        if !here.is_word() || here.shape != Shape::Capital || demonym {
            return false;
        }
        let opens = at.checked_sub(1).is_none_or(|first| {
            !matches!(
                self.reading.tokens[first].kind,
                Kind::Word | Kind::Number | Kind::Comma | Kind::Possessive
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
