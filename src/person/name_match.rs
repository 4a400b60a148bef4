//! Whether two names are one person: matching surnames and given names, and compatible country and
//! role.

use crate::person::name::{Name, NameKeys};
use crate::person::nicknames::are_nicknames;
use crate::person::phonetic::phonetic_key;
use crate::place::Country;
use std::collections::BTreeSet;

/// Whether names match by phonetic key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NameMatching {
    /// Spellings with the same phonetic key match.
    #[default]
    On,
    /// Only equal spellings match, case and accents aside.
    Off,
}

/// A name, and what is known of the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// The parts of the name.
    pub name: Name,
    /// The country the person represents, if known.
    pub country: Option<Country>,
    /// "foreign minister", "president"; compared by their last word.
    pub roles: Vec<String>,
}

impl Profile {
    /// Returns the profile of a name as written.
    pub fn of(name: &str, country: Option<Country>, roles: &[&str]) -> Self {
        Self {
            name: Name::of(name),
            country,
            roles: roles.iter().map(|&role| role.to_owned()).collect(),
        }
    }
}

/// Tells whether two profiles are of one person.
///
/// A bare surname never matches a full name here: whether it does depends on its other bearers,
/// which [`cluster`](crate::person::cluster) sees.
///
/// ```
/// use onrecord::person::{Profile, same_person};
/// use onrecord::place::Country;
///
/// let russia = Country::from_code("RU");
/// let lavrov = Profile::of("Lavrov, Sergei", russia, &["foreign minister"]);
/// assert!(same_person(&lavrov, &Profile::of("Sergey Lavrov", russia, &[])));
/// assert!(!same_person(&lavrov, &Profile::of("Lavrov", russia, &[])));
/// ```
pub fn same_person(a: &Profile, b: &Profile) -> bool {
    let (a, b) = (Candidate::of(a), Candidate::of(b));
    a.name_match(&b)
        .is_some_and(|name_match| a.attributes.are_compatible(&b.attributes, name_match))
}

/// A profile with its keys, prepared for many comparisons.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub name: Name,
    pub keys: NameKeys,
    pub attributes: Attributes,
}

/// What may rule out that two names are one person.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attributes {
    pub country: Option<Country>,
    /// Phonetic keys of the last words of roles.
    pub roles: BTreeSet<String>,
}

/// How two names match, from the weakest match to the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameMatch {
    /// An initial for a given name.
    Initial,
    /// "Bill" for William.
    Nickname,
    /// Given names with equal phonetic keys.
    Phonetic,
    /// Equal but for accents and case.
    Exact,
}

impl Candidate {
    pub(crate) fn of(profile: &Profile) -> Self {
        let roles = profile.roles.iter().filter_map(|role| role_key(role));
        Self {
            keys: profile.name.keys(),
            name: profile.name.clone(),
            attributes: Attributes {
                country: profile.country,
                roles: roles.collect(),
            },
        }
    }

    /// Returns how the names match, if they do.
    pub(crate) fn name_match(&self, other: &Self) -> Option<NameMatch> {
        let (a, b) = (&self.name, &other.name);
        if a.suffix != b.suffix || a.surname.is_empty() || b.surname.is_empty() {
            return None;
        }
        if a.surname == b.surname && a.given == b.given {
            return Some(NameMatch::Exact);
        }
        // Organisations have no given names.
        if a.is_organisation || b.is_organisation || self.keys.surname != other.keys.surname {
            return None;
        }
        given_names_match(&self.keys.given, &other.keys.given)
    }
}

impl Attributes {
    /// Tells whether countries and roles allow one person; a weaker match of the names demands
    /// more.
    pub(crate) fn are_compatible(&self, other: &Self, name_match: NameMatch) -> bool {
        let same_country = match (self.country, other.country) {
            (Some(one), Some(other)) => Some(one == other),
            _ => None,
        };
        let known = !self.roles.is_empty() && !other.roles.is_empty();
        let same_role = known.then(|| !self.roles.is_disjoint(&other.roles));
        match name_match {
            NameMatch::Exact => same_country != Some(false) || same_role != Some(false),
            NameMatch::Phonetic => same_country != Some(false) || same_role == Some(true),
            // Ministers become presidents: within one country roles may differ.
            NameMatch::Nickname => {
                same_country == Some(true)
                    || (same_country != Some(false) && same_role != Some(false))
            }
            NameMatch::Initial => same_country != Some(false) && same_role != Some(false),
        }
    }
}

