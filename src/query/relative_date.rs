//! Dates relative to today: `yesterday`, `last year`, `last 30 days`.

use crate::query::date_period::{Period, months_from, week_of};
use jiff::Span;
use jiff::civil::Date;

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// Returns the days that a text means today; none if it says none.
///
/// With a number, or "past", it is up to today: "last 30 days", "past year". Without one it is the
/// unit of the calendar: "last year", "this month". A remark says which days these are.
pub(crate) fn relative(text: &str, today: Option<Date>) -> Option<Period> {
    let today = today?;
    let lower = text.to_ascii_lowercase().replace(['_', '-'], " ");
    let words: Vec<&str> = lower.split_ascii_whitespace().collect();
    let mut period = match *words.as_slice() {
        ["today"] => Period::new(today, today),
        ["yesterday"] => one(today.yesterday().ok()?),
        ["this", name] => calendar(unit(name)?, today)?,
        ["last" | "previous", name] => {
            let before = calendar(unit(name)?, today)?.first.yesterday().ok()?;
            calendar(unit(name)?, before)?
        }
        ["past", name] => up_to(today, 1, unit(name)?)?,
        ["last" | "past" | "previous", count, name] => up_to(today, counted(count)?, unit(name)?)?,
        [count, name, "ago"] => one(back(today, counted(count)?, unit(name)?)?),
        _ => return None,
    };
    if words != ["today"] {
        let days = match period.first == period.last {
            true => period.first.to_string(),
            false => format!("{}..{}", period.first, period.last),
        };
        period.remark = Some(format!("`{text}` is {days}."));
    }
    Some(period)
}

fn one(day: Date) -> Period {
    Period::new(day, day)
}

fn counted(text: &str) -> Option<i32> {
    let count = match text {
        "a" | "one" => 1,
        "two" => 2,
        "three" => 3,
        text => text.parse().ok()?,
    };
    (1..=36_500).contains(&count).then_some(count)
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name.strip_suffix('s').unwrap_or(name) {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        _ => return None,
    })
}

/// Returns the unit of the calendar that a day is in.
fn calendar(unit: Unit, day: Date) -> Option<Period> {
    match unit {
        Unit::Day => Some(one(day)),
        Unit::Week => week_of(day),
        Unit::Month => months_from(day.year(), day.month(), 1),
        Unit::Quarter => months_from(day.year(), (day.month() - 1) / 3 * 3 + 1, 3),
        Unit::Year => months_from(day.year(), 1, 12),
    }
}

/// Returns so many units up to today: this day of the last month is not in the past month.
fn up_to(today: Date, count: i32, unit: Unit) -> Option<Period> {
    let first = back(today, count, unit)?.tomorrow().ok()?;
    Some(Period::new(first, today))
}

fn back(today: Date, count: i32, unit: Unit) -> Option<Date> {
    let span = match unit {
        Unit::Day => Span::new().try_days(count),
        Unit::Week => Span::new().try_weeks(count),
        Unit::Month => Span::new().try_months(count),
        Unit::Quarter => Span::new().try_months(count.checked_mul(3)?),
        Unit::Year => Span::new().try_years(count),
    };
    today.checked_sub(span.ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let today = Some(Date::constant(2024, 3, 31));
        let shown = relative(text, today).map_or("none".to_owned(), |period| {
            format!("{}..{}", period.first, period.last)
        });
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn units_of_the_calendar() {
        check("last year", "2023-01-01..2023-12-31");
        check("last-month", "2024-02-01..2024-02-29");
        check("last week", "2024-03-18..2024-03-24");
        check("last quarter", "2023-10-01..2023-12-31");
        check("this year", "2024-01-01..2024-12-31");
        check("this month", "2024-03-01..2024-03-31");
        check("this week", "2024-03-25..2024-03-31");
    }

    #[test]
    fn up_to_today() {
        check("today", "2024-03-31..2024-03-31");
        check("yesterday", "2024-03-30..2024-03-30");
        check("last 30 days", "2024-03-02..2024-03-31");
        check("last 1 day", "2024-03-31..2024-03-31");
        check("past 2 weeks", "2024-03-18..2024-03-31");
        check("past year", "2023-04-01..2024-03-31");
        check("last 12 months", "2023-04-01..2024-03-31");
        check("3 days ago", "2024-03-28..2024-03-28");
    }

    #[test]
    fn other_texts() {
        for text in [
            "last",
            "last 0 days",
            "last 3 moons",
            "last days of peace",
            "next week",
        ] {
            check(text, "none");
        }
        assert_eq!(relative("last 30 days", None), None);
    }

    #[test]
    fn says_which_days() {
        let today = Some(Date::constant(2024, 3, 31));
        let remark = |text| relative(text, today).and_then(|period| period.remark);
        let expected = "`last year` is 2023-01-01..2023-12-31.";
        assert_eq!(remark("last year").as_deref(), Some(expected));
        assert_eq!(remark("today"), None);
    }
}
