//! Parses the value of a field by its type: a country, a language, days, an identifier.

use crate::query::ast::Query;
use crate::query::dates::DATE_SYNTAX;
use crate::query::dates::DateRange;
use crate::query::field::Field;
use crate::query::field::ValueType;
use crate::query::parse::parser::Parser;
use crate::query::parse::parser::leaf;
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
        for (sign, end) in [(opens, from.trim()), (closes, to.trim())] {
            if end == "*" {
                continue;
            }
            match DateRange::parse(&format!("{sign}{end}"), self.places.today()) {
                Some(DateRange { from, to }) => {
                    days.from = days.from.or(from);
                    days.to = days.to.or(to);
                }
                None => return self.no_date(end, span),
            }
        }
        leaf(self.days(days, span)?, span)
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
        match DateRange::parse(typed, self.places.today()) {
            Some(days) => self.days(days, span),
            None => self.no_date(typed, span),
        }
    }

    fn days(&mut self, days: DateRange, span: Span) -> Option<Plan> {
        if days.is_empty() {
            self.error(span, "this range ends before it begins", None);
            return None;
        }
        Some(Plan::Dates(days))
    }

    fn no_date<T>(&mut self, typed: &str, span: Span) -> Option<T> {
        let message = format!("`{typed}` is not a date; use {DATE_SYNTAX}");
        self.error(span, message, None);
        None
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
