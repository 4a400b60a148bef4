//! The columns of the index: those of [`crate::engine::FIELDS`], then the index's own.
//!
//! Documents are flat, and of three kinds: `passage`, `quote`, and `file`, which says that a
//! file was read to its end. A word of a passage is found in `words`, one of a quotation in
//! `quote_words`: so each unit is ranked by its own statistics, and neither slows the other.
//!
//! A word is one term there, its stem, and its position says how it is written; only a form that is
//! not its own stem is a second term, in `forms` or `quote_forms`. Titles, leads and bodies have
//! no terms of their own: a query for one reads the positions of its words, and keeps those that
//! lie there. So one query for a title costs what one for a phrase does.

// Longer than most: each column has a row, and each row what fills it.

use crate::engine::Record;
use crate::engine::document::file::{FileFingerprint, FileRecord};
use crate::engine::document::record::Unit;
use crate::engine::fields::{FIELDS, Indexing, filled_fields, in_range};
use crate::index::analysis::names::NameWords;
use crate::index::analysis::preanalyzed::{Preanalyzed, TermList};
use crate::index::analysis::record_terms::{RecordAnalyzer, RecordTerms};
use crate::index::analysis::shares::Shares;
use crate::index::document::quote_ref::QuoteRef;
use crate::place::Country;
use crate::query::Field as QueryField;
use jiff::civil::DateTime as Civil;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};
use tantivy::schema::{
    BytesOptions, DateOptions, DateTimePrecision, Field, IndexRecordOption, NumericOptions, Schema,
    SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{RAW_TOKENIZER_NAME, TextAnalyzer, TokenizerManager};
use tantivy::{DateTime, TantivyDocument};

/// Goes up with every change that makes older indexes unreadable, or their ids others.
pub const SCHEMA_VERSION: u32 = 14;

pub(crate) const UNIT: &str = "unit";
pub(crate) const FILE: &str = "file";
pub(crate) const ROOT: &str = "root";
pub(crate) const ARTICLE: &str = "article";
pub(crate) const POSITION: &str = "position";
pub(crate) const WORDS: &str = "words";
pub(crate) const QUOTE_WORDS: &str = "quote_words";
pub(crate) const FORMS: &str = "forms";
pub(crate) const QUOTE_FORMS: &str = "quote_forms";
pub(crate) const TITLE_WORDS: &str = "title_words";
pub(crate) const LENGTH: &str = "passage_length";
pub(crate) const LEAD_WORDS: &str = "lead_words";
pub(crate) const CONFIDENCE: &str = "confidence";
pub(crate) const PUBLISHED: &str = "published";
pub(crate) const UNTIL: &str = "until";
pub(crate) const RECORD: &str = "record";
pub(crate) const QUOTE_REF: &str = "quote_ref";
pub(crate) const SEEN: &str = "seen";
pub(crate) const SPEAKER_SOUNDS: &str = "speaker_sounds";
pub(crate) const SAID_BY: &str = "said_by";
pub(crate) const SPEAKER_NAMES: &str = "speaker_names";
pub(crate) const BREAKS: &str = "breaks";
pub(crate) const HAS: &str = "has";
pub(crate) const START: &str = "start";
pub(crate) const END: &str = "end";
pub(crate) const ARTICLE_WORDS: &str = "article_words";

/// The value of `unit` in a file's document.
pub(crate) const FILE_UNIT: &str = "file";

/// How a column is indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Values of a field.
    Values(Indexing),
    /// Stems with their positions; scored.
    Text,
    /// Other terms of a text with their positions.
    Terms,
    /// Phonetic keys of the words of names.
    Sounds,
    /// An indexed number, and a column of it.
    Number,
    /// A column of numbers.
    Offset,
    /// A column of dates.
    Date,
    /// A column of texts, neither searched nor shown.
    Column,
    /// Only given back.
    Stored,
}

