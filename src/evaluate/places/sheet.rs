//! Reads articles with their places or countries, gold or predicted: one JSON object a line.
//!
//! ```json
//! {"id": "a1", "text": "Talks in Oslo.", "places": [{"start": 9, "end": 13, "country": "NO"}]}
//! {"id": "a2", "text": "Norway's talks.", "countries": ["NO"]}
//! ```
//!
//! `start` and `end` are Unicode code points into `text`, the end exclusive; `country` is an ISO
//! 3166-1 alpha-2 code, or null where a place has none or none is known. An article without
//! `countries` has those of its places. `onrecord annotate --format ndjson` writes the same form.

use crate::article::{Annotated, Article};
use crate::place::Country;
use crate::text::offsets::CodePoints;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::BufRead;

/// One article, its places and its countries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    pub id: String,
    /// Empty in predictions, which may leave it out.
    pub article: Article,
    /// `None` where only the article's countries are marked.
    pub places: Option<Vec<Place>>,
    pub countries: BTreeSet<Country>,
}

/// A place as somebody marked it, or as a program did.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Code points, the end exclusive.
    pub start: usize,
    pub end: usize,
    pub country: Option<Country>,
    pub rule: Option<String>,
}

/// Why a file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("line {line}: {source}")]
    Read { line: usize, source: std::io::Error },
    #[error("line {line}: {source}")]
    Form {
        line: usize,
        source: serde_json::Error,
    },
    #[error("line {line}: no \"text\", the article that is marked")]
    NoText { line: usize },
    #[error("line {line}: neither \"places\" nor \"countries\"; write [] where there are none")]
    Nothing { line: usize },
    #[error("line {line}: {code:?} is no country's code of two letters")]
    Code { line: usize, code: String },
    #[error("line {line}: {start} to {end} is no part of a text of {length} code points")]
    Range {
        line: usize,
        start: usize,
        end: usize,
        length: usize,
    },
}

#[derive(Deserialize)]
struct SheetLine {
    id: Option<Value>,
    text: Option<String>,
    lang: Option<String>,
    places: Option<Vec<PlaceLine>>,
    countries: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct PlaceLine {
    start: usize,
    end: usize,
    country: Option<String>,
    rule: Option<String>,
}

/// Returns gold articles, each with its text and with every offset in it.
pub fn read_gold(input: impl BufRead) -> Result<Vec<Sheet>, Error> {
    read(input, |line, sheet, text| {
        let Some(text) = text else {
            return Err(Error::NoText { line });
        };
        let length = text.chars().count();
        for &Place { start, end, .. } in sheet.places.iter().flatten() {
            if start >= end || end > length {
                return Err(Error::Range {
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

/// Returns predicted articles in file order; their text may be left out.
pub fn read_sheets(input: impl BufRead) -> Result<Vec<Sheet>, Error> {
    read(input, |_, _, _| Ok(()))
}

fn read(
    input: impl BufRead,
    check: impl Fn(usize, &Sheet, Option<&str>) -> Result<(), Error>,
) -> Result<Vec<Sheet>, Error> {
    let mut sheets = Vec::new();
    for (index, read) in input.lines().enumerate() {
        let line = index + 1;
        let json = read.map_err(|source| Error::Read { line, source })?;
        let json = json.trim_start_matches('\u{feff}').trim();
        if json.is_empty() {
            continue;
        }
        let parts: SheetLine =
            serde_json::from_str(json).map_err(|source| Error::Form { line, source })?;
        let text = parts.text.clone();
        let sheet = sheet(line, parts)?;
        check(line, &sheet, text.as_deref())?;
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn sheet(line: usize, parts: SheetLine) -> Result<Sheet, Error> {
    let country = |code: String| Country::from_code(&code).ok_or(Error::Code { line, code });
    let place = |place: PlaceLine| {
        Ok(Place {
            start: place.start,
            end: place.end,
            country: place.country.map(country).transpose()?,
            rule: place.rule,
        })
    };
    let places: Option<Vec<Place>> = match parts.places {
        Some(places) => Some(places.into_iter().map(place).collect::<Result<_, _>>()?),
        None => None,
    };
    let countries = match (parts.countries, &places) {
        (Some(codes), _) => codes.into_iter().map(country).collect::<Result<_, _>>()?,
        (None, Some(places)) => places.iter().filter_map(|place| place.country).collect(),
        (None, None) => return Err(Error::Nothing { line }),
    };
    Ok(Sheet {
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

/// Returns what was found in an article in the form of a marked one.
pub(crate) fn found(id: &str, text: &str, annotated: &Annotated) -> Sheet {
    let mut points = CodePoints::new(text);
    let places = annotated.places.iter().map(|tag| {
        let [start, end] = points.span(tag.span);
        Place {
            start,
            end,
            country: Some(tag.country),
            rule: Some(tag.rule.to_owned()),
        }
    });
    Sheet {
        id: id.to_owned(),
        places: Some(places.collect()),
        countries: annotated.countries.iter().copied().collect(),
        ..Sheet::default()
    }
}
