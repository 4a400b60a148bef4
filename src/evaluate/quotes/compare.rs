//! One article's gold and predictions side by side: trimmed spans, kinds, and which are optional.

use crate::article::QuoteKind;
use crate::evaluate::quotes::alignment::{Alignment, SpanMatch, align};
use crate::evaluate::quotes::char_span::CharSpan;
use crate::evaluate::quotes::documents::{QuoteDocument, QuoteLabel};
use crate::evaluate::quotes::infer_kind::{in_quotation_marks, infer_kind};
use crate::evaluate::quotes::options::{LeadingConjunction, ScoringOptions};

/// A row of the tables: the quotations that are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteCategory {
    /// All quotations.
    All,
    /// Direct ones.
    Direct,
    /// As `Direct`, but a prediction inside a gold quotation of another kind is ignored: a program
    /// that finds quotation marks alone must cut it out of a mixed one.
    DirectLenient,
    /// Indirect ones.
    Indirect,
    /// Mixed ones.
    Mixed,
    /// Indirect and mixed ones together.
    IndirectOrMixed,
}

impl QuoteCategory {
    /// All categories, in the order of the tables.
    pub const ALL: [Self; 6] = [
        Self::All,
        Self::Direct,
        Self::DirectLenient,
        Self::Indirect,
        Self::Mixed,
        Self::IndirectOrMixed,
    ];

    /// Returns the name in tables and exports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Direct => "direct",
            Self::DirectLenient => "direct*",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
            Self::IndirectOrMixed => "indirect+mixed",
        }
    }

    /// Tells whether quotations of a kind are counted.
    pub fn counts(self, kind: Option<QuoteKind>) -> bool {
        match self {
            Self::All => true,
            Self::Direct | Self::DirectLenient => kind == Some(QuoteKind::Direct),
            Self::Indirect => kind == Some(QuoteKind::Indirect),
            Self::Mixed => kind == Some(QuoteKind::Mixed),
            Self::IndirectOrMixed => matches!(kind, Some(QuoteKind::Indirect | QuoteKind::Mixed)),
        }
    }
}

/// A quotation reduced to what is compared: the trimmed span and the kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ComparedQuote {
    pub span: CharSpan,
    pub kind: Option<QuoteKind>,
}

/// Whether a gold quotation must be predicted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Requirement {
    Required,
    Optional,
}

/// The gold and predicted quotations of an article, prepared for scoring.
pub(crate) struct Comparison<'a> {
    pub text: Vec<char>,
    pub gold_document: &'a QuoteDocument,
    pub predictions: &'a [QuoteLabel],
    pub gold: Vec<ComparedQuote>,
    pub predicted: Vec<ComparedQuote>,
    /// Which gold quotations are optional.
    pub optional: Vec<bool>,
    speech_only: bool,
}

impl<'a> Comparison<'a> {
    pub(crate) fn of(
        gold_document: &'a QuoteDocument,
        predictions: &'a [QuoteLabel],
        options: &ScoringOptions,
    ) -> Self {
        let text: Vec<char> = gold_document
            .text
            .iter()
            .flat_map(|text| text.chars())
            .collect();
        let span = |quote: &QuoteLabel| {
            let span = quote.span.trimmed(&text);
            match options.conjunctions {
                LeadingConjunction::Count => span,
                LeadingConjunction::Ignore => without_conjunction(&text, span),
            }
        };
        let gold = gold_document.quotes.iter().map(|quote| ComparedQuote {
            span: span(quote),
            kind: quote.kind,
        });
        let gold = gold.collect();
        let unlabelled = predictions.iter().any(|quote| quote.kind.is_none());
        let marks = if unlabelled {
            in_quotation_marks(&text)
        } else {
            Vec::new()
        };
        let predicted = predictions.iter().map(|quote| ComparedQuote {
            span: span(quote),
            kind: quote.kind.or_else(|| infer_kind(&text, &marks, quote.span)),
        });
        let predicted = predicted.collect();
        let optional = gold_document.quotes.iter();
        let optional = optional.map(|quote| options.speech_only && quote.is_speech == Some(false));
        Self {
            optional: optional.collect(),
            gold_document,
            predictions,
            gold,
            predicted,
            speech_only: options.speech_only,
            text,
        }
    }

