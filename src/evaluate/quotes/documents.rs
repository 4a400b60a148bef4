//! Reads articles with labelled quotations, gold or predicted: one JSON object per line.
//!
//! ```json
//! {"id": "a1", "text": "“No new taxes,” he said.", "quotes": [
//!   {"start": 1, "end": 13, "kind": "direct", "speaker_name": "Olaf Scholz"}]}
//! ```
//!
//! Only `start` and `end` of a quotation are required: Unicode code points into `text`, the end
//! exclusive. `kind` is "direct", "indirect" or "mixed". The speaker is given by `speaker_spans`
//! (the mentions), `speaker_text` (the words of the first mention) or `speaker_name` (the full
//! name), or not at all if the text names nobody. `cue`, `speaker_type` and `cue_is_speech_verb` of
//! a quotation, and `lang` and `names_checked` of an article, are optional. The output of
//! `onrecord annotate --format ndjson` has the same format, with `confidence` and `rule`.

use crate::article::{Annotated, QuoteKind};
use crate::evaluate::quotes::char_span::CharSpan;
use crate::text::offsets::CodePoints;
use serde::Deserialize;
use serde_json::Value;
use std::io::BufRead;

/// An article and its labelled quotations, gold or predicted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuoteDocument {
    /// The line number in the file, from 1.
    pub line: usize,
    /// The line number, if the file gives no identifier.
    pub id: String,
    /// An ISO 639-1 code; `None` if the file gives none.
    pub lang: Option<String>,
    /// Required in gold, optional in predictions.
    pub text: Option<String>,
    /// Whether a person checked the full names of all speakers, also those mentioned by pronoun.
    pub names_checked: bool,
    /// The quotations, in file order.
    pub quotes: Vec<QuoteLabel>,
}

/// A labelled quotation, gold or predicted; all spans in code points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuoteLabel {
    /// The quoted content.
    pub span: CharSpan,
    /// Direct, indirect or mixed; `None` if not labelled.
    pub kind: Option<QuoteKind>,
    /// The words that introduce the speech; `None` if not labelled.
    pub cue: Option<CharSpan>,
    /// The mentions of the speaker.
    pub speaker_spans: Vec<CharSpan>,
    /// The words of the speaker's first mention: "he".
    pub speaker_text: Option<String>,
    /// The speaker's full name.
    pub speaker_name: Option<String>,
    /// "person", "pronoun", "org", …
    pub speaker_type: Option<String>,
    /// `Some(false)` if the cue is not a reporting verb but one of thought, plan or vote.
    pub is_speech: Option<bool>,
    /// The confidence of a prediction, from 0 to 1; `None` where it names no speaker.
    pub confidence: Option<f32>,
    /// The rule that attributed it, where the file says.
    pub rule: Option<String>,
}

impl QuoteLabel {
    /// Tells whether a speaker is given.
    pub fn has_speaker(&self) -> bool {
        !self.speaker_spans.is_empty() || self.speaker_text.is_some() || self.speaker_name.is_some()
    }

    /// Returns the speaker's full name, else the words of the mention.
    pub fn speaker(&self) -> Option<&str> {
        self.speaker_name
            .as_deref()
            .or(self.speaker_text.as_deref())
    }
}

/// Why a file of labelled articles cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum QuoteFileError {
    /// The file could not be read.
    #[error("line {line}: {source}")]
    Read {
        /// The line, numbered from 1.
        line: usize,
        /// The operating system's error.
        source: std::io::Error,
    },
    /// A line is not a JSON object with the expected fields.
    #[error("line {line}, column {column}: {message}")]
    Form {
        /// The line, numbered from 1.
        line: usize,
        /// The column in bytes, numbered from 1.
        column: usize,
        /// What is wrong there.
        message: String,
    },
    /// A gold article has no text.
    #[error("line {line}: no \"text\", the article that is marked")]
    NoText {
        /// The line, numbered from 1.
        line: usize,
    },
    /// An article has no list of quotations.
    #[error("line {line}: no \"quotes\"; write [] where there are none")]
    NoQuotes {
        /// The line, numbered from 1.
        line: usize,
    },
    /// A span that is empty, reversed or beyond the text.
    #[error(
        "line {line}, quotation {number}: {start} to {end} is no part of a text of {length} code points"
    )]
    Range {
        /// The line, numbered from 1.
        line: usize,
        /// The quotation's number in its article, from 1.
        number: usize,
        /// Where the span starts, in code points, inclusive.
        start: usize,
        /// Where it ends, in code points, exclusive.
        end: usize,
        /// The length of the text in code points.
        length: usize,
    },
    /// A predicted article whose text is not that of the gold article with its id.
    #[error("line {line}: the text of {id:?} differs from the gold's, so its offsets mean nothing")]
    OtherText {
        /// The line, numbered from 1.
        line: usize,
        /// The article's identifier.
        id: String,
    },
}

