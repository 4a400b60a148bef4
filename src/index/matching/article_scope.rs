//! Boolean queries over whole articles: each clause may hold in another passage.
//!
//! The clauses are answered one by one, as sets of articles; AND, OR and NOT are those of sets.

use crate::engine::error::Result;
use crate::engine::matching::analyzed_query::AnalyzedQuery;
use crate::engine::options::SearchOptions;
use crate::index::document::schema;
use crate::index::matching::matching_docs::matching_docs;
use rustc_hash::FxHashSet;
use tantivy::Searcher;

/// What matches of a query asked of whole articles.
pub(crate) struct ArticleMatches {
    /// The articles, by number.
    pub articles: FxHashSet<u64>,
    /// The passages to list of them: those with any clause that is not negated.
    pub passages: AnalyzedQuery,
}

impl ArticleMatches {
    /// Answers the query.
    pub(crate) fn of(
        query: &AnalyzedQuery,
        options: &SearchOptions,
        searcher: &Searcher,
    ) -> Result<Self> {
        let mut positive = Vec::new();
        clauses(query, &mut positive);
        let passages = match positive.len() {
            0 => AnalyzedQuery::All,
            1 => positive.remove(0),
            _ => AnalyzedQuery::Or(positive),
        };
        let articles = articles(query, options, searcher)?;
        Ok(Self { articles, passages })
    }
}

/// Gathers the clauses that are not negated.
fn clauses(query: &AnalyzedQuery, positive: &mut Vec<AnalyzedQuery>) {
    match query {
        AnalyzedQuery::And(parts) | AnalyzedQuery::Or(parts) => {
            parts.iter().for_each(|part| clauses(part, positive));
        }
        AnalyzedQuery::Not(_) | AnalyzedQuery::All | AnalyzedQuery::Dates(_) => {}
        clause => positive.push(clause.clone()),
    }
}

fn articles(
    query: &AnalyzedQuery,
    options: &SearchOptions,
    searcher: &Searcher,
) -> Result<FxHashSet<u64>> {
    let sets = |parts: &[AnalyzedQuery]| -> Result<Vec<FxHashSet<u64>>> {
        let parts = parts.iter();
        parts
            .map(|part| articles(part, options, searcher))
            .collect()
    };
    Ok(match query {
        AnalyzedQuery::And(parts) => {
            let mut sets = sets(parts)?.into_iter();
            let first = sets.next().unwrap_or_default();
            sets.fold(first, |mut all, set| {
                all.retain(|article| set.contains(article));
                all
            })
        }
        AnalyzedQuery::Or(parts) => sets(parts)?.into_iter().flatten().collect(),
        AnalyzedQuery::Not(part) => {
            let without = articles(part, options, searcher)?;
            let mut all = articles(&AnalyzedQuery::All, options, searcher)?;
            all.retain(|article| !without.contains(article));
            all
        }
        clause => {
            let mut found = FxHashSet::default();
            let docs = matching_docs(clause, options, searcher)?;
            for (segment, docs) in searcher.segment_readers().iter().zip(docs) {
                let column = segment.fast_fields().u64(schema::ARTICLE)?;
                found.extend(docs.into_iter().filter_map(|doc| column.first(doc)));
            }
            found
        }
    })
}
