//! A decision.

use crate::annotate::cues::cue::Subject;

/// What a sieve decided.
#[derive(Clone, Debug)]
pub(crate) struct Decision {
    pub subject: Subject,
    /// The cue, as a place in the parsed's cues.
    pub cue: Option<usize>,
    /// Who it is, where a sieve knows better than the subject tells: the one who spoke before.
    pub entity: Option<usize>,
    pub rule: &'static str,
}

/// A sieve's answer, before it is named and weighed.
pub(crate) struct SieveMatch {
    pub subject: Subject,
    pub cue: Option<usize>,
    pub entity: Option<usize>,
}
