//! Coreference: links mentions of names, organisations and roles to entities, by string match of
//! name parts, acronyms and titles. Pronouns are resolved in `pronouns`.

use crate::annotate::entities::mention::{Gender, Mention, MentionKind};
use crate::annotate::entities::name_forms::{acronym, canonical_spelling, name_parts, title_cased};
use crate::annotate::text::tokens::{TokenKind, TokenizedText};
use crate::lang::Class;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;

/// A person, organisation or place that the article mentions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entity {
    /// The fullest name in the article's spelling; empty for an entity it never names.
    pub name: String,
    /// The parts of that name, case-folded; the surname last.
    parts: Vec<String>,
    pub gender: Gender,
    pub plural: bool,
    pub is_organisation: bool,
    /// Case-folded head nouns of the entity's roles: "minister".
    roles: Vec<String>,
    /// Indices of its mentions.
    pub mentions: Vec<usize>,
}

/// The article's entities, and the entity of each mention as an index into `list`; `None` for
/// mentions that were not resolved.
pub(crate) struct Entities {
    pub list: Vec<Entity>,
    pub of_mention: Vec<Option<usize>>,
    /// Entities by each part of their name.
    by_name: FxHashMap<String, Vec<usize>>,
    by_role: FxHashMap<String, Vec<usize>>,
    /// Organisations by case-folded name and by acronym.
    organisations: FxHashMap<String, usize>,
}

/// Returns the article's entities. Pronouns stay unresolved until `Entities::resolve_pronoun`.
pub(crate) fn resolve_entities(tokenized: &TokenizedText, mentions: &[Mention]) -> Entities {
    let mut entities = Entities {
        list: Vec::new(),
        of_mention: vec![None; mentions.len()],
        by_name: FxHashMap::default(),
        by_role: FxHashMap::default(),
        organisations: FxHashMap::default(),
    };
    for (index, mention) in mentions.iter().enumerate() {
        let entity = match mention.kind {
            MentionKind::Pronoun => None,
            MentionKind::Person | MentionKind::Name | MentionKind::Place => {
                Some(entities.resolve_name(tokenized, mention))
            }
            MentionKind::Organisation => entities.resolve_organisation(tokenized, mention),
            MentionKind::Role => entities.resolve_role(tokenized, mentions, index),
        };
        if let Some(entity) = entity {
            entities.list[entity].mentions.push(index);
            entities.of_mention[index] = Some(entity);
        }
    }
    entities
}

/// How many entities with one name or role are compared, the latest first; bounds the work on
/// endless texts.
const NAMESAKES: usize = 48;

impl Entities {
    fn resolve_name(&mut self, tokenized: &TokenizedText, mention: &Mention) -> usize {
        let parts = name_parts(tokenized, mention);
        let spelling = || title_cased(canonical_spelling(tokenized, mention.name.clone()));
        let found = if parts.len() > 1 {
            self.by_full_name(&parts)
        } else {
            self.by_single_name(&parts, mention)
        };
        let entity = found.unwrap_or_else(|| self.push(Entity::default()));
        let known = &mut self.list[entity];
        let fuller = parts.len() > known.parts.len()
            || (parts.len() == known.parts.len()
                && known.parts != parts
                && known.name.len() < spelling().len());
        if fuller && !known.is_organisation {
            known.name = spelling();
            known.parts = parts;
            self.index_name_parts(entity);
        }
        self.list[entity].gender = self.list[entity].gender.or(mention.gender);
        for role in roles(tokenized, mention) {
            self.give_role(entity, role);
        }
        entity
    }

    fn push(&mut self, entity: Entity) -> usize {
        self.list.push(entity);
        self.list.len() - 1
    }

    fn give_role(&mut self, entity: usize, role: String) {
        if !self.list[entity].roles.contains(&role) {
            self.list[entity].roles.push(role.clone());
            self.by_role.entry(role).or_default().push(entity);
        }
    }

