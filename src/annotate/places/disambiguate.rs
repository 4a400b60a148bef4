//! Chooses among the countries a name could mean, the rest of the article speaking for each.
//!
//! A name means one place throughout an article (Gale, Church and Yarowsky, "One sense per
//! discourse", 1992), so its spots are settled together.

use crate::annotate::places::candidates::{Sense, Spots};
use crate::annotate::places::evidence::{Evidence, Weighed, at_home, evidence};
use crate::annotate::text::tokens::{Kind, Reading};
use crate::article::CountryTag;
use crate::lang::Class;
use crate::place::{Country, former_state_years};
use rustc_hash::FxHashMap;

/// How much must speak for a name that is no good evidence by itself.
const ENOUGH: f32 = 1.5;

/// What a name's nearness to the newspaper's home is worth: "Paris man", "Dublin City Council".
const NEAR: f32 = 6.0;

/// What a place beside it in a list is worth to a name.
const BESIDE: f32 = 4.0;

/// With less support a name is somebody's, whatever stands behind it.
const SOMEBODY: f32 = -2.0;

/// What a state that is gone must have said for it before its capital's heir.
const HEIR: f32 = 3.0;

/// The spots of one name.
#[derive(Default)]
struct Name {
    spots: Vec<usize>,
    /// The country a name behind one of them gives: "Paris, Texas".
    fixed: Option<Country>,
    /// One of them stands as only the papers near it write.
    local: bool,
    /// What it says for a country itself, which must not speak for its own meaning.
    own: Option<(Country, Evidence)>,
    /// What it says, unsettled, for all it could mean.
    shares: Vec<(Country, f32)>,
}

/// What the paper's own country is worth, as words its papers write.
const PAPER: f32 = 4.0;

/// Returns the places that are left, and the country whose newspapers write so, if any.
pub(crate) fn settle(
    reading: &Reading,
    spots: &Spots,
    paper: Option<Country>,
) -> (Vec<CountryTag>, Option<Country>) {
    let fixed = fixed(reading, spots);
    let mut weighed = evidence(reading, spots, &fixed);
    let home = at_home(&weighed);
    if let Some(paper) = paper {
        weighed.entry(paper).or_default().home += PAPER;
    }
    let names = names(reading, spots, &fixed);
    // Names of many places speak together: Newmarket, Cambridge, Ely.
    for &(country, share) in names.iter().flat_map(|name| &name.shares) {
        weighed.entry(country).or_default().local += share;
    }
    let mut chosen: Vec<Option<Sense>> = vec![None; spots.list.len()];
    for pass in 0..2 {
        let mut seconded: Vec<Country> = Vec::new();
        for name in &names {
            let Some(sense) = sense(spots, name, &weighed) else {
                continue;
            };
            let speaks = speaks(&weighed, name, sense.country).sum();
            let mut placed = false;
            for placing in [true, false] {
                for &index in &name.spots {
                    let beside = is_beside_place(reading, spots, &chosen, index);
                    let said = speaks + if beside { BESIDE } else { 0.0 };
                    let place = is_place(spots, index, &fixed, said, placed);
                    placed |= place && placing;
                    chosen[index] = place.then_some(sense);
                }
            }
            if placed && name.own.is_none() {
                seconded.push(sense.country);
            }
        }
        // What was chosen speaks for the rest, once a name.
        if pass == 0 {
            for country in seconded {
                weighed.entry(country).or_default().local += 0.7;
            }
        }
    }
    let tags = chosen.iter().zip(&spots.list).filter_map(|(choice, spot)| {
        choice.map(|sense| CountryTag {
            span: spot.span,
            country: sense.country,
            rule: sense.rule,
        })
    });
    (tags.collect(), home)
}

