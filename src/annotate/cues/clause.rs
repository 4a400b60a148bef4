//! One sentence with its mentions, as the search for cues and subjects sees it.

use crate::annotate::entities::mention::Mention;
use crate::annotate::text::tokens::{NOT_QUOTED, TokenKind, TokenizedText};
use crate::annotate::text::word_lists::WordList;
use crate::lang::Class;
use std::ops::Range;

/// A sentence of the narration.
pub(crate) struct Clause<'r, 't> {
    pub(crate) tokenized: &'r TokenizedText<'t>,
    pub(crate) sentence: usize,
    pub(crate) tokens: Range<usize>,
    pub(crate) mentions: &'r [Mention],
    /// The sentence's mentions, as indices into `mentions`.
    pub(crate) mention_range: Range<usize>,
}

impl Clause<'_, '_> {
    pub(crate) fn kind(&self, token: usize) -> Option<TokenKind> {
        self.tokens
            .contains(&token)
            .then(|| self.tokenized.tokens[token].kind)
    }

    pub(crate) fn is(&self, token: usize, class: Class) -> bool {
        self.tokens.contains(&token) && self.tokenized.tokens[token].is(class)
    }

    pub(crate) fn text_is(&self, token: usize, word: &str) -> bool {
        self.tokens.contains(&token) && self.tokenized.text_is(token, word)
    }

    /// Returns the mention of this sentence that ends before the token `end`.
    pub(crate) fn mention_ending_at(&self, end: usize) -> Option<usize> {
        let mentions = &self.mentions[self.mention_range.clone()];
        let at =
            self.mention_range.start + mentions.partition_point(|mention| mention.tokens.end < end);
        (at < self.mention_range.end && self.mentions[at].tokens.end == end).then_some(at)
    }

    pub(crate) fn mention_at(&self, token: usize) -> Option<usize> {
        let mentions = &self.mentions[self.mention_range.clone()];
        let at = self.mention_range.start
            + mentions.partition_point(|mention| mention.tokens.end <= token);
        (at < self.mention_range.end && self.mentions[at].tokens.contains(&token)).then_some(at)
    }

    /// Tells whether a determiner can be a subject by itself: "many said", but not "the said plan".
    pub(crate) fn is_independent_determiner(&self, token: usize) -> bool {
        self.is(token, Class::DETERMINER)
            && !self.is(token, Class::THAT)
            && !WordList::DependentDeterminers.contains(self.tokenized.token_text(token))
            || WordList::OtherSubjects.contains(self.tokenized.token_text(token))
    }

    pub(crate) fn is_narration(&self, token: usize) -> bool {
        self.tokenized.tokens[token].quoted_span == NOT_QUOTED
    }
}
