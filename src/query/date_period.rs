//! One period as it is typed: a day, a month, a quarter, a year, in figures or with the month's
//! name.

use crate::lang::month_number;
use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// The first and the last day of a period, and how it was read if it may be read otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    pub first: Date,
    pub last: Date,
    pub remark: Option<String>,
}

impl Period {
    pub(crate) fn new(first: Date, last: Date) -> Self {
        let remark = None;
        Self {
            first,
            last,
            remark,
        }
    }
}

/// Returns the days of a period; none if the text is not one.
pub(crate) fn period(text: &str) -> Option<Period> {
    let forms = [
        iso,
        compact,
        week,
        quarter,
        decade,
        year_first,
        day_first,
        with_month_name,
    ];
    forms.iter().find_map(|form| form(text))
}

/// `2024`, `2024-03`, `2024-03-05`
fn iso(text: &str) -> Option<Period> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = match parts.next() {
        Some(month) => Some(digits(month, 2)?),
        None => None,
    };
    let day = match parts.next() {
        Some(day) => Some(digits(day, 2)?),
        None => None,
    };
    if parts.next().is_some() {
        return None;
    }
    of_parts(year, month, day)
}

/// `20240305`
fn compact(text: &str) -> Option<Period> {
    digits(text.get(..8)?, 8)?;
    let day = of_parts(
        digits(&text[..4], 4)?,
        Some(digits(&text[4..6], 2)?),
        Some(digits(&text[6..8], 2)?),
    );
    day.filter(|_| text.len() == 8)
}

/// `2024-W10`
fn week(text: &str) -> Option<Period> {
    let (year, week) = text.split_once(['W', 'w'])?;
    let year = year.strip_suffix('-').unwrap_or(year);
    let (year, week) = (digits(year, 4)?, digits(week, 2)?);
    let monday = ISOWeekDate::new(year as i16, week as i8, Weekday::Monday);
    week_of(monday.ok()?.date())
}

/// Returns the week from Monday to Sunday that a day is in.
pub(crate) fn week_of(day: Date) -> Option<Period> {
    let since = i32::from(day.weekday().to_monday_zero_offset());
    let monday = day.checked_sub(Span::new().days(since)).ok()?;
    let sunday = monday.checked_add(Span::new().days(6)).ok()?;
    Some(Period::new(monday, sunday))
}

/// `2024Q1`, `2024-Q1`, `Q1 2024`, `2024H2`
fn quarter(text: &str) -> Option<Period> {
    let upper = text.to_ascii_uppercase().replace(['-', ' '], "");
    let at = upper.find(['Q', 'H'])?;
    let (year, part) = match at {
        0 => (upper.get(2..)?, upper.get(1..2)?),
        at => (&upper[..at], &upper[at + 1..]),
    };
    let (year, part) = (digits(year, 4)?, digits(part, 1)?);
    let months = if upper.as_bytes()[at] == b'Q' { 3 } else { 6 };
    if !(1..=12 / months).contains(&part) {
        return None;
    }
    months_from(year as i16, ((part - 1) * months + 1) as i8, months)
}

/// Returns so many months from the first of this one on.
pub(crate) fn months_from(year: i16, month: i8, months: i32) -> Option<Period> {
    let first = Date::new(year, month, 1).ok()?;
    let after = first.checked_add(Span::new().months(months)).ok()?;
    Some(Period::new(first, after.yesterday().ok()?))
}

/// `1960s`
fn decade(text: &str) -> Option<Period> {
    let year = digits(text.strip_suffix('s')?, 4).filter(|year| year % 10 == 0)?;
    let first = of_parts(year, None, None)?.first;
    Some(Period::new(first, of_parts(year + 9, None, None)?.last))
}

/// `2024/03/05`, `2024.3.5`, `2024/03`
fn year_first(text: &str) -> Option<Period> {
    let mut parts = text.split(['/', '.']);
    let year = digits(parts.next()?, 4)?;
    let month = number(parts.next()?)?;
    let day = match parts.next() {
        Some(day) => Some(number(day)?),
        None => None,
    };
    let whole = parts.next().is_none();
    of_parts(year, Some(month), day).filter(|_| whole)
}

/// `15/03/2015`, `15.03.2015`: the day first, unless only the month can be; told of any sign but
/// a full stop, after which the day is always first.
fn day_first(text: &str) -> Option<Period> {
    let sign = text.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let parts: Vec<&str> = text.split(sign).collect();
    let &[one, two, year] = parts.as_slice() else {
        return None;
    };
    let (one, two, year) = (number(one)?, number(two)?, digits(year, 4)?);
    let read = of_parts(year, Some(two), Some(one));
    let other = of_parts(year, Some(one), Some(two));
    let mut period = read.clone().or(other.clone().filter(|_| sign != '.'))?;
    if sign != '.' && one != two {
        let day = period.first;
        let order = if read.is_some() { "day" } else { "month" };
        let instead = match (&read, &other) {
            (Some(_), Some(other)) => format!("; if the month comes first, write {}", other.first),
            _ => String::new(),
        };
        period.remark = Some(format!(
            "`{text}` is read as {day}, the {order} first{instead}."
        ));
    }
    Some(period)
}

