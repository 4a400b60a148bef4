//! The word positions of one document, wherever they come from: an index, or a stored text.

use crate::query::Distance;

/// The positions in one document.
pub(crate) trait View {
    /// Returns the positions of a leaf's words, in order, each once.
    fn leaf(&self, leaf: usize) -> &[u32];
    /// Returns where sentences, or paragraphs, begin, in order.
    fn breaks(&self, reach: Distance) -> &[u32];
}

/// The positions of the leaves in one document.
#[derive(Debug, Default)]
pub(crate) struct Positions {
    pub leaves: Vec<Vec<u32>>,
    pub sentences: Vec<u32>,
    pub paragraphs: Vec<u32>,
}

impl View for Positions {
    fn leaf(&self, leaf: usize) -> &[u32] {
        &self.leaves[leaf]
    }

    fn breaks(&self, reach: Distance) -> &[u32] {
        match reach {
            Distance::Words(_) => &[],
            Distance::Sentence => &self.sentences,
            Distance::Paragraph => &self.paragraphs,
        }
    }
}
