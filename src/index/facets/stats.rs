//! What an index holds, in numbers.

use crate::engine::document::record::Unit;
use crate::engine::error::{Error, Result};
use crate::engine::stats::{Stats, ValueCount};
use crate::index::document::schema;
use crate::index::document::schema::field;
use crate::index::storage::postings::docs_with;
use crate::index::storage::reader::Reader;
use crate::query::Field;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::path::Path;
use tantivy::{SegmentReader, Term};

/// Returns the counts, with at most `top` rows per list.
pub(crate) fn stats(reader: &Reader, top: usize) -> Result<Stats> {
    let searcher = reader.searcher();
    let mut stats = Stats::default();
    let mut articles = FxHashSet::default();
    let [mut languages, mut outlets, mut countries] = [const { Groups::new() }; 3];
    let mut speakers = Groups::new();
    let mut seconds: Option<(i64, i64)> = None;
    for (place, segment) in searcher.segment_readers().iter().enumerate() {
        let passages = docs_with(segment, &unit(Unit::Passage))?;
        stats.passages += passages.len();
        let numbers = segment.fast_fields().u64(schema::ARTICLE)?;
        let article = |doc| numbers.first(doc).unwrap_or_default();
        articles.extend(passages.iter().map(|&doc| article(doc)));
        count(
            segment,
            Field::Lang.name(),
            &passages,
            &article,
            &mut languages,
        )?;
        count(
            segment,
            Field::Outlet.name(),
            &passages,
            &article,
            &mut outlets,
        )?;
        count(
            segment,
            Field::Country.name(),
            &passages,
            &article,
            &mut countries,
        )?;

        let quotes = docs_with(segment, &unit(Unit::Quote))?;
        stats.quotes += quotes.len();
        // Every quotation counts, so each is its own group.
        let own = |doc| (place as u64) << 32 | u64::from(doc);
        count(segment, Field::Spelled.name(), &quotes, &own, &mut speakers)?;

        let dates = segment.fast_fields().date(schema::PUBLISHED)?;
        for date in passages.iter().filter_map(|&doc| dates.first(doc)) {
            let date = date.into_timestamp_secs();
            let (first, last) = seconds.get_or_insert((date, date));
            (*first, *last) = ((*first).min(date), (*last).max(date));
        }
    }
    stats.articles = articles.len();
    stats.attributed = speakers.values().map(FxHashSet::len).sum();
    stats.languages = most(sizes(languages), top);
    stats.outlets = most(sizes(outlets), top);
    stats.countries = most(sizes(countries), top);
    stats.speakers = most(sizes(speakers), top);
    stats.days = seconds.map(|(first, last)| (day(first), day(last)));
    let mut skips: BTreeMap<String, usize> = BTreeMap::new();
    let files = reader.file_records()?;
    stats.files = files.len();
    for skip in files.into_iter().flat_map(|file| file.skips) {
        *skips.entry(skip.reason).or_default() += 1;
    }
    stats.skips = most(skips, usize::MAX);
    stats.bytes = bytes(&reader.dir)?;
    Ok(stats)
}

fn unit(unit: Unit) -> Term {
    Term::from_field_text(field(schema::UNIT), unit.name())
}

/// The groups, articles or single quotations, that have a value.
type Groups = BTreeMap<String, FxHashSet<u64>>;

/// Gathers which groups have which values of a column. An article counts once a value, in however
/// many segments its documents lie.
pub(crate) fn count(
    segment: &SegmentReader,
    name: &str,
    docs: &[u32],
    group: &dyn Fn(u32) -> u64,
    groups: &mut Groups,
) -> Result<()> {
    let Some(column) = segment.fast_fields().str(name)? else {
        return Ok(());
    };
    let mut found: Vec<Vec<u64>> = vec![Vec::new(); column.num_terms()];
    for &doc in docs {
        let group = group(doc);
        for ord in column.term_ords(doc) {
            let known = &mut found[ord as usize];
            // An article's documents are mostly side by side.
            if known.last() != Some(&group) {
                known.push(group);
            }
        }
    }
    let mut value = String::new();
    for (ord, found) in found.into_iter().enumerate() {
        if found.is_empty() {
            continue;
        }
        value.clear();
        column.ord_to_str(ord as u64, &mut value)?;
        groups.entry(value.clone()).or_default().extend(found);
    }
    Ok(())
}

fn sizes(groups: Groups) -> BTreeMap<String, usize> {
    let sizes = groups
        .into_iter()
        .map(|(value, groups)| (value, groups.len()));
    sizes.collect()
}

fn most(counts: BTreeMap<String, usize>, top: usize) -> Vec<ValueCount> {
    let mut counts: Vec<ValueCount> = counts.into_iter().collect();
    // Stable, so equals stay in the order of their names.
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.truncate(top);
    counts
}

pub(crate) fn day(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map_or(String::new(), |time| {
        jiff::tz::Offset::UTC.to_datetime(time).date().to_string()
    })
}

fn bytes(dir: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(dir).map_err(Error::disk(dir))? {
        // A file that a merge removed meanwhile takes no space.
        bytes += entry
            .and_then(|entry| entry.metadata())
            .map_or(0, |data| data.len());
    }
    Ok(bytes)
}
