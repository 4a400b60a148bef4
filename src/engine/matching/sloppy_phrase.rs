//! Phrases with slop: `"a b"~3`.

use crate::engine::matching::positions::View;

/// How many words are tried in one document at most; choices beyond are left out.
const MAX_TRIES: u32 = 1 << 20;

/// Calls with each choice of different words, one for each leaf, that at most `slop` moves put in
/// order: as Lucene counts them, the widest difference of how far each is from its place.
pub(crate) fn each_choice(
    leaves: &[usize],
    slop: u32,
    view: &dyn View,
    found: &mut dyn FnMut(&[u32]),
) {
    let mut search = Search {
        leaves,
        slop: i64::from(slop),
        view,
        chosen: Vec::with_capacity(leaves.len()),
        tries: 0,
    };
    search.choose((i64::MIN, i64::MAX), found);
}

struct Search<'a> {
    leaves: &'a [usize],
    slop: i64,
    view: &'a dyn View,
    chosen: Vec<u32>,
    tries: u32,
}

impl Search<'_> {
    /// Chooses the next word, whose offset must lie between the two.
    fn choose(&mut self, (low, high): (i64, i64), found: &mut dyn FnMut(&[u32])) {
        let Some(&leaf) = self.leaves.get(self.chosen.len()) else {
            return found(&self.chosen);
        };
        let place = self.chosen.len() as i64;
        let view = self.view;
        let positions = view.leaf(leaf);
        let from = positions.partition_point(|&at| i64::from(at) - place < low);
        for &at in &positions[from..] {
            let offset = i64::from(at) - place;
            if offset > high || self.tries >= MAX_TRIES {
                break;
            }
            self.tries += 1;
            if self.chosen.contains(&at) {
                continue;
            }
            self.chosen.push(at);
            let (lowest, highest) = (offset - self.slop, offset + self.slop);
            self.choose((low.max(lowest), high.min(highest)), found);
            self.chosen.pop();
        }
    }
}
