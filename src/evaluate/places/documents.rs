//! Reads articles with labelled places or countries, gold or predicted: one JSON object per line.
//!
//! ```json
//! {"id": "a1", "text": "Talks in Oslo.", "places": [{"start": 9, "end": 13, "country": "NO"}]}
//! {"id": "a2", "text": "Norway's talks.", "countries": ["NO"]}
//! ```
//!
//! `start` and `end` are Unicode code points into `text`, the end exclusive; `country` is an ISO
//! 3166-1 alpha-2 code, or null if a place has none or none is known. An article without
//! `countries` has those of its places. `onrecord annotate --format ndjson` has the same format.

use crate::article::{Annotated, Article};
use crate::place::Country;
use crate::text::offsets::CodePoints;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::BufRead;

/// An article with its labelled places and countries, gold or predicted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceDocument {
    /// The article's identifier; the line number if the file gives none.
    pub id: String,
    /// Its text is required in gold, optional in predictions.
    pub article: Article,
    /// `None` if only the countries of the article are labelled.
    pub places: Option<Vec<PlaceLabel>>,
    /// The countries of the article; of its places, if the file lists none.
    pub countries: BTreeSet<Country>,
}

/// A labelled place, gold or predicted.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceLabel {
    /// Where it starts in the text, in code points, inclusive.
    pub start: usize,
    /// Where it ends, in code points, exclusive.
    pub end: usize,
    /// The country; `None` if the place has none, or none is known.
    pub country: Option<Country>,
    /// The rule that found it, where the file says.
    pub rule: Option<String>,
}

/// Why a file of labelled articles cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PlaceFileError {
    /// The file could not be read.
    #[error("line {line}: {source}")]
    Read {
        /// The line, numbered from 1.
        line: usize,
        /// The operating system's error.
        source: std::io::Error,
    },
    /// A line is not a JSON object with the expected fields.
    #[error("line {line}: {source}")]
    Form {
        /// The line, numbered from 1.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// A gold article has no text.
    #[error("line {line}: no \"text\", the article that is marked")]
    NoText {
        /// The line, numbered from 1.
        line: usize,
    },
    /// An article has neither places nor countries.
    #[error("line {line}: neither \"places\" nor \"countries\"; write [] where there are none")]
    Nothing {
        /// The line, numbered from 1.
        line: usize,
    },
    /// A country code that does not exist.
    #[error("line {line}: {code:?} is no country's code of two letters")]
    Code {
        /// The line, numbered from 1.
        line: usize,
        /// The code as written.
        code: String,
    },
    /// A span that is empty, reversed or beyond the text.
    #[error("line {line}: {start} to {end} is no part of a text of {length} code points")]
    Range {
        /// The line, numbered from 1.
        line: usize,
        /// Where the span starts, in code points, inclusive.
        start: usize,
        /// Where it ends, in code points, exclusive.
        end: usize,
        /// The length of the text in code points.
        length: usize,
    },
}

#[derive(Deserialize)]
struct DocumentLine {
    id: Option<Value>,
    text: Option<String>,
    lang: Option<String>,
    places: Option<Vec<LabelLine>>,
    countries: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct LabelLine {
    start: usize,
    end: usize,
    country: Option<String>,
    rule: Option<String>,
}

/// Reads gold articles.
///
/// # Errors
///
/// If a line is not such an object, has no text, or a span beyond its text.
pub fn read_gold(input: impl BufRead) -> Result<Vec<PlaceDocument>, PlaceFileError> {
    read(input, |line, document, text| {
        let Some(text) = text else {
            return Err(PlaceFileError::NoText { line });
        };
        let length = text.chars().count();
        for &PlaceLabel { start, end, .. } in document.places.iter().flatten() {
            if start >= end || end > length {
                return Err(PlaceFileError::Range {
                    line,
                    start,
                    end,
                    length,
                });
            }
        }
        Ok(())
    })
}

/// Reads predicted articles in file order; the text is optional.
///
/// # Errors
///
/// If a line cannot be read or is not such an object.
pub fn read_documents(input: impl BufRead) -> Result<Vec<PlaceDocument>, PlaceFileError> {
    read(input, |_, _, _| Ok(()))
}

fn read(
    input: impl BufRead,
    check: impl Fn(usize, &PlaceDocument, Option<&str>) -> Result<(), PlaceFileError>,
) -> Result<Vec<PlaceDocument>, PlaceFileError> {
    let mut documents = Vec::new();
    for (index, read) in input.lines().enumerate() {
        let line = index + 1;
        let json = read.map_err(|source| PlaceFileError::Read { line, source })?;
        let json = json.trim_start_matches('\u{feff}').trim();
        if json.is_empty() {
            continue;
        }
        let parts: DocumentLine =
            serde_json::from_str(json).map_err(|source| PlaceFileError::Form { line, source })?;
        let text = parts.text.clone();
        let document = document(line, parts)?;
        check(line, &document, text.as_deref())?;
        documents.push(document);
    }
    Ok(documents)
}

fn document(line: usize, parts: DocumentLine) -> Result<PlaceDocument, PlaceFileError> {
    let country =
        |code: String| Country::from_code(&code).ok_or(PlaceFileError::Code { line, code });
    let place = |place: LabelLine| {
        Ok(PlaceLabel {
            start: place.start,
            end: place.end,
            country: place.country.map(country).transpose()?,
            rule: place.rule,
        })
    };
    let places: Option<Vec<PlaceLabel>> = match parts.places {
        Some(places) => Some(places.into_iter().map(place).collect::<Result<_, _>>()?),
        None => None,
    };
    let countries = match (parts.countries, &places) {
        (Some(codes), _) => codes.into_iter().map(country).collect::<Result<_, _>>()?,
        (None, Some(places)) => places.iter().filter_map(|place| place.country).collect(),
        (None, None) => return Err(PlaceFileError::Nothing { line }),
    };
    Ok(PlaceDocument {
        id: match parts.id {
            Some(Value::String(id)) => id,
            Some(id) => id.to_string(),
            None => line.to_string(),
        },
        article: Article {
            body: parts.text.unwrap_or_default(),
            lang: parts.lang,
            ..Article::default()
        },
        places,
        countries,
    })
}

/// Returns the places and countries of an annotated article as labels.
pub(crate) fn prediction(id: &str, text: &str, annotated: &Annotated) -> PlaceDocument {
    let mut points = CodePoints::new(text);
    let places = annotated.places.iter().map(|tag| {
        let [start, end] = points.span(tag.span);
        PlaceLabel {
            start,
            end,
            country: Some(tag.country),
            rule: Some(tag.rule.to_owned()),
        }
    });
    PlaceDocument {
        id: id.to_owned(),
        places: Some(places.collect()),
        countries: annotated.countries.iter().copied().collect(),
        ..PlaceDocument::default()
    }
}
