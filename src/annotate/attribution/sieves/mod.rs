//! Finds the speaker of each quoted span by sieves: one rule a file, tried in order of precision.
//!
//! Sieve-based quotation attribution follows Muzny, Fang, Chang and Jurafsky, "A Two-stage Sieve
//! Approach for Quote Attribution" (EACL 2017), as in Stanford CoreNLP; the sieves here are our
//! own, for news.

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

use crate::annotate::attribution::sieves::decision::{CueUse, Decision, SieveMatch};
use crate::annotate::attribution::utterance::is_utterance;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::{QuoteStyle, QuotedSpan};
use crate::annotate::titles_in_quotes::is_title;

/// One rule of attribution.
pub struct Sieve {
    /// The name that reports, scores and golden files print.
    pub name: &'static str,
    scope: Scope,
    cue_use: CueUse,
    decide: Decide,
}

/// Looks at a quoted span and its index, with the decisions made for the spans before it.
type Decide = fn(&ParsedArticle, &QuotedSpan, usize, &[Option<Decision>]) -> Option<SieveMatch>;

/// Which quoted spans a sieve looks at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Turns of a transcript or an interview, where only the label tells who speaks.
    Turns,
    /// Everything else: quotation marks and dialogue dashes.
    Quoted,
}

/// The sieves in order of precision, the most precise first.
pub const SIEVES: &[Sieve] = &[
    Sieve {
        name: "turn",
        scope: Scope::Turns,
        cue_use: CueUse::Own,
        decide: turn::turn,
    },
    Sieve {
        name: "carried",
        scope: Scope::Quoted,
        cue_use: CueUse::Own,
        decide: carried::carried,
    },
    Sieve {
        name: "said-after",
        scope: Scope::Quoted,
        cue_use: CueUse::Own,
        decide: said_after::said_after,
    },
    Sieve {
        name: "said-before",
        scope: Scope::Quoted,
        cue_use: CueUse::MayBeShared,
        decide: said_before::said_before,
    },
    Sieve {
        name: "said-inside",
        scope: Scope::Quoted,
        cue_use: CueUse::Own,
        decide: inside::inside,
    },
    Sieve {
        name: "signed",
        scope: Scope::Quoted,
        cue_use: CueUse::Own,
        decide: signed::signed,
    },
    Sieve {
        name: "labelled",
        scope: Scope::Quoted,
        cue_use: CueUse::Own,
        decide: labelled::labelled,
    },
    Sieve {
        name: "continued",
        scope: Scope::Quoted,
        cue_use: CueUse::Own,
        decide: continued::continued,
    },
    Sieve {
        name: "introduced",
        scope: Scope::Quoted,
        cue_use: CueUse::Own,
        decide: introduced::introduced,
    },
    Sieve {
        name: "alone",
        scope: Scope::Quoted,
        cue_use: CueUse::Own,
        decide: alone::alone,
    },
];

/// Returns the decision for each quoted span, in their order; `None` where no sieve fired.
pub(crate) fn run_sieves(parsed: &ParsedArticle) -> Vec<Option<Decision>> {
    let mut decisions: Vec<Option<Decision>> = Vec::with_capacity(parsed.quoted_spans.len());
    for (index, quoted) in parsed.quoted_spans.iter().enumerate() {
        let mut decision = None;
        let scope = match quoted.style {
            QuoteStyle::TranscriptTurn => Scope::Turns,
            _ => Scope::Quoted,
        };
        let marked = matches!(
            quoted.style,
            QuoteStyle::DoubleMarks | QuoteStyle::SingleMarks
        );
        if marked && is_title(parsed, quoted) {
            decisions.push(None);
            continue;
        }
        let sieves = SIEVES.iter().filter(|sieve| sieve.scope == scope);
        for sieve in sieves {
            if let Some(found) = (sieve.decide)(parsed, quoted, index, &decisions) {
                decision = Some(Decision {
                    subject: found.subject,
                    cue: found.cue,
                    entity: found.entity,
                    cue_use: sieve.cue_use,
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

/// "A." "B," said X: the quoted span right before, in the same paragraph, is X's as well.
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
        cue_use: CueUse::Own,
        rule: "named-later",
        ..decision.clone()
    })
}