/// A column of the index's own.
pub struct Column {
    /// Its name in tantivy's schema; unique.
    pub name: &'static str,
    /// How it is indexed.
    pub shape: Shape,
    fill: fn(&Record, &mut Values<'_>),
    /// What it holds, in a few words.
    pub help: &'static str,
}

/// The index's own columns. A new one is a row here, and a new [`SCHEMA_VERSION`].
#[rustfmt::skip]
pub const COLUMNS: &[Column] = &[
    Column { name: UNIT, shape: Shape::Values(Indexing::Key), help: "passage, quote or file",
        fill: |record, values| values.text(record.unit().name()) },
    Column { name: FILE, shape: Shape::Values(Indexing::Key), help: "the file's key",
        fill: |record, values| values.text(&record.file) },
    Column { name: ROOT, shape: Shape::Values(Indexing::Key), help: "the label of the corpus the file is in",
        fill: |record, values| values.text(root(&record.file)) },
    Column { name: ARTICLE, shape: Shape::Number, help: "the article's number",
        fill: |record, values| values.number(record.article.0) },
    Column { name: POSITION, shape: Shape::Offset, help: "how many of its unit stand before it in the article",
        fill: |record, values| values.number(record.position.into()) },
    Column { name: WORDS, shape: Shape::Text, help: "a passage's title and text, as stems",
        fill: |record, values| values.terms(record, Unit::Passage, |terms| &terms.stems) },
    Column { name: FORMS, shape: Shape::Terms, help: "the forms of its words that are not their own stems",
        fill: |record, values| values.terms(record, Unit::Passage, |terms| &terms.forms) },
    Column { name: QUOTE_WORDS, shape: Shape::Text, help: "a quotation's words and its article's title, as stems",
        fill: |record, values| values.terms(record, Unit::Quote, |terms| &terms.stems) },
    Column { name: QUOTE_FORMS, shape: Shape::Terms, help: "the forms of its words that are not their own stems",
        fill: |record, values| values.terms(record, Unit::Quote, |terms| &terms.forms) },
    Column { name: TITLE_WORDS, shape: Shape::Offset, help: "how many words its title has",
        fill: |_, values| values.number(values.terms.title_words.into()) },
    Column { name: LENGTH, shape: Shape::Offset, help: "how long a passage is for BM25; 0 of all else",
        fill: |record, values| values.number(if record.quote.is_none() { values.terms.length.into() } else { 0 }) },
    Column { name: LEAD_WORDS, shape: Shape::Offset, help: "how many of its words lie in the article's first paragraph",
        fill: |_, values| values.number(values.terms.lead_words.into()) },
    Column { name: CONFIDENCE, shape: Shape::Offset, help: "how sure a quotation and its speaker are, in hundredths",
        fill: |record, values| record.confidence_percent().into_iter().for_each(|sure| values.number(sure.into())) },
    Column { name: PUBLISHED, shape: Shape::Date, help: "the date, local time taken as UTC",
        fill: |record, values| values.date(record.published_at()) },
    Column { name: UNTIL, shape: Shape::Date, help: "the last day it may be of, where the date is only a month or a year",
        fill: |record, values| values.date(record.published_until().map(|day| day.at(0, 0, 0, 0))) },
    Column { name: RECORD, shape: Shape::Stored, help: "all it takes to show it",
        fill: |record, values| values.record(record) },
    Column { name: QUOTE_REF, shape: Shape::Stored, help: "what a quotation's passage does not say of it",
        fill: |_, values| values.quote_ref() },
    Column { name: SEEN, shape: Shape::Column, help: "what tells whether a file changed",
        fill: |_, _| () },
    Column { name: SPEAKER_SOUNDS, shape: Shape::Sounds, help: "keys of the words of who speaks in it, alike for all spellings",
        fill: |record, values| record.speakers.iter().for_each(|speaker| values.text(speaker)) },
    Column { name: SAID_BY, shape: Shape::Column, help: "a quotation's speaker with country and role, to list people by",
        fill: |record, values| values.text(&said_by(record)) },
    Column { name: SPEAKER_NAMES, shape: Shape::Values(Indexing::Key), help: "who speaks in it, each name whole",
        fill: |record, values| record.speakers.iter().for_each(|speaker| values.text(speaker)) },
    Column { name: BREAKS, shape: Shape::Terms, help: "where sentences and paragraphs begin in its title and text",
        fill: |_, values| values.list(&values.terms.breaks) },
    Column { name: HAS, shape: Shape::Values(Indexing::Key), help: "the names of the query fields that it has a value for, in one",
        fill: |record, values| values.text(&filled_fields(record).map(QueryField::name).collect::<Vec<_>>().join(" ")) },
    Column { name: START, shape: Shape::Offset, help: "where it begins in the article, in code points",
        fill: |record, values| values.number(record.start.into()) },
    Column { name: END, shape: Shape::Offset, help: "where it ends",
        fill: |record, values| values.number(record.end.into()) },
    Column { name: ARTICLE_WORDS, shape: Shape::Offset, help: "how many words its article has",
        fill: |record, values| values.number(record.article_words.into()) },
];

/// Returns what the `said_by` column holds: name, country and role, a tab between them; nothing
/// of a passage, or where nobody is named.
fn said_by(record: &Record) -> String {
    let (Some(said), Some(name)) = (&record.quote, record.speakers.first()) else {
        return String::new();
    };
    let country = said.speaker_country.as_ref().map_or("", Country::code);
    let role = said.role.as_deref().unwrap_or_default();
    format!("{}\t{country}\t{role}", name.replace('\t', " "))
}

/// What the `seen` column holds of a file.
#[derive(Serialize, Deserialize)]
pub(crate) struct StoredFingerprint {
    pub file: String,
    #[serde(flatten)]
    pub seen: FileFingerprint,
}

/// Returns a column by its name.
pub(crate) fn field(name: &str) -> Field {
    let fields = FIELDS.iter().map(|row| row.field.name());
    let mut names = fields.chain(COLUMNS.iter().map(|column| column.name));
    let at = names.position(|known| known == name);
    Field::from_field_id(at.expect("columns are named by the tables") as u32)
}

/// Returns tantivy's schema: the columns in the order of the tables.
pub(crate) fn schema() -> Schema {
    let mut schema = Schema::builder();
    for row in FIELDS {
        add(&mut schema, row.field.name(), Shape::Values(row.indexing));
    }
    for column in COLUMNS {
        add(&mut schema, column.name, column.shape);
    }
    schema.build()
}

fn add(schema: &mut SchemaBuilder, name: &str, shape: Shape) -> Field {
    let indexed = |tokenizer: &str, option, norms| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(option)
            .set_fieldnorms(norms);
        TextOptions::default().set_indexing_options(indexing)
    };
    const SCORED: bool = true;
    const UNSCORED: bool = false;
    let positions = IndexRecordOption::WithFreqsAndPositions;
    let key = || indexed(RAW_TOKENIZER_NAME, IndexRecordOption::Basic, UNSCORED);
    let folded = || indexed(NAMES_TOKENIZER, positions, UNSCORED);
    match shape {
        Shape::Text => schema.add_text_field(name, indexed(TERMS_TOKENIZER, positions, SCORED)),
        Shape::Terms => schema.add_text_field(name, indexed(TERMS_TOKENIZER, positions, UNSCORED)),
        Shape::Sounds => {
            schema.add_text_field(name, indexed(SOUNDS_TOKENIZER, positions, UNSCORED))
        }
        Shape::Values(indexing) => schema.add_text_field(
            name,
            match indexing {
                Indexing::Folded => folded(),
                Indexing::Names => folded().set_fast(RAW_TOKENIZER_NAME),
                Indexing::Shares => {
                    indexed(SHARES_TOKENIZER, IndexRecordOption::WithFreqs, UNSCORED)
                        .set_fast(SHARED_TOKENIZER)
                }
                Indexing::Code => key().set_fast(RAW_TOKENIZER_NAME),
                Indexing::Key => key(),
            },
        ),
        Shape::Column => {
            schema.add_text_field(name, TextOptions::default().set_fast(RAW_TOKENIZER_NAME))
        }
        Shape::Number => {
            schema.add_u64_field(name, NumericOptions::default().set_indexed().set_fast())
        }
        Shape::Offset => schema.add_u64_field(name, NumericOptions::default().set_fast()),
        Shape::Date => {
            let seconds = DateOptions::default().set_precision(DateTimePrecision::Seconds);
            schema.add_date_field(name, seconds.set_fast())
        }
        Shape::Stored => schema.add_bytes_field(name, BytesOptions::default().set_stored()),
    }
}

