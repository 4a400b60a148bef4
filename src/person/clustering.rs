//! Clustering: groups the names of an archive into people.
//!
//! Names are blocked by the phonetic key of the surname and assigned one by one, full names first,
//! to the only cluster all of whose members they match (complete linkage); a name that fits none,
//! or several, starts a cluster of its own.

use crate::person::aliases::{Aliases, folded};
use crate::person::name::{Name, key, without_titles};
use crate::person::name_match::{Attributes, Candidate, NameMatch, NameMatching, Profile};
use crate::place::Country;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A name as the archive has it, with country and role, and how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameVariant {
    /// The name as written.
    pub name: String,
    /// The country the person represents, if known.
    pub country: Option<Country>,
    /// The role the name comes with, "foreign minister", if any.
    pub role: Option<String>,
    /// How often the archive has this variant.
    pub count: usize,
}

/// One person of the archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The same for every spelling of the name, and unique in the list.
    pub key: String,
    /// The display name, without titles.
    pub name: String,
    /// How often the archive names the person: the sum over the variants.
    pub count: usize,
    /// The spellings with their counts, the most frequent first.
    pub spellings: Vec<(String, usize)>,
    /// The most frequent country of the variants; `None` if none has one.
    pub country: Option<Country>,
    /// The roles with their counts, the most frequent first.
    pub roles: Vec<(String, usize)>,
    /// Indexes into the variants clustered.
    pub variants: Vec<usize>,
}

/// Variants that name one person.
pub(crate) struct Group {
    /// Indexes into the variants clustered, in order.
    pub variants: Vec<usize>,
    /// The display name in the alias list, if that joined them.
    pub alias: Option<String>,
}

/// Returns the people that the variants name, the most frequent first.
pub fn cluster(variants: &[NameVariant], aliases: &Aliases, matching: NameMatching) -> Vec<Person> {
    let groups = groups(variants, aliases, matching).into_iter();
    in_order(groups.map(|group| person(variants, group)).collect())
}

/// Puts the most frequent first, and gives each a key of its own.
pub(crate) fn in_order(mut people: Vec<Person>) -> Vec<Person> {
    people.sort_by(|a, b| {
        (Reverse(a.count), &a.name, &a.key).cmp(&(Reverse(b.count), &b.name, &b.key))
    });
    make_keys_unique(&mut people);
    people
}

/// Returns the variants by the person they name.
pub(crate) fn groups(
    variants: &[NameVariant],
    aliases: &Aliases,
    matching: NameMatching,
) -> Vec<Group> {
    let mut nodes = nodes(variants, matching);
    nodes.sort_by_key(|node| {
        let alias = aliases.group(&node.name, matching);
        let full = node.candidate.name.given.iter();
        let full = full.filter(|part| part.chars().count() > 1).count();
        let given = node.candidate.name.given.len();
        // Full names first, so that shorter ones see every cluster they may belong to.
        (
            alias.is_none(),
            Reverse((full, given, node.count)),
            node.folded.clone(),
        )
    });
    let mut clusters = Clusters::default();
    for (at, node) in nodes.iter().enumerate() {
        let group = aliases.group(&node.name, matching);
        let cluster = match (group, matching) {
            (Some(group), _) => clusters.by_group.get(&group).copied(),
            (None, NameMatching::On) => clusters.find(&nodes, node, aliases),
            (None, NameMatching::Off) => None,
        };
        clusters.add(at, node, cluster, group);
    }
    let named = |cluster: &Cluster| {
        cluster
            .group
            .map(|group| aliases.display_name(group).to_owned())
    };
    let group = |cluster: &Cluster| {
        let indexes = cluster.nodes.iter().flat_map(|&at| &nodes[at].variants);
        let mut indexes: Vec<usize> = indexes.copied().collect();
        indexes.sort_unstable();
        Group {
            variants: indexes,
            alias: named(cluster),
        }
    };
    clusters.all.iter().map(group).collect()
}

/// A spelling whose variants have compatible countries and roles.
struct Node {
    /// As first seen.
    name: String,
    folded: String,
    candidate: Candidate,
    variants: Vec<usize>,
    count: usize,
}

