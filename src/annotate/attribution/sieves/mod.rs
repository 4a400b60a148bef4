//! Says whose words a marked quoted holds: one rule a file, tried in order.

pub(crate) mod decision;

pub(crate) mod alone;
pub(crate) mod carried;
pub(crate) mod continued;
pub(crate) mod inside;
pub(crate) mod introduced;
pub(crate) mod labelled;
pub(crate) mod said_after;
pub(crate) mod said_before;
pub(crate) mod signed;
pub(crate) mod turn;

use crate::annotate::attribution::sieves::decision::{Decision, SieveMatch};
use crate::annotate::attribution::utterance::is_utterance;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::{QuoteStyle, QuotedSpan};
use crate::annotate::titles_in_quotes::is_title;

/// One rule: looks at a quoted, with all that was decided before it.
pub struct Sieve {
    pub name: &'static str,
    decide: Decide,
}

/// Looks at a quoted, its place, and what was decided of those before it.
type Decide = fn(&ParsedArticle, &QuotedSpan, usize, &[Option<Decision>]) -> Option<SieveMatch>;

/// The rules, surest first.
pub const SIEVES: &[Sieve] = &[
    Sieve {
        name: "turn",
        decide: turn::turn,
    },
    Sieve {
        name: "carried",
        decide: carried::carried,
    },
    Sieve {
        name: "said-after",
        decide: said_after::said_after,
    },
    Sieve {
        name: "said-before",
        decide: said_before::said_before,
    },
    Sieve {
        name: "said-inside",
        decide: inside::inside,
    },
    Sieve {
        name: "signed",
        decide: signed::signed,
    },
    Sieve {
        name: "labelled",
        decide: labelled::labelled,
    },
    Sieve {
        name: "continued",
        decide: continued::continued,
    },
    Sieve {
        name: "introduced",
        decide: introduced::introduced,
    },
    Sieve {
        name: "alone",
        decide: alone::alone,
    },
];

/// Returns a decision for each quoted that somebody says, in the quoted_spans' order.
pub(crate) fn decide(parsed: &ParsedArticle) -> Vec<Option<Decision>> {
    let mut decisions: Vec<Option<Decision>> = Vec::with_capacity(parsed.quoted_spans.len());
    for (index, quoted) in parsed.quoted_spans.iter().enumerate() {
        let mut decision = None;
        // In a conversation only the labels tell who speaks.
        let sieves = match quoted.style {
            QuoteStyle::TranscriptTurn => &SIEVES[..1],
            QuoteStyle::DoubleMarks | QuoteStyle::SingleMarks if is_title(parsed, quoted) => &[],
            _ => &SIEVES[1..],
        };
        for sieve in sieves {
            if let Some(found) = (sieve.decide)(parsed, quoted, index, &decisions) {
                decision = Some(Decision {
                    subject: found.subject,
                    cue: found.cue,
                    entity: found.entity,
                    rule: sieve.name,
                });
                break;
            }
        }
        decisions.push(decision);
    }
    // A quotation that opens a paragraph may be named only after the one that follows it.
    for index in 0..parsed.quoted_spans.len() {
        if decisions[index].is_none() {
            decisions[index] = named_later(parsed, index, &decisions);
        }
    }
    decisions
}

/// "A. B," said X: the quoted before, in the same paragraph, is X's as well.
fn named_later(
    parsed: &ParsedArticle,
    index: usize,
    decisions: &[Option<Decision>],
) -> Option<Decision> {
    let quoted = &parsed.quoted_spans[index];
    if !is_utterance(parsed, quoted) {
        return None;
    }
    let next = parsed
        .quoted_spans
        .get(index + 1)
        .filter(|next| next.paragraph == quoted.paragraph)?;
    let adjacent = next.open <= quoted.close + 2;
    let decision = decisions.get(index + 1)?.as_ref()?;
    adjacent.then(|| Decision {
        rule: "named-later",
        ..decision.clone()
    })
}
