//! Chooses among the countries a name could mean, the rest of the article speaking for each.

use super::spots::{Sense, Spots};
use crate::annotate::reading::{Kind, Reading};
use crate::article::CountryTag;
use crate::place::{Country, home};
use rustc_hash::FxHashMap;

/// What an article says for one country.
#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    /// Its names and its people's.
    names: f32,
    /// Its towns and provinces.
    local: f32,
    /// Words its newspapers write.
    home: f32,
}

impl Evidence {
    fn sum(self) -> f32 {
        let part = |count: f32, weight: f32, most: f32| (weight * (1.0 + count).log2()).min(most);
        part(self.names, 2.0, 6.0) + part(self.local, 2.5, 9.0) + part(self.home, 1.5, 6.0)
    }
}

type Weighed = FxHashMap<Country, Evidence>;

/// How much must speak for a name that is no good evidence by itself.
const ENOUGH: f32 = 1.6;

/// Returns the places that are left, and the country whose newspapers write so, if any.
pub fn settle(reading: &Reading, spots: Spots) -> (Vec<CountryTag>, Option<Country>) {
    let mut fixed = fixed(reading, &spots);
    let mut evidence = Weighed::default();
    for (country, weight) in homes(reading) {
        evidence.entry(country).or_default().home += weight;
    }
    let home = at_home(&evidence);
    for (index, spot) in spots.list.iter().enumerate() {
        if let Some(country) = fixed[index] {
            evidence.entry(country).or_default().local += 1.0;
        } else if let Some(sense) = sure(spots.senses(index), spot.plain, spot.support) {
            let evidence = evidence.entry(sense.country).or_default();
            match sense.rule {
                "name" | "demonym" | "former" | "metonym" => evidence.names += 1.0,
                _ => evidence.local += 1.0,
            }
        }
    }
    spread(reading, &spots, &mut fixed);
    let first = chosen(reading, &spots, &fixed, &evidence, &Weighed::default());
    // What was chosen speaks for the rest, once a name.
    let mut seconded = Weighed::default();
    let mut seen: FxHashMap<&str, ()> = FxHashMap::default();
    for (index, choice) in first.iter().enumerate() {
        let spot = &spots.list[index];
        if let Some(sense) = choice
            && !spot.plain
            && fixed[index].is_none()
            && seen.insert(spot.span.of(reading.text), ()).is_none()
        {
            seconded.entry(sense.country).or_default().local += 0.7;
        }
    }
    let last = chosen(reading, &spots, &fixed, &evidence, &seconded);
    let tags = last.iter().zip(&spots.list).filter_map(|(choice, spot)| {
        choice.map(|sense| CountryTag {
            span: spot.span,
            country: sense.country,
            rule: sense.rule,
        })
    });
    (tags.collect(), home)
}

/// Returns what a name means whatever the article says.
fn sure(senses: &[Sense], plain: bool, support: Option<f32>) -> Option<Sense> {
    support.filter(|_| plain)?;
    let best = best(senses, |sense| sense.weight)?;
    let rivals = senses.iter().filter(|sense| sense.country != best.country);
    let clear = rivals
        .into_iter()
        .all(|rival| rival.weight + 5.0 < best.weight);
    clear.then_some(best)
}

fn best(senses: &[Sense], weight: impl Fn(&Sense) -> f32) -> Option<Sense> {
    let order = |a: &&Sense, b: &&Sense| {
        weight(a)
            .total_cmp(&weight(b))
            .then_with(|| b.country.cmp(&a.country))
    };
    senses.iter().max_by(order).copied()
}

