//! Every name in a text that some place has, with all that it could mean.

use crate::annotate::entities::mentions::{Mention, MentionKind};
use crate::annotate::places::surface_form::{
    at_word, calmed, elided, fold_word, is_shouted, name_part, says,
};
use crate::annotate::text::tokens::{Kind, Reading, Shape, Token};
use crate::lang::Class;
use crate::lang::LanguageSet;
use crate::place::{Country, PlaceContext, PlaceName, gazetteer, place_context, towns};
use crate::text::Span;
use std::ops::Range;

/// A name that some place has.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    pub tokens: Range<usize>,
    pub span: Span,
    /// What it could mean, as places in [`Spots::senses`].
    pub senses: Range<usize>,
    /// Good evidence by itself: "Norway", but not "Jordan".
    pub plain: bool,
    /// Means a place only behind another's name: "TX".
    pub after: bool,
    /// Stands as only the papers near it write: "Paris man".
    pub local: bool,
    /// How much speaks for its being a place's name here; `None` if it is none.
    pub support: Option<f32>,
}

/// One country a name could mean.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sense {
    pub country: Country,
    /// The rule that a finding names: "name", "demonym", "town".
    pub rule: &'static str,
    /// How likely it is before anything is known of the article; as many as a town's size.
    pub weight: f32,
}

/// All of a text, in its order.
#[derive(Default)]
pub(crate) struct Spots {
    pub list: Vec<Spot>,
    pub senses: Vec<Sense>,
}

impl Spots {
    pub(crate) fn senses(&self, spot: usize) -> &[Sense] {
        &self.senses[self.list[spot].senses.clone()]
    }

    fn push(&mut self, reading: &Reading, tokens: Range<usize>, from: usize, marks: Marks) {
        let mut span = reading.range(&tokens);
        let last = reading.words(tokens.end - 1);
        span.end -= last.len() - name_part(last).len();
        span.start += elided(reading, tokens.start);
        self.push_at(tokens, span, from, marks);
    }

    fn push_at(&mut self, tokens: Range<usize>, span: Span, from: usize, marks: Marks) {
        self.list.push(Spot {
            tokens,
            span,
            senses: from..self.senses.len(),
            plain: marks.plain,
            after: marks.after,
            local: false,
            support: None,
        });
    }
}

#[derive(Clone, Copy, Default)]
struct Marks {
    plain: bool,
    after: bool,
}

/// Returns the spots of a text in order; they do not overlap.
pub(crate) fn spots(reading: &Reading, mentions: &[Mention]) -> Spots {
    let mut spots = Spots::default();
    let mut key = String::new();
    let mut token = 0;
    while token < reading.tokens.len() {
        let found = spots.list.len();
        token += at(reading, token, &mut key, &mut spots);
        if spots.list.len() > found {
            before_comma(reading, mentions, &mut spots);
        }
    }
    spots
}

/// Adds what begins at the token, and returns how many tokens it takes.
fn at(reading: &Reading, token: usize, key: &mut String, spots: &mut Spots) -> usize {
    let here = &reading.tokens[token];
    if here.kind != Kind::Word {
        return 1;
    }
    let small = here.shape == Shape::Lower && elided(reading, token) == 0;
    if small && !reading.lexicon.lowercase_demonyms() {
        return 1;
    }
    let forms = longest_form(reading, token);
    let town = if small {
        None
    } else {
        longest_town(reading, token, key)
    };
    let form_length = forms.map_or(0, |(length, _)| length);
    let length = town.unwrap_or(0).max(form_length);
    if length == 0 {
        compound(reading, token, spots);
        return 1;
    }
    let from = spots.senses.len();
    let mut marks = Marks::default();
    if let Some((_, forms)) = forms.filter(|_| form_length == length) {
        let forms = || {
            forms
                .iter()
                .filter(|form| form.is_in(LanguageSet::of(reading.lexicon.code())))
        };
        if forms().any(|form| form.country.is_none()) {
            return length;
        }
        marks.plain = forms().any(|form| !form.weak && !form.only_after_place);
        marks.after = forms().all(|form| form.only_after_place);
        add_forms(forms(), &mut spots.senses);
    }
    if town == Some(length) {
        add_towns(key, from, &mut spots.senses);
    }
    let end = with_kind(reading, token + length);
    spots.push(reading, token..end, from, marks);
    end - token
}