/// Returns the names of a text with their spots, in the order of their first.
fn names(reading: &Reading, spots: &Spots, fixed: &[Option<Country>]) -> Vec<Name> {
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    let mut names: Vec<Name> = Vec::new();
    for (index, spot) in spots.list.iter().enumerate() {
        let words = spot.span.of(reading.text);
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
        name.spots.push(index);
        name.fixed = name.fixed.or(fixed[index]);
        name.local |= spot.local;
        if fixed[index].is_none()
            && let Some(sense) = super::evidence::sure(spots, index)
        {
            let (_, own) = name.own.get_or_insert((sense.country, Evidence::default()));
            own.count(&sense);
        } else if fixed[index].is_none() && name.shares.is_empty() {
            name.shares = shares(spots, index);
        }
    }
    names
}

/// What a name speaks for before it is settled, shared among the countries it could mean.
const SHARED: f32 = 0.7;

/// Returns the shares of a name that is likely a place's; none for another.
fn shares(spots: &Spots, index: usize) -> Vec<(Country, f32)> {
    let spot = &spots.list[index];
    if spot.after || spot.support.is_none_or(|support| support < 1.0) {
        return Vec::new();
    }
    let share = |sense: &Sense| (sense.weight - 8.0).exp2().max(0.1);
    let senses = spots.senses(index);
    let all: f32 = senses.iter().map(share).sum();
    let shares = senses
        .iter()
        .map(|sense| (sense.country, SHARED * share(sense) / all));
    shares.collect()
}

/// Returns what the article says for a country beside the name itself.
fn speaks(weighed: &Weighed, name: &Name, country: Country) -> Evidence {
    let mut all = weighed.get(&country).copied().unwrap_or_default();
    let shares = name.shares.iter().filter(|(other, _)| *other == country);
    all.local -= shares.map(|(_, share)| share).sum::<f32>();
    match name.own {
        Some((own, evidence)) if own == country => all.without(evidence),
        _ => all,
    }
}

/// Returns what a name means in the article.
fn sense(spots: &Spots, name: &Name, weighed: &Weighed) -> Option<Sense> {
    let first = *name.spots.first()?;
    let senses = spots.senses(first);
    if let Some(country) = name.fixed {
        let known = senses.iter().find(|sense| sense.country == country);
        return Some(known.copied().unwrap_or(Sense {
            country,
            rule: "qualified",
            weight: 0.0,
        }));
    }
    // Of equals, the first in the list.
    let by_weight = |a: &&Sense, b: &&Sense| a.weight.total_cmp(&b.weight);
    let first = senses.iter().rev().max_by(by_weight)?;
    // "Lebanon residents", in an article that says nothing else of that country.
    let near = name.local && first.rule != "demonym" && {
        let said = speaks(weighed, name, first.country);
        said.names + said.local < 0.5
    };
    let likely = |sense: &Sense| {
        let said = speaks(weighed, name, sense.country);
        let mut weight = sense.weight;
        let mut speaks = said.sum();
        // The capital of a state that is gone is its heir's as well.
        if former_state_years(sense.country).is_some() && sense.rule == first.rule {
            return first.weight - HEIR + speaks;
        }
        if sense.rule == "region" {
            speaks = Evidence {
                names: said.names * 0.3,
                ..said
            }
            .sum();
        }
        if near && sense.country == first.country {
            weight = weight.min(16.0);
        } else if near && said.home + said.local > 0.5 {
            speaks += NEAR;
        } else if sense.country != first.country
            && (first.weight >= 15.0 || first.weight > sense.weight + 3.0 && said.local < 1.0)
        {
            speaks = speaks.min(4.0);
        }
        weight + speaks
    };
    let order = |a: &&Sense, b: &&Sense| likely(a).total_cmp(&likely(b));
    senses.iter().rev().max_by(order).copied()
}

/// Tells whether a spot is a place, so much speaking for its country; `placed` if the name was
/// one elsewhere.
fn is_place(
    spots: &Spots,
    index: usize,
    fixed: &[Option<Country>],
    speaks: f32,
    placed: bool,
) -> bool {
    let spot = &spots.list[index];
    if fixed[index].is_some() {
        return true;
    }
    let Some(support) = spot.support.filter(|_| !spot.after) else {
        return false;
    };
    let again = if placed { 1.5 } else { 0.0 };
    spot.plain || support + (speaks * 0.3).min(2.0) - 0.7 + again >= ENOUGH
}

