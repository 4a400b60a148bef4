//! Dates in a query: a period, a range of periods, or relative to today.

use crate::query::date_period::{Period, period};
use crate::query::relative_date::relative;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The forms of a date, for messages and help.
pub(crate) const DATE_SYNTAX: &str = "a year 2024, a month 2024-03 or \"March 2024\", a day 2024-03-05 or \"5 March 2024\", a week 2024-W10, a quarter 2024Q1, a range 2024-03..2024-05 with either end open, >=2024-03, \"last 30 days\", \"last year\", \"since 2024-03\", today, or none";

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
        DatesRead::of(text, today).map(|read| read.days)
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

/// A range of days as read from a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DatesRead {
    pub days: DateRange,
    /// How dates were read that may be read otherwise.
    pub remarks: Vec<String>,
    /// The text with its ends exchanged, if the range ends before it begins.
    pub exchanged: Option<String>,
}

/// What stands between the ends of a range.
const BETWEEN: &[&str] = &["..", " to ", " until ", " and ", " - ", " – ", "–", "-"];

impl DatesRead {
    /// Parses a date or a range of dates; none if the text is neither.
    pub(crate) fn of(text: &str, today: Option<Date>) -> Option<Self> {
        let text = text.trim();
        if let Some(read) = Self::one(text, today) {
            return Some(read);
        }
        let lower = text.to_ascii_lowercase();
        // Nexis: "aft 1/1/2022 and bef 1/1/2023".
        if let Some(at) = lower.find(" and ")
            && let Some(first) = bounded(&text[..at], today)
            && let Some(second) = bounded(text[at + " and ".len()..].trim(), today)
        {
            return Some(first.and(second));
        }
        let inner = ["from ", "between "]
            .iter()
            .find(|word| lower.starts_with(**word))
            .map_or(text, |word| &text[word.len()..]);
        BETWEEN
            .iter()
            .find_map(|sign| Self::range(inner, sign, today))
    }

    /// A period, or a range with one end.
    fn one(text: &str, today: Option<Date>) -> Option<Self> {
        if let Some(Period {
            first,
            last,
            remark,
        }) = any_period(text, today)
        {
            let days = DateRange {
                from: Some(first),
                to: Some(last),
            };
            return Some(Self::new(days, remark));
        }
        bounded(text, today)
    }

    fn new(days: DateRange, remark: Option<String>) -> Self {
        Self {
            days,
            remarks: remark.into_iter().collect(),
            exchanged: None,
        }
    }

    /// `2023..2024-05`, with either end left out.
    fn range(text: &str, sign: &str, today: Option<Date>) -> Option<Self> {
        let at = text.to_ascii_lowercase().find(sign)?;
        let (from, to) = (text[..at].trim(), text[at + sign.len()..].trim());
        let open = sign == "..";
        let end = |text: &str| match text {
            "" | "*" => open.then_some(None),
            text => any_period(text, today).map(Some),
        };
        let (first, last) = (end(from)?, end(to)?);
        if first.is_none() && last.is_none() {
            return None;
        }
        let days = DateRange {
            from: first.as_ref().map(|period| period.first),
            to: last.as_ref().map(|period| period.last),
        };
        let remarks = [first, last].into_iter().flatten();
        Some(Self {
            days,
            remarks: remarks.filter_map(|period| period.remark).collect(),
            exchanged: days.is_empty().then(|| format!("{to}..{from}")),
        })
    }

    /// Returns the days in both.
    fn and(mut self, other: Self) -> Self {
        let (one, two) = (self.days, other.days);
        self.days.from = one.from.max(two.from);
        self.days.to = match (one.to, two.to) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        self.remarks.extend(other.remarks);
        self
    }
}

fn any_period(text: &str, today: Option<Date>) -> Option<Period> {
    relative(text, today).or_else(|| period(text))
}

/// `>=2024-03`, `<2024`, `since 2024-03`, `before 2024`, and Nexis's `aft 2024`, `bef 2024`.
fn bounded(text: &str, today: Option<Date>) -> Option<DatesRead> {
    const BOUNDS: &[(&str, bool, bool)] = &[
        // What is typed, whether it opens the range, whether the period itself is in it.
        (">=", true, true),
        ("<=", false, true),
        (">", true, false),
        ("<", false, false),
        ("since ", true, true),
        ("from ", true, true),
        ("geq ", true, true),
        ("after ", true, false),
        ("aft ", true, false),
        ("until ", false, true),
        ("till ", false, true),
        ("to ", false, true),
        ("leq ", false, true),
        ("before ", false, false),
        ("bef ", false, false),
    ];
    const THEMSELVES: &[&str] = &["is ", "on ", "in ", "="];
    let lower = text.to_ascii_lowercase();
    if let Some(word) = THEMSELVES.iter().find(|word| lower.starts_with(**word)) {
        let Period {
            first,
            last,
            remark,
        } = any_period(text[word.len()..].trim(), today)?;
        let (from, to) = (Some(first), Some(last));
        return Some(DatesRead::new(DateRange { from, to }, remark));
    }
    let (typed, opens, within) = BOUNDS.iter().find(|(typed, ..)| lower.starts_with(typed))?;
    let Period {
        first,
        last,
        remark,
    } = any_period(text[typed.len()..].trim(), today)?;
    let (from, to) = match (opens, within) {
        (true, true) => (Some(first), None),
        (true, false) => (Some(last.tomorrow().ok()?), None),
        (false, true) => (None, Some(last)),
        (false, false) => (None, Some(first.yesterday().ok()?)),
    };
    Some(DatesRead::new(DateRange { from, to }, remark))
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
        check("AFT 1/1/2022", "2022-01-02..");
        check("aft 31/12/2021 and bef 1/1/2023", "2022-01-01..2022-12-31");
        check("geq 2022 AND leq 2023", "2022-01-01..2023-12-31");
        check("2020-2021", "2020-01-01..2021-12-31");
        check("from March 2020 to May 2020", "2020-03-01..2020-05-31");
        check("between 2020 and 2021", "2020-01-01..2021-12-31");
        check("2024Q1..2024Q2", "2024-01-01..2024-06-30");
        check("15/03/2015..20/03/2015", "2015-03-15..2015-03-20");
    }

    #[test]
    fn exchanges_the_ends() {
        let exchanged = |text| DatesRead::of(text, None).and_then(|read| read.exchanged);
        assert_eq!(exchanged("2024..2023-05").as_deref(), Some("2023-05..2024"));
        assert_eq!(exchanged("2023..2024"), None);
    }

    #[test]
    fn counts_back_from_today() {
        check("today", "2024-03-31..2024-03-31");
        check("yesterday", "2024-03-30..2024-03-30");
        check("last 30 days", "2024-03-02..2024-03-31");
        check("last 1 day", "2024-03-31..2024-03-31");
        check("past 2 weeks", "2024-03-18..2024-03-31");
        check("past month", "2024-03-01..2024-03-31");
        check("last month", "2024-02-01..2024-02-29");
        check("last-year", "2023-01-01..2023-12-31");
        check("since last year", "2023-01-01..");
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
