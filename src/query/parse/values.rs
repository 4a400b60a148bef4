//! Parses the value of a field by its type: a country, a language, days, an identifier.

use crate::query::ast::Query;
use crate::query::dates::DATE_SYNTAX;
use crate::query::dates::DateRange;
use crate::query::dates::DatesRead;
use crate::query::diagnostic::Diagnostic;
use crate::query::field::Field;
use crate::query::field::ValueType;
use crate::query::parse::parser::Parser;
use crate::query::parse::parser::leaf;
use crate::query::path::PathPattern;
use crate::query::plan::Plan;
use crate::text::Span;

impl Parser<'_> {
    /// Parses a value by the type of its field.
    pub(crate) fn value(&mut self, field: Field, inner: Span, span: Span) -> Option<Query> {
        self.count(span)?;
        let typed = inner.of(self.text);
        let plan = match field.value_type() {
            _ if typed == "*" && field != Field::Words => Some(Plan::Exists(field)),
            ValueType::Words | ValueType::WithinQuote => self.words(field, typed, span),
            ValueType::Country => self.country(field, typed, span),
            ValueType::Language => self.language(field, typed, span),
            ValueType::QuoteKind => self.kind(field, typed, span),
            ValueType::Probability => self.probability(typed, span),
            ValueType::Id => self.id(field, typed, span),
            ValueType::Dates => self.dates(field, typed, span),
            ValueType::Path => self.path(field, typed, span),
            ValueType::Length => self.length(typed, span),
        }?;
        leaf(plan, span)
    }

    /// `0.9`: a number from 0 to 1, a lower bound with or without `>=`.
    fn probability(&mut self, typed: &str, span: Span) -> Option<Plan> {
        let probability = typed.trim_start_matches(">=").replace(',', ".").parse();
        let probability = probability
            .ok()
            .filter(|probability: &f32| (0.0..=1.0).contains(probability));
        if probability.is_none() {
            let message = "a confidence is a number from 0 to 1, as in confidence:0.9";
            self.error(span, message, None);
        }
        probability.map(|probability| Plan::MinConfidence((probability * 100.0).round() as u8))
    }

    /// `date:[2020 TO 2021]`
    pub(crate) fn range(&mut self, inner: Span, span: Span) -> Option<Query> {
        let typed = inner.of(self.text);
        let Some((from, to)) = typed.split_once(" TO ") else {
            let message = "write a range as [2020 TO 2021] or 2020..2021";
            self.error(span, message, None);
            return None;
        };
        self.count(span)?;
        // As in Lucene, a brace excludes its end.
        let opens = match self.text[..inner.start].ends_with('{') {
            true => ">",
            false => ">=",
        };
        let closes = match self.text[inner.end..].starts_with('}') {
            true => "<",
            false => "<=",
        };
        let mut days = DateRange::default();
        let mut remarks = Vec::new();
        for (sign, end) in [(opens, from.trim()), (closes, to.trim())] {
            if end == "*" {
                continue;
            }
            match DatesRead::of(&format!("{sign}{end}"), self.places.today()) {
                Some(read) => {
                    days.from = days.from.or(read.days.from);
                    days.to = days.to.or(read.days.to);
                    remarks.extend(read.remarks);
                }
                None => return self.no_date(end, span),
            }
        }
        let exchanged = format!("[{} TO {}]", to.trim(), from.trim());
        let read = DatesRead {
            days,
            remarks,
            exchanged: days.is_empty().then_some(exchanged),
        };
        leaf(self.days(read, span)?, span)
    }

    fn country(&mut self, field: Field, typed: &str, span: Span) -> Option<Plan> {
        if let Some(country) = self.places.country(typed.trim()) {
            let value = country.code().to_owned();
            return Some(Plan::Value { field, value });
        }
        if let Some(countries) = self.region(typed, span) {
            let values = countries.into_iter().map(|country| Plan::Value {
                field,
                value: country.code().to_owned(),
            });
            return Some(Plan::Or(values.collect()));
        }
        let near = self.places.nearest_country(typed.trim());
        let near = near.map(
            |name| match self.text[span.start..].starts_with("country:") {
                true => format!("country:\"{name}\""),
                false => format!("\"{name}\""),
            },
        );
        let message = format!(
            "unknown country `{typed}`; use a code, a name or a demonym, and put a name of several words in quotation marks"
        );
        self.error(span, message, near);
        None
    }

    fn language(&mut self, field: Field, typed: &str, span: Span) -> Option<Plan> {
        let letters = typed.bytes().all(|byte| byte.is_ascii_alphabetic());
        if letters && (2..=3).contains(&typed.len()) {
            let value = typed.to_ascii_lowercase();
            return Some(Plan::Value { field, value });
        }
        const NAMES: &[(&str, &str)] = &[
            ("arabic", "ar"),
            ("chinese", "zh"),
            ("deutsch", "de"),
            ("dutch", "nl"),
            ("english", "en"),
            ("español", "es"),
            ("français", "fr"),
            ("french", "fr"),
            ("german", "de"),
            ("italian", "it"),
            ("japanese", "ja"),
            ("polish", "pl"),
            ("portuguese", "pt"),
            ("russian", "ru"),
            ("spanish", "es"),
            ("swedish", "sv"),
            ("turkish", "tr"),
            ("ukrainian", "uk"),
        ];
        let lower = typed.to_lowercase();
        let known = NAMES.iter().find(|(name, _)| *name == lower);
        let message = format!("`{typed}` is not a language code such as en or de");
        let correction = known.map(
            |(_, code)| match self.text[span.start..].starts_with(typed) {
                true => (*code).to_owned(),
                false => format!("{}:{code}", field.name()),
            },
        );
        self.error(span, message, correction);
        None
    }

    fn dates(&mut self, field: Field, typed: &str, span: Span) -> Option<Plan> {
        if typed.trim().eq_ignore_ascii_case("none") {
            return Some(Plan::Not(Box::new(Plan::Exists(field))));
        }
        match DatesRead::of(typed, self.places.today()) {
            Some(read) => self.days(read, span),
            None => self.no_date(typed, span),
        }
    }

    fn days(&mut self, read: DatesRead, span: Span) -> Option<Plan> {
        for message in read.remarks {
            self.warnings.push(Diagnostic {
                span,
                message,
                suggestion: None,
            });
        }
        if read.days.is_empty() {
            let instead = read.exchanged.map(|value| {
                let quoted = value.contains(' ') && !value.starts_with('[');
                let value = if quoted {
                    format!("\"{value}\"")
                } else {
                    value
                };
                match self.text[span.start..].starts_with(|c: char| c.is_alphabetic()) {
                    true => format!("date:{value}"),
                    false => value,
                }
            });
            self.error(span, "this range ends before it begins", instead);
            return None;
        }
        Some(Plan::Dates(read.days))
    }

    /// Reports what is not a date, and quotes the words after it that make it one.
    fn no_date<T>(&mut self, typed: &str, span: Span) -> Option<T> {
        let message = format!("`{typed}` is not a date; use {DATE_SYNTAX}");
        let start = span.end - typed.len().min(span.end);
        let ends = self.tokens[self.at.min(self.tokens.len())..].iter().take(4);
        let ends: Vec<usize> = ends.map(|token| token.span.end).collect();
        let whole = ends.into_iter().rev().find_map(|end| {
            let whole = self.text.get(start..end)?;
            let date = DatesRead::of(whole, self.places.today()).is_some();
            (date && !whole.contains(['"', '(', ')'])).then(|| Span::new(start, end))
        });
        match whole {
            Some(whole) if span.of(self.text).ends_with(typed) => {
                let instead = format!("\"{}\"", whole.of(self.text));
                let message = "put a date of several words in quotation marks";
                self.error(whole, message, Some(instead));
            }
            _ => self.error(span, message, None),
        }
        None
    }

    /// `path:2024/`, `path:**/*.json`
    fn path(&mut self, field: Field, typed: &str, span: Span) -> Option<Plan> {
        let value = typed.trim().to_owned();
        if value.is_empty() || PathPattern::new(&value).is_none() {
            self.error(span, "there is no path to search for", None);
            return None;
        }
        Some(Plan::Value { field, value })
    }

    /// `500..1000`, `>500`, `500`
    fn length(&mut self, typed: &str, span: Span) -> Option<Plan> {
        let number = |text: &str| text.trim().replace(',', "").parse::<u32>().ok();
        let typed = typed.trim();
        let ends = match typed.split_once("..") {
            Some((from, to)) => match (from.trim(), to.trim()) {
                ("", "") => None,
                ("", to) => number(to).map(|to| (None, Some(to))),
                (from, "") => number(from).map(|from| (Some(from), None)),
                (from, to) => number(from)
                    .zip(number(to))
                    .map(|(from, to)| (Some(from), Some(to))),
            },
            None => match typed.trim_start_matches(['<', '>', '=']) {
                bare if bare.len() == typed.len() => number(typed).map(|at| (Some(at), Some(at))),
                bare => match (&typed[..typed.len() - bare.len()], number(bare)) {
                    (">=", from @ Some(_)) => Some((from, None)),
                    (">", Some(from)) => Some((Some(from.saturating_add(1)), None)),
                    ("<=", to @ Some(_)) => Some((None, to)),
                    ("<", Some(to @ 1..)) => Some((None, Some(to - 1))),
                    ("=", at @ Some(_)) => Some((at, at)),
                    _ => None,
                },
            },
        };
        let Some((from, to)) = ends else {
            let message = format!(
                "`{typed}` is not a number of words; use length:>500, length:<=500 or length:500..1000"
            );
            self.error(span, message, None);
            return None;
        };
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            let instead = format!("length:{to}..{from}");
            self.error(span, "this range ends before it begins", Some(instead));
            return None;
        }
        Some(Plan::ArticleLength { from, to })
    }

    fn kind(&mut self, field: Field, typed: &str, span: Span) -> Option<Plan> {
        const KINDS: [&str; 3] = ["direct", "indirect", "mixed"];
        let value = typed.to_ascii_lowercase();
        if KINDS.contains(&value.as_str()) {
            return Some(Plan::Value { field, value });
        }
        let near = KINDS
            .iter()
            .min_by_key(|kind| strsim::levenshtein(kind, &value));
        let near = near.map(|near| match self.text[span.start..].starts_with(typed) {
            true => (*near).to_owned(),
            false => format!("kind:{near}"),
        });
        let message = format!("a quotation is direct, indirect or mixed, not `{typed}`");
        self.error(span, message, near);
        None
    }

    fn id(&mut self, field: Field, typed: &str, span: Span) -> Option<Plan> {
        let value = typed.trim().to_owned();
        if value.is_empty() {
            self.error(span, "there is no identifier to search for", None);
            return None;
        }
        Some(Plan::Value { field, value })
    }
}
