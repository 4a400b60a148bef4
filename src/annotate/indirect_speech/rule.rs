//! The rules that find indirect speech.

/// The construction that shows indirect speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IndirectRule {
    /// "According to Lind, *it rained*."
    AccordingTo,
    /// "As Lind said, *it rained*."
    AsSaid,
    /// "Lind said *it rained*."
    BareClause,
    /// "Lind promised *to come*."
    Infinitive,
    /// "Lind called it *'a sham'*."
    MarkedObject,
    /// "Lind announced *her candidacy*."
    NounPhrase,
    /// "Lind's claim *that it rained*"
    NounThat,
    /// "*It rained*, Lind said."
    Parenthesis,
    /// "which Lind said *was wrong*"
    RelativeClause,
    /// "*Er habe nichts gewusst.*"
    Subjunctive,
    /// "Lind said *that it rained*."
    ThatClause,
    /// "Lind asked *whether it rained*."
    Whether,
}

impl IndirectRule {
    /// Returns the name that reports, scores and golden files print.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::AccordingTo => "according-to",
            Self::AsSaid => "as-said",
            Self::BareClause => "bare-clause",
            Self::Infinitive => "infinitive",
            Self::MarkedObject => "marked-object",
            Self::NounPhrase => "noun-phrase",
            Self::NounThat => "noun-that",
            Self::Parenthesis => "parenthesis",
            Self::RelativeClause => "relative-clause",
            Self::Subjunctive => "subjunctive",
            Self::ThatClause => "that-clause",
            Self::Whether => "whether",
        }
    }
}
