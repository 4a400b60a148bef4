//! The fields a question can name, as a reader types them.

use crate::text::fold::fold;
use serde::{Deserialize, Serialize};

/// What a word or a value is looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Title and text: where a word without a field is looked for.
    Words,
    Title,
    /// The article's first paragraph.
    Lead,
    /// The text without its title.
    Body,
    /// Who speaks, however the name is spelled.
    Speaker,
    /// Who speaks, spelled as typed.
    Spelled,
    /// A country the passage names.
    Country,
    /// A country the article is mainly about.
    About,
    /// The country of somebody who speaks.
    SpeakerCountry,
    Outlet,
    Byline,
    Section,
    Lang,
    Url,
    Id,
    /// How a quotation is given: direct, indirect, mixed.
    Kind,
    /// How sure a quotation and its speaker are, at least.
    Confidence,
    Date,
    /// Within one quotation.
    Said,
}

/// What a field takes as its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    Words,
    Country,
    Language,
    Kind,
    /// A share from 0 to 1.
    Share,
    /// An identifier, as it is.
    Id,
    Dates,
    /// A question about one quotation.
    Said,
}

/// A field as the reader meets it.
pub struct FieldRow {
    pub field: Field,
    /// The names it goes by; the first is the one we print.
    pub names: &'static [&'static str],
    pub takes: ValueType,
    pub help: &'static str,
}

/// The fields of the query language. A new field is a row.
#[rustfmt::skip]
pub const FIELDS_OF_QUERY: &[FieldRow] = &[
    FieldRow { field: Field::Speaker, names: &["speaker"], takes: ValueType::Words,
        help: "who is quoted, in any spelling: speaker:lavrov finds Lawrow too" },
    FieldRow { field: Field::Spelled, names: &["spelled"], takes: ValueType::Words,
        help: "who is quoted, spelled so but for accents: spelled:lavrov" },
    FieldRow { field: Field::Country, names: &["country"], takes: ValueType::Country,
        help: "a country the text names, by code, name or demonym: country:\"North Korea\"" },
    FieldRow { field: Field::About, names: &["about"], takes: ValueType::Country,
        help: "a country the article is mainly about, the more so the earlier shown: about:KP" },
    FieldRow { field: Field::SpeakerCountry, names: &["speaker_country"], takes: ValueType::Country,
        help: "the country somebody speaks from, where the text tells: speaker_country:kenya" },
    FieldRow { field: Field::Outlet, names: &["outlet", "source"], takes: ValueType::Words,
        help: "the paper, agency or site: outlet:reuters" },
    FieldRow { field: Field::Lang, names: &["lang", "language"], takes: ValueType::Language,
        help: "the language, by its two-letter code: lang:de" },
    FieldRow { field: Field::Title, names: &["title", "headline"], takes: ValueType::Words,
        help: "words of the title: title:summit" },
    FieldRow { field: Field::Lead, names: &["lead"], takes: ValueType::Words,
        help: "words of the article's first paragraph: lead:strike" },
    FieldRow { field: Field::Body, names: &["body", "text"], takes: ValueType::Words,
        help: "words of the text, not of its title: body:strike" },
    FieldRow { field: Field::Said, names: &["said"], takes: ValueType::Said,
        help: "within one quotation, by the speaker beside it: speaker:lavrov said:(nato w/10 expansion)" },
    FieldRow { field: Field::Kind, names: &["kind"], takes: ValueType::Kind,
        help: "a quotation given so: kind:direct, kind:indirect, kind:mixed" },
    FieldRow { field: Field::Confidence, names: &["confidence"], takes: ValueType::Share,
        help: "a quotation at least so likely right, speaker and all: confidence:0.9" },
    FieldRow { field: Field::Date, names: &["date"], takes: ValueType::Dates,
        help: "when it was published: date:2024, date:2024-03-05..2024-04, date:\"last 30 days\", date:none" },
    FieldRow { field: Field::Byline, names: &["byline", "author"], takes: ValueType::Words,
        help: "who wrote it: byline:\"Anna Lind\"" },
    FieldRow { field: Field::Section, names: &["section"], takes: ValueType::Words,
        help: "the part of the paper: section:business" },
    FieldRow { field: Field::Id, names: &["id"], takes: ValueType::Id,
        help: "one article, by the id shown or by the source's own: id:31a0dy6eq14d4" },
    FieldRow { field: Field::Url, names: &["url"], takes: ValueType::Words,
        help: "words of the address: url:example.org/politics" },
];

impl Field {
    /// Returns the field of a name as typed, in any case.
    pub fn named(name: &str) -> Option<Self> {
        let name = fold(name);
        let row = FIELDS_OF_QUERY
            .iter()
            .find(|row| row.names.contains(&name.as_str()))?;
        Some(row.field)
    }

    /// Returns the name the field is printed by; empty for plain words.
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.names[0])
    }

    /// Tells whether its words have places, so that they can be near one another.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Words | Self::Title | Self::Lead | Self::Body)
    }

    /// Tells whether one quotation can be asked for it, beside its words.
    pub(crate) const fn is_of_quotation(self) -> bool {
        matches!(self, Self::Speaker | Self::Spelled | Self::SpeakerCountry)
            || self.is_only_of_quotation()
    }

    /// Tells whether a quotation has it and a passage has not.
    pub(crate) const fn is_only_of_quotation(self) -> bool {
        matches!(self, Self::Kind | Self::Confidence)
    }

    pub(crate) fn takes(self) -> ValueType {
        self.row().map_or(ValueType::Words, |row| row.takes)
    }

    fn row(self) -> Option<&'static FieldRow> {
        FIELDS_OF_QUERY.iter().find(|row| row.field == self)
    }
}

/// PlaceResolver that other engines and other people give to these fields.
const ELSEWHERE: &[(&str, &str)] = &[
    ("_id", "id:"),
    ("after", "date:>"),
    ("before", "date:<"),
    ("content", "body:"),
    ("from", "date:>="),
    ("month", "date:"),
    ("name", "speaker:"),
    ("newspaper", "outlet:"),
    ("paper", "outlet:"),
    ("person", "speaker:"),
    ("publication", "outlet:"),
    ("published", "date:"),
    ("since", "date:>="),
    ("site", "outlet:"),
    ("to", "date:<="),
    ("until", "date:<="),
    ("week", "date:"),
    ("who", "speaker:"),
    ("year", "date:"),
];

/// Returns what may stand for a field's name that is none.
pub(crate) fn meant_field(typed: &str) -> Option<String> {
    let known = ELSEWHERE
        .iter()
        .find(|(name, _)| typed.eq_ignore_ascii_case(name));
    match known {
        Some((_, field)) => Some((*field).to_owned()),
        None => nearest_name(typed).map(|name| format!("{name}:")),
    }
}

/// Returns the field name spelled most like the one typed, if any is near.
fn nearest_name(typed: &str) -> Option<&'static str> {
    let typed = fold(typed);
    FIELDS_OF_QUERY
        .iter()
        .flat_map(|row| row.names)
        .map(|&name| (strsim::damerau_levenshtein(&typed, name), name))
        .filter(|&(distance, name)| distance <= 2 && distance < name.len() - 1)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(Field::named("Speaker"), Some(Field::Speaker));
        assert_eq!(Field::named("headline"), Some(Field::Title));
        assert_eq!(Field::named("https"), None);
        assert_eq!(nearest_name("speker"), Some("speaker"));
        assert_eq!(nearest_name("contry"), Some("country"));
        assert_eq!(nearest_name("x"), None);
        assert_eq!(nearest_name("mailto"), None);
    }
}
