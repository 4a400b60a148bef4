//! The countries of the archive: how many articles mention each, are about it, and quote somebody
//! from it.

use crate::engine::document::record::Unit;
use crate::engine::error::Result;
use crate::engine::stats::CountryCounts;
use crate::index::document::schema;
use crate::index::document::schema::field;
use crate::index::facets::stats::count;
use crate::index::storage::postings::docs_with;
use crate::index::storage::reader::Reader;
use crate::place::Country;
use crate::query::Field;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use tantivy::Term;

/// Returns the countries, those mentioned in most articles first; equals by code.
pub(crate) fn countries(reader: &Reader) -> Result<Vec<CountryCounts>> {
    let [mut articles, mut about, mut quotes] = [const { BTreeMap::new() }; 3];
    for (place, segment) in reader.searcher().segment_readers().iter().enumerate() {
        let of_kind = |unit: Unit| {
            docs_with(
                segment,
                &Term::from_field_text(field(schema::UNIT), unit.name()),
            )
        };
        let passages = of_kind(Unit::Passage)?;
        let numbers = segment.fast_fields().u64(schema::ARTICLE)?;
        let article = |doc| numbers.first(doc).unwrap_or_default();
        count(
            segment,
            Field::Country.name(),
            &passages,
            &article,
            &mut articles,
        )?;
        count(
            segment,
            Field::About.name(),
            &passages,
            &article,
            &mut about,
        )?;
        // Every quotation counts, so each is its own group.
        let own = |doc| (place as u64) << 32 | u64::from(doc);
        let said = of_kind(Unit::Quote)?;
        count(
            segment,
            Field::SpeakerCountry.name(),
            &said,
            &own,
            &mut quotes,
        )?;
    }
    let codes: FxHashSet<&String> = articles
        .keys()
        .chain(about.keys())
        .chain(quotes.keys())
        .collect();
    let size = |groups: &BTreeMap<String, FxHashSet<u64>>, code: &String| {
        groups.get(code).map_or(0, FxHashSet::len)
    };
    let counted = codes.into_iter().filter_map(|code| {
        Some(CountryCounts {
            country: Country::from_code(code)?,
            articles: size(&articles, code),
            about: size(&about, code),
            quotes: size(&quotes, code),
        })
    });
    let mut counted: Vec<CountryCounts> = counted.collect();
    counted.sort_by_key(|counted| (std::cmp::Reverse(counted.articles), counted.country));
    Ok(counted)
}