/// `March 2015`, `5 March 2024`, `March 5, 2024`, `5. März 2024`, `5-Mar-2024`
fn with_month_name(text: &str) -> Option<Period> {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '.' | '/'))
        .filter(|part| !part.is_empty() && !matches!(*part, "of" | "de" | "the"))
        .collect();
    let named = |part: &str| {
        let letters = part.chars().all(char::is_alphabetic);
        letters
            .then(|| month_number(part))
            .flatten()
            .map(|month| month as i32)
    };
    let day_number = |part: &str| {
        let plain = part.trim_end_matches("st").trim_end_matches("nd");
        number(plain.trim_end_matches("rd").trim_end_matches("th"))
    };
    match *parts.as_slice() {
        [one, two] => {
            let (month, year) = match named(one) {
                Some(month) => (month, two),
                None => (named(two)?, one),
            };
            of_parts(digits(year, 4)?, Some(month), None)
        }
        [one, two, three] => {
            let (day, month, year) = match (named(one), named(two)) {
                (Some(month), _) => (two, month, three),
                (_, Some(month)) if digits(one, 4).is_some() => (three, month, one),
                (_, Some(month)) => (one, month, three),
                _ => return None,
            };
            of_parts(digits(year, 4)?, Some(month), Some(day_number(day)?))
        }
        _ => None,
    }
}

/// Returns a year, a month of it, or a day of that.
fn of_parts(year: i32, month: Option<i32>, day: Option<i32>) -> Option<Period> {
    let part = |part: Option<i32>| i8::try_from(part.unwrap_or(1)).ok();
    let first = Date::new(i16::try_from(year).ok()?, part(month)?, part(day)?).ok()?;
    let last = match (month, day) {
        (None, _) => first.last_of_year(),
        (_, None) => first.last_of_month(),
        _ => first,
    };
    Some(Period::new(first, last))
}

/// Returns a number of exactly so many digits.
fn digits(text: &str, count: usize) -> Option<i32> {
    let all = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}

/// Returns a number of one or two digits.
fn number(text: &str) -> Option<i32> {
    digits(text, 1).or_else(|| digits(text, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let shown = period(text).map_or("none".to_owned(), |period| {
            match period.first == period.last {
                true => period.first.to_string(),
                false => format!("{}..{}", period.first, period.last),
            }
        });
        assert_eq!(shown, expected, "{text}");
    }

    fn check_remark(text: &str, expected: Option<&str>) {
        let remark = period(text).expect(text).remark;
        assert_eq!(remark.as_deref(), expected, "{text}");
    }

    #[test]
    fn in_figures() {
        check("2024", "2024-01-01..2024-12-31");
        check("2024-02", "2024-02-01..2024-02-29");
        check("2024-03-05", "2024-03-05");
        check("20240305", "2024-03-05");
        check("2024/3/5", "2024-03-05");
        check("2024.03.05", "2024-03-05");
        check("2024-W10", "2024-03-04..2024-03-10");
        check("2024Q1", "2024-01-01..2024-03-31");
        check("q4 2023", "2023-10-01..2023-12-31");
        check("2024-H2", "2024-07-01..2024-12-31");
        check("1960s", "1960-01-01..1969-12-31");
        check("15/03/2015", "2015-03-15");
        check("03/15/2015", "2015-03-15");
        check("15.3.2015", "2015-03-15");
        check("15-03-2015", "2015-03-15");
    }

    #[test]
    fn with_names() {
        check("March 2015", "2015-03-01..2015-03-31");
        check("Mar. 2015", "2015-03-01..2015-03-31");
        check("5 March 2024", "2024-03-05");
        check("March 5, 2024", "2024-03-05");
        check("5th of March 2024", "2024-03-05");
        check("5. März 2024", "2024-03-05");
        check("5 de marzo de 2024", "2024-03-05");
        check("5-Mar-2024", "2024-03-05");
        check("2024 March 5", "2024-03-05");
    }

    #[test]
    fn tells_which_number_is_the_day() {
        check_remark(
            "15/03/2015",
            Some("`15/03/2015` is read as 2015-03-15, the day first."),
        );
        check_remark(
            "03/15/2015",
            Some("`03/15/2015` is read as 2015-03-15, the month first."),
        );
        check_remark(
            "3/4/2015",
            Some(
                "`3/4/2015` is read as 2015-04-03, the day first; if the month comes first, write 2015-03-04.",
            ),
        );
        check_remark("15.03.2015", None);
        check_remark("1/1/2022", None);
        check_remark("5 March 2024", None);
    }

    #[test]
    fn leaves_other_texts_alone() {
        for text in [
            "",
            "24",
            "2024-3",
            "2024-13",
            "2024-02-30",
            "March",
            "2024-03-05-1",
            "+024",
            "3/5/24",
            "2024Q5",
            "2023-W53",
            "202403",
            "15.13.2015",
            "31/02/2015",
            "1965s",
            "5 Marsh 2024",
            "20241301",
            "Monday 2024",
            "2024H3",
            "Q1",
        ] {
            check(text, "none");
        }
    }
}