/// Reads gold articles.
///
/// # Errors
///
/// If a line is not such an object, has no text, or an offset beyond its text.
pub fn read_gold(input: impl BufRead) -> Result<Vec<QuoteDocument>, QuoteFileError> {
    let documents = read_documents(input)?;
    for document in &documents {
        let Some(text) = &document.text else {
            return Err(QuoteFileError::NoText {
                line: document.line,
            });
        };
        document.check_ranges(text.chars().count())?;
    }
    Ok(documents)
}

/// Reads labelled articles in file order; the text is optional.
///
/// # Errors
///
/// If a line cannot be read or is not such an object.
pub fn read_documents(input: impl BufRead) -> Result<Vec<QuoteDocument>, QuoteFileError> {
    let mut documents = Vec::new();
    for (index, read) in input.lines().enumerate() {
        let line = index + 1;
        let json = read.map_err(|source| QuoteFileError::Read { line, source })?;
        let json = json.trim_start_matches('\u{feff}').trim();
        if !json.is_empty() {
            documents.push(document(line, json)?);
        }
    }
    Ok(documents)
}

impl QuoteDocument {
    /// Checks that every span lies within a text of so many code points.
    pub(crate) fn check_ranges(&self, length: usize) -> Result<(), QuoteFileError> {
        for (index, quote) in self.quotes.iter().enumerate() {
            let speakers = quote.speaker_spans.iter().copied();
            for span in speakers.chain(quote.cue).chain([quote.span]) {
                if span.start > span.end || span.end > length {
                    return Err(QuoteFileError::Range {
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

/// Returns the quotations of an annotated article as labels.
pub(crate) fn quote_labels(text: &str, annotated: &Annotated) -> Vec<QuoteLabel> {
    let mut points = CodePoints::new(text);
    let mut at = |span| {
        let [start, end] = points.span(span);
        CharSpan { start, end }
    };
    let mut quote_labels = Vec::with_capacity(annotated.quotes.len());
    for quote in &annotated.quotes {
        let attribution = quote.attribution.as_ref();
        let mentions = attribution.map_or(&[][..], |attribution| &attribution.mentions);
        let rule = attribution.map_or(quote.rule, |attribution| attribution.rule);
        quote_labels.push(QuoteLabel {
            span: at(quote.span),
            kind: Some(quote.kind),
            cue: quote.cue.map(&mut at),
            speaker_spans: mentions.iter().map(|&mention| at(mention)).collect(),
            speaker_text: mentions.first().map(|mention| mention.of(text).to_owned()),
            speaker_name: attribution.and_then(|attribution| attribution.name.clone()),
            speaker_type: None,
            is_speech: None,
            confidence: attribution.map(|attribution| attribution.confidence),
            rule: Some(rule.to_owned()),
        });
    }
    quote_labels
}

#[derive(Deserialize)]
struct DocumentLine {
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

fn document(line: usize, json: &str) -> Result<QuoteDocument, QuoteFileError> {
    let read: DocumentLine = serde_json::from_str(json).map_err(|error| {
        let message = error.to_string();
        let end = message.rfind(" at line ").unwrap_or(message.len());
        QuoteFileError::Form {
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
    let quotes = read.quotes.ok_or(QuoteFileError::NoQuotes { line })?;
    Ok(QuoteDocument {
        line,
        id,
        lang: read.lang,
        text: read.text,
        names_checked: read.names_checked.unwrap_or(false),
        quotes: quotes.into_iter().map(QuoteLabel::from).collect(),
    })
}

impl From<QuoteLine> for QuoteLabel {
    fn from(line: QuoteLine) -> Self {
        let points = |[start, end]: [usize; 2]| CharSpan { start, end };
        let spans = line.speaker_spans.unwrap_or_default();
        let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
        Self {
            span: CharSpan::new(line.start, line.end),
            kind: line.kind.as_deref().and_then(parse_kind),
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

fn parse_kind(name: &str) -> Option<QuoteKind> {
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
        let ids: Vec<&str> = gold.iter().map(|document| document.id.as_str()).collect();
        assert_eq!(ids, ["7", "3"]);
        assert_eq!(gold[0].quotes[0].span, CharSpan::new(7, 12));
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
        let found = quote_labels(text, &annotated);
        let letters: Vec<char> = text.chars().collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span.trimmed(&letters).of(&letters), "No new taxes");
        assert_eq!(found[0].speaker(), Some("Olaf Scholz"));
    }
}