    /// Returns the entity with this full name: the same surname, and given names that do not
    /// conflict.
    fn by_full_name(&self, parts: &[String]) -> Option<usize> {
        let namesakes = self.by_name.get(parts.last()?)?;
        let latest = || namesakes.iter().rev().take(NAMESAKES).copied();
        let exact = latest().find(|&entity| self.list[entity].parts == parts);
        exact.or_else(|| {
            latest().find(|&entity| {
                let known = &self.list[entity];
                let Some((last, given)) = known.parts.split_last() else {
                    return false;
                };
                !known.is_organisation
                    && Some(last) == parts.last()
                    && (given.is_empty() || same_given(&given[0], &parts[0]))
            })
        })
    }

    /// Returns the entity that a single name refers to: by surname, else by given name.
    fn by_single_name(&self, parts: &[String], mention: &Mention) -> Option<usize> {
        let part = parts.first()?;
        let known = self.by_name.get(part)?;
        let latest = |fits: &dyn Fn(&Entity) -> bool| {
            let bearers = known
                .iter()
                .rev()
                .take(NAMESAKES)
                .copied()
                .filter(|&index| {
                    let entity = &self.list[index];
                    entity.gender.agrees(mention.gender) && fits(entity)
                });
            bearers.max_by_key(|&index| self.list[index].mentions.last().copied())
        };
        latest(&|entity| {
            entity.parts.len() == 1 && entity.parts[0] == *part && entity.is_organisation
        })
        .or_else(|| {
            latest(&|entity| {
                !entity.is_organisation
                    && (entity.parts.last() == Some(part) || hyphenated(entity, part))
            })
        })
        .or_else(|| latest(&|entity| !entity.is_organisation))
    }

    /// Tells whether a person with a full name has this surname, given case-folded.
    pub(crate) fn has_surname(&self, mentions: &[Mention], surname: &str) -> bool {
        let bearers = self.by_name.get(surname).map_or(&[][..], Vec::as_slice);
        bearers.iter().rev().take(NAMESAKES).any(|&entity| {
            let someone = &self.list[entity];
            let last = someone.parts.last().is_some_and(|last| last == surname);
            let mut named = someone.mentions.iter().map(|&index| &mentions[index]);
            last && someone.parts.len() > 1
                && !someone.is_organisation
                && named
                    .any(|mention| mention.kind == MentionKind::Person && mention.name.len() > 1)
        })
    }

    fn index_name_parts(&mut self, entity: usize) {
        let parts = &self.list[entity].parts;
        let hyphenated = parts.last().and_then(|last| last.rsplit_once('-'));
        let last = hyphenated.map(|(_, last)| last);
        for word in parts.iter().map(String::as_str).chain(last) {
            match self.by_name.get_mut(word) {
                Some(known) if known.contains(&entity) => {}
                Some(known) => known.push(entity),
                None => {
                    self.by_name.insert(word.to_owned(), vec![entity]);
                }
            }
        }
    }

    fn resolve_organisation(
        &mut self,
        tokenized: &TokenizedText,
        mention: &Mention,
    ) -> Option<usize> {
        let named = |token: usize| {
            let here = &tokenized.tokens[token];
            here.is_capital() && (token != mention.tokens.start || !here.is(Class::FUNCTION))
        };
        let head = fold(tokenized.token_text(mention.head));
        // "Lind's campaign": some body of hers, whose own name nobody gives.
        if tokenized.tokens[mention.tokens.start].kind == TokenKind::Possessive {
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
                .find(|&entity| {
                    self.list[entity].is_organisation || self.list[entity].gender == Gender::Unknown
                });
        }
        let name = canonical_spelling(
            tokenized,
            without_article(tokenized, mention)..mention.tokens.end,
        );
        let key = fold(&name);
        if let Some(&known) = self.organisations.get(&key) {
            return Some(known);
        }
        let parts: Vec<String> = key.split(' ').map(str::to_owned).collect();
        let entity = self.push(Entity {
            name,
            is_organisation: true,
            plural: mention.plural,
            ..Entity::default()
        });
        // "NDU" and "National Democratic Union" are one.
        if let Some(short) = acronym(&parts) {
            self.organisations.entry(short).or_insert(entity);
        }
        self.list[entity].parts = parts;
        self.organisations.insert(key, entity);
        if self.list[entity].parts.len() == 1 {
            self.index_name_parts(entity);
        }
        for token in mention.tokens.clone() {
            if tokenized.tokens[token].is(Class::ORGANISATION) {
                self.give_role(entity, fold(tokenized.token_text(token)));
            }
        }
        Some(entity)
    }

