//! Dates in a query: a year, a month, a week, a day, a range of these, or relative to today.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The forms of a date, for messages and help.
pub(crate) const DATE_SYNTAX: &str = "a year 2024, a month 2024-03, a day 2024-03-05, a week 2024-W10, a range 2024-03..2024-05 with either end open, >=2024-03, \"last 30 days\", \"since 2024-03\", today, or none";

/// A range of days, both ends inclusive; a missing end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRange {
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "iso")]
    pub from: Option<Date>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "iso")]
    pub to: Option<Date>,
}

impl DateRange {
    /// Parses a date such as `2024-03` or `2023..2024-05`; none if it is not one.
    ///
    /// `today` is the last day of "last 30 days".
    pub fn parse(text: &str, today: Option<Date>) -> Option<Self> {
        let text = text.trim();
        if let Some(days) = relative(text, today).or_else(|| bounded(text)) {
            return Some(days);
        }
        let Some((from, to)) = text.split_once("..") else {
            let (from, to) = period(text)?;
            return Some(Self {
                from: Some(from),
                to: Some(to),
            });
        };
        let from = match from.trim() {
            "" => None,
            from => Some(period(from)?.0),
        };
        let to = match to.trim() {
            "" => None,
            to => Some(period(to)?.1),
        };
        let some = from.is_some() || to.is_some();
        some.then_some(Self { from, to })
    }

    /// Tells whether the range ends before it begins.
    pub fn is_empty(&self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to < from)
    }

    /// Tells whether the day lies in the range.
    pub fn contains(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// `>=2024-03`, `<2024`, `since 2024-03`, `before 2024`.
fn bounded(text: &str) -> Option<DateRange> {
    const BOUNDS: &[(&str, bool, bool)] = &[
        // What is typed, whether it opens the range, whether the period itself is in it.
        (">=", true, true),
        ("<=", false, true),
        (">", true, false),
        ("<", false, false),
        ("since ", true, true),
        ("from ", true, true),
        ("after ", true, false),
        ("until ", false, true),
        ("to ", false, true),
        ("before ", false, false),
    ];
    let lower = text.to_ascii_lowercase();
    let (typed, opens, within) = BOUNDS.iter().find(|(typed, ..)| lower.starts_with(typed))?;
    let (first, last) = period(text[typed.len()..].trim())?;
    let (from, to) = match (opens, within) {
        (true, true) => (Some(first), None),
        (true, false) => (Some(last.tomorrow().ok()?), None),
        (false, true) => (None, Some(last)),
        (false, false) => (None, Some(first.yesterday().ok()?)),
    };
    Some(DateRange { from, to })
}

/// `today`, `yesterday`, `last 30 days`, `past 2 weeks`, `last year`: up to today, this day of the
/// last month is not in the last month.
fn relative(text: &str, today: Option<Date>) -> Option<DateRange> {
    let today = today?;
    let lower = text.to_ascii_lowercase().replace(['_', '-'], " ");
    let day = |date| {
        let (from, to) = (Some(date), Some(date));
        Some(DateRange { from, to })
    };
    match lower.as_str() {
        "today" => return day(today),
        "yesterday" => return day(today.yesterday().ok()?),
        _ => {}
    }
    let mut words = lower.split_ascii_whitespace();
    if !matches!(words.next(), Some("last" | "past")) {
        return None;
    }
    let mut unit = words.next()?;
    let count: i32 = match unit.parse() {
        Ok(count @ 1..=36_500) => {
            unit = words.next()?;
            count
        }
        Ok(_) => return None,
        Err(_) => 1,
    };
    if words.next().is_some() {
        return None;
    }
    let span = match unit.strip_suffix('s').unwrap_or(unit) {
        "day" => jiff::Span::new().try_days(count),
        "week" => jiff::Span::new().try_weeks(count),
        "month" => jiff::Span::new().try_months(count),
        "year" => jiff::Span::new().try_years(count),
        _ => return None,
    };
    let before = today.checked_sub(span.ok()?).ok()?;
    Some(DateRange {
        from: Some(before.tomorrow().ok()?),
        to: Some(today),
    })
}

/// Returns the first and the last day of a year, a month, a week, or a day.
fn period(text: &str) -> Option<(Date, Date)> {
    if let Some((year, week)) = text.split_once("-W") {
        let (year, week) = (digits(year, 4)?, digits(week, 2)? as i8);
        let monday = jiff::civil::ISOWeekDate::new(year, week, jiff::civil::Weekday::Monday);
        let monday = monday.ok()?.date();
        return Some((monday, monday.checked_add(jiff::Span::new().days(6)).ok()?));
    }
    let mut parts = text.split('-');
    let year: i16 = digits(parts.next()?, 4)?;
    let month = match parts.next() {
        Some(month) => Some(digits(month, 2)? as i8),
        None => None,
    };
    let day = match parts.next() {
        Some(day) => Some(digits(day, 2)? as i8),
        None => None,
    };
    if parts.next().is_some() {
        return None;
    }
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (None, _) => first.last_of_year(),
        (_, None) => first.last_of_month(),
        _ => first,
    };
    Some((first, last))
}

fn digits(text: &str, count: usize) -> Option<i16> {
    let all = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}

/// Writes a date as `2024-03-05`, in any serde format.
mod iso {
    use jiff::civil::Date;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(date: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => to.collect_str(date),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Date>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| text.parse().map_err(D::Error::custom))
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let today = Some(Date::constant(2024, 3, 31));
        let shown = DateRange::parse(text, today).map_or("none".to_owned(), |days| {
            let end = |end: Option<Date>| end.map_or(String::new(), |date| date.to_string());
            format!("{}..{}", end(days.from), end(days.to))
        });
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn reads_dates() {
        check("2024", "2024-01-01..2024-12-31");
        check("2024-02", "2024-02-01..2024-02-29");
        check("2023-02", "2023-02-01..2023-02-28");
        check("2024-03-05", "2024-03-05..2024-03-05");
        check("2024-03-05..2024-04", "2024-03-05..2024-04-30");
        check("2023..2024", "2023-01-01..2024-12-31");
        check("2024..", "2024-01-01..");
        check("..2023-05", "..2023-05-31");
        check("2024-W10", "2024-03-04..2024-03-10");
        check("2020-W53..", "2020-12-28..");
        check(">=2024-03", "2024-03-01..");
        check(">2024-03", "2024-04-01..");
        check("<=2024-03", "..2024-03-31");
        check("<2024-03", "..2024-02-29");
        check("since 2024-03", "2024-03-01..");
        check("before 2024", "..2023-12-31");
        check("Until 2024-03-05", "..2024-03-05");
    }

    #[test]
    fn counts_back_from_today() {
        check("today", "2024-03-31..2024-03-31");
        check("yesterday", "2024-03-30..2024-03-30");
        check("last 30 days", "2024-03-02..2024-03-31");
        check("last 1 day", "2024-03-31..2024-03-31");
        check("past 2 weeks", "2024-03-18..2024-03-31");
        check("last month", "2024-03-01..2024-03-31");
        check("last-year", "2023-04-01..2024-03-31");
        assert_eq!(DateRange::parse("last 30 days", None), None);
    }

    #[test]
    fn leaves_other_texts_alone() {
        for text in [
            "",
            "..",
            "24",
            "2024-3",
            "2024-13",
            "2024-02-30",
            "March",
            "2024-03-05-1",
            "+024",
            "last 0 days",
            "last 3 moons",
            "last days of peace",
            "2023-W53",
            "since",
            ">=",
        ] {
            check(text, "none");
        }
    }
}
