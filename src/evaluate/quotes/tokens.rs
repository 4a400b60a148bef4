//! The words of an article that quotations cover.

use crate::evaluate::quotes::char_span::CharSpan;

/// The words of an article: runs of letters, digits and underscores.
pub(crate) struct Tokens {
    starts: Vec<usize>,
}

impl Tokens {
    pub(crate) fn of(text: &[char]) -> Self {
        let is_word = |at: usize| text[at].is_alphanumeric() || text[at] == '_';
        let opens = |&at: &usize| is_word(at) && !(at > 0 && is_word(at - 1));
        Self {
            starts: (0..text.len()).filter(opens).collect(),
        }
    }

    /// Tells for each word whether it begins in one of the spans.
    pub(crate) fn covered(&self, spans: impl Iterator<Item = CharSpan>) -> Vec<bool> {
        let mut covered = vec![false; self.starts.len()];
        for span in spans {
            let [from, to] =
                [span.start, span.end].map(|end| self.starts.partition_point(|&start| start < end));
            covered[from..to].fill(true);
        }
        covered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_belongs_where_it_begins() {
        let text: Vec<char> = "Größe, it’s a_b".chars().collect();
        let tokens = Tokens::of(&text);
        let covered = |start, end| tokens.covered([CharSpan::new(start, end)].into_iter());
        assert_eq!(covered(0, 1), [true, false, false, false]);
        assert_eq!(covered(1, 11), [false, true, true, false]);
        assert_eq!(covered(0, 15), [true; 4]);
    }
}
