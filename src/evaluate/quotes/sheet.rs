//! Reads marked articles, gold or predicted: one JSON object a line.
//!
//! ```json
//! {"id": "a1", "text": "“No new taxes,” he said.", "quotes": [
//!   {"start": 1, "end": 13, "kind": "direct", "speaker_name": "Olaf Scholz"}]}
//! ```
//!
//! Of a quotation, only `start` and `end` must be there, Unicode code points into `text`. `kind`
//! is "direct", "indirect" or "mixed". The speaker is told by `speaker_spans` (where the text
//! names them), `speaker_text` (as it does), `speaker_name` (in full), or not at all where
//! nobody is named. `cue`, `speaker_type` and `cue_is_speech_verb` are used where they stand, and
//! an article's `lang` and `names_checked`. `onrecord annotate --format ndjson` writes the same
//! form, with `confidence` and `rule`.

use crate::article::{Annotated, QuoteKind};
use crate::evaluate::quotes::points::Points;
use crate::text::offsets::CodePoints;
use serde::Deserialize;
use serde_json::Value;
use std::io::BufRead;

/// One article and the quotations marked in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The line of the file, from 1.
    pub line: usize,
    /// The line's number where the file gives no other.
    pub id: String,
    pub lang: Option<String>,
    /// Gold always has it.
    pub text: Option<String>,
    /// Whether a person checked the speakers' full names, pronouns' too.
    pub names_checked: bool,
    pub quotes: Vec<Marking>,
}

/// One quotation as somebody marked it, or as a program did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marking {
    pub span: Points,
    pub kind: Option<QuoteKind>,
    pub cue: Option<Points>,
    pub speaker_spans: Vec<Points>,
    pub speaker_text: Option<String>,
    pub speaker_name: Option<String>,
    /// "person", "pronoun", "org", …
    pub speaker_type: Option<String>,
    /// `Some(false)` where the cue tells of a thought, a plan or a vote: not speech.
    pub is_speech: Option<bool>,
    pub confidence: Option<f32>,
    pub rule: Option<String>,
}

impl Marking {
    /// Tells whether anybody is given as the speaker.
    pub fn has_speaker(&self) -> bool {
        !self.speaker_spans.is_empty() || self.speaker_text.is_some() || self.speaker_name.is_some()
    }

    /// Returns the speaker as a person reads it: the full name, or the words of the text.
    pub fn speaker(&self) -> Option<&str> {
        self.speaker_name
            .as_deref()
            .or(self.speaker_text.as_deref())
    }
}

/// Why a file of marked articles cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("line {line}: {source}")]
    Read { line: usize, source: std::io::Error },
    #[error("line {line}, column {column}: {message}")]
    Form {
        line: usize,
        column: usize,
        message: String,
    },
    #[error("line {line}: no \"text\", the article that is marked")]
    NoText { line: usize },
    #[error("line {line}: no \"quotes\"; write [] where there are none")]
    NoQuotes { line: usize },
    #[error(
        "line {line}, quotation {number}: {start} to {end} is no part of a text of {length} code points"
    )]
    Range {
        line: usize,
        number: usize,
        start: usize,
        end: usize,
        length: usize,
    },
    #[error("line {line}: the text of {id:?} differs from the gold's, so its offsets mean nothing")]
    OtherText { line: usize, id: String },
}

/// Returns gold articles, each with its text and with every offset in it.
pub fn read_gold(input: impl BufRead) -> Result<Vec<Sheet>, Error> {
    let sheets = read_sheets(input)?;
    for sheet in &sheets {
        let Some(text) = &sheet.text else {
            return Err(Error::NoText { line: sheet.line });
        };
        sheet.check_ranges(text.chars().count())?;
    }
    Ok(sheets)
}

/// Returns marked articles in file order; their text may be left out.
pub fn read_sheets(input: impl BufRead) -> Result<Vec<Sheet>, Error> {
    let mut sheets = Vec::new();
    for (index, read) in input.lines().enumerate() {
        let line = index + 1;
        let json = read.map_err(|source| Error::Read { line, source })?;
        let json = json.trim_start_matches('\u{feff}').trim();
        if !json.is_empty() {
            sheets.push(sheet(line, json)?);
        }
    }
    Ok(sheets)
}

impl Sheet {
    /// Tells whether every offset lies in a text of so many code points.
    pub fn check_ranges(&self, length: usize) -> Result<(), Error> {
        for (index, quote) in self.quotes.iter().enumerate() {
            let speakers = quote.speaker_spans.iter().copied();
            for span in speakers.chain(quote.cue).chain([quote.span]) {
                if span.start > span.end || span.end > length {
                    return Err(Error::Range {
                        line: self.line,
                        number: index + 1,
                        start: span.start,
                        end: span.end,
                        length,
                    });
                }
            }
        }
        Ok(())
    }
}

