//! Leads mentions back to who is meant: a surname, a role or a pronoun to the full name.

use crate::annotate::entities::mention::{Gender, Mention, MentionKind};
use crate::annotate::text::tokens::{Kind, Reading};
use crate::lang::Class;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;

/// Somebody, or some body, the article speaks of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Person {
    /// The fullest name, as the article spells it; empty for those it never names.
    pub name: String,
    /// The parts of that name, folded; the surname last.
    parts: Vec<String>,
    pub gender: Gender,
    pub plural: bool,
    pub body: bool,
    /// Folded head nouns the article gives them: "minister".
    roles: Vec<String>,
    /// Where they are mentioned, by the mention's place.
    pub mentions: Vec<usize>,
}

/// Who each mention stands for, as a place in `people`; `None` for one never led back.
pub(crate) struct Entities {
    pub people: Vec<Person>,
    pub of: Vec<Option<usize>>,
    /// Those who bear a name, by each of its parts.
    by_name: FxHashMap<String, Vec<usize>>,
    by_role: FxHashMap<String, Vec<usize>>,
    /// Bodies by their folded name and by their initials.
    bodies: FxHashMap<String, usize>,
}

/// Returns the article's cast. Pronouns are left open: `Entities::pronoun` decides them when asked.
pub(crate) fn cast(reading: &Reading, mentions: &[Mention]) -> Entities {
    let mut cast = Entities {
        people: Vec::new(),
        of: vec![None; mentions.len()],
        by_name: FxHashMap::default(),
        by_role: FxHashMap::default(),
        bodies: FxHashMap::default(),
    };
    for (index, mention) in mentions.iter().enumerate() {
        let person = match mention.kind {
            MentionKind::Pronoun => None,
            MentionKind::Person | MentionKind::Name | MentionKind::Place => {
                Some(cast.named(reading, mention))
            }
            MentionKind::Organisation => cast.body(reading, mention),
            MentionKind::Role => cast.role(reading, mentions, index),
        };
        if let Some(person) = person {
            cast.people[person].mentions.push(index);
            cast.of[index] = Some(person);
        }
    }
    cast
}

/// Returns a name's parts, folded, without suffixes ("Jr.", "III").
fn parts(reading: &Reading, mention: &Mention) -> Vec<String> {
    let words = mention.name.clone().map(|token| fold(reading.words(token)));
    let mut parts: Vec<String> = words
        .map(|mut word| {
            word.truncate(word.trim_end_matches('.').len());
            word
        })
        .filter(|word| !word.is_empty())
        .collect();
    while parts.len() > 1
        && parts
            .last()
            .is_some_and(|last| matches!(last.as_str(), "jr" | "sr" | "ii" | "iii" | "iv"))
    {
        parts.pop();
    }
    parts
}

/// How many of one name or role are looked at, the latest first: a bound for endless texts.
const NAMESAKES: usize = 48;

impl Entities {
    fn named(&mut self, reading: &Reading, mention: &Mention) -> usize {
        let parts = parts(reading, mention);
        let spelling = small(spelling(reading, mention.name.clone()));
        let found = if parts.len() > 1 {
            self.by_full_name(&parts)
        } else {
            self.by_part(&parts, mention)
        };
        let person = found.unwrap_or_else(|| self.push(Person::default()));
        let known = &mut self.people[person];
        let fuller = parts.len() > known.parts.len()
            || (parts.len() == known.parts.len()
                && known.name.len() < spelling.len()
                && known.parts != parts);
        if fuller && !known.body {
            known.name.clone_from(&spelling);
            known.parts.clone_from(&parts);
            self.remember(person);
        }
        self.people[person].gender = self.people[person].gender.or(mention.gender);
        for role in roles(reading, mention) {
            self.give_role(person, role);
        }
        person
    }

    fn push(&mut self, person: Person) -> usize {
        self.people.push(person);
        self.people.len() - 1
    }

    fn give_role(&mut self, person: usize, role: String) {
        if !self.people[person].roles.contains(&role) {
            self.people[person].roles.push(role.clone());
            self.by_role.entry(role).or_default().push(person);
        }
    }

    /// Returns who bears this name: the same surname, and given names that do not disagree.
    fn by_full_name(&self, parts: &[String]) -> Option<usize> {
        let namesakes = self.by_name.get(parts.last()?)?;
        let latest = || namesakes.iter().rev().take(NAMESAKES).copied();
        let exact = latest().find(|&person| self.people[person].parts == parts);
        exact.or_else(|| {
            latest().find(|&person| {
                let known = &self.people[person];
                let Some((last, given)) = known.parts.split_last() else {
                    return false;
                };
                !known.body
                    && Some(last) == parts.last()
                    && (given.is_empty() || same_given(&given[0], &parts[0]))
            })
        })
    }

