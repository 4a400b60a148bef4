//! Groups what matched while it is found: one run of hits an article, its best hit standing
//! for it.
//!
//! An article's documents lie side by side in a segment, so a run ends where the article
//! changes, and grouping costs no hashing until the runs of segments meet.

use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::ColumnValues;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::index::document::schema::ARTICLE;
use crate::index::ranking::article_score::{BagOfWords, SegmentBag};

/// Whether the hits of an article are shown as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    Article,
    Nothing,
}

/// Hits of one article side by side, of which one is the best.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GroupedHit {
    pub article: u64,
    pub segment: SegmentOrdinal,
    /// The best hit, the first of equals.
    pub doc: DocId,
    pub score: Score,
    pub count: u32,
    /// What of the score its words earn by where they stand.
    pub earned: Score,
    /// Its first hit and its last.
    pub first: DocId,
    pub last: DocId,
}

pub(crate) struct GroupCollector {
    pub group: Group,
    pub ranked: bool,
    /// What articles are ranked by as wholes, if they are.
    pub bag: Option<Arc<BagOfWords>>,
}

pub(crate) struct SegmentGroups {
    group: Group,
    segment: SegmentOrdinal,
    articles: Arc<dyn ColumnValues<u64>>,
    runs: Vec<GroupedHit>,
    bag: Option<SegmentBag>,
}

/// Rounds a score, which is never below 0, so that sums made in another order still tie.
pub(crate) fn grade(score: Score) -> i64 {
    // `round` is a call, and this is asked of every hit.
    (f64::from(score) * 10_000.0 + 0.5) as i64
}

impl Collector for GroupCollector {
    type Fruit = Vec<GroupedHit>;
    type Child = SegmentGroups;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentGroups> {
        Ok(SegmentGroups {
            group: self.group,
            segment,
            articles: reader.fast_fields().column_first_or_default(ARTICLE)?,
            runs: Vec::new(),
            bag: match &self.bag {
                Some(bag) => Some(SegmentBag::open(bag, reader)?),
                None => None,
            },
        })
    }

    fn requires_scoring(&self) -> bool {
        self.ranked && self.bag.is_none()
    }

    fn merge_fruits(&self, segments: Vec<Vec<GroupedHit>>) -> tantivy::Result<Vec<GroupedHit>> {
        Ok(segments.concat())
    }
}

impl SegmentCollector for SegmentGroups {
    type Fruit = Vec<GroupedHit>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let article = self.articles.get_val(doc);
        let begins = self.runs.last().is_none_or(|run| run.article != article);
        let score = match &mut self.bag {
            Some(bag) => {
                if let Some(run) = self.runs.last_mut().filter(|_| begins) {
                    run.score = bag.article(run.doc, run.score);
                }
                bag.passage(doc)
            }
            None => score,
        };
        if self.group == Group::Article
            && let Some(run) = self.runs.last_mut()
            && run.article == article
        {
            run.count += 1;
            run.last = doc;
            if grade(score) > grade(run.score) {
                (run.doc, run.score) = (doc, score);
            }
            return;
        }
        self.runs.push(GroupedHit {
            article,
            segment: self.segment,
            doc,
            score,
            count: 1,
            earned: 0.0,
            first: doc,
            last: doc,
        });
    }

    fn harvest(mut self) -> Vec<GroupedHit> {
        if let (Some(bag), Some(run)) = (&mut self.bag, self.runs.last_mut()) {
            run.score = bag.article(run.doc, run.score);
        }
        self.runs
    }
}
