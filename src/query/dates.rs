//! Dates as a reader types them: a year, a month, a day, or a range of these.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The forms a date may take, for notes and help.
pub const DATE_FORMS: &str = "a year 2024, a month 2024-03, a day 2024-03-05, or a range 2024-03..2024-05 with either end open";

/// A range of days, both ends in it; an end that is missing is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    #[serde(default, skip_serializing_if = "Option::is_none", with = "iso")]
    pub from: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "iso")]
    pub to: Option<Date>,
}

impl Days {
    /// Returns the days a text such as `2024-03` or `2023..2024-05` stands for.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
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

    /// Tells whether no day can lie in the range.
    pub fn is_empty(&self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to < from)
    }

    pub fn contains(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// Returns the first and the last day of a year, a month, or a day.
fn period(text: &str) -> Option<(Date, Date)> {
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

/// Writes a date as `2024-03-05`, in whatever format serde is asked for.
mod iso {
    use jiff::civil::Date;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(date: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => to.collect_str(date),
            None => to.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| text.parse().map_err(D::Error::custom))
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let shown = Days::read(text).map_or("none".to_owned(), |days| {
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
        ] {
            check(text, "none");
        }
    }
}
