//! Boosts the best hits by the proximity of query words, after the sequential dependence model
//! (Metzler and Croft, 2005): for each two neighbours in the query, how often they are near each
//! other in the text, and how often one follows the other.

use crate::engine::error::Result;
use crate::engine::matching::occurrence::PositionSpan;
use crate::engine::matching::spans::TEXT_FROM;
use crate::index::matching::cursor::Cursor;
use crate::index::ranking::article_score::Part;
use crate::index::ranking::bm25::{idf, saturation};
use crate::index::ranking::group::GroupedHit;
use crate::index::ranking::order::Order;
use crate::index::storage::statistics::{ArticleLengths, Lengths};
use tantivy::Searcher;

/// How near is near, in words.
const WINDOW: u32 = 8;

/// The text of a hit in which proximity is counted.
#[derive(Clone, Copy)]
pub(crate) enum Window<'a> {
    /// All matching passages of its article, with the average lengths.
    Article(&'a Lengths),
    /// The passage itself; passages are of similar length.
    Passage,
}

impl Window<'_> {
    /// How many of the best hits are scored. Passages are short, so proximity matters only among
    /// the very best of them.
    fn depth(self) -> usize {
        match self {
            Self::Article(_) => 1000,
            Self::Passage => 100,
        }
    }
}

/// An open segment: its number, cursors over the words, and the lengths of its articles.
type OpenSegment = (u32, Vec<Cursor>, ArticleLengths);

/// Adds the proximity boost to the scores of the best hits: `weight` for words near one another,
/// and again if one follows the other.
pub(crate) fn add_proximity(
    groups: &mut [GroupedHit],
    (parts, weight): (&[Part], f32),
    window: Window<'_>,
    order: &Order,
    searcher: &Searcher,
) -> Result<()> {
    // What counts less than a word, such as another name of a country, is no word's neighbour.
    let parts: Vec<&Part> = parts.iter().filter(|part| part.boost >= 1.0).collect();
    if parts.len() < 2 || groups.is_empty() {
        return Ok(());
    }
    let groups = order.first(groups, window.depth());
    groups.sort_unstable_by_key(|group| (group.segment, group.first));
    // For each hit and pair of neighbours, how often they are near, and in a row.
    let pairs = parts.len() - 1;
    let mut near = vec![[0_u32; 2]; groups.len() * pairs];
    let mut lengths = Vec::with_capacity(groups.len());
    let mut open: Option<OpenSegment> = None;
    for (group, near) in groups.iter().zip(near.chunks_mut(pairs)) {
        if open
            .as_ref()
            .is_none_or(|(segment, ..)| *segment != group.segment)
        {
            let reader = searcher.segment_reader(group.segment);
            let cursors = parts.iter().map(|part| Cursor::open(&part.spec, reader));
            let cursors = cursors.collect::<tantivy::Result<_>>()?;
            open = Some((group.segment, cursors, ArticleLengths::open(reader)?));
        }
        let (_, cursors, own) = open.as_mut().expect("just opened");
        let (docs, length) = match window {
            Window::Article(lengths) => {
                let length = own.words(group.first) / lengths.article;
                (group.first..=group.last, length)
            }
            Window::Passage => (group.doc..=group.doc, 1.0),
        };
        lengths.push(length);
        let first_doc = *docs.start();
        for doc in docs {
            // The title stands in every passage, and counts once.
            let from = if doc == first_doc { 0 } else { TEXT_FROM };
            let places: Vec<Vec<PositionSpan>> = cursors
                .iter_mut()
                .map(|cursor| {
                    let mut places = cursor.places(doc);
                    places.retain(|place| place.start >= from);
                    places
                })
                .collect();
            for (pair, near) in places.windows(2).zip(near.iter_mut()) {
                count_near(&pair[0], &pair[1], near);
            }
        }
    }
    for pair in 0..pairs {
        for unit in 0..2 {
            let having = near
                .chunks(pairs)
                .filter(|near| near[pair][unit] > 0)
                .count();
            let pair_weight = weight * idf(having as u64, groups.len() as u64);
            for ((group, near), length) in groups.iter_mut().zip(near.chunks(pairs)).zip(&lengths) {
                group.score += pair_weight * saturation(near[pair][unit] as f32, *length);
            }
        }
    }
    Ok(())
}

/// Counts how many of the first have one of the second near, and how many right behind.
fn count_near(first: &[PositionSpan], second: &[PositionSpan], near: &mut [u32; 2]) {
    for place in first {
        let from = second.partition_point(|other| other.end + WINDOW < place.start);
        let mut others = second[from..]
            .iter()
            .take_while(|other| other.start <= place.end + WINDOW);
        let (mut any, mut behind) = (false, false);
        for other in others.by_ref().filter(|other| *other != place) {
            any = true;
            behind |= other.start == place.end + 1;
        }
        near[0] += u32::from(any);
        near[1] += u32::from(behind);
    }
}
