//! Reads the stored record of a passage or quotation.

use crate::engine::document::record::Record;
use crate::engine::error::Result;
use crate::index::document::quote_ref::QuoteRef;
use crate::index::document::schema::{self, field};
use serde::de::DeserializeOwned;
use tantivy::schema::Value;
use tantivy::{DocAddress, Searcher, TantivyDocument};

/// Returns what is stored of a passage or quotation.
pub(crate) fn record(searcher: &Searcher, segment: u32, doc: u32) -> Result<Record> {
    let document = |doc| searcher.doc(DocAddress::new(segment, doc));
    let own: TantivyDocument = document(doc)?;
    if own.get_first(field(schema::QUOTE_REF)).is_none() {
        return parsed(&own, schema::RECORD);
    }
    let quote: QuoteRef = parsed(&own, schema::QUOTE_REF)?;
    let passage = document(doc.saturating_sub(quote.back))?;
    Ok(quote.whole(parsed(&passage, schema::RECORD)?))
}

fn parsed<T: DeserializeOwned>(document: &TantivyDocument, name: &str) -> Result<T> {
    let json = document.get_first(field(name));
    let json = json.and_then(|value| value.as_bytes()).unwrap_or_default();
    serde_json::from_slice(json)
        .map_err(|error| tantivy::TantivyError::InternalError(error.to_string()).into())
}
