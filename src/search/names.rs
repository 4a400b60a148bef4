//! How the names of people are matched: aliases, and whether other spellings match.

use crate::engine::SpeakerOptions;
use crate::person::{Aliases, Listed, NameMatching, Roster};
use crate::query::{Field, Plan, as_spelled, with_aliases};

/// How the names of people are matched.
#[derive(Clone, Debug, Default)]
pub struct NamePolicy {
    /// The user's alias list: names to merge and names to keep apart.
    pub aliases: Aliases,
    /// Whether a name also matches its other spellings.
    pub matching: NameMatching,
}

impl NamePolicy {
    /// Returns the plan with every name expanded to all it stands for.
    ///
    /// A name in quotation marks that somebody is listed by is that person: exactly the spellings
    /// that the list of speakers counts. Any other name matches by its words, in any spelling.
    pub(crate) fn expand(&self, plan: &Plan, roster: &Roster) -> Plan {
        plan.clone().map(&|plan| match &plan {
            Plan::Phrase {
                field: Field::Speaker,
                words,
            } => match roster.find(&words.join(" "), self.matching) {
                Listed::Person(spellings) => spelled(spellings),
                Listed::Alike(spellings) => match spelled(&spellings) {
                    Plan::Or(mut all) => {
                        all.push(self.by_words(plan));
                        Plan::Or(all)
                    }
                    one => Plan::Or(vec![one, self.by_words(plan)]),
                },
                Listed::Nobody => self.by_words(plan),
            },
            Plan::Word {
                field: Field::Speaker,
                ..
            } => self.by_words(plan),
            _ => plan,
        })
    }

    fn by_words(&self, plan: Plan) -> Plan {
        let plan = with_aliases(plan, &self.aliases, self.matching);
        match self.matching {
            NameMatching::On => plan,
            NameMatching::Off => as_spelled(plan),
        }
    }

    /// Returns the options that list speakers in the same way.
    pub(crate) fn speaker_options(&self, named: &str) -> SpeakerOptions {
        SpeakerOptions {
            named: named.to_owned(),
            aliases: self.aliases.clone(),
            matching: self.matching,
        }
    }
}

/// Tells whether a plan asks for a person by a whole name.
pub(crate) fn names_people(plan: &Plan) -> bool {
    let is_name = |leaf: &&Plan| {
        matches!(
            leaf,
            Plan::Phrase {
                field: Field::Speaker,
                ..
            }
        )
    };
    plan.leaves().iter().any(is_name)
}

/// Returns a plan for any of these names, each whole.
fn spelled(names: &[impl AsRef<str>]) -> Plan {
    let value = |name: &dyn AsRef<str>| Plan::Value {
        field: Field::Spelled,
        value: name.as_ref().to_owned(),
    };
    let mut all: Vec<Plan> = names.iter().map(|name| value(name)).collect();
    match all.len() {
        1 => all.remove(0),
        _ => Plan::Or(all),
    }
}