fn nodes(variants: &[NameVariant], matching: NameMatching) -> Vec<Node> {
    let mut by_folded: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, variant) in variants.iter().enumerate() {
        by_folded.entry(folded(&variant.name)).or_default().push(at);
    }
    let mut nodes: Vec<Node> = Vec::new();
    for (folded, mut spelled_alike) in by_folded {
        spelled_alike.sort_by_key(|&at| {
            let variant = &variants[at];
            let known = variant.country.is_some() && variant.role.is_some();
            (Reverse((known, variant.count)), at)
        });
        let first = nodes.len();
        for at in spelled_alike {
            let variant = &variants[at];
            let candidate = Candidate::of(&Profile {
                name: Name::default(),
                country: variant.country,
                roles: variant.role.iter().cloned().collect(),
            });
            let is_compatible = |node: &&mut Node| {
                matching == NameMatching::Off
                    || node
                        .candidate
                        .attributes
                        .are_compatible(&candidate.attributes, NameMatch::Exact)
            };
            if let Some(node) = nodes[first..].iter_mut().find(is_compatible) {
                node.candidate.attributes.add(&candidate.attributes);
                node.variants.push(at);
                node.count += variant.count;
                continue;
            }
            let name = Name::of(&variant.name);
            let keys = name.keys();
            nodes.push(Node {
                name: variant.name.clone(),
                folded: folded.clone(),
                candidate: Candidate {
                    name,
                    keys,
                    attributes: candidate.attributes,
                },
                variants: vec![at],
                count: variant.count,
            });
        }
    }
    nodes
}

impl Attributes {
    fn add(&mut self, other: &Self) {
        self.country = self.country.or(other.country);
        self.roles.extend(other.roles.iter().cloned());
    }
}

#[derive(Default)]
struct Clusters {
    all: Vec<Cluster>,
    /// From the phonetic key of a surname to the clusters with it.
    by_surname: FxHashMap<String, Vec<usize>>,
    /// From the group of an alias list to its cluster.
    by_group: FxHashMap<usize, usize>,
}

struct Cluster {
    nodes: Vec<usize>,
    attributes: Attributes,
    group: Option<usize>,
}

impl Clusters {
    /// Returns the cluster a spelling belongs to, if there is exactly one it can belong to.
    fn find(&self, nodes: &[Node], node: &Node, aliases: &Aliases) -> Option<usize> {
        let same_surname = self.by_surname.get(&node.candidate.keys.surname)?;
        let is_separated = |cluster: &Cluster| {
            let mut names = cluster.nodes.iter().map(|&at| &nodes[at].folded);
            names.any(|name| aliases.are_separated(name, &node.folded))
        };
        let candidates: Vec<usize> = same_surname
            .iter()
            .copied()
            .filter(|&at| !is_separated(&self.all[at]))
            .collect();
        let is_surname =
            |name: &Name| name.given.is_empty() && !name.is_organisation && name.suffix.is_none();
        if is_surname(&node.candidate.name) {
            let full_names = candidates.iter().copied().filter(|&at| {
                let cluster = &self.all[at];
                let has_full_name = |&at: &usize| {
                    let other = &nodes[at].candidate;
                    !other.name.given.is_empty()
                        && !other.name.is_organisation
                        && other.keys.surname == node.candidate.keys.surname
                };
                cluster.nodes.iter().any(has_full_name)
                    && cluster
                        .attributes
                        .are_compatible(&node.candidate.attributes, NameMatch::Initial)
            });
            if let Some(only) = only(full_names) {
                return Some(only);
            }
        }
        let mut matches: Vec<(NameMatch, usize)> = Vec::new();
        for at in candidates {
            let cluster = &self.all[at];
            let weakest = cluster.weakest_match(nodes, &node.candidate);
            let compatible = weakest.filter(|&name_match| {
                let attributes = &cluster.attributes;
                attributes.are_compatible(&node.candidate.attributes, name_match)
            });
            matches.extend(compatible.map(|name_match| (name_match, at)));
        }
        let exact = matches
            .iter()
            .filter(|(name_match, _)| *name_match == NameMatch::Exact);
        only(exact.map(|&(_, at)| at)).or_else(|| only(matches.iter().map(|&(_, at)| at)))
    }

