//! When two names are one person: the surname, the given names, and nothing that speaks against.

use crate::person::name::Keys;
use crate::person::nicknames::nickname;
use crate::person::{Name, sound};
use crate::place::Country;
use std::collections::BTreeSet;

/// A name, and what is known of who bears it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    pub name: Name,
    pub country: Option<Country>,
    /// "foreign minister", "president"; the last word is compared.
    pub roles: Vec<String>,
}

impl Profile {
    pub fn of(name: &str, country: Option<Country>, roles: &[&str]) -> Self {
        Self {
            name: Name::of(name),
            country,
            roles: roles.iter().map(|&role| role.to_owned()).collect(),
        }
    }
}

/// Tells whether two names with their countries and roles are one person.
///
/// A surname alone is never said to be one with a full name: whether it is depends on who else
/// bears it. Ask [`people`](crate::person::clustering).
pub fn same_person(a: &Profile, b: &Profile) -> bool {
    Bearer::of(a).is(&Bearer::of(b))
}

/// A profile made ready to be compared with many.
#[derive(Clone, Debug)]
pub(crate) struct Bearer {
    pub name: Name,
    pub keys: Keys,
    pub facts: Facts,
}

/// What may speak against two names being one person.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub country: Option<Country>,
    /// Keys of the last words of roles.
    pub roles: BTreeSet<String>,
}

/// How two names agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// An initial stands for a name.
    Initial,
    /// "Bill" for William.
    Nickname,
    /// The given names have one key.
    Spelling,
    /// They are written alike, but for accents and case.
    Letters,
}

impl Bearer {
    pub(crate) fn of(profile: &Profile) -> Self {
        let roles = profile.roles.iter().filter_map(|role| head(role));
        Self {
            keys: profile.name.keys(),
            name: profile.name.clone(),
            facts: Facts {
                country: profile.country,
                roles: roles.collect(),
            },
        }
    }

    pub(crate) fn is(&self, other: &Self) -> bool {
        self.likeness(other)
            .is_some_and(|likeness| self.facts.allow(&other.facts, likeness))
    }

    /// Returns how the names agree, if they do.
    pub(crate) fn likeness(&self, other: &Self) -> Option<Likeness> {
        let (a, b) = (&self.name, &other.name);
        if a.suffix != b.suffix || a.surname.is_empty() || b.surname.is_empty() {
            return None;
        }
        if a.surname == b.surname && a.given == b.given {
            return Some(Likeness::Letters);
        }
        // What bodies are called is no one's given name.
        if a.body || b.body || self.keys.surname != other.keys.surname {
            return None;
        }
        given(&self.keys.given, &other.keys.given)
    }
}

impl Facts {
    /// Tells whether nothing known speaks against one person, the less alike the names the more.
    pub(crate) fn allow(&self, other: &Self, likeness: Likeness) -> bool {
        let lands = match (self.country, other.country) {
            (Some(one), Some(other)) => Some(one == other),
            _ => None,
        };
        let known = !self.roles.is_empty() && !other.roles.is_empty();
        let roles = known.then(|| !self.roles.is_disjoint(&other.roles));
        match likeness {
            Likeness::Letters => lands != Some(false) || roles != Some(false),
            Likeness::Spelling => lands != Some(false) || roles == Some(true),
            // Ministers become presidents: where the country is one, roles may differ.
            Likeness::Nickname => {
                lands == Some(true) || (lands != Some(false) && roles != Some(false))
            }
            Likeness::Initial => lands != Some(false) && roles != Some(false),
        }
    }
}

/// Returns how given names agree: the first ones, and those in between as far as both have them.
fn given(a: &[String], b: &[String]) -> Option<Likeness> {
    let (Some(_), Some(_)) = (a.first(), b.first()) else {
        // Two bare surnames are alike; one bare and one full name are for others to decide.
        return (a.is_empty() && b.is_empty()).then_some(Likeness::Spelling);
    };
    let mut least = Likeness::Spelling;
    for (a, b) in a.iter().zip(b) {
        least = least.min(one_given(a, b)?);
    }
    Some(least)
}

fn one_given(a: &str, b: &str) -> Option<Likeness> {
    if a == b {
        return Some(Likeness::Spelling);
    }
    let initial = |one: &str, other: &str| one.chars().count() == 1 && other.starts_with(one);
    if initial(a, b) || initial(b, a) {
        return Some(Likeness::Initial);
    }
    nickname(a, b).then_some(Likeness::Nickname)
}

/// Returns what a role is compared by: its last word.
pub(crate) fn head(role: &str) -> Option<String> {
    role.split_whitespace().next_back().map(sound)
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
