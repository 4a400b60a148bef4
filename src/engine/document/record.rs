//! What the index holds: passages and quotations with all it takes to show them.

use crate::article::{About, Precision, Published};
use crate::engine::ArticleId;
use crate::place::Country;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

/// One passage or one quotation, with what is known of its article.
///
/// Offsets are Unicode code points into the article's body, the end exclusive; they and the
/// article's id make the hit's permanent id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The key of its file: the corpus's label, a slash, the path below it.
    pub file: String,
    /// The article's id.
    pub article: ArticleId,
    /// Where it starts in the body, in code points, inclusive.
    pub start: u32,
    /// Where it ends in the body, in code points, exclusive.
    pub end: u32,
    /// How many words the article has.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub article_words: u32,
    /// How many passages, or quotations, of the article stand before it.
    pub position: u32,
    /// The passage, or the quotation without its quotation marks.
    pub text: String,
    /// How much of the text, in bytes, lies in the article's first paragraph.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub lead: u32,
    /// The article's title; empty where it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// ISO 639-1, or empty where unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lang: String,
    /// The newspaper, agency or site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// The part of the paper: "business".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The author, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// The article's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The source's own identifier of the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_id: Option<String>,
    /// As precise as the source is: `2024`, `2024-03`, `2024-03-05`, `2024-03-05T10:30:00+02:00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Where the date was found: "json-ld", "file-name", …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_origin: Option<String>,
    /// Who speaks in the passage; of a quotation, its one speaker, if known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<String>,
    /// Countries named in the passage; of a quotation, in its paragraph.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "codes")]
    pub countries: Vec<Country>,
    /// What its article is mainly about, the largest share first.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "shares")]
    pub about: Vec<About>,
    /// Of a passage, the countries of those who speak in it, where known.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "codes")]
    pub speaker_countries: Vec<Country>,
    /// Set for a quotation, and only for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<QuoteInfo>,
}

/// What is known of a quotation beyond its words and its speaker.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QuoteInfo {
    /// "direct", "indirect" or "mixed".
    pub kind: String,
    /// The words that introduce it: "said".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<String>,
    /// The words that name the speaker here: "he", "the minister".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mention: Option<String>,
    /// The country the speaker represents, where the article says.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "code")]
    pub speaker_country: Option<Country>,
    /// What the text calls the speaker here beside the name: "shipping minister".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// From 0 to 1; 0 where nobody is named.
    #[serde(default)]
    pub confidence: f32,
    /// The rule that decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// The text before the quotation in its paragraph, at most 120 bytes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// The text after it, at most 120 bytes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
}

/// What a hit is: passages and quotations are searched separately and never counted together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A run of whole paragraphs.
    #[default]
    Passage,
    /// A quotation.
    Quote,
}

impl Record {
    /// Returns what the record is: a quotation if [`Record::quote`] is set, else a passage.
    pub fn unit(&self) -> Unit {
        match self.quote {
            Some(_) => Unit::Quote,
            None => Unit::Passage,
        }
    }

    /// Returns the confidence of a quotation in hundredths, from 0 to 100; `None` for a passage.
    pub fn confidence_percent(&self) -> Option<u8> {
        let said = self.quote.as_ref()?;
        Some((said.confidence * 100.0).round() as u8)
    }

    /// Returns the countries of those who speak in it, where known.
    pub fn speaker_countries(&self) -> &[Country] {
        match &self.quote {
            Some(said) => said.speaker_country.as_slice(),
            None => &self.speaker_countries,
        }
    }

    /// Tells whether the article has at least and at most so many words.
    pub(crate) fn has_length(&self, from: Option<u32>, to: Option<u32>) -> bool {
        let words = self.article_words;
        from.is_none_or(|from| from <= words) && to.is_none_or(|to| words <= to)
    }

    /// Returns the permanent id: `ARTICLE:START-END`.
    pub fn id(&self) -> String {
        format!("{}:{}-{}", self.article, self.start, self.end)
    }

    /// Returns what of the text lies in the article's first paragraph.
    pub fn lead(&self) -> &str {
        self.text.get(..self.lead as usize).unwrap_or_default()
    }

    /// Returns what its source calls the article, else our id of it.
    pub fn external_id(&self) -> String {
        let own = self.source_id.as_ref().filter(|id| !id.is_empty());
        own.cloned().unwrap_or_else(|| self.article.to_string())
    }

    /// Returns the date of publication; parts the source left out are at their start.
    pub fn published_at(&self) -> Option<DateTime> {
        parse_date(self.published.as_deref()?)
    }