    /// Adds a node to a cluster, or to a new one.
    fn add(&mut self, at: usize, node: &Node, cluster: Option<usize>, group: Option<usize>) {
        let index = cluster.unwrap_or_else(|| {
            self.all.push(Cluster {
                nodes: Vec::new(),
                attributes: Attributes::default(),
                group,
            });
            self.all.len() - 1
        });
        let cluster = &mut self.all[index];
        cluster.nodes.push(at);
        cluster.attributes.add(&node.candidate.attributes);
        if let Some(group) = group {
            self.by_group.insert(group, index);
        }
        let surname = node.candidate.keys.surname.clone();
        let same_surname = self.by_surname.entry(surname).or_default();
        if same_surname.last() != Some(&index) && !same_surname.contains(&index) {
            same_surname.push(index);
        }
    }
}

impl Cluster {
    /// Returns the weakest match with the members of the same surname; `None` if any does not match.
    fn weakest_match(&self, nodes: &[Node], candidate: &Candidate) -> Option<NameMatch> {
        let mut weakest = None;
        for &at in &self.nodes {
            let member = &nodes[at].candidate;
            if member.keys.surname != candidate.keys.surname {
                // An alias with another surname.
                continue;
            }
            let name_match = member.name_match(candidate)?;
            weakest =
                Some(weakest.map_or(name_match, |weakest: NameMatch| weakest.min(name_match)));
        }
        weakest
    }
}

/// Returns the only item, if there is exactly one.
fn only(mut found: impl Iterator<Item = usize>) -> Option<usize> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Returns the person that a group of variants names.
pub(crate) fn person(variants: &[NameVariant], group: Group) -> Person {
    let indexes = group.variants;
    let (mut spellings, mut countries, mut roles) =
        (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut count = 0;
    for &at in &indexes {
        let variant = &variants[at];
        count += variant.count;
        *spellings.entry(variant.name.clone()).or_default() += variant.count;
        if let Some(country) = variant.country {
            *countries.entry(country).or_default() += variant.count;
        }
        if let Some(role) = &variant.role {
            *roles.entry(role.clone()).or_default() += variant.count;
        }
    }
    let spellings = most_frequent_first(spellings);
    let name = (group.alias).unwrap_or_else(|| without_titles(display_spelling(&spellings)));
    Person {
        key: key(&name),
        name,
        count,
        spellings,
        country: most_frequent_first(countries)
            .first()
            .map(|&(country, _)| country),
        roles: most_frequent_first(roles),
        variants: indexes,
    }
}

/// Returns the best spelling to display: a full name, without title, not in capitals, the most
/// frequent of those.
fn display_spelling(spellings: &[(String, usize)]) -> &str {
    let best = spellings.iter().max_by_key(|(spelling, count)| {
        let name = Name::of(spelling);
        let full = name.given.iter().any(|part| part.chars().count() > 1);
        let parts = name.given.len() + name.particles.len() + 1;
        let has_title = spelling.split([' ', '-']).count() > parts;
        let all_capitals = !spelling.chars().any(char::is_lowercase);
        (full, !has_title, !all_capitals, *count, Reverse(spelling))
    });
    best.map_or("", |(spelling, _)| spelling)
}

fn most_frequent_first<T: Ord>(counts: BTreeMap<T, usize>) -> Vec<(T, usize)> {
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    // A stable sort keeps equal counts in order.
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}

/// Gives namesakes distinct keys: a country as suffix where that suffices, else a number.
fn make_keys_unique(people: &mut [Person]) {
    let mut taken: FxHashMap<String, usize> = FxHashMap::default();
    for person in people {
        if taken.contains_key(&person.key)
            && let Some(country) = person.country
        {
            person.key = format!("{}-{}", person.key, country.code().to_lowercase());
        }
        let times = taken.entry(person.key.clone()).or_default();
        *times += 1;
        if *times > 1 {
            person.key = format!("{}-{times}", person.key);
        }
    }
}

#[cfg(test)]
mod tests;
