//! Postings of the documents that were not deleted.

use crate::engine::error::Result;
use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

/// Returns the documents with a term that were not deleted, in order.
pub(crate) fn docs_with(segment: &SegmentReader, term: &Term) -> Result<Vec<DocId>> {
    let inverted = segment.inverted_index(term.field())?;
    let postings = inverted.read_postings(term, IndexRecordOption::Basic)?;
    Ok(postings.map_or(Vec::new(), |postings| alive(segment, postings).collect()))
}

pub(crate) fn alive(
    segment: &SegmentReader,
    mut postings: SegmentPostings,
) -> impl Iterator<Item = DocId> {
    std::iter::from_fn(move || {
        let doc = postings.doc();
        postings.advance();
        (doc != TERMINATED).then_some(doc)
    })
    .filter(|&doc| !segment.is_deleted(doc))
}
