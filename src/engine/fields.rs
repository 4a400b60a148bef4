//! What every engine knows of a document's fields: one row for each.
//!
//! A row says under which name of a query the values are found, how a document fills them, how
//! an engine indexes them, whether they can be counted by, and whether they are a column of CSV.
//! What a reader types to name a field is in [`crate::query::QUERY_FIELDS`]. A new field is a
//! row there, a member of [`Record`], and a row here.

use crate::engine::document::record::Record;
use crate::query::Field;

/// How an engine indexes the values of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indexing {
    /// Folded words with their positions; whole values to count by.
    Names,
    /// Folded words with their positions.
    Folded,
    /// One term for each value; whole values to count by.
    Code,
    /// One term for each value, weighted by its share of the article; whole values to count by.
    Shares,
    /// One term for each value.
    Key,
}

/// Calls with each value of a document and its weight, which is 1 but for shares.
pub type Values = fn(&Record, &mut dyn FnMut(&str, f32));

/// A field of a document.
pub struct FieldRow {
    /// Its name in a query.
    pub field: Field,
    /// How it is indexed.
    pub indexing: Indexing,
    /// Gives each of a document's values.
    pub values: Values,
    /// The name to count by, if it can be counted by.
    pub dimension: Option<&'static str>,
    /// Whether every published article has a value, so that shares by it make sense.
    pub of_publication: bool,
}

/// The fields with values of their own. The words of texts and titles are indexed apart.
#[rustfmt::skip]
pub const FIELDS: &[FieldRow] = &[
    FieldRow { field: Field::Spelled, indexing: Indexing::Names, dimension: Some("speaker"), of_publication: false,
        values: |record, give| record.speakers.iter().for_each(|name| give(name, 1.0)) },
    FieldRow { field: Field::Country, indexing: Indexing::Code, dimension: Some("country"), of_publication: false,
        values: |record, give| record.countries.iter().for_each(|country| give(country.code(), 1.0)) },
    FieldRow { field: Field::About, indexing: Indexing::Shares, dimension: Some("about"), of_publication: false,
        values: |record, give| record.about.iter().for_each(|about| give(about.country.code(), about.score)) },
    FieldRow { field: Field::SpeakerCountry, indexing: Indexing::Code, dimension: Some("speaker_country"), of_publication: false,
        values: |record, give| record.speaker_countries().iter().for_each(|country| give(country.code(), 1.0)) },
    FieldRow { field: Field::Outlet, indexing: Indexing::Names, dimension: Some("outlet"), of_publication: true,
        values: |record, give| record.outlet.iter().for_each(|outlet| give(outlet, 1.0)) },
    FieldRow { field: Field::Byline, indexing: Indexing::Names, dimension: Some("author"), of_publication: false,
        values: |record, give| record.byline.iter().for_each(|byline| give(byline, 1.0)) },
    FieldRow { field: Field::Section, indexing: Indexing::Names, dimension: Some("section"), of_publication: true,
        values: |record, give| record.section.iter().for_each(|section| give(section, 1.0)) },
    FieldRow { field: Field::Lang, indexing: Indexing::Code, dimension: Some("lang"), of_publication: true,
        values: |record, give| give(&record.lang, 1.0) },
    FieldRow { field: Field::QuoteKind, indexing: Indexing::Code, dimension: Some("kind"), of_publication: false,
        values: |record, give| record.quote.iter().for_each(|quote| give(&quote.kind, 1.0)) },
    FieldRow { field: Field::Url, indexing: Indexing::Folded, dimension: None, of_publication: false,
        values: |record, give| record.url.iter().for_each(|url| give(url, 1.0)) },
    FieldRow { field: Field::Id, indexing: Indexing::Key, dimension: None, of_publication: false,
        values: |record, give| record.source_id.iter().for_each(|id| give(id, 1.0)) },
];

impl FieldRow {
    /// Returns the row of a field; none of one that has no values of its own.
    pub(crate) fn of(field: Field) -> Option<&'static Self> {
        FIELDS.iter().find(|row| row.field == field)
    }

    /// Tells whether a document has any value.
    pub(crate) fn is_filled(&self, record: &Record) -> bool {
        let mut filled = false;
        (self.values)(record, &mut |value, _| filled |= !value.is_empty());
        filled
    }

    /// Tells whether a document has this value.
    pub(crate) fn has(&self, record: &Record, expected: &str) -> bool {
        let mut has = false;
        (self.values)(record, &mut |value, _| has |= value == expected);
        has
    }
}

/// Returns the fields of a query that a document has a value for.
pub(crate) fn filled_fields(record: &Record) -> impl Iterator<Item = Field> {
    let texts = [
        (Field::Words, true),
        (Field::Id, true),
        (Field::Path, true),
        (Field::Length, true),
        (Field::Body, !record.text.is_empty()),
        (Field::Title, !record.title.is_empty()),
        (Field::Lead, record.lead > 0),
        (Field::Speaker, !record.speakers.is_empty()),
        (Field::Date, record.published_at().is_some_and(in_range)),
    ];
    let values = FIELDS.iter().filter(|row| row.field != Field::Id);
    let values = values.map(|row| (row.field, row.is_filled(record)));
    let all = texts.into_iter().chain(values);
    all.filter_map(|(field, filled)| filled.then_some(field))
}

/// Tells whether an engine can keep a date: as nanoseconds in 64 bits, from 1678 to 2261.
pub(crate) fn in_range(date: jiff::civil::DateTime) -> bool {
    (1678..=2261).contains(&date.year())
}
