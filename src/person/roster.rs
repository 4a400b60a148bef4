//! The people of an archive, as they are listed and as they are asked for: one definition for both.
//!
//! A query knows a name and nothing else, so every spelling belongs to one person here, and no two
//! people have one name: namesakes that country and role tell apart share a row.

use crate::person::aliases::{Aliases, folded};
use crate::person::clustering::{Group, NameVariant, Person, groups, in_order, person};
use crate::person::name_match::NameMatching;
use crate::person::phonetic::phonetic_key_of_folded;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Returns the people that the variants name, the most frequent first; each spelling is one
/// person's, that of the one who has it most often.
pub fn people(variants: &[NameVariant], aliases: &Aliases, matching: NameMatching) -> Vec<Person> {
    let mut groups = groups(variants, aliases, matching);
    give_to_one(variants, &mut groups);
    let mut named: BTreeMap<String, Group> = BTreeMap::new();
    for group in groups
        .into_iter()
        .filter(|group| !group.variants.is_empty())
    {
        let name = person(variants, copy(&group)).name;
        let known = named.entry(folded(&name)).or_insert(Group {
            variants: Vec::new(),
            alias: None,
        });
        known.variants.extend(&group.variants);
        known.variants.sort_unstable();
        known.alias = known.alias.take().or(group.alias);
    }
    let people = named.into_values().map(|group| person(variants, group));
    in_order(people.collect())
}

fn copy(group: &Group) -> Group {
    Group {
        variants: group.variants.clone(),
        alias: group.alias.clone(),
    }
}

/// Gives all variants of a spelling to the group that has it most often, the first of equals.
fn give_to_one(variants: &[NameVariant], groups: &mut [Group]) {
    let mut counts: BTreeMap<String, BTreeMap<usize, usize>> = BTreeMap::new();
    let mut spellings: Vec<String> = vec![String::new(); variants.len()];
    for (at, group) in groups.iter().enumerate() {
        for &variant in &group.variants {
            spellings[variant] = folded(&variants[variant].name);
            let of = counts.entry(spellings[variant].clone()).or_default();
            *of.entry(at).or_default() += variants[variant].count;
        }
    }
    counts.retain(|_, of| of.len() > 1);
    for (spelling, of) in counts {
        let owner = of.iter().max_by_key(|&(&at, &count)| (count, Reverse(at)));
        let Some((&owner, _)) = owner else { continue };
        for &at in of.keys().filter(|&&at| at != owner) {
            let is_spelled_so = |&mut variant: &mut usize| spellings[variant] == spelling;
            let moved: Vec<usize> = groups[at].variants.extract_if(.., is_spelled_so).collect();
            groups[owner].variants.extend(moved);
        }
        groups[owner].variants.sort_unstable();
    }
}

/// People looked up by their whole names.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// The spellings of each person.
    people: Vec<Vec<String>>,
    by_name: FxHashMap<String, usize>,
    by_spelling: FxHashMap<String, usize>,
    by_sound: FxHashMap<String, Vec<usize>>,
}

/// How a name typed is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed<'r> {
    /// It is a person's; these are all the spellings.
    Person(&'r [String]),
    /// It sounds like a spelling of these people.
    Alike(Vec<&'r str>),
    /// Nobody is called so.
    Nobody,
}

impl Roster {
    /// Returns the roster of people listed by [`people`].
    pub fn new<'p>(people: impl IntoIterator<Item = &'p Person>) -> Self {
        let mut roster = Self::default();
        for (at, person) in people.into_iter().enumerate() {
            roster.by_name.insert(folded(&person.name), at);
            for (spelling, _) in &person.spellings {
                roster.by_spelling.insert(folded(spelling), at);
                let alike = roster.by_sound.entry(sound(spelling)).or_default();
                if alike.last() != Some(&at) {
                    alike.push(at);
                }
            }
            let spellings = person.spellings.iter();
            roster
                .people
                .push(spellings.map(|(spelling, _)| spelling.clone()).collect());
        }
        roster
    }

    /// Returns whose name this is. The name a person is listed by comes first, then any other
    /// spelling of several words; one word alone may be anybody's surname.
    pub fn find(&self, name: &str, matching: NameMatching) -> Listed<'_> {
        let key = folded(name);
        if let Some(&at) = self.by_name.get(&key) {
            return Listed::Person(&self.people[at]);
        }
        if !key.contains(' ') {
            return Listed::Nobody;
        }
        if let Some(&at) = self.by_spelling.get(&key) {
            return Listed::Person(&self.people[at]);
        }
        let alike = match matching {
            NameMatching::On => self.by_sound.get(&sound(name)),
            NameMatching::Off => None,
        };
        let Some(alike) = alike else {
            return Listed::Nobody;
        };
        let spellings = alike.iter().flat_map(|&at| &self.people[at]);
        Listed::Alike(spellings.map(String::as_str).collect())
    }
}

/// Returns the phonetic keys of a name's words.
fn sound(name: &str) -> String {
    let folded = folded(name);
    let keys: Vec<String> = folded.split(' ').map(phonetic_key_of_folded).collect();
    keys.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Country;

    /// Reads "Sergei Ivanov/RU/minister/3".
    fn variants(rows: &[&str]) -> Vec<NameVariant> {
        let variant = |row: &&str| {
            let parts: Vec<&str> = row.split('/').collect();
            NameVariant {
                name: parts[0].to_owned(),
                country: parts.get(1).and_then(|code| Country::from_code(code)),
                role: (parts.get(2).filter(|role| !role.is_empty())).map(|&role| role.to_owned()),
                count: parts
                    .get(3)
                    .map_or(1, |count| count.parse().expect("a number")),
            }
        };
        rows.iter().map(variant).collect()
    }

    /// Checks the people listed, as "name count: spellings".
    #[track_caller]
    fn check(rows: &[&str], expected: &[&str]) {
        let people = people(&variants(rows), &Aliases::default(), NameMatching::On);
        let shown = people.iter().map(|person| {
            let spellings = person.spellings.iter();
            let spellings: Vec<&str> = spellings.map(|(spelling, _)| spelling.as_str()).collect();
            format!("{} {}: {}", person.name, person.count, spellings.join(", "))
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn namesakes_share_a_row() {
        check(
            &["Sergei Ivanov/RU/minister/3", "Sergei Ivanov/BG/coach/2"],
            &["Sergei Ivanov 5: Sergei Ivanov"],
        );
        check(
            &["Peter Otuoma/KE", "Mary Otuoma/KE", "Otuoma"],
            &[
                "Mary Otuoma 1: Mary Otuoma",
                "Otuoma 1: Otuoma",
                "Peter Otuoma 1: Peter Otuoma",
            ],
        );
    }

    #[track_caller]
    fn find(typed: &str, expected: &str) {
        let variants = variants(&[
            "George W. Tanner//minister/2",
            "George Tanner//minister/3",
            "Tanner/1",
            "Salt Union",
            "Union",
        ]);
        let people = people(&variants, &Aliases::default(), NameMatching::On);
        let roster = Roster::new(&people);
        let found = match roster.find(typed, NameMatching::On) {
            Listed::Person(spellings) => spellings.join(", "),
            Listed::Alike(spellings) => format!("like {}", spellings.join(", ")),
            Listed::Nobody => "nobody".to_owned(),
        };
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn a_whole_name_is_one_person() {
        let tanner = "George Tanner, George W. Tanner, Tanner";
        find("George Tanner", tanner);
        find("george w tanner", tanner);
        find("Tanner", "nobody");
        find("Union", "Union");
        find("George Taner", &format!("like {tanner}"));
        find("Anna Boer", "nobody");
    }
}
