//! The mistakes in an article, for error analysis.

use crate::article::QuoteKind;
use crate::evaluate::quotes::alignment::SpanMatch;
use crate::evaluate::quotes::char_span::CharSpan;
use crate::evaluate::quotes::compare::{Comparison, QuoteCategory};
use crate::evaluate::quotes::speakers::speaker_matches;
use serde::Serialize;

/// The mistakes in one article, in text order.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct QuoteMistakes {
    pub id: String,
    /// The number of required gold quotations.
    pub gold: usize,
    pub mistakes: Vec<QuoteMistake>,
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuoteMistake {
    pub what: MistakeKind,
    /// Code points, the end exclusive.
    pub start: usize,
    pub end: usize,
    pub kind: Option<&'static str>,
    /// The text before, the quotation, and the text after.
    pub before: String,
    pub words: String,
    pub after: String,
    pub gold_speaker: Option<String>,
    pub found_speaker: Option<String>,
    pub rule: Option<String>,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MistakeKind {
    /// A gold quotation without prediction: a false negative.
    Missed,
    /// A prediction without gold quotation: a false positive.
    Extra,
    /// A match with another speaker, or none.
    Speaker,
}

impl MistakeKind {
    /// Returns the name in exports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Extra => "extra",
            Self::Speaker => "speaker",
        }
    }
}

/// The number of characters of context on either side.
const CONTEXT: usize = 40;

impl QuoteMistakes {
    pub(crate) fn of(article: &Comparison) -> Self {
        let alignment = article.alignment(SpanMatch::Overlap);
        let mut mistakes = Vec::new();
        for (gold, &finding) in alignment.prediction_of.iter().enumerate() {
            if article.optional[gold] {
                continue;
            }
            let marked = &article.gold_document.quotes[gold];
            let found = finding.map(|finding| &article.predictions[finding]);
            let what = match found {
                None => MistakeKind::Missed,
                Some(found) if speaker_matches(&article.text, marked, found) => continue,
                Some(_) => MistakeKind::Speaker,
            };
            let side = article.gold[gold];
            let mut mistake = QuoteMistake::new(article, what, side.span, side.kind);
            mistake.gold_speaker = marked.speaker().map(str::to_owned);
            mistake.found_speaker = found.and_then(|found| found.speaker()).map(str::to_owned);
            mistake.rule = found.and_then(|found| found.rule.clone());
            mistakes.push(mistake);
        }
        for (finding, &gold) in alignment.gold_of.iter().enumerate() {
            if gold.is_none() && article.is_counted(QuoteCategory::All, finding, None) {
                let side = article.predicted[finding];
                let found = &article.predictions[finding];
                let mut mistake =
                    QuoteMistake::new(article, MistakeKind::Extra, side.span, side.kind);
                mistake.found_speaker = found.speaker().map(str::to_owned);
                mistake.rule.clone_from(&found.rule);
                mistakes.push(mistake);
            }
        }
        mistakes.sort_by_key(|mistake| (mistake.start, mistake.end, mistake.what));
        Self {
            id: article.gold_document.id.clone(),
            gold: article
                .optional
                .iter()
                .filter(|optional| !**optional)
                .count(),
            mistakes,
        }
    }

    /// Returns the number of mistakes of a kind.
    pub fn count(&self, what: MistakeKind) -> usize {
        let mistakes = self.mistakes.iter();
        mistakes.filter(|mistake| mistake.what == what).count()
    }
}

impl QuoteMistake {
    fn new(
        article: &Comparison,
        what: MistakeKind,
        span: CharSpan,
        kind: Option<QuoteKind>,
    ) -> Self {
        let text = &article.text;
        let before = CharSpan::new(span.start.saturating_sub(CONTEXT), span.start);
        let after = CharSpan::new(span.end, (span.end + CONTEXT).min(text.len()));
        let [before, words, after] = [before, span, after].map(|part| part.of(text));
        Self {
            what,
            start: span.start,
            end: span.end,
            kind: kind.map(QuoteKind::name),
            before,
            words,
            after,
            gold_speaker: None,
            found_speaker: None,
            rule: None,
        }
    }
}