    /// Returns the gold quotations that are required, or those that are optional.
    pub(crate) fn quotes(&self, requirement: Requirement) -> impl Iterator<Item = &'a QuoteLabel> {
        let quotes = self.gold_document.quotes.iter().zip(&self.optional);
        quotes
            .filter(move |(_, optional)| **optional == (requirement == Requirement::Optional))
            .map(|(quote, _)| quote)
    }

    /// Aligns gold and predictions.
    pub(crate) fn alignment(&self, criterion: SpanMatch) -> Alignment {
        let spans = |quotes: &[ComparedQuote]| -> Vec<CharSpan> {
            quotes.iter().map(|quote| quote.span).collect()
        };
        align(&spans(&self.gold), &spans(&self.predicted), criterion)
    }

    /// Tells whether a prediction, with the gold quotation aligned to it, is counted in a category.
    pub(crate) fn is_counted(
        &self,
        category: QuoteCategory,
        prediction: usize,
        gold: Option<usize>,
    ) -> bool {
        let ComparedQuote { span, kind } = self.predicted[prediction];
        if !category.counts(kind) {
            return false;
        }
        let excused = match gold {
            Some(gold) => self.optional[gold],
            None => self.is_no_speech(prediction),
        };
        let matched_direct =
            gold.is_some_and(|gold| QuoteCategory::Direct.counts(self.gold[gold].kind));
        let part_of_other = category == QuoteCategory::DirectLenient && !matched_direct && {
            let mut others = self
                .gold
                .iter()
                .filter(|gold| !QuoteCategory::Direct.counts(gold.kind));
            others.any(|gold| span.covered_by(gold.span) >= 0.9)
        };
        !excused && !part_of_other
    }

    /// Tells whether a prediction labels itself as not speech, where that matters.
    pub(crate) fn is_labelled_no_speech(&self, prediction: &QuoteLabel) -> bool {
        self.speech_only && prediction.is_speech == Some(false)
    }

    /// Tells whether an unmatched prediction labels itself as not speech, or lies by half or more in
    /// an optional quotation.
    fn is_no_speech(&self, prediction: usize) -> bool {
        let span = self.predicted[prediction].span;
        let mut gold = self.gold.iter().zip(&self.optional);
        self.is_labelled_no_speech(&self.predictions[prediction])
            || gold.any(|(gold, &optional)| optional && span.covered_by(gold.span) >= 0.5)
    }
}

/// Returns a trimmed span without a leading "that".
fn without_conjunction(text: &[char], span: CharSpan) -> CharSpan {
    let words = &text[span.start..span.end];
    let Some(end) = words.iter().position(|c| c.is_whitespace()) else {
        return span;
    };
    let first: String = words[..end].iter().flat_map(|c| c.to_lowercase()).collect();
    let list = include_str!("complementizers.txt");
    if !list.lines().any(|line| line == first) {
        return span;
    }
    let spaces = words[end..]
        .iter()
        .take_while(|c| c.is_whitespace())
        .count();
    CharSpan::new(span.start + end + spaces, span.end).trimmed(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_that(text: &str, expected: &str) {
        let letters: Vec<char> = text.chars().collect();
        let span = CharSpan::new(0, letters.len()).trimmed(&letters);
        assert_eq!(without_conjunction(&letters, span).of(&letters), expected);
    }

    #[test]
    fn skips_that() {
        check_that("that “taxes” rise", "taxes” rise");
        check_that("Dass Steuern steigen", "Steuern steigen");
    }

    #[test]
    fn leaves_other_words() {
        check_that("thatched roofs burn", "thatched roofs burn");
        check_that("that", "that");
        check_that("", "");
    }
}
