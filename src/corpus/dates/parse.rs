//! Parses dates as archives write them: ISO 8601, mail headers, numbers, and words in seven
//! languages.

use crate::article::Precision;
use crate::article::Published;
use crate::corpus::dates::calendar_date::find_date;
use crate::corpus::dates::time_of_day::find_time;
use crate::corpus::dates::tokens::tokenize;
use jiff::civil::Time;

/// The years in which newspapers can have appeared; others are errors or not years.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2200;

/// Returns the first date in a text of at most 160 bytes, with its time of day if there is one;
/// `origin` is recorded as its source.
///
/// In numeric dates the year may come first or last. If it comes last, the day comes before the
/// month, as everywhere but in the United States, unless that is impossible: `03/04/2024` is the
/// third of April, `04/23/2024` the twenty-third.
pub(crate) fn parse_date(text: &str, origin: &'static str) -> Option<Published> {
    // A longer text is a paragraph that mentions a date.
    if text.len() > 160 {
        return None;
    }
    let tokens = tokenize(text);
    let (date, precision, used) = find_date(&tokens)?;
    if !YEARS.contains(&date.year()) {
        return None;
    }
    let mut published = Published {
        when: date.to_datetime(Time::midnight()),
        offset: None,
        precision,
        origin,
    };
    if precision == Precision::Day
        && let Some((time, offset)) = find_time(&tokens, used)
    {
        published.when = date.to_datetime(time);
        published.offset = offset;
        published.precision = Precision::Second;
    }
    Some(published)
}

/// Returns the date a number denotes: a Unix timestamp in seconds, milliseconds or microseconds,
/// `20240305`, or a year.
pub(crate) fn parse_numeric_date(number: f64, origin: &'static str) -> Option<Published> {
    let seconds = match number.abs() {
        n if n >= 1e14 => number / 1e6,
        n if n >= 1e11 => number / 1e3,
        n if n >= 1e8 => number,
        _ => return parse_date(&number.to_string(), origin),
    };
    let timestamp = jiff::Timestamp::from_second(seconds as i64).ok()?;
    let when = jiff::tz::Offset::UTC.to_datetime(timestamp);
    YEARS.contains(&when.year()).then_some(Published {
        when,
        offset: Some(0),
        precision: Precision::Second,
        origin,
    })
}

/// Formats a date for tests: `2024-03-05T14:46:12+02:00`, shorter where less precise.
#[cfg(test)]
pub(crate) fn iso_8601(published: &Published) -> String {
    let when = published.when;
    let mut text = match published.precision {
        Precision::Year => return format!("{:04}", when.year()),
        Precision::Month => return format!("{:04}-{:02}", when.year(), when.month()),
        Precision::Day => return when.date().to_string(),
        Precision::Second => when.to_string(),
    };
    if let Some(offset) = published.offset {
        let sign = if offset < 0 { '-' } else { '+' };
        let minutes = offset.abs() / 60;
        text += &format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = parse_date(text, "field").map(|found| iso_8601(&found));
        assert_eq!(found.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn iso() {
        check("2024", "2024");
        check("2024-03", "2024-03");
        check("2024-03-05", "2024-03-05");
        check("2024-03-05T14:46:12Z", "2024-03-05T14:46:12+00:00");
        check(
            "2024-03-05T14:46:12.123456+02:00",
            "2024-03-05T14:46:12+02:00",
        );
        check("2024-03-05 14:46:12+02:00", "2024-03-05T14:46:12+02:00");
        check("2010-10-21 19:00:40 +0100", "2010-10-21T19:00:40+01:00");
        check("2024-03-05T14:46", "2024-03-05T14:46:00");
        check("2024-03-05T14:46-0330", "2024-03-05T14:46:00-03:30");
        check("20240305", "2024-03-05");
        check("20240305T101112Z", "2024-03-05T10:11:12+00:00");
        check("20240305101112", "2024-03-05T10:11:12");
        check("2024/3/5", "2024-03-05");
    }

    #[test]
    fn mail() {
        check("Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05T10:00:00+00:00");
        check("22 Aug 26 06:31 -0700", "2026-08-22T06:31:00-07:00");
        check("Sun Jun 6 1993", "1993-06-06");
        check("06 Jun 93 10:00 EST", "1993-06-06T10:00:00-05:00");
    }

    #[test]
    fn words() {
        check("March 5, 2024", "2024-03-05");
        check(
            "Published: Mar. 5th, 2024 at 3:07 p.m. EST",
            "2024-03-05T15:07:00-05:00",
        );
        check("5th of March 2024, 12:30 am", "2024-03-05T00:30:00");
        check("5. März 2024, 14:30 Uhr", "2024-03-05T14:30:00");
        check("mar. 5 mars 2024 à 14h30", "2024-03-05T14:30:00");
        check("1er août 2019", "2019-08-01");
        check("5 de marzo de 2024", "2024-03-05");
        check("5 de março de 2024", "2024-03-05");
        check("5 maart 2024", "2024-03-05");
        check("5 marzo 2024", "2024-03-05");
        check("Sept. 2019", "2019-09");
        check("2024年3月5日 10:20", "2024-03-05T10:20:00");
    }

    #[test]
    fn day_before_month() {
        check("05.03.2024", "2024-03-05");
        check("05/03/2024", "2024-03-05");
        check("03/25/2024", "2024-03-25");
        check("5.3.24", "2024-03-05");
    }

    #[test]
    fn no_date() {
        check("", "");
        check("yesterday", "");
        check("0001-01-01T00:00:00Z", "");
        check("9999-12-31", "");
        check("2024-13-45", "");
        check("99/99/2024", "");
        check("March", "");
        check("12:30", "");
        check("version 3.11.2", "");
        check("99999999999999999999", "");
    }

    #[test]
    fn numbers() {
        for (number, expected) in [
            (1_709_649_972.0, "2024-03-05T14:46:12+00:00"),
            (1_709_649_972_000.0, "2024-03-05T14:46:12+00:00"),
            (20_240_305.0, "2024-03-05"),
            (2024.0, "2024"),
            (-1.0, ""),
            (f64::NAN, ""),
            (1e300, ""),
        ] {
            let found = parse_numeric_date(number, "field").map(|found| iso_8601(&found));
            assert_eq!(found.unwrap_or_default(), expected);
        }
    }
}