    /// Returns whom a single name means: the one of that surname, else of that given name.
    fn by_part(&self, parts: &[String], mention: &Mention) -> Option<usize> {
        let part = parts.first()?;
        let known = self.by_name.get(part)?;
        let latest = |fits: &dyn Fn(&Person) -> bool| {
            let people = known
                .iter()
                .rev()
                .take(NAMESAKES)
                .copied()
                .filter(|&index| {
                    let person = &self.people[index];
                    person.gender.agrees(mention.gender) && fits(person)
                });
            people.max_by_key(|&index| self.people[index].mentions.last().copied())
        };
        latest(&|person| person.parts.len() == 1 && person.parts[0] == *part && person.body)
            .or_else(|| {
                latest(&|person| {
                    !person.body && (person.parts.last() == Some(part) || hyphenated(person, part))
                })
            })
            .or_else(|| latest(&|person| !person.body))
    }

    /// Tells whether somebody of a full name bears this surname, given in lower case.
    pub(crate) fn has_surname(&self, mentions: &[Mention], surname: &str) -> bool {
        let bearers = self.by_name.get(surname).map_or(&[][..], Vec::as_slice);
        bearers.iter().rev().take(NAMESAKES).any(|&person| {
            let someone = &self.people[person];
            let last = someone.parts.last().is_some_and(|last| last == surname);
            let mut named = someone.mentions.iter().map(|&index| &mentions[index]);
            last && someone.parts.len() > 1
                && !someone.body
                && named
                    .any(|mention| mention.kind == MentionKind::Person && mention.name.len() > 1)
        })
    }

    fn remember(&mut self, person: usize) {
        let mut words: Vec<String> = self.people[person].parts.clone();
        if let Some(last) = self.people[person]
            .parts
            .last()
            .and_then(|last| last.rsplit_once('-'))
        {
            words.push(last.1.to_owned());
        }
        for word in words {
            let known = self.by_name.entry(word).or_default();
            if !known.contains(&person) {
                known.push(person);
            }
        }
    }

    fn body(&mut self, reading: &Reading, mention: &Mention) -> Option<usize> {
        let named = |token: usize| {
            let here = &reading.tokens[token];
            here.is_capital() && (token != mention.tokens.start || !here.is(Class::FUNCTION))
        };
        let head = fold(reading.words(mention.head));
        // "Lind's campaign": some body of hers, whose own name nobody gives.
        if reading.tokens[mention.tokens.start].kind == Kind::Possessive {
            return None;
        }
        if !mention.tokens.clone().any(named) {
            // "the campaign": the last body of that kind, if one has a name.
            return self
                .by_role
                .get(&head)?
                .iter()
                .rev()
                .take(NAMESAKES)
                .copied()
                .find(|&person| {
                    self.people[person].body || self.people[person].gender == Gender::Unknown
                });
        }
        let name = spelling(
            reading,
            without_article(reading, mention)..mention.tokens.end,
        );
        let key = fold(&name);
        if let Some(&known) = self.bodies.get(&key) {
            return Some(known);
        }
        let parts: Vec<String> = key.split(' ').map(str::to_owned).collect();
        let person = self.push(Person {
            name,
            body: true,
            plural: mention.plural,
            ..Person::default()
        });
        // "NDU" and "National Democratic Union" are one.
        if let Some(short) = acronym(&parts) {
            self.bodies.entry(short).or_insert(person);
        }
        self.people[person].parts = parts;
        self.bodies.insert(key, person);
        if self.people[person].parts.len() == 1 {
            self.remember(person);
        }
        for token in mention.tokens.clone() {
            if reading.tokens[token].is(Class::ORGANISATION) {
                self.give_role(person, fold(reading.words(token)));
            }
        }
        Some(person)
    }

