//! The people of an archive: all the ways they are named, brought together.

use crate::person::aliases::{Aliases, folded};
use crate::person::name::without_titles;
use crate::person::name_match::{Bearer, Facts, Likeness};
use crate::person::{Name, Profile, key};
use crate::place::Country;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Whether spellings that sound alike are brought together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NameMatching {
    #[default]
    On,
    /// Only what is written alike, but for accents and case.
    Off,
}

/// A way somebody is named, and how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variant {
    pub name: String,
    pub country: Option<Country>,
    pub role: Option<String>,
    pub count: usize,
}

/// One person of the archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The same however the name is spelled, and no one else's in the list.
    pub key: String,
    /// The spelling to show, without titles.
    pub name: String,
    pub count: usize,
    /// The most frequent first, as are the roles.
    pub spellings: Vec<(String, usize)>,
    pub country: Option<Country>,
    pub roles: Vec<(String, usize)>,
    /// Which of the variants are theirs.
    pub variants: Vec<usize>,
}

/// Returns the people, those named most often first.
pub fn people(variants: &[Variant], aliases: &Aliases, merging: NameMatching) -> Vec<Person> {
    let mut nodes = nodes(variants, merging);
    nodes.sort_by_key(|node| {
        let alias = aliases.group(&node.name, merging);
        let full = node.bearer.name.given.iter();
        let full = full.filter(|part| part.chars().count() > 1).count();
        let given = node.bearer.name.given.len();
        // Who is named in full first: shorter names then see all they may belong to.
        (
            alias.is_none(),
            Reverse((full, given, node.count)),
            node.form.clone(),
        )
    });
    let mut clusters = Clusters::default();
    for (at, node) in nodes.iter().enumerate() {
        let group = aliases.group(&node.name, merging);
        let home = match (group, merging) {
            (Some(group), _) => clusters.by_group.get(&group).copied(),
            (None, NameMatching::On) => clusters.home(&nodes, node, aliases),
            (None, NameMatching::Off) => None,
        };
        clusters.add(at, node, home, group);
    }
    let named = |cluster: &Cluster| cluster.group.map(|group| aliases.name(group).to_owned());
    let people = clusters.all.iter();
    let mut people: Vec<Person> = people
        .map(|cluster| person(variants, &nodes, cluster, named(cluster)))
        .collect();
    people.sort_by(|a, b| {
        (Reverse(a.count), &a.name, &a.key).cmp(&(Reverse(b.count), &b.name, &b.key))
    });
    tell_apart(&mut people);
    people
}

/// One spelling, borne by one person as far as countries and roles tell.
struct Node {
    /// As first seen.
    name: String,
    form: String,
    bearer: Bearer,
    variants: Vec<usize>,
    count: usize,
}

fn nodes(variants: &[Variant], merging: NameMatching) -> Vec<Node> {
    let mut by_form: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, variant) in variants.iter().enumerate() {
        by_form.entry(folded(&variant.name)).or_default().push(at);
    }
    let mut nodes: Vec<Node> = Vec::new();
    for (form, mut of_form) in by_form {
        of_form.sort_by_key(|&at| {
            let variant = &variants[at];
            let known = variant.country.is_some() && variant.role.is_some();
            (Reverse((known, variant.count)), at)
        });
        let first = nodes.len();
        for at in of_form {
            let variant = &variants[at];
            let bearer = Bearer::of(&Profile {
                name: Name::default(),
                country: variant.country,
                roles: variant.role.iter().cloned().collect(),
            });
            let fits = |node: &&mut Node| {
                merging == NameMatching::Off
                    || node.bearer.facts.allow(&bearer.facts, Likeness::Letters)
            };
            if let Some(node) = nodes[first..].iter_mut().find(fits) {
                node.bearer.facts.add(&bearer.facts);
                node.variants.push(at);
                node.count += variant.count;
                continue;
            }
            let name = Name::of(&variant.name);
            let keys = name.keys();
            nodes.push(Node {
                name: variant.name.clone(),
                form: form.clone(),
                bearer: Bearer {
                    name,
                    keys,
                    facts: bearer.facts,
                },
                variants: vec![at],
                count: variant.count,
            });
        }
    }
    nodes
}

impl Facts {
    fn add(&mut self, other: &Self) {
        self.country = self.country.or(other.country);
        self.roles.extend(other.roles.iter().cloned());
    }
}

#[derive(Default)]
struct Clusters {
    all: Vec<Cluster>,
    /// By the key of each surname in them.
    by_surname: FxHashMap<String, Vec<usize>>,
    by_group: FxHashMap<usize, usize>,
}

struct Cluster {
    nodes: Vec<usize>,
    facts: Facts,
    group: Option<usize>,
}

