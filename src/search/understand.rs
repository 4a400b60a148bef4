//! From a request to a plan.

use crate::lang::Language;
use crate::query::{
    DateRange, Diagnostic, Field, PlaceResolver, Plan, parse, parse_value, plain_language_terms,
    rank_by_any, require_all, sentence_terms, to_plan,
};
use crate::search::error::{Bound, Error, Result};
use crate::search::gazetteer::Gazetteer;
use crate::search::remark::Remark;
use crate::search::request::{Filters, Request, WordMode};

/// A request as understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// The plan, as its query can be typed again.
    pub plan: Plan,
    /// Remarks on how it was understood.
    pub remarks: Vec<Remark>,
    /// The words stand side by side, without operators: where few articles have them all, those
    /// with some of them may follow.
    pub plain: bool,
}

/// Returns the plan of a request, without [`Request::like`], which only an engine can answer.
///
/// ```
/// use onrecord::search::{Request, understand};
///
/// let understood = understand(&Request::new("speaker:lavrov nato w/5 war"))?;
/// assert_eq!(understood.plan.to_string(), "(speaker:lavrov AND (nato w/5 war))");
/// # Ok::<(), onrecord::search::Error>(())
/// ```
///
/// # Errors
///
/// Fails if any part of the query or of a filter is not understood: a query is never answered
/// by a guess.
pub fn understand(request: &Request) -> Result<Understood> {
    understand_in(request, Language::fallback().code)
}

/// Returns the plan of a request to an archive in this main language, whose function words a few
/// words in plain language may have.
///
/// # Errors
///
/// As [`understand`].
pub(crate) fn understand_in(request: &Request, lang: &str) -> Result<Understood> {
    let mut remarks = Vec::new();
    let (plan, plain) = query(request, lang, &mut remarks)?;
    let plan = filters(plan, &request.filters, &mut remarks)?;
    Ok(Understood {
        plan,
        remarks,
        plain,
    })
}

/// Returns the plan of the query, and whether it is plain words.
fn query(request: &Request, lang: &str, remarks: &mut Vec<Remark>) -> Result<(Plan, bool)> {
    let typed = &request.text;
    if let Some(terms) = sentence_terms(typed) {
        let plan = match request.words {
            WordMode::All => Plan::AllWords(terms),
            WordMode::Any => rank_by_any(&terms, lang),
            WordMode::Auto => {
                let plan = rank_by_any(&terms, lang);
                remarks.push(Remark::PlainLanguage(plan.clone()));
                plan
            }
        };
        return Ok((plan, true));
    }
    let parsed = parse(typed, &Gazetteer);
    refuse(typed, &parsed.errors)?;
    remarks.extend(parsed.warnings.into_iter().map(Remark::Note));
    let words = plain_language_terms(typed, &parsed.query);
    let plain = words.is_some();
    let plan = match (words, request.words) {
        (None, WordMode::Any) => return Err(Error::NotPlainWords),
        (Some(words), WordMode::Any) => rank_by_any(&words, lang),
        (Some(words), WordMode::All) => Plan::AllWords(words),
        (Some(words), WordMode::Auto) => require_all(&words, lang),
        (None, _) => to_plan(&parsed.query),
    };
    Ok((plan, plain))
}

fn filters(mut plan: Plan, filters: &Filters, remarks: &mut Vec<Remark>) -> Result<Plan> {
    for (field, value) in [
        (Field::Speaker, &filters.speaker),
        (Field::Country, &filters.country),
        (Field::Confidence, &filters.min_confidence),
    ] {
        let Some(value) = value else { continue };
        let parsed = parse_value(field, value, &Gazetteer);
        refuse(value, &parsed.errors)?;
        remarks.extend(parsed.warnings.into_iter().map(Remark::Note));
        plan = plan.and(to_plan(&parsed.query));
    }
    let from = date(Bound::From, &filters.from)?.and_then(|days| days.from);
    let to = date(Bound::To, &filters.to)?.and_then(|days| days.to);
    Ok(match (from, to) {
        (None, None) => plan,
        (from, to) => plan.and(Plan::Dates(DateRange { from, to })),
    })
}

fn refuse(typed: &str, diagnostics: &[Diagnostic]) -> Result<()> {
    match diagnostics.first() {
        None => Ok(()),
        Some(diagnostic) => Err(Error::Query {
            typed: typed.to_owned(),
            diagnostic: diagnostic.clone(),
        }),
    }
}

fn date(bound: Bound, value: &Option<String>) -> Result<Option<DateRange>> {
    let Some(value) = value else { return Ok(None) };
    // A range with an end of its own would lose it.
    let days = DateRange::parse(value, Gazetteer.today()).filter(|_| !value.contains(".."));
    match days {
        Some(days) if days.from.is_some() && days.to.is_some() => Ok(Some(days)),
        _ => Err(Error::Date {
            bound,
            value: value.clone(),
        }),
    }
}