/// Returns what was found in an article in the form of a marked one.
pub(crate) fn markings(text: &str, annotated: &Annotated) -> Vec<Marking> {
    let mut points = CodePoints::new(text);
    let mut at = |span| {
        let [start, end] = points.span(span);
        Points { start, end }
    };
    let mut markings = Vec::with_capacity(annotated.quotes.len());
    for quote in &annotated.quotes {
        let said = quote.attribution.as_ref();
        let mentions = said.map_or(&[][..], |said| &said.mentions);
        let rule = said.map_or(quote.rule, |said| said.rule);
        markings.push(Marking {
            span: at(quote.span),
            kind: Some(quote.kind),
            cue: quote.cue.map(&mut at),
            speaker_spans: mentions.iter().map(|&mention| at(mention)).collect(),
            speaker_text: mentions.first().map(|mention| mention.of(text).to_owned()),
            speaker_name: said.and_then(|said| said.name.clone()),
            speaker_type: None,
            is_speech: None,
            confidence: said.map(|said| said.confidence),
            rule: Some(rule.to_owned()),
        });
    }
    markings
}

#[derive(Deserialize)]
struct SheetLine {
    id: Option<Value>,
    lang: Option<String>,
    text: Option<String>,
    names_checked: Option<bool>,
    quotes: Option<Vec<QuoteLine>>,
}

#[derive(Deserialize)]
struct QuoteLine {
    start: usize,
    end: usize,
    kind: Option<String>,
    cue: Option<[usize; 2]>,
    speaker_spans: Option<Vec<[usize; 2]>>,
    speaker_text: Option<String>,
    speaker_name: Option<String>,
    speaker_type: Option<String>,
    cue_is_speech_verb: Option<bool>,
    confidence: Option<f32>,
    rule: Option<String>,
}

fn sheet(line: usize, json: &str) -> Result<Sheet, Error> {
    let read: SheetLine = serde_json::from_str(json).map_err(|error| {
        let message = error.to_string();
        let end = message.rfind(" at line ").unwrap_or(message.len());
        Error::Form {
            line,
            column: error.column(),
            message: message[..end].to_owned(),
        }
    })?;
    let id = match read.id {
        Some(Value::String(id)) => id,
        Some(id) => id.to_string(),
        None => line.to_string(),
    };
    let quotes = read.quotes.ok_or(Error::NoQuotes { line })?;
    Ok(Sheet {
        line,
        id,
        lang: read.lang,
        text: read.text,
        names_checked: read.names_checked.unwrap_or(false),
        quotes: quotes.into_iter().map(Marking::from).collect(),
    })
}

impl From<QuoteLine> for Marking {
    fn from(line: QuoteLine) -> Self {
        let points = |[start, end]: [usize; 2]| Points { start, end };
        let spans = line.speaker_spans.unwrap_or_default();
        let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
        Self {
            span: Points::new(line.start, line.end),
            kind: line.kind.as_deref().and_then(kind_called),
            cue: line.cue.map(points),
            speaker_spans: spans.into_iter().map(points).collect(),
            speaker_text: filled(line.speaker_text),
            speaker_name: filled(line.speaker_name),
            speaker_type: filled(line.speaker_type),
            is_speech: line.cue_is_speech_verb,
            confidence: line.confidence,
            rule: line.rule,
        }
    }
}

fn kind_called(name: &str) -> Option<QuoteKind> {
    [QuoteKind::Direct, QuoteKind::Indirect, QuoteKind::Mixed]
        .into_iter()
        .find(|kind| kind.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_error(lines: &str, expected: &str) {
        let error = read_gold(lines.as_bytes()).expect_err("not gold");
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn reads_the_least_that_gold_can_be() {
        let lines = r#"
            {"id": 7, "text": "Größe “zählt”.", "quotes": [{"start": 7, "end": 12}]}
            {"text": "", "quotes": []}"#;
        let gold = read_gold(lines.as_bytes()).expect("gold");
        let ids: Vec<&str> = gold.iter().map(|sheet| sheet.id.as_str()).collect();
        assert_eq!(ids, ["7", "3"]);
        assert_eq!(gold[0].quotes[0].span, Points::new(7, 12));
        assert!(!gold[0].quotes[0].has_speaker());
    }

    #[test]
    fn names_the_line_that_is_wrong() {
        check_error("\n{", "line 2, column 1: EOF while parsing an object");
        check_error(
            r#"{"text": "a", "quotes": [{"start": 0}]}"#,
            "line 1, column 37: missing field `end`",
        );
        check_error(
            r#"{"quotes": []}"#,
            "line 1: no \"text\", the article that is marked",
        );
        check_error(
            r#"{"text": "a"}"#,
            "line 1: no \"quotes\"; write [] where there are none",
        );
        check_error(
            r#"{"text": "ä", "quotes": [{"start": 0, "end": 2}]}"#,
            "line 1, quotation 1: 0 to 2 is no part of a text of 1 code points",
        );
    }

    #[test]
    fn what_was_found_reads_like_gold() {
        let text = "Größe. “No new taxes,” said Olaf Scholz.";
        let annotated = crate::annotate::annotate_text(text, "en");
        let found = markings(text, &annotated);
        let letters: Vec<char> = text.chars().collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span.trimmed(&letters).of(&letters), "No new taxes");
        assert_eq!(found[0].speaker(), Some("Olaf Scholz"));
    }
}
