//! Answers plans: what is found is grouped by article, scored, and put in order.

pub(crate) mod hits;
pub(crate) mod suggest;

use crate::engine::ArticleId;
use crate::engine::document::record::Unit;
use crate::engine::error::Result;
use crate::engine::highlight::Highlighter;
use crate::engine::matching::analyzed_query::{AnalyzedQuery, SpanClause, asked};
use crate::index::matching::translate::{Translated, lower};
use crate::index::ranking::article_score::{BagOfWords, articles_having, parts};
use crate::index::ranking::explain::{Recency, Scoring, Statistics};
use crate::index::ranking::feedback::{FEEDBACK_ARTICLES, learn};
use crate::index::ranking::field_boosts::{FieldBoost, add_favours, favours};
use crate::index::ranking::grouping::{Group, GroupCollector, GroupedHit};
use crate::index::ranking::order::Order;
use crate::index::ranking::proximity::{Stretch, add_nearness};
use crate::index::retrieval::hits::{Answer, Hits};
use crate::index::storage::reader::{Reader, languages};
use crate::query::Plan;
use rayon::prelude::*;
use std::sync::Arc;
use tantivy::query::EnableScoring;
use tantivy::{DocId, Searcher};

/// What to answer with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchOptions {
    pub unit: Unit,
    pub limit: usize,
    pub offset: usize,
    /// Only what lies under the corpus of this label.
    pub root: Option<String>,
    /// Rank again by what the best articles have in common. What is found stays the same.
    pub feedback: bool,
    /// FieldBoost newer articles: one so many days older than the newest found counts half.
    pub fresh: Option<u32>,
    /// Say of each hit how its score came about.
    pub explain: bool,
    /// Every passage by itself, not the best one for its article.
    pub every: bool,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self {
            unit: Unit::Passage,
            limit: 10,
            offset: 0,
            root: None,
            feedback: false,
            fresh: None,
            explain: false,
            every: false,
        }
    }
}

impl Reader {
    /// Returns the best hits and exact counts.
    ///
    /// Hits of one score are in the order newest first, then by article and position: the same
    /// for the same texts, however many threads indexed them.
    pub fn search(&self, plan: &Plan, options: &SearchOptions) -> Result<Hits> {
        let answer = self.ask(plan, options)?;
        Ok(Hits {
            articles: answer.articles,
            matches: answer.matches,
            hits: answer.collect::<Result<_>>()?,
        })
    }

    /// Returns the counts, and the hits one by one.
    pub fn ask(&self, plan: &Plan, options: &SearchOptions) -> Result<Answer<'_>> {
        let searcher = self.searcher();
        let mut languages = languages(&searcher)?;
        let asked = asked(plan, &mut languages)?;
        let order = Order::new(&searcher)?;
        let statistics = Statistics::of(options.unit, &searcher)?;
        let favours = favours(plan, options.unit, &mut languages, &searcher, &statistics)?;
        let search = Search {
            reader: self,
            searcher: &searcher,
            options,
            asked: &asked,
            lowered: lower(&asked, options.unit, options.root.as_deref(), &searcher)?,
            statistics: &statistics,
            order: &order,
            favours,
        };
        let group = search.group();
        let (mut runs, bag) = search.ranked()?;
        let fresh = options.fresh.map(|days| Recency::of(days, &runs, &order));
        if let Some(fresh) = &fresh {
            for run in &mut runs {
                run.score *= fresh.factor(run, &order);
            }
        }
        let scoring = match options.explain {
            true => Some(Scoring {
                unit: options.unit,
                asked: asked.clone(),
                bag,
                favours: search.favours,
                fresh,
            }),
            false => None,
        };
        let articles = match group {
            Group::Article => runs.len(),
            Group::Nothing => count_articles(&runs),
        };
        let matches = runs.iter().map(|run| run.count as usize).sum();
        let end = options.offset.saturating_add(options.limit);
        let mut runs = order.best(runs, end);
        let rank = options.offset.min(runs.len());
        runs.drain(..rank);
        Ok(Answer {
            articles,
            matches,
            reader: self,
            highlighter: Highlighter::new(asked, self.take_stems()),
            unit: options.unit,
            runs: runs.into_iter(),
            rank,
            scoring,
            searcher,
        })
    }

    /// Returns the documents of each segment that answer, in order.
    pub(crate) fn matching(
        &self,
        asked: &AnalyzedQuery,
        options: &SearchOptions,
        searcher: &Searcher,
    ) -> Result<Vec<Vec<DocId>>> {
        let lowered = lower(asked, options.unit, options.root.as_deref(), searcher)?;
        let weight = lowered
            .query
            .weight(EnableScoring::disabled_from_searcher(searcher))?;
        let segments = searcher.segment_readers().par_iter();
        let found = segments.map(|segment| {
            let mut docs = Vec::new();
            weight.for_each_no_score(segment, &mut |block| docs.extend_from_slice(block))?;
            if let Some(alive) = segment.alive_bitset() {
                docs.retain(|&doc| alive.is_alive(doc));
            }
            Ok(docs)
        });
        found.collect()
    }
}

