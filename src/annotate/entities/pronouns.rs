//! Whom a pronoun means: the nearest who agrees in gender and number, subjects first.
//!
//! The weights are set by hand, after Lappin and Leass (1994): salience by place in the text.

use crate::annotate::entities::coreference::{Entities, Person};
use crate::annotate::entities::mention::{Gender, Mention, MentionKind};

/// Somebody a pronoun could mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub name: String,
    /// What speaks for them, and how much; less than 0 speaks against them.
    pub weights: Vec<(&'static str, i64)>,
}

impl Candidate {
    pub fn score(&self) -> i64 {
        self.weights.iter().map(|(_, weight)| weight).sum()
    }
}

/// How many sentences and mentions back a pronoun reaches.
const REACH: (i64, usize) = (12, 300);

impl Entities {
    /// Returns whom a pronoun means.
    pub(crate) fn pronoun(
        &self,
        mentions: &[Mention],
        pronoun: &Mention,
        last_speaker: Option<usize>,
    ) -> Option<usize> {
        let mut best: Option<(i64, usize)> = None;
        for (index, person) in self.fitting(mentions, pronoun) {
            let weights = self.weights(mentions, index, pronoun, last_speaker);
            let score = weights.iter().map(|(_, weight)| weight).sum();
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, person));
            }
        }
        best.map(|(_, person)| person)
    }

    /// Returns the mentions before a pronoun that it could stand for, the nearest first, each with
    /// who is meant.
    fn fitting<'a>(
        &'a self,
        mentions: &'a [Mention],
        pronoun: &'a Mention,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        let until = mentions.partition_point(|mention| mention.tokens.start < pronoun.tokens.start);
        let before = (0..until).rev().take(REACH.1);
        before
            .take_while(|&index| distance(pronoun, &mentions[index]) <= REACH.0)
            .filter_map(|index| Some((index, self.of[index]?)))
            .filter(|&(index, person)| fits(pronoun, &mentions[index], &self.people[person]))
    }

    /// Returns what speaks for a mention as what a pronoun stands for.
    fn weights(
        &self,
        mentions: &[Mention],
        index: usize,
        pronoun: &Mention,
        last_speaker: Option<usize>,
    ) -> [(&'static str, i64); 7] {
        let mention = &mentions[index];
        let person = self.of[index];
        let unknown = Person::default();
        let someone = person.map_or(&unknown, |person| &self.people[person]);
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
            ("first in its sentence", if_so(opens, 5)),
            ("in marks", if_so(mention.quoted, -8)),
            ("an owner", if_so(mention.possessive, -2)),
            ("perhaps no person", if_so(vague, -4)),
            ("gender known", if gender { 2 } else { -2 }),
            (
                "spoke last, often named",
                if_so(last_speaker == person && person.is_some(), 7)
                    + (someone.mentions.len() as i64).min(8) / 2,
            ),
        ]
    }
}

/// Returns everybody a pronoun could mean with what speaks for them, the likeliest first.
pub(crate) fn candidates(
    cast: &Entities,
    mentions: &[Mention],
    pronoun: &Mention,
    last_speaker: Option<usize>,
) -> Vec<Candidate> {
    let mut found: Vec<(usize, Candidate)> = Vec::new();
    for (index, person) in cast.fitting(mentions, pronoun) {
        let weights = cast.weights(mentions, index, pronoun, last_speaker);
        let candidate = Candidate {
            name: cast.people[person].name.clone(),
            weights: weights
                .into_iter()
                .filter(|(_, weight)| *weight != 0)
                .collect(),
        };
        match found.iter_mut().find(|(known, _)| *known == person) {
            Some((_, known)) if known.score() >= candidate.score() => (),
            Some((_, known)) => *known = candidate,
            None => found.push((person, candidate)),
        }
    }
    let mut found: Vec<Candidate> = found.into_iter().map(|(_, candidate)| candidate).collect();
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.score()));
    found
}

fn distance(pronoun: &Mention, mention: &Mention) -> i64 {
    pronoun.sentence.saturating_sub(mention.sentence) as i64
}

fn fits(pronoun: &Mention, mention: &Mention, someone: &Person) -> bool {
    if pronoun.neuter {
        return someone.body && !someone.plural;
    }
    if pronoun.plural {
        return someone.plural || someone.body;
    }
    if someone.body
        || someone.plural
        || matches!(mention.kind, MentionKind::Organisation | MentionKind::Place)
    {
        return false;
    }
    // "at Rombark": more likely a place than a person.
    let place =
        mention.governed && mention.kind == MentionKind::Name && someone.gender == Gender::Unknown;
    !place && pronoun.gender != Gender::Unknown && someone.gender.agrees(pronoun.gender)
}
