//! Toponym disambiguation: chooses a country for each candidate by prior weight and the evidence in
//! the rest of the article.
//!
//! All candidates of one name get one referent (Gale, Church and Yarowsky, "One sense per
//! discourse", 1992). Weights are set by hand.

use crate::annotate::places::candidate::SenseKind;
use crate::annotate::places::candidate::{PlaceCandidates, Sense};
use crate::annotate::places::evidence::{
    Evidence, EvidenceByCountry, certain_sense, collect_evidence, country_of_vocabulary,
};
use crate::annotate::text::tokens::{TokenKind, TokenizedText};
use crate::article::CountryTag;
use crate::lang::Class;
use crate::place::{Country, former_state_years};
use rustc_hash::FxHashMap;

/// The score that an ambiguous name needs to count as a place.
const ENOUGH: f32 = 1.5;

/// The bonus for countries of the article's local context, for names used as local newspapers use
/// them: "Paris man", "Dublin City Council".
const NEAR: f32 = 6.0;

/// The bonus for a place next to it in a list.
const BESIDE: f32 = 4.0;

/// With a context score below this a name is a person's, whatever follows it.
const SOMEBODY: f32 = -2.0;

/// The handicap of a successor state against a former one of the same capital.
const HEIR: f32 = 3.0;

/// The candidates of one name.
#[derive(Default)]
struct Name {
    candidates: Vec<usize>,
    /// The country that a following name gives one of them: "Paris, Texas".
    qualified: Option<Country>,
    /// One of them is used as only local newspapers use it.
    local: bool,
    /// Its own evidence for a country, which is left out when it is disambiguated.
    own: Option<(Country, Evidence)>,
    /// Its evidence for each country it may refer to, before disambiguation.
    shares: Vec<(Country, f32)>,
}

/// The evidence for the country of the outlet.
const PAPER: f32 = 4.0;

/// Returns the disambiguated places, and the country suggested by the article's vocabulary, if any.
pub(crate) fn disambiguate(
    tokenized: &TokenizedText,
    candidates: &PlaceCandidates,
    outlet_country: Option<Country>,
) -> (Vec<CountryTag>, Option<Country>) {
    let qualified = qualified(tokenized, candidates);
    let mut evidence_by_country = collect_evidence(tokenized, candidates, &qualified);
    let likely_country = country_of_vocabulary(&evidence_by_country);
    if let Some(outlet_country) = outlet_country {
        evidence_by_country
            .entry(outlet_country)
            .or_default()
            .vocabulary += PAPER;
    }
    let names = names(tokenized, candidates, &qualified);
    // Names of many places speak together: Newmarket, Cambridge, Ely.
    for &(country, share) in names.iter().flat_map(|name| &name.shares) {
        evidence_by_country.entry(country).or_default().local += share;
    }
    let mut chosen: Vec<Option<Sense>> = vec![None; candidates.list.len()];
    for pass in 0..2 {
        let mut supported: Vec<Country> = Vec::new();
        for name in &names {
            let Some(sense) = sense(candidates, name, &evidence_by_country) else {
                continue;
            };
            let support = support(&evidence_by_country, name, sense.country).sum();
            let mut is_found = false;
            for counting in [true, false] {
                for &index in &name.candidates {
                    let beside = is_beside_place(tokenized, candidates, &chosen, index);
                    let said = support + if beside { BESIDE } else { 0.0 };
                    let place = is_place(candidates, index, &qualified, said, is_found);
                    is_found |= place && counting;
                    chosen[index] = place.then_some(sense);
                }
            }
            if is_found && name.own.is_none() {
                supported.push(sense.country);
            }
        }
        // What was chosen support for the rest, once a name.
        if pass == 0 {
            for country in supported {
                evidence_by_country.entry(country).or_default().local += 0.7;
            }
        }
    }
    let tags = chosen
        .iter()
        .zip(&candidates.list)
        .filter_map(|(choice, candidate)| {
            choice.map(|sense| CountryTag {
                span: candidate.span,
                country: sense.country,
                rule: sense.kind.rule(),
            })
        });
    (tags.collect(), likely_country)
}