    fn resolve_role(
        &self,
        tokenized: &TokenizedText,
        mentions: &[Mention],
        index: usize,
    ) -> Option<usize> {
        let mention = &mentions[index];
        let owned = tokenized.tokens[mention.tokens.start].kind == TokenKind::Possessive;
        if mention.plural || mention.indefinite || mention.has_complement || owned {
            return None;
        }
        let head = fold(tokenized.token_text(mention.head));
        let qualified = qualified(tokenized, mention.head, mention.tokens.start);
        let holder = |role: &String, plain: bool| {
            let holders = self
                .by_role
                .get(role)?
                .iter()
                .rev()
                .take(NAMESAKES)
                .copied();
            let fitting = holders.filter(|&entity| {
                let known = &self.list[entity];
                // "the interior minister" is not she who is minister of finance.
                let other = plain
                    && qualified.is_some()
                    && known
                        .roles
                        .iter()
                        .any(|own| own.ends_with(&format!(" {head}")));
                !known.is_organisation && known.gender.agrees(mention.gender) && !other
            });
            fitting.max_by_key(|&entity| self.list[entity].mentions.last().copied())
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
fn hyphenated(entity: &Entity, part: &str) -> bool {
    entity.parts.len() > 1
        && entity
            .parts
            .last()
            .is_some_and(|last| last.split('-').next_back() == Some(part))
}

fn without_article(tokenized: &TokenizedText, mention: &Mention) -> usize {
    let first = mention.tokens.start;
    let article = tokenized.tokens[first].is(Class::DETERMINER.with(Class::POSSESSIVE))
        && !tokenized.tokens[first].is(Class::PRONOUN)
        || tokenized.text_is(first, "the");
    if article && mention.tokens.len() > 1 {
        first + 1
    } else {
        first
    }
}

/// Returns the roles a mention gives its entity: words before the name, and an apposition after it.
/// A role is given alone and with the word before it: "minister", "interior minister".
fn roles(tokenized: &TokenizedText, mention: &Mention) -> Vec<String> {
    let mut roles: Vec<String> = Vec::new();
    let mut take = |token: usize, first: usize| {
        if tokenized.tokens[token].is(Class::ROLE.with(Class::ORGANISATION)) {
            roles.push(fold(tokenized.token_text(token)));
            roles.extend(qualified(tokenized, token, first));
        }
    };
    for token in mention.tokens.start..mention.name.start {
        take(token, mention.tokens.start);
    }
    let comma = mention.tokens.end;
    if tokenized
        .tokens
        .get(comma)
        .is_some_and(|next| next.kind == TokenKind::Comma)
    {
        for token in comma + 1..(comma + 9).min(tokenized.tokens.len()) {
            let here = &tokenized.tokens[token];
            let plain = matches!(
                here.kind,
                TokenKind::Word | TokenKind::Possessive | TokenKind::Number
            );
            if !plain || here.is(Class::RELATIVE.with(Class::PREPOSITION)) {
                break;
            }
            take(token, comma + 1);
        }
    }
    roles
}

/// Returns a role with the word before it: "interior minister".
fn qualified(tokenized: &TokenizedText, head: usize, first: usize) -> Option<String> {
    let before = head.checked_sub(1).filter(|&before| before >= first)?;
    let word = &tokenized.tokens[before];
    let plain = word.kind == TokenKind::Word
        && !word.is(Class::DETERMINER
            .with(Class::POSSESSIVE)
            .with(Class::PREPOSITION));
    plain.then(|| {
        fold(&format!(
            "{} {}",
            tokenized.token_text(before),
            tokenized.token_text(head)
        ))
    })
}