impl Clusters {
    /// Returns the one person a spelling is of, if there is exactly one it can be.
    fn home(&self, nodes: &[Node], node: &Node, aliases: &Aliases) -> Option<usize> {
        let namesakes = self.by_surname.get(&node.bearer.keys.surname)?;
        let parted = |cluster: &Cluster| {
            let mut forms = cluster.nodes.iter().map(|&at| &nodes[at].form);
            forms.any(|form| aliases.are_parted(form, &node.form))
        };
        let open: Vec<usize> = namesakes
            .iter()
            .copied()
            .filter(|&at| !parted(&self.all[at]))
            .collect();
        let bare = |name: &Name| name.given.is_empty() && !name.body && name.suffix.is_none();
        if bare(&node.bearer.name) {
            let full = open.iter().copied().filter(|&at| {
                let cluster = &self.all[at];
                let borne = |&at: &usize| {
                    let other = &nodes[at].bearer;
                    !other.name.given.is_empty()
                        && !other.name.body
                        && other.keys.surname == node.bearer.keys.surname
                };
                cluster.nodes.iter().any(borne)
                    && cluster.facts.allow(&node.bearer.facts, Likeness::Initial)
            });
            if let Some(only) = only(full) {
                return Some(only);
            }
        }
        let mut fitting: Vec<(Likeness, usize)> = Vec::new();
        for at in open {
            let cluster = &self.all[at];
            let likeness = cluster.likeness(nodes, &node.bearer);
            let likeness =
                likeness.filter(|&likeness| cluster.facts.allow(&node.bearer.facts, likeness));
            fitting.extend(likeness.map(|likeness| (likeness, at)));
        }
        let alike = fitting
            .iter()
            .filter(|(likeness, _)| *likeness == Likeness::Letters);
        only(alike.map(|&(_, at)| at)).or_else(|| only(fitting.iter().map(|&(_, at)| at)))
    }

    fn add(&mut self, at: usize, node: &Node, home: Option<usize>, group: Option<usize>) {
        let home = home.unwrap_or_else(|| {
            self.all.push(Cluster {
                nodes: Vec::new(),
                facts: Facts::default(),
                group,
            });
            self.all.len() - 1
        });
        let cluster = &mut self.all[home];
        cluster.nodes.push(at);
        cluster.facts.add(&node.bearer.facts);
        if let Some(group) = group {
            self.by_group.insert(group, home);
        }
        let surname = node.bearer.keys.surname.clone();
        let bearers = self.by_surname.entry(surname).or_default();
        if bearers.last() != Some(&home) && !bearers.contains(&home) {
            bearers.push(home);
        }
    }
}

impl Cluster {
    /// Returns the least likeness to all of this surname; `None` if it cannot be one of them.
    fn likeness(&self, nodes: &[Node], bearer: &Bearer) -> Option<Likeness> {
        let mut least = None;
        for &at in &self.nodes {
            let known = &nodes[at].bearer;
            if known.keys.surname != bearer.keys.surname {
                // Joined by hand under another name.
                continue;
            }
            let likeness = known.likeness(bearer)?;
            least = Some(least.map_or(likeness, |least: Likeness| least.min(likeness)));
        }
        least
    }
}

fn only(mut found: impl Iterator<Item = usize>) -> Option<usize> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn person(
    variants: &[Variant],
    nodes: &[Node],
    cluster: &Cluster,
    named: Option<String>,
) -> Person {
    let of = cluster.nodes.iter().flat_map(|&at| &nodes[at].variants);
    let mut of: Vec<usize> = of.copied().collect();
    of.sort_unstable();
    let (mut spellings, mut countries, mut roles) =
        (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut count = 0;
    for &at in &of {
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
    let spellings = most(spellings);
    let name = named.unwrap_or_else(|| without_titles(shown(&spellings)));
    Person {
        key: key(&name),
        name,
        count,
        spellings,
        country: most(countries).first().map(|&(country, _)| country),
        roles: most(roles),
        variants: of,
    }
}

/// Returns the spelling to show: in full, without a title, and the most frequent of those.
fn shown(spellings: &[(String, usize)]) -> &str {
    let best = spellings.iter().max_by_key(|(spelling, count)| {
        let name = Name::of(spelling);
        let full = name.given.iter().any(|part| part.chars().count() > 1);
        let parts = name.given.len() + name.particles.len() + 1;
        let titled = spelling.split([' ', '-']).count() > parts;
        let shouted = !spelling.chars().any(char::is_lowercase);
        (full, !titled, !shouted, *count, Reverse(spelling))
    });
    best.map_or("", |(spelling, _)| spelling)
}

fn most<T: Ord>(counts: BTreeMap<T, usize>) -> Vec<(T, usize)> {
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    // Stable, so equals stay in order.
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}

/// Gives namesakes keys of their own: by country where that tells them apart, else by number.
fn tell_apart(people: &mut [Person]) {
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
    fn variant(text: &str) -> Variant {
        let (text, count) = text.rsplit_once(' ').expect("a count");
        let mut parts = text.split('/');
        Variant {
            name: parts.next().unwrap_or_default().to_owned(),
            country: parts.next().and_then(Country::from_code),
            role: parts.next().map(str::to_owned),
            count: count.parse().expect("a number"),
        }
    }

    #[track_caller]
    fn check_with(list: &str, merging: NameMatching, variants: &[&str], expected: &[&str]) {
        let variants: Vec<Variant> = variants.iter().map(|text| variant(text)).collect();
        let (aliases, problems) = Aliases::read(list);
        assert_eq!(problems, []);
        let found = people(&variants, &aliases, merging);
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
        let (aliases, _) = Aliases::read("");
        let variants = [variant("Energieministerin Marta Kelenvari 1")];
        let found = people(&variants, &aliases, NameMatching::On);
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
