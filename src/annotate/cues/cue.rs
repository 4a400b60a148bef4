//! Cues: the words that introduce speech.

use crate::lang::Frames;
use std::ops::Range;

/// A cue verb, a noun of speech, or an attribution phrase ("according to"), with its subject.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cue {
    /// The verb with its particle, the noun, or the phrase.
    pub tokens: Range<usize>,
    pub kind: CueKind,
    pub frames: Frames,
    pub sentence: usize,
    pub subject: Option<Subject>,
    /// The speaker follows the cue: "said Lind".
    pub inverted: bool,
    /// A gerund ("saying", "adding"), which shares another verb's subject.
    pub gerund: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CueKind {
    Verb,
    Source,
    Noun,
}

/// The source of a cue: its tokens, and the mention they are, if any.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Subject {
    pub tokens: Range<usize>,
    pub mention: Option<usize>,
    /// The relative pronoun that refers to it: "who".
    pub relative_pronoun: Option<Range<usize>>,
    /// How the subject was found.
    pub rule: &'static str,
}

impl Cue {
    /// Returns the first token of cue and subject taken together.
    pub(crate) fn start(&self) -> usize {
        let subject = self.subject.as_ref().map(|subject| subject.tokens.start);
        subject.map_or(self.tokens.start, |start| start.min(self.tokens.start))
    }

    /// Returns the token after cue and subject taken together.
    pub(crate) fn end(&self) -> usize {
        let subject = self.subject.as_ref().map(|subject| subject.tokens.end);
        subject.map_or(self.tokens.end, |end| end.max(self.tokens.end))
    }
}

impl Subject {
    pub(crate) fn of(tokens: Range<usize>, mention: Option<usize>, rule: &'static str) -> Self {
        Self {
            tokens,
            mention,
            relative_pronoun: None,
            rule,
        }
    }
}
