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
    pub name: String,
    pub country: Option<Country>,
    pub role: Option<String>,
    pub count: usize,
}

/// One person of the archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The same for every spelling of the name, and unique in the list.
    pub key: String,
    /// The display name, without titles.
    pub name: String,
    pub count: usize,
    /// The most frequent first, as for the roles.
    pub spellings: Vec<(String, usize)>,
    pub country: Option<Country>,
    pub roles: Vec<(String, usize)>,
    /// Indexes into the variants clustered.
    pub variants: Vec<usize>,
}

/// Returns the people that the variants name, the most frequent first.
pub fn cluster(variants: &[NameVariant], aliases: &Aliases, matching: NameMatching) -> Vec<Person> {
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
    let people = clusters.all.iter();
    let mut people: Vec<Person> = people
        .map(|cluster| person(variants, &nodes, cluster, named(cluster)))
        .collect();
    people.sort_by(|a, b| {
        (Reverse(a.count), &a.name, &a.key).cmp(&(Reverse(b.count), &b.name, &b.key))
    });
    make_keys_unique(&mut people);
    people
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

fn person(
    variants: &[NameVariant],
    nodes: &[Node],
    cluster: &Cluster,
    alias: Option<String>,
) -> Person {
    let indexes = cluster.nodes.iter().flat_map(|&at| &nodes[at].variants);
    let mut indexes: Vec<usize> = indexes.copied().collect();
    indexes.sort_unstable();
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
    let name = alias.unwrap_or_else(|| without_titles(display_spelling(&spellings)));
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
mod tests {
    use super::*;

    /// Reads "Sergei Lavrov/RU/foreign minister 3".
    fn variant(text: &str) -> NameVariant {
        let (text, count) = text.rsplit_once(' ').expect("a count");
        let mut parts = text.split('/');
        NameVariant {
            name: parts.next().unwrap_or_default().to_owned(),
            country: parts.next().and_then(Country::from_code),
            role: parts.next().map(str::to_owned),
            count: count.parse().expect("a number"),
        }
    }

    #[track_caller]
    fn check_with(list: &str, matching: NameMatching, variants: &[&str], expected: &[&str]) {
        let variants: Vec<NameVariant> = variants.iter().map(|text| variant(text)).collect();
        let (aliases, errors) = Aliases::parse(list);
        assert_eq!(errors, []);
        let found = cluster(&variants, &aliases, matching);
        let found: Vec<String> = found
            .iter()
            .map(|person| {
                let spellings = person.spellings.iter().map(|(name, _)| name.as_str());
                let spellings: Vec<&str> = spellings.collect();
                format!("{} {}: {}", person.key, person.count, spellings.join(", "))
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[track_caller]
    fn check(variants: &[&str], expected: &[&str]) {
        check_with("", NameMatching::On, variants, expected);
    }

    #[test]
    fn spellings_lead_to_one() {
        check(
            &[
                "Sergei Tavrichin/RU 3",
                "Sergey Tavrichin/RU/envoy 2",
                "Sergej Tawritschin 1",
                "Tavrichin 1",
            ],
            &[
                "sergei-tavrichin 7: Sergei Tavrichin, Sergey Tavrichin, Sergej Tawritschin, Tavrichin",
            ],
        );
        check(
            &[
                "Márta Kelenvári 1",
                "Energieministerin Marta Kelenvari/HU 2",
            ],
            &["marta-kelenvari 3: Energieministerin Marta Kelenvari, Márta Kelenvári"],
        );
    }

    #[test]
    fn a_name_is_shown_without_titles() {
        let (aliases, _) = Aliases::parse("");
        let variants = [variant("Energieministerin Marta Kelenvari 1")];
        let found = cluster(&variants, &aliases, NameMatching::On);
        assert_eq!(found[0].name, "Marta Kelenvari");
    }

    #[test]
    fn namesakes_stay_apart() {
        check(
            &["Miriam Otuoma 4", "Daniel Otuoma 3", "Otuoma 1"],
            &[
                "miriam-otuoma 4: Miriam Otuoma",
                "daniel-otuoma 3: Daniel Otuoma",
                "otuoma 1: Otuoma",
            ],
        );
        check(
            &[
                "George W. Bush/US 5",
                "George H. W. Bush/US 4",
                "George Bush/US 3",
                "Bush 2",
            ],
            &[
                "george-w-bush 5: George W. Bush",
                "george-h-w-bush 4: George H. W. Bush",
                "george-bush 3: George Bush",
                "bush 2: Bush",
            ],
        );
        check(
            &["Sergei Ivanov/RU/minister 5", "Sergei Ivanov/BG/coach 4"],
            &[
                "sergei-ivanov 5: Sergei Ivanov",
                "sergei-ivanov-bg 4: Sergei Ivanov",
            ],
        );
        check(
            &["Foreign Ministry 2", "Ministry 2", "Defence Ministry 1"],
            &[
                "foreign-ministri 2: Foreign Ministry",
                "ministri 2: Ministry",
                "defence-ministri 1: Defence Ministry",
            ],
        );
    }

    #[test]
    fn a_surname_joins_the_one_it_can_be() {
        check(
            &["Heiko Müller/DE 3", "Anna Müller/AT 2", "Müller/AT 1"],
            &[
                "ana-muler 3: Anna Müller, Müller",
                "heiko-muler 3: Heiko Müller",
            ],
        );
        check(
            &["Heiko Müller/DE 3", "Müller/AT 1"],
            &["heiko-muler 3: Heiko Müller", "muler 1: Müller"],
        );
        check(&["Lavrov 2", "Lawrow 1"], &["lavrov 3: Lavrov, Lawrow"]);
        check(
            &["Marie Paris 2", "Paris 1"],
            &["marie-paris 2: Marie Paris", "paris 1: Paris"],
        );
    }

    #[test]
    fn initials_and_nicknames() {
        check(
            &["Vladimir Putin 3", "V. Putin 1"],
            &["vladimir-putin 4: Vladimir Putin, V. Putin"],
        );
        check(
            &["Vladimir Putin 3", "Viktor Putin 2", "V. Putin 1"],
            &[
                "vladimir-putin 3: Vladimir Putin",
                "viktor-putin 2: Viktor Putin",
                "v-putin 1: V. Putin",
            ],
        );
        check(
            &["Bill Clinton 3", "William Clinton 1", "Hillary Clinton 1"],
            &[
                "bil-klinton 4: Bill Clinton, William Clinton",
                "hilari-klinton 1: Hillary Clinton",
            ],
        );
    }

    #[test]
    fn without_merging() {
        check_with(
            "",
            NameMatching::Off,
            &[
                "Sergei Lavrov 2",
                "SERGEI LAVRÓV 1",
                "Sergey Lavrov 1",
                "Lavrov 1",
            ],
            &[
                "sergei-lavrov 3: Sergei Lavrov, SERGEI LAVRÓV",
                "lavrov 1: Lavrov",
                "sergei-lavrov-2 1: Sergey Lavrov",
            ],
        );
    }

    #[test]
    fn aliases_join_and_part() {
        check_with(
            "Bob Dylan\tRobert Zimmerman",
            NameMatching::On,
            &[
                "Robert Zimmerman 3",
                "Bob Dylan 1",
                "Robert Zimmermann 1",
                "Dylan 1",
            ],
            &["bob-dilan 6: Robert Zimmerman, Bob Dylan, Dylan, Robert Zimmermann"],
        );
        check_with(
            "Bob Dylan\tRobert Zimmerman",
            NameMatching::Off,
            &["Robert Zimmerman 3", "Bob Dylan 1", "Robert Zimmermann 1"],
            &[
                "bob-dilan 4: Robert Zimmerman, Bob Dylan",
                "robert-simerman 1: Robert Zimmermann",
            ],
        );
        check_with(
            "!Sergei Ivanov\tSergey Ivanov",
            NameMatching::On,
            &["Sergei Ivanov 3", "Sergey Ivanov 1"],
            &[
                "sergei-ivanov 3: Sergei Ivanov",
                "sergei-ivanov-2 1: Sergey Ivanov",
            ],
        );
    }
}
