//! How the names of people are matched: aliases, and whether other spellings match.

use crate::engine::SpeakerOptions;
use crate::person::{Aliases, NameMatching};
use crate::query::{Plan, as_spelled, with_aliases};

/// How the names of people are matched.
#[derive(Clone, Debug, Default)]
pub struct NamePolicy {
    /// The user's alias list: names to merge and names to keep apart.
    pub aliases: Aliases,
    /// Whether a name also matches its other spellings.
    pub matching: NameMatching,
}

impl NamePolicy {
    /// Returns the plan with every name expanded to its aliases and spellings.
    pub(crate) fn expand(&self, plan: &Plan) -> Plan {
        let plan = with_aliases(plan.clone(), &self.aliases, self.matching);
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
