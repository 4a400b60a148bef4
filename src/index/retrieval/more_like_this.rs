//! Finds articles like a given one.

use crate::engine::document::id::ArticleId;
use crate::engine::document::record::Unit;
use crate::engine::error::Result;
use crate::index::ranking::feedback::characteristic_words;
use crate::index::storage::reader::Reader;
use crate::index::storage::statistics::Statistics;
use crate::query::{Field, Plan};

/// Returns a plan for articles like this one, without it: any of the words it would be known by,
/// by TF-IDF.
pub(crate) fn more_like_this(reader: &Reader, id: ArticleId) -> Result<Plan> {
    let searcher = reader.searcher();
    let article = reader.article(id, Unit::Passage)?;
    let passages = Statistics::of(Unit::Passage, &searcher)?.documents;
    let word = |word| Plan::Word {
        field: Field::Words,
        word,
    };
    let words = characteristic_words(&article, &searcher, passages)?;
    let itself = Plan::Value {
        field: Field::Id,
        value: id.to_string(),
    };
    let any = Plan::Any(words.into_iter().map(word).collect());
    Ok(any.and(Plan::Not(Box::new(itself))))
}
