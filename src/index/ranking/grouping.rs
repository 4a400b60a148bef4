//! Groups what matched while it is found: one run of hits per article, represented by
//! its best hit.
//!
//! An article's documents lie side by side in a segment, so a run ends where the article
//! changes, and grouping costs no hashing until the runs of segments meet.

use crate::index::ranking::group::{Group, GroupedHit, grade};
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::ColumnValues;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::index::document::schema::ARTICLE;
use crate::index::ranking::article_score::{BagOfWords, SegmentBag};

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
    hits: Vec<GroupedHit>,
    bag: Option<SegmentBag>,
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
            hits: Vec::new(),
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
        let begins = self.hits.last().is_none_or(|hit| hit.article != article);
        let score = match &mut self.bag {
            Some(bag) => {
                if let Some(hit) = self.hits.last_mut().filter(|_| begins) {
                    hit.score = bag.article(hit.doc, hit.score);
                }
                bag.passage(doc, begins)
            }
            None => score,
        };
        if self.group == Group::Article
            && let Some(hit) = self.hits.last_mut()
            && hit.article == article
        {
            hit.count += 1;
            hit.last = doc;
            if grade(score) > grade(hit.score) {
                (hit.doc, hit.score) = (doc, score);
            }
            return;
        }
        self.hits.push(GroupedHit {
            article,
            segment: self.segment,
            doc,
            score,
            count: 1,
            field_boost: 0.0,
            first: doc,
            last: doc,
            partial: 0.0,
        });
    }

    fn harvest(mut self) -> Vec<GroupedHit> {
        if let (Some(bag), Some(hit)) = (&mut self.bag, self.hits.last_mut()) {
            hit.score = bag.article(hit.doc, hit.score);
        }
        self.hits
    }
}
