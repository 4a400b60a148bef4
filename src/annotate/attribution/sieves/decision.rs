//! What a sieve decides about a quoted span.

use crate::annotate::cues::cue::Subject;

/// The speaker of a quoted span.
#[derive(Clone, Debug)]
pub(crate) struct Decision {
    pub subject: Subject,
    /// Index into `ParsedArticle::cues`.
    pub cue: Option<usize>,
    /// The entity, where the sieve knows it better than the subject's mention does: a speaker who
    /// continues.
    pub entity: Option<usize>,
    pub cue_use: CueUse,
    pub rule: &'static str,
}

/// A sieve's answer, before the sieve's name is added.
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
