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
    QuoteKind,
    /// How sure a quotation and its speaker are, at least.
    Confidence,
    Date,
    /// Within one quotation.
    WithinQuote,
}

/// What a field takes as its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    Words,
    Country,
    Language,
    QuoteKind,
    /// A number from 0 to 1.
    Probability,
    /// An identifier, as it is.
    Id,
    Dates,
    /// A query over one quotation.
    WithinQuote,
}

/// A field as the reader meets it.
pub struct FieldSyntax {
    pub field: Field,
    /// The names it goes by; the first is the one we print.
    pub names: &'static [&'static str],
    pub value_type: ValueType,
    pub help: &'static str,
}

/// The fields of the query language. A new field is a row.
#[rustfmt::skip]
pub const QUERY_FIELDS: &[FieldSyntax] = &[
    FieldSyntax { field: Field::Speaker, names: &["speaker"], value_type: ValueType::Words,
        help: "who is quoted, in any spelling: speaker:lavrov finds Lawrow too" },
    FieldSyntax { field: Field::Spelled, names: &["spelled"], value_type: ValueType::Words,
        help: "who is quoted, spelled so but for accents: spelled:lavrov" },
    FieldSyntax { field: Field::Country, names: &["country"], value_type: ValueType::Country,
        help: "a country the text names, by code, name or demonym: country:\"North Korea\"" },
    FieldSyntax { field: Field::About, names: &["about"], value_type: ValueType::Country,
        help: "a country the article is mainly about, the more so the earlier shown: about:KP" },
    FieldSyntax { field: Field::SpeakerCountry, names: &["speaker_country"], value_type: ValueType::Country,
        help: "the country somebody speaks from, where the text tells: speaker_country:kenya" },
    FieldSyntax { field: Field::Outlet, names: &["outlet", "source"], value_type: ValueType::Words,
        help: "the paper, agency or site: outlet:reuters" },
    FieldSyntax { field: Field::Lang, names: &["lang", "language"], value_type: ValueType::Language,
        help: "the language, by its two-letter code: lang:de" },
    FieldSyntax { field: Field::Title, names: &["title", "headline"], value_type: ValueType::Words,
        help: "words of the title: title:summit" },
    FieldSyntax { field: Field::Lead, names: &["lead"], value_type: ValueType::Words,
        help: "words of the article's first paragraph: lead:strike" },
    FieldSyntax { field: Field::Body, names: &["body", "text"], value_type: ValueType::Words,
        help: "words of the text, not of its title: body:strike" },
    FieldSyntax { field: Field::WithinQuote, names: &["said"], value_type: ValueType::WithinQuote,
        help: "within one quotation, by the speaker beside it: speaker:lavrov said:(nato w/10 expansion)" },
    FieldSyntax { field: Field::QuoteKind, names: &["kind"], value_type: ValueType::QuoteKind,
        help: "a quotation given so: kind:direct, kind:indirect, kind:mixed" },
    FieldSyntax { field: Field::Confidence, names: &["confidence"], value_type: ValueType::Probability,
        help: "a quotation at least so likely right, speaker and all: confidence:0.9" },
    FieldSyntax { field: Field::Date, names: &["date"], value_type: ValueType::Dates,
        help: "when it was published: date:2024, date:2024-03-05..2024-04, date:\"last 30 days\", date:none" },
    FieldSyntax { field: Field::Byline, names: &["byline", "author"], value_type: ValueType::Words,
        help: "who wrote it: byline:\"Anna Lind\"" },
    FieldSyntax { field: Field::Section, names: &["section"], value_type: ValueType::Words,
        help: "the part of the paper: section:business" },
    FieldSyntax { field: Field::Id, names: &["id"], value_type: ValueType::Id,
        help: "one article, by the id shown or by the source's own: id:31a0dy6eq14d4" },
    FieldSyntax { field: Field::Url, names: &["url"], value_type: ValueType::Words,
        help: "words of the address: url:example.org/politics" },
];

impl Field {
    /// Returns the field of a name as typed, in any case.
    pub fn named(name: &str) -> Option<Self> {
        let name = fold(name);
        let row = QUERY_FIELDS
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
    pub(crate) const fn is_of_quote(self) -> bool {
        matches!(self, Self::Speaker | Self::Spelled | Self::SpeakerCountry)
            || self.is_only_of_quote()
    }

    /// Tells whether a quotation has it and a passage has not.
    pub(crate) const fn is_only_of_quote(self) -> bool {
        matches!(self, Self::QuoteKind | Self::Confidence)
    }

    pub(crate) fn value_type(self) -> ValueType {
        self.row().map_or(ValueType::Words, |row| row.value_type)
    }

    fn row(self) -> Option<&'static FieldSyntax> {
        QUERY_FIELDS.iter().find(|row| row.field == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(Field::named("Speaker"), Some(Field::Speaker));
        assert_eq!(Field::named("headline"), Some(Field::Title));
        assert_eq!(Field::named("https"), None);
    }
}