/// Of texts that were analysed before.
const TERMS_TOKENIZER: &str = "terms";

/// Of names: words folded, and as phonetic keys.
const NAMES_TOKENIZER: &str = "names";
const SOUNDS_TOKENIZER: &str = "sounds";

/// Of shares, each value as often as it counts; and each once.
const SHARES_TOKENIZER: &str = "shares";
const SHARED_TOKENIZER: &str = "shared";

pub(crate) fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    let terms = TextAnalyzer::builder(Preanalyzed::default());
    tokenizers.register(TERMS_TOKENIZER, terms.build());
    let names = TextAnalyzer::builder(NameWords::folded());
    tokenizers.register(NAMES_TOKENIZER, names.build());
    let sounds = TextAnalyzer::builder(NameWords::sounds());
    tokenizers.register(SOUNDS_TOKENIZER, sounds.build());
    let shares = TextAnalyzer::builder(Shares::as_often());
    tokenizers.register(SHARES_TOKENIZER, shares.build());
    let shared = TextAnalyzer::builder(Shares::once());
    tokenizers.register(SHARED_TOKENIZER, shared.build());
    tokenizers
}

/// Returns an article's records as tantivy documents.
pub(crate) fn documents(records: &[Record]) -> Vec<TantivyDocument> {
    let Some(first) = records.first() else {
        return Vec::new();
    };
    let mut analyzer = RecordAnalyzer::new(first);
    let document = |(index, record)| document(records, index, &analyzer.terms(record));
    records.iter().enumerate().map(document).collect()
}

