//! Answers plans: matches are grouped by article, scored, and put in order.

use crate::engine::document::id::ArticleId;
use crate::engine::document::record::Unit;
use crate::engine::error::Result;
use crate::engine::highlight::Highlighter;
use crate::engine::hits::Answer;
use crate::engine::matching::analyzed_query::{AnalyzedQuery, SpanClause, analyze};
use crate::engine::options::{SearchOptions, SortOrder};
use crate::index::matching::article_scope::ArticleMatches;
use crate::index::matching::translate::{Translated, translate};
use crate::index::ranking::article_score::{BagOfWords, articles_having, parts};
use crate::index::ranking::explain::ScoreExplainer;
use crate::index::ranking::feedback::{FEEDBACK_ARTICLES, learn};
use crate::index::ranking::field_boosts::{FieldBoost, add_field_boosts, field_boosts};
use crate::index::ranking::group::{Group, GroupedHit};
use crate::index::ranking::grouping::GroupCollector;
use crate::index::ranking::order::Order;
use crate::index::ranking::proximity::{Window, add_proximity};
use crate::index::ranking::recency::Recency;
use crate::index::retrieval::hits::HitStream;
use crate::index::storage::reader::{Reader, languages};
use crate::index::storage::statistics::Statistics;
use crate::query::Plan;
use rustc_hash::FxHashSet;
use std::sync::Arc;
use tantivy::Searcher;

/// Returns the number of matches, and the hits of a page still to be read.
pub(crate) fn search<'r>(
    reader: &'r Reader,
    plan: &Plan,
    options: &SearchOptions,
) -> Result<Answer<'r>> {
    let searcher = reader.searcher();
    let mut languages = languages(&searcher)?;
    let mut query = analyze(plan, &mut languages)?;
    let mut whole = None;
    if options.asks_articles() {
        let found = ArticleMatches::of(&query, options, &searcher)?;
        query = found.passages;
        whole = Some(found.articles);
    }
    let order = Order::new(&searcher)?;
    let statistics = Statistics::of(options.unit, &searcher)?;
    // Whole articles are ranked without them.
    let boosts = match options.groups_by_article() && query.ranked_by().is_some() {
        true => Vec::new(),
        false => field_boosts(plan, options.unit, &mut languages, &searcher, &statistics)?,
    };
    let search = Search {
        reader,
        searcher: &searcher,
        options,
        query: &query,
        translated: translate(&query, options.unit, options.root.as_deref(), &searcher)?,
        statistics: &statistics,
        order: &order,
        boosts,
    };
    let group = search.group();
    let (mut groups, bag) = search.ranked()?;
    if let Some(articles) = &whole {
        groups.retain(|group| articles.contains(&group.article));
    }
    let end = options.offset.saturating_add(options.limit);
    let mut partial = Vec::new();
    if groups.len() < end && options.partial && group == Group::Article {
        partial = search.partial(&query, bag.as_ref(), &groups)?;
    }
    let recency = options
        .recency_days
        .map(|days| Recency::of(days, &groups, &order));
    if let Some(recency) = &recency {
        for group in groups.iter_mut().chain(&mut partial) {
            group.score *= recency.factor(group, &order);
        }
    }
    let explainer = match options.explain {
        true => Some(ScoreExplainer {
            unit: options.unit,
            query: query.clone(),
            bag,
            boosts: search.boosts,
            recency,
        }),
        false => None,
    };
    let articles = match group {
        Group::Article => groups.len(),
        Group::Nothing => count_articles(&groups),
    };
    let matches = groups.iter().map(|group| group.count as usize).sum();
    let mut groups = match options.sort {
        SortOrder::Relevance => order.best(groups, end),
        by_date => sorted_by_date(groups, by_date, &order, end),
    };
    let mut partial = order.best(partial, end - groups.len());
    rank_behind(&groups, &mut partial);
    let partial_hits = partial.len();
    groups.extend(partial);
    let rank = options.offset.min(groups.len());
    groups.drain(..rank);
    let partial_hits = partial_hits.min(groups.len());
    let hits = HitStream {
        reader,
        highlighter: Highlighter::new(query, reader.take_stems()),
        unit: options.unit,
        groups: groups.into_iter(),
        rank,
        explainer,
        searcher,
    };
    Ok(Answer::new(articles, matches, hits).with_partial(partial_hits))
}

/// Scales the scores of articles with only some of the words so that the order of all is that of
/// the scores.
fn rank_behind(full: &[GroupedHit], partial: &mut [GroupedHit]) {
    let least = full.last().map(|group| group.score);
    let most = partial.first().map(|group| group.score);
    let factor = match least.zip(most) {
        Some((least, most)) if most >= least => 0.99 * least / most,
        _ => 1.0,
    };
    for group in partial {
        group.partial = factor;
        group.score *= factor;
    }
}

