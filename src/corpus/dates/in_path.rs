//! Finds the date in a URL or a file path: `/2024/03/05/`, `2019-06-03-budget.md`.

use crate::article::Precision;
use crate::article::Published;
use jiff::civil::Date;
use jiff::civil::Time;

/// Years taken for a date: numbers in paths are often something else.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2100;

/// Returns the most precise date in a path, the last of several.
pub(crate) fn date_in_path(path: &str, origin: &'static str) -> Option<Published> {
    let numbers = digit_runs(path);
    let days = (0..numbers.len())
        .rev()
        .filter_map(|at| day(path, &numbers[at..]));
    let months = (0..numbers.len())
        .rev()
        .filter_map(|at| month(path, &numbers[at..]));
    let (date, precision) = days.chain(months).next()?;
    Some(Published {
        when: date.to_datetime(Time::midnight()),
        offset: None,
        precision,
        origin,
    })
}

/// A run of digits: its byte offset and its text.
type DigitRun<'p> = (usize, &'p str);

fn digit_runs(path: &str) -> Vec<DigitRun<'_>> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(start) = path[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + start;
        let length = path[start..].find(|c: char| !c.is_ascii_digit());
        at = length.map_or(path.len(), |length| start + length);
        numbers.push((start, &path[start..at]));
    }
    numbers
}

fn day(path: &str, numbers: &[DigitRun]) -> Option<(Date, Precision)> {
    let date = match *numbers {
        [(_, all), ..] if all.len() == 8 => date(&all[..4], &all[4..6], &all[6..]),
        [year, month, day, ..]
            if are_adjacent(path, year, month) && are_adjacent(path, month, day) =>
        {
            date(year.1, month.1, day.1)
        }
        _ => None,
    };
    Some((date?, Precision::Day))
}

/// `/2019/06/`, `2019-06/`: not the beginning of something longer, such as `2019-06-wave-9`.
fn month(path: &str, numbers: &[DigitRun]) -> Option<(Date, Precision)> {
    let &[year, month, ..] = numbers else {
        return None;
    };
    let is_folder = path[month.0 + month.1.len()..].starts_with('/');
    if !is_folder || month.1.len() != 2 || !are_adjacent(path, year, month) {
        return None;
    }
    Some((date(year.1, month.1, "1")?, Precision::Month))
}

fn are_adjacent(path: &str, first: DigitRun, second: DigitRun) -> bool {
    let separator = &path[first.0 + first.1.len()..second.0];
    matches!(separator, "-" | "/" | "_" | ".")
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::dates::iso_8601;

    fn check(path: &str, expected: &str) {
        let found = date_in_path(path, "url").map(|found| iso_8601(&found));
        assert_eq!(found.unwrap_or_default(), expected, "{path}");
    }

    #[test]
    fn finds() {
        check(
            "https://a.example/world/2024/03/05/budget-7.html",
            "2024-03-05",
        );
        check("2019-06-03-budget.md", "2019-06-03");
        check("posts/2010-12-2-finding.md", "2010-12-02");
        check("20190603.txt", "2019-06-03");
        check("scan_2019_06_03_p4.txt", "2019-06-03");
        check("archive/2019/06/budget.html", "2019-06");
        check("1824/20/20190603/x.txt", "2019-06-03");
        check("2018/01/2019-06-03.txt", "2019-06-03");
    }

    #[test]
    fn leaves_other_numbers_alone() {
        check("article-201906031234.html", "");
        check("99999999.txt", "");
        check("tech/229.txt", "");
        check("top-10-2019-06-wave.txt", "");
        check("7/8/9", "");
        check("", "");
    }
}
