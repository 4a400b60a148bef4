//! Gazetteer lookup: every name in a text that some place has, with its possible referents.

use crate::annotate::entities::mention::{Mention, MentionKind};
use crate::annotate::places::candidate::{Flags, PlaceCandidates, Sense, SenseKind};
use crate::annotate::places::surface_form::{
    elision_length, fold_word, is_all_caps, name_part, nth_word, title_cased, word_matches,
};
use crate::annotate::text::tokens::{Shape, Token, TokenKind, TokenizedText};
use crate::lang::Class;
use crate::place::{PlaceContext, PlaceName, gazetteer, place_context, towns};
use crate::text::Span;

/// Returns the candidates of a text in order; they do not overlap.
pub(crate) fn place_candidates(tokenized: &TokenizedText, mentions: &[Mention]) -> PlaceCandidates {
    let mut candidates = PlaceCandidates::default();
    let mut key = String::new();
    let mut token = 0;
    while token < tokenized.tokens.len() {
        let found = candidates.list.len();
        token += candidate_at(tokenized, token, &mut key, &mut candidates);
        if candidates.list.len() > found {
            add_unlisted_town(tokenized, mentions, &mut candidates);
        }
    }
    candidates
}

/// Adds the candidate that begins at the token, and returns the number of tokens it takes.
fn candidate_at(
    tokenized: &TokenizedText,
    token: usize,
    key: &mut String,
    candidates: &mut PlaceCandidates,
) -> usize {
    let here = &tokenized.tokens[token];
    if here.kind != TokenKind::Word {
        return 1;
    }
    let small = here.shape == Shape::Lower && elision_length(tokenized, token) == 0;
    if small && !tokenized.lexicon.lowercase_demonyms() {
        return 1;
    }
    let forms = longest_form(tokenized, token);
    let town = if small {
        None
    } else {
        longest_town(tokenized, token, key)
    };
    let form_length = forms.map_or(0, |(length, _)| length);
    let length = town.unwrap_or(0).max(form_length);
    if length == 0 {
        compound(tokenized, token, candidates);
        return 1;
    }
    let from = candidates.senses.len();
    let mut flags = Flags::default();
    if let Some((_, forms)) = forms.filter(|_| form_length == length) {
        let forms = || {
            forms
                .iter()
                .filter(|form| form.is_in(tokenized.lexicon.language_set()))
        };
        if forms().any(|form| form.country.is_none()) {
            return length;
        }
        flags.unambiguous = forms().any(|form| !form.weak && !form.only_after_place);
        flags.only_after_place = forms().all(|form| form.only_after_place);
        add_forms(forms(), &mut candidates.senses);
    }
    if town == Some(length) {
        add_towns(key, from, &mut candidates.senses);
    }
    let end = including_generic_noun(tokenized, token + length);
    candidates.push(tokenized, token..end, from, flags);
    end - token
}

/// Returns the end of a name with the generic noun in it: "Rift Valley Province".
fn including_generic_noun(tokenized: &TokenizedText, end: usize) -> usize {
    let belongs = tokenized.tokens.get(end).is_some_and(|next| {
        next.is_word()
            && next.is_capital()
            && place_context(tokenized.token_text(end)).has(PlaceContext::PLACE_NOUN)
            // "Lancashire County Council"
            && tokenized.tokens.get(end + 1).is_none_or(|_| tokenized.token_text(end + 1) != "Council")
    });
    end + usize::from(belongs)
}

/// Returns the gazetteer's longest match at a token, with its number of tokens.
fn longest_form<'r>(
    tokenized: &TokenizedText<'r>,
    token: usize,
) -> Option<(usize, &'static [PlaceName])> {
    let words = name_part(&tokenized.token_text(token)[elision_length(tokenized, token)..]);
    let lang = tokenized.lexicon.language_set();
    let says = |step: usize, word: &str| word_matches(tokenized, token, step, word);
    // "People's Republic of China"
    let possessive = |token: &Token| token.kind == TokenKind::Possessive;
    if words == "People" && tokenized.tokens.get(token + 1).is_some_and(possessive) {
        let found = gazetteer().longest_match("People's", lang, says);
        return found
            .map(|(length, forms)| (nth_word(tokenized, token, length - 1) - token + 1, forms));
    }
    let found = if words.contains('’') {
        gazetteer().longest_match(&words.replace('’', "'"), lang, says)
    } else {
        gazetteer().longest_match(words, lang, says)
    };
    let found = found.or_else(|| {
        // "TBILISI, Georgia —", "NEW YORK —"
        let next = tokenized.tokens.get(token + 1);
        let shouted = is_all_caps(&tokenized.tokens[token], words)
            || next.is_some_and(|next| {
                next.shape == Shape::AllCaps && tokenized.tokens[token].shape == Shape::AllCaps
            });
        shouted
            .then(|| gazetteer().longest_match(&title_cased(words), lang, says))
            .flatten()
    });
    // "SWAT" and "NICE" are no places.
    let found = found.filter(|(length, forms)| {
        let short =
            *length == 1 && words.len() < 5 && words.bytes().all(|byte| byte.is_ascii_uppercase());
        !short || forms.iter().any(|form| !form.weak)
    });
    found.map(|(length, forms)| (nth_word(tokenized, token, length - 1) - token + 1, forms))
}