fn count_articles(runs: &[GroupedHit]) -> usize {
    let articles: rustc_hash::FxHashSet<u64> = runs.iter().map(|run| run.article).collect();
    articles.len()
}

/// One question being answered.
struct Search<'a> {
    reader: &'a Reader,
    searcher: &'a Searcher,
    options: &'a SearchOptions,
    asked: &'a AnalyzedQuery,
    lowered: Translated,
    statistics: &'a Statistics<'a>,
    order: &'a Order,
    favours: Vec<FieldBoost>,
}

impl Search<'_> {
    fn group(&self) -> Group {
        match self.options.unit {
            Unit::Passage if !self.options.every => Group::Article,
            _ => Group::Nothing,
        }
    }

    /// Returns everything that answers, in no order, with its score; and what articles were
    /// ranked by as wholes, if they were.
    fn ranked(&self) -> Result<(Vec<GroupedHit>, Option<Arc<BagOfWords>>)> {
        if self.group() == Group::Nothing {
            return Ok((self.by_passage()?, None));
        }
        let words = self.asked.ranked_by();
        let bag = words
            .map(|words| self.bag(words))
            .transpose()?
            .map(Arc::new);
        let runs = match &bag {
            Some(bag) => self.by_article(bag)?,
            None => self.by_passage()?,
        };
        if !self.options.feedback {
            return Ok((runs, bag));
        }
        let mut words = Vec::new();
        self.asked.words(&mut words);
        let mut learnt = self.bag(&words)?;
        let mut articles = Vec::new();
        for run in self.order.best(runs, FEEDBACK_ARTICLES) {
            let article = self.reader.article(ArticleId(run.article), Unit::Passage)?;
            articles.push((run.score, article));
        }
        learn(&mut learnt, &articles, self.searcher)?;
        let learnt = Arc::new(learnt);
        Ok((self.by_article(&learnt)?, Some(learnt)))
    }

    /// Ranks by passages, or quotations.
    fn by_passage(&self) -> Result<Vec<GroupedHit>> {
        let mut runs = self.collected(None)?;
        add_favours(&mut runs, &self.favours, self.order, self.searcher)?;
        let mut words = Vec::new();
        self.asked.words(&mut words);
        if words.len() > 1 {
            let statistics = self.statistics;
            let having = |terms: &_| statistics.having(terms);
            let unit = self.options.unit;
            let parts = parts(&words, unit, self.searcher, statistics.documents, having)?;
            add_nearness(
                &mut runs,
                &parts,
                Stretch::Passage,
                self.order,
                self.searcher,
            )?;
        }
        Ok(runs)
    }

    /// Ranks by whole articles.
    fn by_article(&self, bag: &Arc<BagOfWords>) -> Result<Vec<GroupedHit>> {
        let mut runs = self.collected(Some(Arc::clone(bag)))?;
        let (parts, stretch) = (&bag.parts[..bag.asked], Stretch::Article(&bag.lengths));
        add_nearness(&mut runs, parts, stretch, self.order, self.searcher)?;
        Ok(runs)
    }

    fn collected(&self, bag: Option<Arc<BagOfWords>>) -> Result<Vec<GroupedHit>> {
        let collector = GroupCollector {
            group: self.group(),
            ranked: self.lowered.ranked,
            bag,
        };
        let query = &*self.lowered.query;
        let runs =
            self.searcher
                .search_with_statistics_provider(query, &collector, self.statistics)?;
        Ok(match self.group() {
            Group::Article => self.order.join(runs),
            Group::Nothing => runs,
        })
    }

    /// Returns words to rank articles by.
    fn bag(&self, words: &[SpanClause]) -> Result<BagOfWords> {
        let lengths = self
            .reader
            .lengths(self.searcher, self.statistics.documents)?;
        let having = |terms: &_| articles_having(terms, self.searcher);
        let parts = parts(
            words,
            Unit::Passage,
            self.searcher,
            lengths.articles,
            having,
        )?;
        Ok(BagOfWords {
            asked: parts.len(),
            parts,
            lengths,
        })
    }
}