    fn role(&self, reading: &Reading, mentions: &[Mention], index: usize) -> Option<usize> {
        let mention = &mentions[index];
        let owned = reading.tokens[mention.tokens.start].kind == Kind::Possessive;
        if mention.plural || mention.indefinite || mention.belongs || owned {
            return None;
        }
        let head = fold(reading.words(mention.head));
        let qualified = qualified(reading, mention.head, mention.tokens.start);
        let holder = |role: &String, plain: bool| {
            let holders = self
                .by_role
                .get(role)?
                .iter()
                .rev()
                .take(NAMESAKES)
                .copied();
            let fitting = holders.filter(|&person| {
                let known = &self.people[person];
                // "the interior minister" is not she who is minister of finance.
                let other = plain
                    && qualified.is_some()
                    && known
                        .roles
                        .iter()
                        .any(|own| own.ends_with(&format!(" {head}")));
                !known.body && known.gender.agrees(mention.gender) && !other
            });
            fitting.max_by_key(|&person| self.people[person].mentions.last().copied())
        };
        qualified
            .as_ref()
            .and_then(|role| holder(role, false))
            .or_else(|| holder(&head, true))
    }
}

fn same_given(one: &str, other: &str) -> bool {
    one == other || one.starts_with(other) || other.starts_with(one)
}

/// "Kelenvari" in "Nagy-Kelenvari".
fn hyphenated(person: &Person, part: &str) -> bool {
    person.parts.len() > 1
        && person
            .parts
            .last()
            .is_some_and(|last| last.split('-').next_back() == Some(part))
}

/// Returns a body's initials: "ndu" of "national democratic union".
fn acronym(parts: &[String]) -> Option<String> {
    let minor = |word: &&String| !matches!(word.as_str(), "of" | "the" | "for" | "and");
    let short: String = parts
        .iter()
        .filter(minor)
        .filter_map(|word| word.chars().next())
        .collect();
    (parts.len() > 1 && short.len() > 1).then_some(short)
}

/// Returns the words as a name is printed: one space between them, no marks.
fn spelling(reading: &Reading, tokens: std::ops::Range<usize>) -> String {
    let Some(last) = tokens.clone().next_back() else {
        return String::new();
    };
    let words = reading.span(tokens.start, last).of(reading.text);
    let mut spelling = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !spelling.is_empty() {
            spelling.push(' ');
        }
        spelling.push_str(word);
    }
    spelling
}

/// "SERGEI LAVROV" is "Sergei Lavrov"; short names in capitals may be letters.
fn small(name: String) -> String {
    let shouted = name.len() > 3 && name.chars().all(|c| !c.is_lowercase());
    if !shouted || name.contains('.') {
        return name;
    }
    let mut first = true;
    let letter = |c: char| {
        let begins = std::mem::replace(&mut first, !c.is_alphabetic());
        if begins {
            c.to_string()
        } else {
            c.to_lowercase().to_string()
        }
    };
    name.chars().map(letter).collect()
}

fn without_article(reading: &Reading, mention: &Mention) -> usize {
    let first = mention.tokens.start;
    let article = reading.tokens[first].is(Class::DETERMINER.with(Class::POSSESSIVE))
        && !reading.tokens[first].is(Class::PRONOUN)
        || reading.says(first, "the");
    if article && mention.tokens.len() > 1 {
        first + 1
    } else {
        first
    }
}

/// Returns the roles a mention gives: words before the name, and a phrase after it in commas.
/// A role comes with the word before it as well: "minister", "interior minister".
fn roles(reading: &Reading, mention: &Mention) -> Vec<String> {
    let mut roles: Vec<String> = Vec::new();
    let mut take = |token: usize, first: usize| {
        if reading.tokens[token].is(Class::ROLE.with(Class::ORGANISATION)) {
            roles.push(fold(reading.words(token)));
            roles.extend(qualified(reading, token, first));
        }
    };
    for token in mention.tokens.start..mention.name.start {
        take(token, mention.tokens.start);
    }
    let comma = mention.tokens.end;
    if reading
        .tokens
        .get(comma)
        .is_some_and(|next| next.kind == Kind::Comma)
    {
        for token in comma + 1..(comma + 9).min(reading.tokens.len()) {
            let here = &reading.tokens[token];
            let plain = matches!(here.kind, Kind::Word | Kind::Possessive | Kind::Number);
            if !plain || here.is(Class::RELATIVE.with(Class::PREPOSITION)) {
                break;
            }
            take(token, comma + 1);
        }
    }
    roles
}

/// Returns a role with the word before it: "interior minister".
fn qualified(reading: &Reading, head: usize, first: usize) -> Option<String> {
    let before = head.checked_sub(1).filter(|&before| before >= first)?;
    let word = &reading.tokens[before];
    let plain = word.kind == Kind::Word
        && !word.is(Class::DETERMINER
            .with(Class::POSSESSIVE)
            .with(Class::PREPOSITION));
    plain.then(|| {
        fold(&format!(
            "{} {}",
            reading.words(before),
            reading.words(head)
        ))
    })
}