/// Returns the distinct names with their candidates, in order of first occurrence.
fn names(
    tokenized: &TokenizedText,
    candidates: &PlaceCandidates,
    qualified: &[Option<Country>],
) -> Vec<Name> {
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    let mut names: Vec<Name> = Vec::new();
    for (index, candidate) in candidates.list.iter().enumerate() {
        let words = candidate.span.of(tokenized.text);
        let place = match places.get(words) {
            Some(&place) => place,
            None => {
                // "MONROE —" and "Monroe" are one name, "US" and "us" are not.
                let key = if words.len() > 3 {
                    words.to_lowercase()
                } else {
                    words.to_owned()
                };
                let place = *places.entry(key).or_insert(names.len());
                places.insert(words.to_owned(), place);
                place
            }
        };
        if place == names.len() {
            names.push(Name::default());
        }
        let name = &mut names[place];
        name.candidates.push(index);
        name.qualified = name.qualified.or(qualified[index]);
        name.local |= candidate.local_usage;
        if qualified[index].is_none()
            && let Some(sense) = certain_sense(candidates, index)
        {
            let (_, own) = name.own.get_or_insert((sense.country, Evidence::default()));
            own.count(&sense);
        } else if qualified[index].is_none() && name.shares.is_empty() {
            name.shares = shares(candidates, index);
        }
    }
    names
}

/// The evidence of an ambiguous name, divided among the countries it may refer to.
const SHARED: f32 = 0.7;

/// Returns the shares of a name that is probably a place; none for others.
fn shares(candidates: &PlaceCandidates, index: usize) -> Vec<(Country, f32)> {
    let candidate = &candidates.list[index];
    if candidate.only_after_place || candidate.context_score.is_none_or(|score| score < 1.0) {
        return Vec::new();
    }
    let share = |sense: &Sense| (sense.weight - 8.0).exp2().max(0.1);
    let senses = candidates.senses(index);
    let all: f32 = senses.iter().map(share).sum();
    let shares = senses
        .iter()
        .map(|sense| (sense.country, SHARED * share(sense) / all));
    shares.collect()
}

/// Returns the article's evidence for a country, without that of the name itself.
fn support(evidence_by_country: &EvidenceByCountry, name: &Name, country: Country) -> Evidence {
    let mut all = evidence_by_country
        .get(&country)
        .copied()
        .unwrap_or_default();
    let shares = name.shares.iter().filter(|(other, _)| *other == country);
    all.local -= shares.map(|(_, share)| share).sum::<f32>();
    match name.own {
        Some((own, evidence)) if own == country => all.without(evidence),
        _ => all,
    }
}

/// Returns the sense of a name in this article.
fn sense(
    candidates: &PlaceCandidates,
    name: &Name,
    evidence_by_country: &EvidenceByCountry,
) -> Option<Sense> {
    let first = *name.candidates.first()?;
    let senses = candidates.senses(first);
    if let Some(country) = name.qualified {
        let known = senses.iter().find(|sense| sense.country == country);
        return Some(known.copied().unwrap_or(Sense {
            country,
            kind: SenseKind::Qualified,
            weight: 0.0,
        }));
    }
    // Of equals, the first in the list.
    let by_weight = |a: &&Sense, b: &&Sense| a.weight.total_cmp(&b.weight);
    let first = senses.iter().rev().max_by(by_weight)?;
    // "Lebanon residents", in an article that says nothing else of that country.
    let near = name.local && first.kind != SenseKind::Demonym && {
        let said = support(evidence_by_country, name, first.country);
        said.names + said.local < 0.5
    };
    let likely = |sense: &Sense| {
        let said = support(evidence_by_country, name, sense.country);
        let mut weight = sense.weight;
        let mut support = said.sum();
        // The capital of a state that is gone is its heir's as well.
        if former_state_years(sense.country).is_some() && sense.kind == first.kind {
            return first.weight - HEIR + support;
        }
        if sense.kind == SenseKind::Region {
            support = Evidence {
                names: said.names * 0.3,
                ..said
            }
            .sum();
        }
        if near && sense.country == first.country {
            weight = weight.min(16.0);
        } else if near && said.vocabulary + said.local > 0.5 {
            support += NEAR;
        } else if sense.country != first.country
            && (first.weight >= 15.0 || first.weight > sense.weight + 3.0 && said.local < 1.0)
        {
            support = support.min(4.0);
        }
        weight + support
    };
    let scored = senses.iter().rev().map(|sense| (likely(sense), sense));
    let (_, best) = scored.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    Some(*best)
}

