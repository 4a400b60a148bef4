//! Pronoun resolution by salience: of the mentions that agree in gender and number, the one with
//! the highest sum of weighted factors.
//!
//! After Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution" (1994); factors and
//! weights are our own, set by hand.

use crate::annotate::entities::coreference::{Entities, Entity};
use crate::annotate::entities::mention::{Gender, Mention, MentionKind};

/// A possible antecedent of a pronoun.
#[derive(Clone, Debug, PartialEq)]
pub struct Antecedent {
    /// The entity's name, as [`Attribution::name`](crate::article::Attribution::name) would give
    /// it.
    pub name: String,
    /// The salience factors with their weights; negative ones count against it.
    pub factors: Vec<(&'static str, i64)>,
}

impl Antecedent {
    /// Returns the salience: the sum of the factors' weights.
    pub fn score(&self) -> i64 {
        self.factors.iter().map(|(_, weight)| weight).sum()
    }
}

/// How far back antecedents are looked for: in sentences, and in mentions.
const REACH: (i64, usize) = (12, 300);

impl Entities {
    /// Returns the entity a pronoun refers to.
    pub(crate) fn resolve_pronoun(
        &self,
        mentions: &[Mention],
        pronoun: &Mention,
        last_speaker: Option<usize>,
    ) -> Option<usize> {
        let mut best: Option<(i64, usize)> = None;
        for (index, entity) in self.agreeing_mentions(mentions, pronoun) {
            let factors = self.factors(mentions, index, pronoun, last_speaker);
            let score = factors.iter().map(|(_, weight)| weight).sum();
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, entity));
            }
        }
        best.map(|(_, entity)| entity)
    }

    /// Returns the mentions before a pronoun that agree with it, the nearest first, each with its
    /// entity.
    fn agreeing_mentions<'a>(
        &'a self,
        mentions: &'a [Mention],
        pronoun: &'a Mention,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        let until = mentions.partition_point(|mention| mention.tokens.start < pronoun.tokens.start);
        let before = (0..until).rev().take(REACH.1);
        before
            .take_while(|&index| distance(pronoun, &mentions[index]) <= REACH.0)
            .filter_map(|index| Some((index, self.of_mention[index]?)))
            .filter(|&(index, entity)| agrees(pronoun, &mentions[index], &self.list[entity]))
    }

    /// Returns the salience factors of a mention as the antecedent of a pronoun.
    fn factors(
        &self,
        mentions: &[Mention],
        index: usize,
        pronoun: &Mention,
        last_speaker: Option<usize>,
    ) -> [(&'static str, i64); 7] {
        let mention = &mentions[index];
        let entity = self.of_mention[index];
        let unknown = Entity::default();
        let someone = entity.map_or(&unknown, |entity| &self.list[entity]);
        let mut earlier = mentions[..index]
            .iter()
            .rev()
            .take_while(|other| other.sentence == mention.sentence);
        let opens = !earlier
            .any(|other| !other.quoted && other.kind != MentionKind::Pronoun && other.is_person());
        let vague = mention.kind == MentionKind::Name && someone.gender == Gender::Unknown;
        let gender = someone.gender != Gender::Unknown;
        let if_so = |is: bool, weight: i64| if is { weight } else { 0 };
        [
            ("sentences away", -6 * distance(pronoun, mention)),
            ("first mention in its sentence", if_so(opens, 5)),
            ("inside quotation marks", if_so(mention.quoted, -8)),
            ("possessive", if_so(mention.possessive, -2)),
            ("may not be a person", if_so(vague, -4)),
            ("gender known", if gender { 2 } else { -2 }),
            (
                "last speaker, frequently mentioned",
                if_so(last_speaker == entity && entity.is_some(), 7)
                    + (someone.mentions.len() as i64).min(8) / 2,
            ),
        ]
    }
}

/// Returns the possible antecedents of a pronoun with their factors, the most salient first.
pub(crate) fn antecedents(
    entities: &Entities,
    mentions: &[Mention],
    pronoun: &Mention,
    last_speaker: Option<usize>,
) -> Vec<Antecedent> {
    let mut found: Vec<(usize, Antecedent)> = Vec::new();
    for (index, entity) in entities.agreeing_mentions(mentions, pronoun) {
        let factors = entities.factors(mentions, index, pronoun, last_speaker);
        let antecedent = Antecedent {
            name: entities.list[entity].name.clone(),
            factors: factors
                .into_iter()
                .filter(|(_, weight)| *weight != 0)
                .collect(),
        };
        match found.iter_mut().find(|(known, _)| *known == entity) {
            Some((_, known)) if known.score() >= antecedent.score() => (),
            Some((_, known)) => *known = antecedent,
            None => found.push((entity, antecedent)),
        }
    }
    let mut found: Vec<Antecedent> = found
        .into_iter()
        .map(|(_, antecedent)| antecedent)
        .collect();
    found.sort_by_key(|antecedent| std::cmp::Reverse(antecedent.score()));
    found
}

fn distance(pronoun: &Mention, mention: &Mention) -> i64 {
    pronoun.sentence.saturating_sub(mention.sentence) as i64
}

fn agrees(pronoun: &Mention, mention: &Mention, someone: &Entity) -> bool {
    if pronoun.neuter {
        return someone.is_organisation && !someone.plural;
    }
    if pronoun.plural {
        return someone.plural || someone.is_organisation;
    }
    if someone.is_organisation
        || someone.plural
        || matches!(mention.kind, MentionKind::Organisation | MentionKind::Place)
    {
        return false;
    }
    // "at Rombark": more likely a place than a entity.
    let place =
        mention.locative && mention.kind == MentionKind::Name && someone.gender == Gender::Unknown;
    !place && pronoun.gender != Gender::Unknown && someone.gender.agrees(pronoun.gender)
}