/// Returns the first `count` by date, those of one time by the usual order.
fn sorted_by_date(
    mut groups: Vec<GroupedHit>,
    sort: SortOrder,
    order: &Order,
    count: usize,
) -> Vec<GroupedHit> {
    groups.sort_by(|a, b| {
        let [one, other] = [a, b].map(|group| order.date(group));
        let by_date = match (one, other, sort) {
            (Some(one), Some(other), SortOrder::Oldest) => one.cmp(&other),
            // None is less than any date, so reversed it comes last.
            (Some(_), Some(_), _) | (None, _, _) | (_, None, _) => other.cmp(&one),
        };
        by_date.then_with(|| order.compare(a, b))
    });
    groups.truncate(count);
    groups
}

fn count_articles(groups: &[GroupedHit]) -> usize {
    let articles: FxHashSet<u64> = groups.iter().map(|group| group.article).collect();
    articles.len()
}

/// One plan being answered.
struct Search<'a> {
    reader: &'a Reader,
    searcher: &'a Searcher,
    options: &'a SearchOptions,
    query: &'a AnalyzedQuery,
    translated: Translated,
    statistics: &'a Statistics<'a>,
    order: &'a Order,
    boosts: Vec<FieldBoost>,
}

impl Search<'_> {
    fn group(&self) -> Group {
        match self.options.groups_by_article() {
            true => Group::Article,
            false => Group::Nothing,
        }
    }

    /// Returns everything that answers, in no order, with its score; and what articles were
    /// ranked by as wholes, if they were.
    fn ranked(&self) -> Result<(Vec<GroupedHit>, Option<Arc<BagOfWords>>)> {
        if self.group() == Group::Nothing {
            return Ok((self.by_passage()?, None));
        }
        let words = self.query.ranked_by();
        let bag = words
            .map(|words| self.bag(words))
            .transpose()?
            .map(Arc::new);
        let groups = match &bag {
            Some(bag) => self.by_article(bag)?,
            None => self.by_passage()?,
        };
        if !self.options.feedback {
            return Ok((groups, bag));
        }
        let mut words = Vec::new();
        self.query.words(&mut words);
        let mut learnt = self.bag(&words)?;
        let mut articles = Vec::new();
        for group in self.order.best(groups, FEEDBACK_ARTICLES) {
            let article = self
                .reader
                .article(ArticleId(group.article), Unit::Passage)?;
            articles.push((group.score, article));
        }
        learn(&mut learnt, &articles, self.searcher)?;
        let learnt = Arc::new(learnt);
        Ok((self.by_article(&learnt)?, Some(learnt)))
    }

    /// Returns articles with some of the words of which `full` have all.
    fn partial(
        &self,
        query: &AnalyzedQuery,
        bag: Option<&Arc<BagOfWords>>,
        full: &[GroupedHit],
    ) -> Result<Vec<GroupedHit>> {
        let (Some(bag), Some(query)) = (bag, query.with_any_words()) else {
            return Ok(Vec::new());
        };
        let root = self.options.root.as_deref();
        let any = Search {
            translated: translate(&query, self.options.unit, root, self.searcher)?,
            query: &query,
            boosts: Vec::new(),
            ..*self
        };
        let known: FxHashSet<u64> = full.iter().map(|group| group.article).collect();
        let mut groups = any.by_article(bag)?;
        groups.retain(|group| !known.contains(&group.article));
        Ok(groups)
    }

    /// Ranks by passages, or quotations.
    fn by_passage(&self) -> Result<Vec<GroupedHit>> {
        let mut groups = self.collected(None)?;
        add_field_boosts(&mut groups, &self.boosts, self.order, self.searcher)?;
        let mut words = Vec::new();
        self.query.words(&mut words);
        if words.len() > 1 {
            let statistics = self.statistics;
            let having = |terms: &_| statistics.having(terms);
            let unit = self.options.unit;
            let parts = parts(&words, unit, self.searcher, statistics.documents, having)?;
            add_proximity(
                &mut groups,
                (&parts, self.options.weights.proximity),
                Window::Passage,
                self.order,
                self.searcher,
            )?;
        }
        Ok(groups)
    }

    /// Ranks by whole articles.
    fn by_article(&self, bag: &Arc<BagOfWords>) -> Result<Vec<GroupedHit>> {
        let mut groups = self.collected(Some(Arc::clone(bag)))?;
        let parts = (&bag.parts[..bag.from_query], bag.weights.proximity);
        let window = Window::Article(&bag.lengths);
        add_proximity(&mut groups, parts, window, self.order, self.searcher)?;
        Ok(groups)
    }

    fn collected(&self, bag: Option<Arc<BagOfWords>>) -> Result<Vec<GroupedHit>> {
        let collector = GroupCollector {
            group: self.group(),
            ranked: self.translated.ranked,
            bag,
        };
        let query = &*self.translated.query;
        let groups =
            self.searcher
                .search_with_statistics_provider(query, &collector, self.statistics)?;
        Ok(match self.group() {
            Group::Article => self.order.join(groups),
            Group::Nothing => groups,
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
            from_query: parts.len(),
            parts,
            lengths,
            weights: self.options.weights,
        })
    }
}
