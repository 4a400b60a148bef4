//! The documents that match, unranked.

use crate::engine::error::Result;
use crate::engine::matching::analyzed_query::AnalyzedQuery;
use crate::engine::options::SearchOptions;
use crate::index::matching::translate::translate;
use rayon::prelude::*;
use tantivy::query::EnableScoring;
use tantivy::{DocId, Searcher};

/// Returns the matching documents of each segment, in order.
pub(crate) fn matching_docs(
    query: &AnalyzedQuery,
    options: &SearchOptions,
    searcher: &Searcher,
) -> Result<Vec<Vec<DocId>>> {
    let translated = translate(query, options.unit, options.root.as_deref(), searcher)?;
    let weight = translated
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
