//! A clause.

use crate::annotate::entities::mention::Mention;
use crate::annotate::text::tokens::{Kind, OUTSIDE, Reading};
use crate::lang::Class;
use std::ops::Range;

/// One sentence, with what is needed to find subjects in it.
pub(crate) struct Clause<'r, 't> {
    pub(crate) reading: &'r Reading<'t>,
    pub(crate) index: usize,
    pub(crate) tokens: Range<usize>,
    pub(crate) mentions: &'r [Mention],
    /// The sentence's mentions.
    pub(crate) here: Range<usize>,
}

impl Clause<'_, '_> {
    pub(crate) fn kind(&self, token: usize) -> Option<Kind> {
        self.tokens
            .contains(&token)
            .then(|| self.reading.tokens[token].kind)
    }

    pub(crate) fn is(&self, token: usize, class: Class) -> bool {
        self.tokens.contains(&token) && self.reading.tokens[token].is(class)
    }

    pub(crate) fn says(&self, token: usize, word: &str) -> bool {
        self.tokens.contains(&token) && self.reading.says(token, word)
    }

    /// Returns the mention of this sentence that ends at the token.
    pub(crate) fn ending(&self, end: usize) -> Option<usize> {
        let mentions = &self.mentions[self.here.clone()];
        let at = self.here.start + mentions.partition_point(|mention| mention.tokens.end < end);
        (at < self.here.end && self.mentions[at].tokens.end == end).then_some(at)
    }

    pub(crate) fn holding(&self, token: usize) -> Option<usize> {
        let mentions = &self.mentions[self.here.clone()];
        let at = self.here.start + mentions.partition_point(|mention| mention.tokens.end <= token);
        (at < self.here.end && self.mentions[at].tokens.contains(&token)).then_some(at)
    }

    /// Tells a determiner that can be a subject by itself: "many said", but not "the said plan".
    pub(crate) fn stands_alone(&self, token: usize) -> bool {
        self.is(token, Class::DETERMINER)
            && !self.is(token, Class::THAT)
            && !matches!(
                self.reading.words(token),
                "the" | "a" | "an" | "no" | "any" | "every"
            )
            || matches!(self.reading.words(token), "others" | "Others")
    }

    pub(crate) fn narrates(&self, token: usize) -> bool {
        self.reading.tokens[token].region == OUTSIDE
    }
}