/// Returns the weakest match of the given names, compared one by one as far as both have them.
fn given_names_match(a: &[String], b: &[String]) -> Option<NameMatch> {
    let (Some(_), Some(_)) = (a.first(), b.first()) else {
        // Two bare surnames match; a bare surname and a full name need their context.
        return (a.is_empty() && b.is_empty()).then_some(NameMatch::Phonetic);
    };
    let mut weakest = NameMatch::Phonetic;
    for (a, b) in a.iter().zip(b) {
        weakest = weakest.min(given_name_match(a, b)?);
    }
    Some(weakest)
}

fn given_name_match(a: &str, b: &str) -> Option<NameMatch> {
    if a == b {
        return Some(NameMatch::Phonetic);
    }
    let initial = |one: &str, other: &str| one.chars().count() == 1 && other.starts_with(one);
    if initial(a, b) || initial(b, a) {
        return Some(NameMatch::Initial);
    }
    are_nicknames(a, b).then_some(NameMatch::Nickname)
}

/// Returns the phonetic key of the last word of a role, its head.
fn role_key(role: &str) -> Option<String> {
    role.split_whitespace().next_back().map(phonetic_key)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads "Sergei Lavrov/RU/foreign minister".
    fn profile(text: &str) -> Profile {
        let mut parts = text.split('/');
        let name = parts.next().unwrap_or_default();
        let country = parts.next().and_then(Country::from_code);
        let roles: Vec<&str> = parts.collect();
        Profile::of(name, country, &roles)
    }

    #[track_caller]
    fn check(a: &str, b: &str, expected: bool) {
        let (a_profile, b_profile) = (profile(a), profile(b));
        assert_eq!(same_person(&a_profile, &b_profile), expected, "{a} {b}");
        assert_eq!(same_person(&b_profile, &a_profile), expected, "{b} {a}");
    }

    #[test]
    fn one_person() {
        check("Sergei Lavrov", "Sergey Lavrov", true);
        check("Sergei Lavrov", "Lawrow, Sergej", true);
        check("Sergei Tavrichin/RU", "Sergej Tawritschin", true);
        check("Márta Kelenvári", "Energieministerin Marta Kelenvari", true);
        check("José Ignacio Arrebola", "Jose Ignacio Arrebola/UY", true);
        check("Volodymyr Zelensky", "Wolodymyr Selenskyj", true);
        check("Vladimir Putin", "V. Putin", true);
        check("Vladimir Putin", "V.V. Putin", true);
        check("Bill Clinton", "William Clinton", true);
        check(
            "Bill Clinton/US/governor",
            "William Clinton/US/president",
            true,
        );
        check("George Bush", "George W. Bush", true);
        check("Muammar Gaddafi", "Mouammar Kadhafi", true);
        check("Kim Jong Un", "Kim Jong-un", true);
        check("Abdel Fattah el-Sisi", "Abdel Fattah al-Sissi", true);
        check("NATO", "NATO", true);
        check(
            "Sergei Ivanov/RU/minister",
            "Sergei Ivanov/RU/president",
            true,
        );
        check(
            "Sergei Ivanov/RU/minister",
            "Sergei Ivanov/BG/minister",
            true,
        );
        check("Angela Merkel//chancellor", "Angela Merkel/FR", true);
    }

    #[test]
    fn two_people() {
        check("George W. Bush", "George H. W. Bush", false);
        check("George W. Bush", "George P. Bush", false);
        check("Heiko Müller//minister", "Hans Müller//minister", false);
        check("Miriam Otuoma", "Daniel Otuoma", false);
        check("Donald Trump", "Donald Trump Jr.", false);
        check("Volodymyr Ivanov", "Vladimir Ivanov", false);
        check("Sergei Ivanov/RU/minister", "Sergei Ivanov/BG/coach", false);
        check("Sergei Ivanov/RU", "Sergey Ivanov/BG", false);
        check("Vladimir Putin/RU", "V. Putin/US", false);
        check("Vladimir Putin//president", "V. Putin//coach", false);
        check("Bill Clinton//president", "William Clinton//coach", false);
        check("Lavrov", "Sergei Lavrov", false);
        check("Foreign Ministry", "Defence Ministry", false);
        check("NATO", "Nato Chkheidze", false);
        check("Sergei Lavrov", "Sergei Lavrova", false);
        check("", "", false);
    }
}