    /// Returns the day of publication, or as much of it as the source gave: `2024-03`.
    pub fn published_day(&self) -> Option<&str> {
        let date = self.published.as_deref()?;
        Some(date.get(..10).unwrap_or(date))
    }

    /// Returns the last day it may have been published on: of a paper dated `2024`, the last
    /// of that year.
    pub fn published_until(&self) -> Option<Date> {
        let day = self.published_at()?.date();
        Some(match self.published.as_deref()?.len() {
            4 => day.last_of_year(),
            7 => day.last_of_month(),
            _ => day,
        })
    }
}

impl Unit {
    /// Returns the name used in queries and exports: "passage" or "quote".
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passage => "passage",
            Self::Quote => "quote",
        }
    }
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// Returns the date in ISO 8601, as far as the source gives it.
pub(crate) fn format_date(published: &Published) -> String {
    let date = published.when.date();
    let full = match published.precision {
        Precision::Year => return date.to_string()[..4].to_owned(),
        Precision::Month => return date.to_string()[..7].to_owned(),
        Precision::Day => return date.to_string(),
        Precision::Second => published.when.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
    };
    match published.offset {
        None => full,
        Some(0) => full + "Z",
        Some(offset) => {
            let sign = if offset < 0 { '-' } else { '+' };
            let minutes = offset.unsigned_abs() / 60;
            format!("{full}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    }
}

/// Returns the local time of a date in this format.
fn parse_date(shown: &str) -> Option<DateTime> {
    const START: &str = "0000-01-01T00:00:00";
    let local = shown.get(..START.len()).unwrap_or(shown);
    let missing = START.get(local.len()..)?;
    format!("{local}{missing}").parse().ok()
}

/// Countries travel as their codes.
pub(crate) mod codes {
    use crate::place::Country;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(
        countries: &[Country],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(countries.iter().map(Country::code))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<Country>, D::Error> {
        let codes = Vec::<String>::deserialize(from)?;
        Ok(codes
            .iter()
            .filter_map(|code| Country::from_code(code))
            .collect())
    }
}

/// Shares travel as pairs of code and score.
mod shares {
    use crate::article::About;
    use crate::place::Country;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(about: &[About], to: S) -> Result<S::Ok, S::Error> {
        let score = |about: &About| (about.score * 100.0).round() / 100.0;
        to.collect_seq(
            about
                .iter()
                .map(|about| (about.country.code(), score(about))),
        )
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<About>, D::Error> {
        let pairs = Vec::<(String, f32)>::deserialize(from)?;
        let about = pairs.iter().filter_map(|(code, score)| {
            let country = Country::from_code(code)?;
            Some(About {
                country,
                score: *score,
            })
        });
        Ok(about.collect())
    }
}

mod code {
    use crate::place::Country;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(
        country: &Option<Country>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match country {
            Some(country) => to.serialize_str(country.code()),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Country>, D::Error> {
        let code = Option::<String>::deserialize(from)?;
        Ok(code.and_then(|code| Country::from_code(&code)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_dates_as_precisely_as_the_source() {
        let when: DateTime = "2024-03-05T10:30:00".parse().expect("a date");
        let check = |precision, offset, expected: &str, back: &str| {
            let published = Published {
                when,
                offset,
                precision,
                origin: "meta",
            };
            let text = format_date(&published);
            assert_eq!(text, expected);
            assert_eq!(
                super::parse_date(&text),
                Some(back.parse().expect("a date"))
            );
        };
        check(Precision::Year, None, "2024", "2024-01-01T00:00:00");
        check(Precision::Month, None, "2024-03", "2024-03-01T00:00:00");
        check(Precision::Day, Some(0), "2024-03-05", "2024-03-05T00:00:00");
        let local = "2024-03-05T10:30:00";
        check(Precision::Second, None, local, local);
        check(Precision::Second, Some(0), "2024-03-05T10:30:00Z", local);
        check(
            Precision::Second,
            Some(-12_600),
            "2024-03-05T10:30:00-03:30",
            local,
        );
    }

    #[test]
    fn leaves_out_what_is_empty() {
        let record = Record {
            file: "corpus/a.txt".into(),
            text: "So it is.".into(),
            countries: vec![Country::from_code("ru").expect("a code")],
            ..Record::default()
        };
        let json = serde_json::to_string(&record).expect("records are plain data");
        assert_eq!(
            json,
            r#"{"file":"corpus/a.txt","article":"0000000000000","start":0,"end":0,"position":0,"text":"So it is.","countries":["RU"]}"#
        );
        let back: Record = serde_json::from_str(&json).expect("what we wrote");
        assert_eq!(back, record);
    }
}