/// Returns for each spot the country that the name behind it gives: "Paris, Texas".
fn fixed(reading: &Reading, spots: &Spots) -> Vec<Option<Country>> {
    let mut fixed: Vec<Option<Country>> = vec![None; spots.list.len()];
    for index in (1..spots.list.len()).rev() {
        let (town, wide) = (&spots.list[index - 1], &spots.list[index]);
        let comma = town.tokens.end;
        let gap = wide.tokens.start.wrapping_sub(comma);
        let joined = gap == 0 && wide.after
            || gap == 1 && matches!(reading.tokens[comma].kind, Kind::Comma | Kind::Open);
        if !joined || town.after {
            continue;
        }
        let senses = spots.senses(index);
        let widely = |sense: &&Sense| wide.after || matches!(sense.rule, "region" | "name");
        let own = spots.senses(index - 1);
        let is_wide = own
            .iter()
            .any(|sense| matches!(sense.rule, "name" | "demonym" | "former"))
            && town.plain;
        // "Lebanon, Tenn.", but "Lebanon, Georgia and Iran".
        if is_wide && !wide.after
            || own
                .iter()
                .any(|sense| sense.rule == "region" && sense.weight > 15.0)
        {
            continue;
        }
        let common = senses.iter().filter(widely).find(|sense| {
            own.iter()
                .any(|own| own.country == sense.country && own.rule != "name")
        });
        let only = senses.iter().find(widely).filter(|first| {
            let one = senses
                .iter()
                .filter(widely)
                .all(|sense| sense.country == first.country);
            one && !is_wide && (own.is_empty() || !town.plain)
        });
        if let Some(sense) = common.or(only) {
            fixed[index - 1] = Some(sense.country);
            fixed[index] = Some(sense.country);
        }
    }
    fixed
}

/// What was fixed once holds for the name's other places in the article.
fn spread(reading: &Reading, spots: &Spots, fixed: &mut [Option<Country>]) {
    let mut known: FxHashMap<&str, Country> = FxHashMap::default();
    for (spot, country) in spots.list.iter().zip(fixed.iter()) {
        if let Some(country) = country {
            known.entry(spot.span.of(reading.text)).or_insert(*country);
        }
    }
    if known.is_empty() {
        return;
    }
    for (spot, country) in spots.list.iter().zip(fixed) {
        if country.is_none() && !spot.after && spot.support.is_some_and(|support| support > -2.0) {
            *country = known.get(spot.span.of(reading.text)).copied();
        }
    }
}

/// Returns what each spot means; `None` where it is no place.
fn chosen(
    reading: &Reading,
    spots: &Spots,
    fixed: &[Option<Country>],
    evidence: &Weighed,
    seconded: &Weighed,
) -> Vec<Option<Sense>> {
    let speaks = |country: Country| {
        let mut all = evidence.get(&country).copied().unwrap_or_default();
        all.local += seconded.get(&country).map_or(0.0, |second| second.local);
        all.sum()
    };
    let mut chosen: Vec<Option<Sense>> = Vec::with_capacity(spots.list.len());
    let mut placed: FxHashMap<&str, ()> = FxHashMap::default();
    for pass in 0..2 {
        for (index, spot) in spots.list.iter().enumerate() {
            let words = spot.span.of(reading.text);
            let choice = choice(
                spots,
                index,
                fixed[index],
                &speaks,
                placed.contains_key(words),
            );
            if choice.is_some() && !spot.plain {
                placed.insert(words, ());
            }
            if pass == 0 {
                chosen.push(choice);
            } else {
                chosen[index] = choice;
            }
        }
    }
    chosen
}

fn choice(
    spots: &Spots,
    index: usize,
    fixed: Option<Country>,
    speaks: &impl Fn(Country) -> f32,
    placed: bool,
) -> Option<Sense> {
    let spot = &spots.list[index];
    let senses = spots.senses(index);
    if let Some(country) = fixed {
        let known = senses.iter().find(|sense| sense.country == country);
        return Some(known.copied().unwrap_or(Sense {
            country,
            rule: "qualified",
            weight: 0.0,
        }));
    }
    if spot.after {
        return None;
    }
    let support = spot.support?;
    let best = best(senses, |sense| sense.weight + speaks(sense.country))?;
    if spot.plain {
        return Some(best);
    }
    let spoken = speaks(best.country);
    let mut support = support + (spoken * 0.3).min(2.0) - 0.7;
    if placed {
        support += 1.0;
    }
    (support >= ENOUGH).then_some(best)
}

/// Returns the words of home in a text, as countries and weights.
fn homes(reading: &Reading) -> impl Iterator<Item = (Country, f32)> {
    let words = (0..reading.tokens.len()).filter(|&token| reading.tokens[token].kind == Kind::Word);
    words.filter_map(|token| home(reading.words(token)))
}

/// Returns the country whose newspapers write so, where that is plain.
fn at_home(evidence: &Weighed) -> Option<Country> {
    let mut homes: Vec<(f32, Country)> = evidence
        .iter()
        .map(|(country, evidence)| (evidence.home, *country))
        .collect();
    homes.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let &(most, country) = homes.first()?;
    let second = homes.get(1).map_or(0.0, |second| second.0);
    (most >= 1.0 && most >= 2.0 * second).then_some(country)
}