/// Returns the end of a name with the noun that belongs to it: "Rift Valley Province".
fn with_kind(reading: &Reading, end: usize) -> usize {
    let belongs = reading.tokens.get(end).is_some_and(|next| {
        next.is_word()
            && next.is_capital()
            && place_context(reading.words(end)).has(PlaceContext::PLACE_NOUN)
            // "Lancashire County Council"
            && reading.tokens.get(end + 1).is_none_or(|_| reading.words(end + 1) != "Council")
    });
    end + usize::from(belongs)
}

/// Returns the longest forms of the gazetteer that begin at a token, and their tokens.
fn longest_form<'r>(reading: &Reading<'r>, token: usize) -> Option<(usize, &'static [PlaceName])> {
    let words = name_part(&reading.words(token)[elided(reading, token)..]);
    let lang = LanguageSet::of(reading.lexicon.code());
    let says = |step: usize, word: &str| says(reading, token, step, word);
    // "People's Republic of China"
    let possessive = |token: &Token| token.kind == Kind::Possessive;
    if words == "People" && reading.tokens.get(token + 1).is_some_and(possessive) {
        let found = gazetteer().longest_match("People's", lang, says);
        return found
            .map(|(length, forms)| (at_word(reading, token, length - 1) - token + 1, forms));
    }
    let found = if words.contains('’') {
        gazetteer().longest_match(&words.replace('’', "'"), lang, says)
    } else {
        gazetteer().longest_match(words, lang, says)
    };
    let found = found.or_else(|| {
        // "TBILISI, Georgia —", "NEW YORK —"
        let next = reading.tokens.get(token + 1);
        let shouted = is_shouted(&reading.tokens[token], words)
            || next.is_some_and(|next| {
                next.shape == Shape::Upper && reading.tokens[token].shape == Shape::Upper
            });
        shouted
            .then(|| gazetteer().longest_match(&calmed(words), lang, says))
            .flatten()
    });
    // "SWAT" and "NICE" are no places.
    let found = found.filter(|(length, forms)| {
        let short =
            *length == 1 && words.len() < 5 && words.bytes().all(|byte| byte.is_ascii_uppercase());
        !short || forms.iter().any(|form| !form.weak)
    });
    found.map(|(length, forms)| (at_word(reading, token, length - 1) - token + 1, forms))
}

/// Words that begin no town's name, though some town is called so.
const NO_TOWN: Class = Class::FUNCTION
    .with(Class::DATE)
    .with(Class::PRONOUN)
    .with(Class::DETERMINER)
    .with(Class::HONORIFIC);

/// Returns how many tokens the longest town's name has that begins at a token, its folded name
/// in `key`.
fn longest_town(reading: &Reading, token: usize, key: &mut String) -> Option<usize> {
    let here = &reading.tokens[token];
    if here.shape == Shape::Initial || here.is(NO_TOWN) && !reading.says(token, "st.") {
        return None;
    }
    key.clear();
    fold_word(reading, token, key);
    // The longest so far: tokens, and letters of the key.
    let mut best: Option<(usize, usize)> = None;
    let mut at = token;
    loop {
        let named = towns().find(key);
        let small = reading.tokens[at].shape == Shape::Lower && at > token;
        if named.is_town() && !small {
            best = Some((at + 1 - token, key.len()));
        }
        let next = reading.tokens.get(at + 1);
        match next.map(|next| next.kind) {
            Some(Kind::Word) if named.is_prefix => {
                at += 1;
                key.push(' ');
                fold_word(reading, at, key);
            }
            // "St. John's"
            Some(Kind::Possessive) => {
                at += 1;
                key.push_str("'s");
            }
            _ => break,
        }
    }
    let (length, letters) = best?;
    key.truncate(letters);
    Some(length)
}

