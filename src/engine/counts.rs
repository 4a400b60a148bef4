//! Counting: the dimensions to count by, and the counts.

use crate::engine::fields::{FIELDS, FieldRow};
use crate::query::{DateRange, Field};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What to count by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// The values of a field.
    Field(Field),
    /// The period of publication.
    Period(Period),
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// `2024`
    Year,
    /// `2024-03`
    Month,
    /// The ISO 8601 week, `2024-W10`.
    Week,
    /// `2024-03-05`
    Day,
}

/// How many documents match, in all and by each value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles with a match.
    pub articles: usize,
    /// Matching passages or quotations, by the unit of the search.
    pub matches: usize,
    /// Articles, or quotations, by value: one value for each dimension, in the order of the
    /// values. A document without a value is counted under an empty one.
    pub rows: BTreeMap<Vec<String>, usize>,
}

const PERIODS: [(&str, Period); 4] = [
    ("year", Period::Year),
    ("month", Period::Month),
    ("week", Period::Week),
    ("day", Period::Day),
];

impl Dimension {
    /// Returns all dimensions: those of the field table, then the periods.
    pub fn all() -> impl Iterator<Item = Self> {
        let fields = FIELDS.iter().filter(|row| row.dimension.is_some());
        let fields = fields.map(|row| Self::Field(row.field));
        fields.chain(PERIODS.map(|(_, period)| Self::Period(period)))
    }

    /// Returns the name used on the command line and in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Field(field) => FieldRow::of(field)
                .and_then(|row| row.dimension)
                .unwrap_or_else(|| field.name()),
            Self::Period(period) => PERIODS
                .iter()
                .find(|(_, known)| *known == period)
                .map_or("", |(name, _)| name),
        }
    }

    /// Returns the dimension of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|dimension| dimension.name() == name)
    }

    /// Tells whether it is a period of time.
    pub fn is_period(self) -> bool {
        matches!(self, Self::Period(_))
    }

    /// Tells whether every published article has a value, whatever it says: shares of all that
    /// was published make sense by it.
    pub fn is_of_publication(self) -> bool {
        match self {
            Self::Period(_) => true,
            Self::Field(field) => FieldRow::of(field).is_some_and(|row| row.of_publication),
        }
    }

    /// Returns the periods that are not among those known, between the first of these and the
    /// last, and over the days of the query.
    pub fn gaps(self, known: &BTreeSet<&str>, range: DateRange) -> Vec<String> {
        /// More gaps than anybody looks at.
        const MANY: usize = 5_000;
        let Self::Period(unit) = self else {
            return Vec::new();
        };
        let first_day = |period: &str| DateRange::parse(period, None)?.from;
        let days = || known.iter().filter_map(|period| first_day(period));
        let (Some(first), Some(last)) =
            (days().chain(range.from).min(), days().chain(range.to).max())
        else {
            return Vec::new();
        };
        let step = match unit {
            Period::Year => jiff::Span::new().years(1),
            Period::Month => jiff::Span::new().months(1),
            Period::Week => jiff::Span::new().weeks(1),
            Period::Day => jiff::Span::new().days(1),
        };
        // From the first day of its period, or the last one could be stepped over.
        let mut day = first_day(&unit.containing(first, first)).unwrap_or(first);
        let mut gaps = Vec::new();
        while day <= last && gaps.len() < MANY {
            let name = unit.containing(day, day);
            if !known.contains(name.as_str()) {
                gaps.push(name);
            }
            match day.checked_add(step) {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
        gaps
    }
}

impl Period {
    /// Returns the period that two days lie in; a coarser one if they do not lie in the same, as
    /// those of an article do that is only dated `2024`.
    pub(crate) fn containing(self, from: Date, until: Date) -> String {
        let year = |day: Date| format!("{:04}", day.year());
        let month = |day: Date| format!("{:04}-{:02}", day.year(), day.month());
        let week = |day: Date| {
            let week = day.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        };
        let [first, last] = match self {
            Self::Year => [year(from), year(until)],
            Self::Month => [month(from), month(until)],
            Self::Week => [week(from), week(until)],
            Self::Day => [from.to_string(), until.to_string()],
        };
        if first == last {
            return first;
        }
        match month(from) == month(until) {
            true => month(from),
            false => year(from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_as_fine_as_the_date_is() {
        let check = |from: &str, until: &str, period: Period, expected: &str| {
            let [from, until] = [from, until].map(|day| day.parse().expect("a day"));
            assert_eq!(period.containing(from, until), expected);
        };
        check("2024-03-05", "2024-03-05", Period::Day, "2024-03-05");
        check("2024-03-05", "2024-03-05", Period::Week, "2024-W10");
        check("2024-12-31", "2024-12-31", Period::Week, "2025-W01");
        check("2024-03-01", "2024-03-31", Period::Month, "2024-03");
        check("2024-03-01", "2024-03-31", Period::Day, "2024-03");
        check("2024-01-01", "2024-12-31", Period::Month, "2024");
        check("2024-01-01", "2024-12-31", Period::Year, "2024");
    }

    #[test]
    fn gaps_are_the_periods_without_any() {
        let check = |dimension: &str, known: &[&str], range: &str, expected: &[&str]| {
            let known = known.iter().copied().collect();
            let dimension = Dimension::named(dimension).expect("a dimension");
            let range = DateRange::parse(range, None).unwrap_or_default();
            assert_eq!(dimension.gaps(&known, range), expected);
        };
        check("year", &["", "2019", "2021"], "", &["2020"]);
        check(
            "month",
            &["2023-11", "2024-02"],
            "",
            &["2023-12", "2024-01"],
        );
        check("week", &["2024-W52", "2025-W02"], "", &["2025-W01"]);
        check("day", &["2024-02-28", "2024-03-01"], "", &["2024-02-29"]);
        check("month", &["2024-03"], "", &[]);
        check("outlet", &["2019", "2021"], "2019..2022", &[]);
        check("year", &[], "", &[]);
        check(
            "month",
            &["2024-03"],
            "2024-02..2024-04",
            &["2024-02", "2024-04"],
        );
        check(
            "month",
            &["2024-03"],
            "2024-01-31..2024-04-01",
            &["2024-01", "2024-02", "2024-04"],
        );
        check("month", &["2024-03"], "..2024-04", &["2024-04"]);
        check("year", &[], "2023..2024", &["2023", "2024"]);
        check("year", &[], "2023..", &[]);
        check(
            "week",
            &[],
            "2024-12-28..2025-01-06",
            &["2024-W52", "2025-W01", "2025-W02"],
        );
    }

    #[test]
    fn names_are_told_apart() {
        let names: BTreeSet<&str> = Dimension::all().map(Dimension::name).collect();
        assert_eq!(names.len(), Dimension::all().count());
        assert_eq!(
            Dimension::named("author"),
            Some(Dimension::Field(Field::Byline))
        );
        assert_eq!(Dimension::named("words"), None);
    }
}