fn document(records: &[Record], index: usize, terms: &RecordTerms) -> TantivyDocument {
    let record = &records[index];
    // The text is in it twice: what is shown, and its terms.
    let room = 3 * (record.text.len() + record.title.len()) + (1 << 10);
    let mut document = TantivyDocument::with_capacity(room);
    let quote_ref = QuoteRef::of(records, index);
    let mut values = Values {
        document: &mut document,
        field: Field::from_field_id(0),
        quote_ref: quote_ref.as_ref(),
        terms,
    };
    for (at, row) in FIELDS.iter().enumerate() {
        values.field = Field::from_field_id(at as u32);
        (row.values)(record, &mut |value, weight| match row.indexing {
            Indexing::Shares => values.share(value, weight),
            _ => values.text(value),
        });
    }
    for (at, column) in COLUMNS.iter().enumerate() {
        values.field = Field::from_field_id((FIELDS.len() + at) as u32);
        (column.fill)(record, &mut values);
    }
    document
}

/// Returns a file's record as a tantivy document.
pub(crate) fn file_document(file: &FileRecord) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    document.add_text(field(UNIT), FILE_UNIT);
    document.add_text(field(FILE), &file.file);
    document.add_text(field(ROOT), root(&file.file));
    document.add_bytes(field(RECORD), &json(file));
    // A column is read faster if every document has a value.
    for column in [LENGTH, TITLE_WORDS, ARTICLE_WORDS] {
        document.add_u64(field(column), 0);
    }
    let seen = StoredFingerprint {
        file: file.file.clone(),
        seen: file.seen.clone(),
    };
    let seen = String::from_utf8(json(&seen)).expect("JSON is UTF-8");
    document.add_text(field(SEEN), seen);
    document
}

/// Returns the corpus's label in a file's key.
fn root(file: &str) -> &str {
    file.split_once('/').map_or(file, |(root, _)| root)
}

/// Returns a local time as tantivy stores dates: nanoseconds, so from 1678 to 2261.
pub(crate) fn engine_date(civil: Civil) -> Option<DateTime> {
    if !in_range(civil) {
        return None;
    }
    let timestamp = Offset::UTC.to_timestamp(civil).ok()?;
    Some(DateTime::from_timestamp_secs(timestamp.as_second()))
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("records are plain data")
}

/// Takes a record's values for one field.
struct Values<'a> {
    document: &'a mut TantivyDocument,
    field: Field,
    /// What is stored in place of the record.
    quote_ref: Option<&'a QuoteRef>,
    terms: &'a RecordTerms,
}

impl Values<'_> {
    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.document.add_text(self.field, text);
        }
    }

    /// A value that counts once for every tenth of the article that is about it.
    fn share(&mut self, value: &str, weight: f32) {
        let tenths = (weight * 10.0).round().max(1.0) as usize;
        self.text(&Shares::text(value, tenths));
    }

    /// Terms of the records of one unit.
    fn terms(&mut self, record: &Record, unit: Unit, list: fn(&RecordTerms) -> &TermList) {
        if record.unit() == unit {
            self.list(list(self.terms));
        }
    }

    fn list(&mut self, terms: &TermList) {
        self.text(terms.encoded());
    }

    fn number(&mut self, number: u64) {
        self.document.add_u64(self.field, number);
    }

    fn date(&mut self, civil: Option<Civil>) {
        if let Some(date) = civil.and_then(engine_date) {
            self.document.add_date(self.field, date);
        }
    }

    fn record(&mut self, record: &Record) {
        if self.quote_ref.is_none() {
            self.document.add_bytes(self.field, &json(record));
        }
    }

    fn quote_ref(&mut self) {
        if let Some(quote_ref) = self.quote_ref {
            self.document.add_bytes(self.field, &json(quote_ref));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_schema() {
        let schema = schema();
        let fields = FIELDS.iter().map(|row| row.field.name());
        for name in fields.chain(COLUMNS.iter().map(|column| column.name)) {
            assert_eq!(schema.get_field(name).expect("a column"), field(name));
        }
    }

    #[test]
    fn old_papers_have_dates_too() {
        let date = |text: &str| engine_date(text.parse().expect("a date"));
        assert!(date("1788-01-01T00:00:00").is_some());
        assert!(date("1605-01-01T00:00:00").is_none());
        let epoch = date("1970-01-02T00:00:00").expect("in range");
        assert_eq!(epoch.into_timestamp_secs(), 86_400);
    }
}
