//! What was got wrong in an article, to be read by a person.

use crate::article::QuoteKind;
use crate::evaluate::quotes::align::Match;
use crate::evaluate::quotes::compare::{Comparison, Row};
use crate::evaluate::quotes::points::Points;
use crate::evaluate::quotes::speakers::is_right;
use serde::Serialize;

/// The mistakes in one article, in text order.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Mistakes {
    pub id: String,
    /// Gold quotations that were asked for.
    pub gold: usize,
    pub mistakes: Vec<Mistake>,
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mistake {
    pub what: What,
    pub start: usize,
    pub end: usize,
    pub kind: Option<&'static str>,
    /// A little of the text in front, the words, and a little behind.
    pub before: String,
    pub words: String,
    pub after: String,
    pub gold_speaker: Option<String>,
    pub found_speaker: Option<String>,
    pub rule: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Marked, and not found.
    Missed,
    /// Found, and not marked.
    Extra,
    /// Found, and another speaker given, or none.
    Speaker,
}

impl What {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Extra => "extra",
            Self::Speaker => "speaker",
        }
    }
}

/// How many signs of context to show on either side.
const CONTEXT: usize = 40;

impl Mistakes {
    pub(crate) fn of(article: &Comparison) -> Self {
        let pairing = article.pairing(Match::Overlap);
        let mut mistakes = Vec::new();
        for (gold, &finding) in pairing.found.iter().enumerate() {
            if article.waived[gold] {
                continue;
            }
            let marked = &article.marked.quotes[gold];
            let found = finding.map(|finding| &article.findings[finding]);
            let what = match found {
                None => What::Missed,
                Some(found) if is_right(&article.text, marked, found) => continue,
                Some(_) => What::Speaker,
            };
            let side = article.gold[gold];
            let mut mistake = Mistake::new(article, what, side.span, side.kind);
            mistake.gold_speaker = marked.speaker().map(str::to_owned);
            mistake.found_speaker = found.and_then(|found| found.speaker()).map(str::to_owned);
            mistake.rule = found.and_then(|found| found.rule.clone());
            mistakes.push(mistake);
        }
        for (finding, &gold) in pairing.gold.iter().enumerate() {
            if gold.is_none() && article.is_counted(Row::All, finding, None) {
                let side = article.found[finding];
                let found = &article.findings[finding];
                let mut mistake = Mistake::new(article, What::Extra, side.span, side.kind);
                mistake.found_speaker = found.speaker().map(str::to_owned);
                mistake.rule.clone_from(&found.rule);
                mistakes.push(mistake);
            }
        }
        mistakes.sort_by_key(|mistake| (mistake.start, mistake.end, mistake.what));
        Self {
            id: article.marked.id.clone(),
            gold: article.waived.iter().filter(|waived| !**waived).count(),
            mistakes,
        }
    }

    /// Returns how many mistakes are of a sort.
    pub fn count(&self, what: What) -> usize {
        let mistakes = self.mistakes.iter();
        mistakes.filter(|mistake| mistake.what == what).count()
    }
}

impl Mistake {
    fn new(article: &Comparison, what: What, span: Points, kind: Option<QuoteKind>) -> Self {
        let text = &article.text;
        let before = Points::new(span.start.saturating_sub(CONTEXT), span.start);
        let after = Points::new(span.end, (span.end + CONTEXT).min(text.len()));
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