/// Tells whether a candidate is a place, given the evidence for its country; `found_before` if another
/// candidate of the name is one.
fn is_place(
    candidates: &PlaceCandidates,
    index: usize,
    qualified: &[Option<Country>],
    support: f32,
    found_before: bool,
) -> bool {
    let candidate = &candidates.list[index];
    if qualified[index].is_some() {
        return true;
    }
    let Some(score) = candidate
        .context_score
        .filter(|_| !candidate.only_after_place)
    else {
        return false;
    };
    let again = if found_before { 1.5 } else { 0.0 };
    candidate.unambiguous || score + (support * 0.3).min(2.0) - 0.7 + again >= ENOUGH
}

/// "Columbus, Dublin and Grove City": tells whether only a comma or "and" separates a candidate
/// from a place.
fn is_beside_place(
    tokenized: &TokenizedText,
    candidates: &PlaceCandidates,
    chosen: &[Option<Sense>],
    index: usize,
) -> bool {
    let parted = |first: usize, second: usize| {
        let gap = candidates.list[first].tokens.end..candidates.list[second].tokens.start;
        gap.len() == 1 && {
            let here = &tokenized.tokens[gap.start];
            here.kind == TokenKind::Comma || here.is(Class::CONJUNCTION)
        }
    };
    let place = |other: usize| chosen.get(other).is_some_and(Option::is_some);
    let before = index.checked_sub(1);
    before.is_some_and(|before| place(before) && parted(before, index))
        || place(index + 1) && parted(index, index + 1)
}

/// Returns the country that the name after each candidate gives it: "Paris, Texas".
fn qualified(tokenized: &TokenizedText, candidates: &PlaceCandidates) -> Vec<Option<Country>> {
    let mut qualified: Vec<Option<Country>> = vec![None; candidates.list.len()];
    for index in (1..candidates.list.len()).rev() {
        if follows_place(tokenized, candidates, index)
            && let Some(country) = country_given_to_previous(candidates, index)
        {
            qualified[index - 1] = Some(country);
            qualified[index] = Some(country);
        }
    }
    qualified
}

/// Tells whether a candidate directly follows another: "Austin, Texas", "Austin (Texas)", "Austin
/// TX".
fn follows_place(tokenized: &TokenizedText, candidates: &PlaceCandidates, index: usize) -> bool {
    let (town, wide) = (&candidates.list[index - 1], &candidates.list[index]);
    let gap = wide.tokens.start.wrapping_sub(town.tokens.end);
    let kind = || tokenized.tokens[town.tokens.end].kind;
    !town.only_after_place
        && town.context_score.is_some_and(|score| score > SOMEBODY)
        // "Christie, New Jersey's governor"
        && tokenized.tokens.get(wide.tokens.end).is_none_or(|next| next.kind != TokenKind::Possessive)
        && (gap == 0 && wide.only_after_place || gap == 1 && matches!(kind(), TokenKind::Comma | TokenKind::OpenBracket))
}

/// The greatest weight of a small town, whose name may occur in any country.
const SMALL: f32 = 10.0;

/// Returns the country that a candidate gives the one before it.
fn country_given_to_previous(candidates: &PlaceCandidates, index: usize) -> Option<Country> {
    let (town, wide) = (&candidates.list[index - 1], &candidates.list[index]);
    let own = candidates.senses(index - 1);
    let is_name = |sense: &Sense| {
        matches!(
            sense.kind,
            SenseKind::Name | SenseKind::Demonym | SenseKind::Former
        )
    };
    let is_region = |sense: &Sense| sense.kind == SenseKind::Region && sense.weight > 15.0;
    // "Lebanon, Tenn.", but "Lebanon, Georgia and Iran", "Texas, Georgia and Maine".
    if !wide.only_after_place && own.iter().any(|sense| is_name(sense) || is_region(sense)) {
        return None;
    }
    let widely = |sense: &&Sense| {
        wide.only_after_place || matches!(sense.kind, SenseKind::Region | SenseKind::Name)
    };
    let gives = || candidates.senses(index).iter().filter(widely);
    let mut common = gives().filter(|sense| {
        let mut own = own.iter().filter(|own| !is_name(own));
        own.any(|own| own.country == sense.country)
    });
    let only = || {
        let first = gives().next()?;
        let one = gives().all(|sense| sense.country == first.country);
        // A name that a country has, or a capital, needs a town so called there.
        let small = first.kind == SenseKind::Name && own.iter().all(|own| own.weight < SMALL);
        let free = !town.unambiguous
            && !own.iter().any(is_name)
            && (first.kind == SenseKind::Region || small);
        (one && (own.is_empty() || free)).then_some(first)
    };
    let sense = common.next().or_else(only)?;
    Some(sense.country)
}
