//! The fields of the query language.

use crate::text::fold::fold;
use serde::{Deserialize, Serialize};

/// What a clause searches.
///
/// ```
/// use onrecord::query::Field;
///
/// assert_eq!(Field::named("Headline"), Some(Field::Title));
/// assert_eq!(Field::Title.name(), "title");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Title and text: the default field.
    Words,
    /// The title.
    Title,
    /// The article's first paragraph.
    Lead,
    /// The text without its title.
    Body,
    /// Who is quoted, in any spelling of the name.
    Speaker,
    /// Who is quoted, in the spelling typed.
    Spelled,
    /// A country that the passage mentions.
    Country,
    /// A country that the article is mainly about.
    About,
    /// The country of someone who is quoted.
    SpeakerCountry,
    /// The newspaper, agency or site.
    Outlet,
    /// The author.
    Byline,
    /// The section of the newspaper.
    Section,
    /// The language, as an ISO 639-1 code.
    Lang,
    /// The address.
    Url,
    /// The identifier of an article or of a part of one.
    Id,
    /// The kind of a quotation: direct, indirect or mixed.
    QuoteKind,
    /// The least confidence in a quotation and its speaker.
    Confidence,
    /// The date of publication.
    Date,
    /// Where its file lies below the corpus.
    Path,
    /// How many words the article has.
    Length,
    /// Within one quotation.
    WithinQuote,
}

/// The type of a field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// Words, phrases and patterns.
    Words,
    /// A code, name or demonym of a country, or a region.
    Country,
    /// A code of a language.
    Language,
    /// Direct, indirect or mixed.
    QuoteKind,
    /// A number from 0 to 1.
    Probability,
    /// An identifier, as it is.
    Id,
    /// A date or a range of dates.
    Dates,
    /// The beginning of a path, or a glob.
    Path,
    /// A number of words, or a range of them.
    Length,
    /// A query over one quotation.
    WithinQuote,
}

/// How a field is typed.
pub struct FieldSyntax {
    /// The field.
    pub field: Field,
    /// Its names; the first is the one displayed.
    pub names: &'static [&'static str],
    /// The type of its value.
    pub value_type: ValueType,
    /// What it searches, with an example.
    pub help: &'static str,
}

/// The fields of the query language. A new field is a row.
#[rustfmt::skip]
pub const QUERY_FIELDS: &[FieldSyntax] = &[
    FieldSyntax { field: Field::Speaker, names: &["speaker"], value_type: ValueType::Words,
        help: "who is quoted, in any spelling: speaker:lavrov finds Lawrow too" },
    FieldSyntax { field: Field::Spelled, names: &["spelled"], value_type: ValueType::Words,
        help: "who is quoted, in this spelling only, accents aside: spelled:lavrov" },
    FieldSyntax { field: Field::Country, names: &["country"], value_type: ValueType::Country,
        help: "a country the text mentions, by code, name or demonym: country:\"North Korea\"" },
    FieldSyntax { field: Field::About, names: &["about"], value_type: ValueType::Country,
        help: "a country the article is mainly about; those more about it rank higher: about:KP" },
    FieldSyntax { field: Field::SpeakerCountry, names: &["speaker_country"], value_type: ValueType::Country,
        help: "the country of someone quoted, where the text gives it: speaker_country:kenya" },
    FieldSyntax { field: Field::Outlet, names: &["outlet", "source"], value_type: ValueType::Words,
        help: "the newspaper, agency or site: outlet:reuters" },
    FieldSyntax { field: Field::Lang, names: &["lang", "language"], value_type: ValueType::Language,
        help: "the language, by its two-letter code: lang:de" },
    FieldSyntax { field: Field::Title, names: &["title", "headline"], value_type: ValueType::Words,
        help: "words of the title: title:summit" },
    FieldSyntax { field: Field::Lead, names: &["lead"], value_type: ValueType::Words,
        help: "words of the article's first paragraph: lead:strike" },
    FieldSyntax { field: Field::Body, names: &["body", "text"], value_type: ValueType::Words,
        help: "words of the text, without its title: body:strike" },
    FieldSyntax { field: Field::WithinQuote, names: &["said"], value_type: ValueType::WithinQuote,
        help: "within one quotation, of the speaker next to it: speaker:lavrov said:(nato w/10 expansion)" },
    FieldSyntax { field: Field::QuoteKind, names: &["kind"], value_type: ValueType::QuoteKind,
        help: "the kind of quotation: kind:direct, kind:indirect, kind:mixed" },
    FieldSyntax { field: Field::Confidence, names: &["confidence"], value_type: ValueType::Probability,
        help: "the least confidence in a quotation and its speaker: confidence:0.9" },
    FieldSyntax { field: Field::Date, names: &["date"], value_type: ValueType::Dates,
        help: "when it was published: date:2024, date:2024-03-05..2024-04, date:\"last 30 days\", date:none" },
    FieldSyntax { field: Field::Path, names: &["path"], value_type: ValueType::Path,
        help: "where its file lies below the corpus, by its beginning or a glob: path:2024/ path:**/*.json" },
    FieldSyntax { field: Field::Length, names: &["length", "wc"], value_type: ValueType::Length,
        help: "how many words the article has: length:>500, length:500..1000" },
    FieldSyntax { field: Field::Byline, names: &["byline", "author"], value_type: ValueType::Words,
        help: "who wrote it: byline:\"Anna Lind\"" },
    FieldSyntax { field: Field::Section, names: &["section"], value_type: ValueType::Words,
        help: "the section of the newspaper: section:business" },
    FieldSyntax { field: Field::Id, names: &["id"], value_type: ValueType::Id,
        help: "one article, by its id here or in the source: id:csdsnzjpervsg" },
    FieldSyntax { field: Field::Url, names: &["url"], value_type: ValueType::Words,
        help: "words of the address: url:example.org/politics" },
];

impl Field {
    /// Returns the field with this name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        let name = fold(name);
        let row = QUERY_FIELDS
            .iter()
            .find(|row| row.names.contains(&name.as_str()))?;
        Some(row.field)
    }

    /// Returns the name displayed; empty for the default field.
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.names[0])
    }

    /// Tells whether its words have positions, as proximity operators need.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Words | Self::Title | Self::Lead | Self::Body)
    }

    /// Tells whether its value is taken as it is, up to the next space: no character has a meaning.
    pub(crate) fn is_verbatim(self) -> bool {
        self == Self::Url || matches!(self.value_type(), ValueType::Id | ValueType::Path)
    }

    /// Tells whether its values can be compared: `date>2020`, `length<=500`.
    pub(crate) fn is_compared(self) -> bool {
        matches!(self.value_type(), ValueType::Dates | ValueType::Length)
    }

    /// Tells whether a quotation has it, besides its words.
    pub(crate) const fn is_of_quote(self) -> bool {
        matches!(self, Self::Speaker | Self::Spelled | Self::SpeakerCountry)
            || self.is_only_of_quote()
    }

    /// Tells whether a quotation has it and a passage does not.
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
