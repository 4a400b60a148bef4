//! One article's gold and findings side by side: trimmed, labelled, and who need not be found.

use crate::article::QuoteKind;
use crate::evaluate::quotes::align::{Match, Pairing, pair};
use crate::evaluate::quotes::marked::{in_marks, kind};
use crate::evaluate::quotes::points::Points;
use crate::evaluate::quotes::sheet::{Marking, Sheet};
use crate::evaluate::quotes::{Conjunctions, Options};

/// A line of the tables: which quotations it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    All,
    Direct,
    /// As `Direct`, but a finding inside a quotation of another kind is let be: what a program
    /// that looks for marks alone must cut out of a mixed one.
    DirectOrPart,
    Indirect,
    Mixed,
    Retold,
}

impl Row {
    pub const ALL: [Self; 6] = [
        Self::All,
        Self::Direct,
        Self::DirectOrPart,
        Self::Indirect,
        Self::Mixed,
        Self::Retold,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Direct => "direct",
            Self::DirectOrPart => "direct*",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
            Self::Retold => "indirect+mixed",
        }
    }

    pub fn counts(self, kind: Option<QuoteKind>) -> bool {
        match self {
            Self::All => true,
            Self::Direct | Self::DirectOrPart => kind == Some(QuoteKind::Direct),
            Self::Indirect => kind == Some(QuoteKind::Indirect),
            Self::Mixed => kind == Some(QuoteKind::Mixed),
            Self::Retold => matches!(kind, Some(QuoteKind::Indirect | QuoteKind::Mixed)),
        }
    }
}

/// A quotation as it is compared: its trimmed span and its kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side {
    pub span: Points,
    pub kind: Option<QuoteKind>,
}

/// Whether a gold quotation must be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Yes,
    No,
}

/// An article's gold and findings, ready to be counted.
pub(crate) struct Comparison<'a> {
    pub text: Vec<char>,
    pub marked: &'a Sheet,
    pub findings: &'a [Marking],
    pub gold: Vec<Side>,
    pub found: Vec<Side>,
    /// Which gold quotations need not be found.
    pub waived: Vec<bool>,
    speech_only: bool,
}

impl<'a> Comparison<'a> {
    pub(crate) fn of(marked: &'a Sheet, findings: &'a [Marking], options: &Options) -> Self {
        let text: Vec<char> = marked.text.iter().flat_map(|text| text.chars()).collect();
        let span = |quote: &Marking| {
            let span = quote.span.trimmed(&text);
            match options.conjunctions {
                Conjunctions::Count => span,
                Conjunctions::Ignore => behind_that(&text, span),
            }
        };
        let gold = marked.quotes.iter().map(|quote| Side {
            span: span(quote),
            kind: quote.kind,
        });
        let gold = gold.collect();
        let unlabelled = findings.iter().any(|quote| quote.kind.is_none());
        let marks = if unlabelled {
            in_marks(&text)
        } else {
            Vec::new()
        };
        let found = findings.iter().map(|quote| Side {
            span: span(quote),
            kind: quote.kind.or_else(|| kind(&text, &marks, quote.span)),
        });
        let found = found.collect();
        let waived = marked.quotes.iter();
        let waived = waived.map(|quote| options.speech_only && quote.is_speech == Some(false));
        Self {
            waived: waived.collect(),
            marked,
            findings,
            gold,
            found,
            speech_only: options.speech_only,
            text,
        }
    }

    /// Returns the gold quotations that must be found, or those that need not.
    pub(crate) fn quotes(&self, asked: Asked) -> impl Iterator<Item = &'a Marking> {
        let quotes = self.marked.quotes.iter().zip(&self.waived);
        quotes
            .filter(move |(_, waived)| **waived == (asked == Asked::No))
            .map(|(quote, _)| quote)
    }

    pub(crate) fn pairing(&self, how: Match) -> Pairing {
        let spans =
            |sides: &[Side]| -> Vec<Points> { sides.iter().map(|side| side.span).collect() };
        pair(&spans(&self.gold), &spans(&self.found), how)
    }

    /// Tells whether a finding, with the partner it has, is counted in a row.
    pub(crate) fn is_counted(&self, row: Row, finding: usize, partner: Option<usize>) -> bool {
        let Side { span, kind } = self.found[finding];
        if !row.counts(kind) {
            return false;
        }
        let excused = match partner {
            Some(gold) => self.waived[gold],
            None => self.is_no_speech(finding),
        };
        let matched_direct = partner.is_some_and(|gold| Row::Direct.counts(self.gold[gold].kind));
        let part_of_other = row == Row::DirectOrPart && !matched_direct && {
            let mut others = self
                .gold
                .iter()
                .filter(|gold| !Row::Direct.counts(gold.kind));
            others.any(|gold| span.covered_by(gold.span) >= 0.9)
        };
        !excused && !part_of_other
    }

    /// Tells whether a finding itself calls its cue no verb of speech, where that matters.
    pub(crate) fn says_no_speech(&self, finding: &Marking) -> bool {
        self.speech_only && finding.is_speech == Some(false)
    }

    /// Tells whether an unmatched finding calls itself no speech, or lies by half or more in a
    /// quotation that need not be found.
    fn is_no_speech(&self, finding: usize) -> bool {
        let span = self.found[finding].span;
        let mut gold = self.gold.iter().zip(&self.waived);
        self.says_no_speech(&self.findings[finding])
            || gold.any(|(gold, &waived)| waived && span.covered_by(gold.span) >= 0.5)
    }
}

/// Returns a trimmed span without the "that" it begins with.
fn behind_that(text: &[char], span: Points) -> Points {
    let words = &text[span.start..span.end];
    let Some(end) = words.iter().position(|c| c.is_whitespace()) else {
        return span;
    };
    let first: String = words[..end].iter().flat_map(|c| c.to_lowercase()).collect();
    let list = include_str!("that.txt");
    if !list.lines().any(|line| line == first) {
        return span;
    }
    let blanks = words[end..]
        .iter()
        .take_while(|c| c.is_whitespace())
        .count();
    Points::new(span.start + end + blanks, span.end).trimmed(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_that(text: &str, expected: &str) {
        let letters: Vec<char> = text.chars().collect();
        let span = Points::new(0, letters.len()).trimmed(&letters);
        assert_eq!(behind_that(&letters, span).of(&letters), expected);
    }

    #[test]
    fn passes_that() {
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