/// "Columbus, Dublin and Grove City": tells whether only a comma or "and" parts a spot from a place.
fn is_beside_place(
    reading: &Reading,
    spots: &Spots,
    chosen: &[Option<Sense>],
    index: usize,
) -> bool {
    let parted = |first: usize, second: usize| {
        let gap = spots.list[first].tokens.end..spots.list[second].tokens.start;
        gap.len() == 1 && {
            let here = &reading.tokens[gap.start];
            here.kind == Kind::Comma || here.is(Class::CONJUNCTION)
        }
    };
    let place = |other: usize| chosen.get(other).is_some_and(Option::is_some);
    let before = index.checked_sub(1);
    before.is_some_and(|before| place(before) && parted(before, index))
        || place(index + 1) && parted(index, index + 1)
}

/// Returns for each spot the country that the name behind it gives: "Paris, Texas".
fn fixed(reading: &Reading, spots: &Spots) -> Vec<Option<Country>> {
    let mut fixed: Vec<Option<Country>> = vec![None; spots.list.len()];
    for index in (1..spots.list.len()).rev() {
        if is_behind(reading, spots, index)
            && let Some(country) = given(spots, index)
        {
            fixed[index - 1] = Some(country);
            fixed[index] = Some(country);
        }
    }
    fixed
}

/// Tells whether a spot stands right behind another: "Austin, Texas", "Austin (Texas)", "Austin TX".
fn is_behind(reading: &Reading, spots: &Spots, index: usize) -> bool {
    let (town, wide) = (&spots.list[index - 1], &spots.list[index]);
    let gap = wide.tokens.start.wrapping_sub(town.tokens.end);
    let kind = || reading.tokens[town.tokens.end].kind;
    !town.after
        && town.support.is_some_and(|support| support > SOMEBODY)
        // "Christie, New Jersey's governor"
        && reading.tokens.get(wide.tokens.end).is_none_or(|next| next.kind != Kind::Possessive)
        && (gap == 0 && wide.after || gap == 1 && matches!(kind(), Kind::Comma | Kind::Open))
}

/// What a small town weighs at most: one of that name may lie in any country.
const SMALL: f32 = 10.0;

/// Returns the country that a spot gives the one before it.
fn given(spots: &Spots, index: usize) -> Option<Country> {
    let (town, wide) = (&spots.list[index - 1], &spots.list[index]);
    let own = spots.senses(index - 1);
    let is_name = |sense: &Sense| matches!(sense.rule, "name" | "demonym" | "former");
    let is_region = |sense: &Sense| sense.rule == "region" && sense.weight > 15.0;
    // "Lebanon, Tenn.", but "Lebanon, Georgia and Iran", "Texas, Georgia and Maine".
    if !wide.after && own.iter().any(|sense| is_name(sense) || is_region(sense)) {
        return None;
    }
    let widely = |sense: &&Sense| wide.after || matches!(sense.rule, "region" | "name");
    let gives = || spots.senses(index).iter().filter(widely);
    let mut common = gives().filter(|sense| {
        let mut own = own.iter().filter(|own| !is_name(own));
        own.any(|own| own.country == sense.country)
    });
    let only = || {
        let first = gives().next()?;
        let one = gives().all(|sense| sense.country == first.country);
        // A name that a country has, or a capital, needs a town so called there.
        let small = first.rule == "name" && own.iter().all(|own| own.weight < SMALL);
        let free = !town.plain && !own.iter().any(is_name) && (first.rule == "region" || small);
        (one && (own.is_empty() || free)).then_some(first)
    };
    let sense = common.next().or_else(only)?;
    Some(sense.country)
}
