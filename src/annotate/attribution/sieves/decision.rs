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
    pub cue_use: CueUse,
    pub rule: &'static str,
}

/// A sieve's answer, before it is named and weighed.
pub(crate) struct SieveMatch {
    pub subject: Subject,
    pub cue: Option<usize>,
    pub entity: Option<usize>,
}

/// Whether a cue that a sieve used may govern indirect speech before it as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CueUse {
    /// The quotation has the cue for itself.
    Own,
    /// The plan will fail, *she said*, "and soon": what stands before the cue may be its content too.
    MayBeShared,
}