fn add_forms<'f>(forms: impl Iterator<Item = &'f PlaceName>, senses: &mut Vec<Sense>) {
    for form in forms {
        let Some(country) = form.country else {
            continue;
        };
        let weight = match (form.kind, form.weak) {
            ("name" | "demonym" | "former" | "metonym", false) => 24.0,
            ("region", false) => 20.0,
            ("name", true) => 13.5,
            ("region", true) => 13.0,
            ("capital", false) => 15.0,
            ("city", false) => 12.0,
            _ => 10.0,
        };
        senses.push(Sense {
            country,
            rule: form.kind,
            weight,
        });
    }
}

/// What a capital has before its namesakes: everybody means it.
const CAPITAL: f32 = 4.0;

fn add_towns(key: &str, from: usize, senses: &mut Vec<Sense>) {
    for town in towns().all_named(key) {
        let size = f32::from(town.size);
        let same = senses[from..]
            .iter_mut()
            .find(|sense| sense.country == town.country);
        match same {
            Some(sense) if sense.rule == "capital" => {
                sense.weight = sense.weight.max(size + CAPITAL)
            }
            Some(sense) => sense.weight = sense.weight.max(size),
            None => senses.push(Sense {
                country: town.country,
                rule: "town",
                weight: size,
            }),
        }
    }
}

/// "Israeli-American": the parts of a word are places, too.
fn compound(reading: &Reading, token: usize, spots: &mut Spots) {
    let words = reading.words(token);
    if !words.contains('-') {
        return;
    }
    let lang = LanguageSet::of(reading.lexicon.code());
    let mut start = reading.tokens[token].span().start;
    // "Sen. Chris Dodd, D-Conn."
    let party = words.starts_with("D-") || words.starts_with("R-");
    for part in words.split('-') {
        let dotted = party && reading.text[start + part.len()..].starts_with('.');
        let known = match dotted {
            true => gazetteer().longest_match(&format!("{part}."), lang, |_, _| false),
            false => gazetteer().longest_match(part, lang, |_, _| false),
        };
        if let Some((1, forms)) = known
            && forms
                .iter()
                .all(|form| form.country.is_some() && (party || !form.only_after_place))
        {
            let from = spots.senses.len();
            add_forms(forms.iter(), &mut spots.senses);
            let marks = Marks {
                plain: forms
                    .iter()
                    .any(|form| !form.weak && (party || !form.only_after_place)),
                after: false,
            };
            let span = Span::new(start, start + part.len() + usize::from(dotted));
            spots.push_at(token..token + 1, span, from, marks);
        }
        start += part.len() + 1;
    }
}

/// "in Kogelo, Kenya": a name no list has is a place's if a province or a country follows it.
fn before_comma(reading: &Reading, mentions: &[Mention], spots: &mut Spots) {
    let last = spots.list.len() - 1;
    let start = spots.list[last].tokens.start;
    let Some(comma) = start.checked_sub(1) else {
        return;
    };
    let follows = reading.tokens[comma].kind == Kind::Comma;
    let taken = last > 0 && spots.list[last - 1].tokens.end >= comma;
    let wide = spots
        .senses(last)
        .iter()
        .any(|sense| matches!(sense.rule, "region" | "name"));
    if !follows || taken || !wide {
        return;
    }
    let after = mentions.partition_point(|mention| mention.tokens.end <= comma);
    let Some(mention) = after.checked_sub(1).map(|before| &mentions[before]) else {
        return;
    };
    let named = matches!(mention.kind, MentionKind::Name | MentionKind::Place)
        && mention.name.end == comma
        && mention.name.len() <= 3
        && !mention.possessive;
    let local = spots
        .senses(last)
        .iter()
        .any(|sense| sense.rule == "region");
    if named && (mention.governed || local) {
        let from = spots.senses.len();
        spots.push(reading, mention.name.clone(), from, Marks::default());
        spots.list.swap(last, last + 1);
    }
}