/// Words that no town's name begins with here, though some town has such a name.
const NO_TOWN: Class = Class::FUNCTION
    .with(Class::DATE)
    .with(Class::PRONOUN)
    .with(Class::DETERMINER)
    .with(Class::HONORIFIC);

/// Returns the number of tokens of the longest town name at a token, leaving its folded form in
/// `key`.
fn longest_town(tokenized: &TokenizedText, token: usize, key: &mut String) -> Option<usize> {
    let here = &tokenized.tokens[token];
    if here.shape == Shape::Initial || here.is(NO_TOWN) && !tokenized.text_is(token, "st.") {
        return None;
    }
    key.clear();
    fold_word(tokenized, token, key);
    // The longest so far: tokens, and letters of the key.
    let mut best: Option<(usize, usize)> = None;
    let mut at = token;
    loop {
        let named = towns().find(key);
        let small = tokenized.tokens[at].shape == Shape::Lower && at > token;
        if named.is_town() && !small {
            best = Some((at + 1 - token, key.len()));
        }
        let next = tokenized.tokens.get(at + 1);
        match next.map(|next| next.kind) {
            Some(TokenKind::Word) if named.is_prefix => {
                at += 1;
                key.push(' ');
                fold_word(tokenized, at, key);
            }
            // "St. John's"
            Some(TokenKind::Possessive) => {
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
        let kind = SenseKind::of(form);
        let weight = match (kind, form.weak) {
            (
                SenseKind::Name | SenseKind::Demonym | SenseKind::Former | SenseKind::Metonym,
                false,
            ) => 24.0,
            (SenseKind::Region, false) => 20.0,
            (SenseKind::Name, true) => 13.5,
            (SenseKind::Region, true) => 13.0,
            (SenseKind::Capital, false) => 15.0,
            (SenseKind::City, false) => 12.0,
            _ => 10.0,
        };
        senses.push(Sense {
            country,
            kind,
            weight,
        });
    }
}

/// The advantage of a capital over other towns of its name.
const CAPITAL: f32 = 4.0;

fn add_towns(key: &str, from: usize, senses: &mut Vec<Sense>) {
    for town in towns().all_named(key) {
        let size = f32::from(town.size);
        let same = senses[from..]
            .iter_mut()
            .find(|sense| sense.country == town.country);
        match same {
            Some(sense) if sense.kind == SenseKind::Capital => {
                sense.weight = sense.weight.max(size + CAPITAL)
            }
            Some(sense) => sense.weight = sense.weight.max(size),
            None => senses.push(Sense {
                country: town.country,
                kind: SenseKind::Town,
                weight: size,
            }),
        }
    }
}

/// "Israeli-American": the parts of a hyphenated word may be places.
fn compound(tokenized: &TokenizedText, token: usize, candidates: &mut PlaceCandidates) {
    let words = tokenized.token_text(token);
    if !words.contains('-') {
        return;
    }
    let lang = tokenized.lexicon.language_set();
    let mut start = tokenized.tokens[token].span().start;
    // "Sen. Chris Dodd, D-Conn."
    let party = words.starts_with("D-") || words.starts_with("R-");
    for part in words.split('-') {
        let dotted = party && tokenized.text[start + part.len()..].starts_with('.');
        let known = match dotted {
            true => gazetteer().longest_match(&format!("{part}."), lang, |_, _| false),
            false => gazetteer().longest_match(part, lang, |_, _| false),
        };
        if let Some((1, forms)) = known
            && forms
                .iter()
                .all(|form| form.country.is_some() && (party || !form.only_after_place))
        {
            let from = candidates.senses.len();
            add_forms(forms.iter(), &mut candidates.senses);
            let flags = Flags {
                unambiguous: forms
                    .iter()
                    .any(|form| !form.weak && (party || !form.only_after_place)),
                only_after_place: false,
            };
            let span = Span::new(start, start + part.len() + usize::from(dotted));
            candidates.push_span(token..token + 1, span, from, flags);
        }
        start += part.len() + 1;
    }
}

/// "in Kogelo, Kenya": a name the gazetteer does not have is a place if a province or a country
/// follows it.
fn add_unlisted_town(
    tokenized: &TokenizedText,
    mentions: &[Mention],
    candidates: &mut PlaceCandidates,
) {
    let last = candidates.list.len() - 1;
    let start = candidates.list[last].tokens.start;
    let Some(comma) = start.checked_sub(1) else {
        return;
    };
    let follows = tokenized.tokens[comma].kind == TokenKind::Comma;
    let taken = last > 0 && candidates.list[last - 1].tokens.end >= comma;
    let wide = candidates
        .senses(last)
        .iter()
        .any(|sense| matches!(sense.kind, SenseKind::Region | SenseKind::Name));
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
    let local = candidates
        .senses(last)
        .iter()
        .any(|sense| sense.kind == SenseKind::Region);
    if named && (mention.locative || local) {
        let from = candidates.senses.len();
        candidates.push(tokenized, mention.name.clone(), from, Flags::default());
        candidates.list.swap(last, last + 1);
    }
}
