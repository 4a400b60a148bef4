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
    /// The article's identifier.
    pub id: String,
    /// The number of required gold quotations.
    pub gold: usize,
    /// The mistakes.
    pub mistakes: Vec<QuoteMistake>,
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuoteMistake {
    /// What is wrong.
    pub what: MistakeKind,
    /// Where the quotation starts, in code points, inclusive.
    pub start: usize,
    /// Where it ends, in code points, exclusive.
    pub end: usize,
    /// "direct", "indirect" or "mixed"; `None` if unknown.
    pub kind: Option<&'static str>,
    /// The text before it, at most 40 characters.
    pub before: String,
    /// The quotation.
    pub words: String,
    /// The text after it, at most 40 characters.
    pub after: String,
    /// The gold speaker; `None` if there is none.
    pub gold_speaker: Option<String>,
    /// The predicted speaker; `None` if there is none.
    pub found_speaker: Option<String>,
    /// The rule of the prediction; `None` without one.
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
        for (gold, &prediction) in alignment.prediction_of.iter().enumerate() {
            if article.optional[gold] {
                continue;
            }
            let gold_quote = &article.gold_document.quotes[gold];
            let predicted = prediction.map(|prediction| &article.predictions[prediction]);
            let what = match predicted {
                None => MistakeKind::Missed,
                Some(predicted) if speaker_matches(&article.text, gold_quote, predicted) => {
                    continue;
                }
                Some(_) => MistakeKind::Speaker,
            };
            let quote = article.gold[gold];
            let mut mistake = QuoteMistake::new(article, what, quote.span, quote.kind);
            mistake.gold_speaker = gold_quote.speaker().map(str::to_owned);
            mistake.found_speaker = predicted
                .and_then(|predicted| predicted.speaker())
                .map(str::to_owned);
            mistake.rule = predicted.and_then(|predicted| predicted.rule.clone());
            mistakes.push(mistake);
        }
        for (prediction, &gold) in alignment.gold_of.iter().enumerate() {
            if gold.is_none() && article.is_counted(QuoteCategory::All, prediction, None) {
                let quote = article.predicted[prediction];
                let predicted = &article.predictions[prediction];
                let mut mistake =
                    QuoteMistake::new(article, MistakeKind::Extra, quote.span, quote.kind);
                mistake.found_speaker = predicted.speaker().map(str::to_owned);
                mistake.rule.clone_from(&predicted.rule);
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
