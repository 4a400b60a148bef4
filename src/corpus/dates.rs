//! Reads dates as archives write them: ISO, mail, numbers, and words in seven languages.

use crate::article::Precision;
use crate::article::Published;
use crate::text::fold::fold;
use jiff::civil::Date;
use jiff::civil::Time;
use std::sync::LazyLock;

/// Years a newspaper can be from; anything else is a typing error or another number.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2200;

static MONTHS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let lines = include_str!("months.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split(' ').collect()).collect()
});

/// Zones that mail and bylines write in letters, in minutes east of UTC. The American ones
/// are those of RFC 2822; "BST" is Britain's and "IST" India's.
const ZONES: &[(&str, i32)] = &[
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("bst", 60),
    ("cet", 60),
    ("cest", 120),
    ("mez", 60),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("ist", 330),
    ("jst", 540),
];

/// Returns the date a text gives, if it gives one.
///
/// Of numbers alone the year may come first or last; with the year last the day comes before
/// the month, as everywhere but in the United States, unless that is impossible:
/// `03/04/2024` is the third of April, `04/23/2024` the twenty-third.
pub(crate) fn published(text: &str, origin: &'static str) -> Option<Published> {
    // Not a date but a paragraph that holds one.
    if text.len() > 160 {
        return None;
    }
    let tokens = tokens(text);
    let (date, precision, used) = date(&tokens)?;
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
        && let Some((time, offset)) = time(&tokens, used)
    {
        published.when = date.to_datetime(time);
        published.offset = offset;
        published.precision = Precision::Second;
    }
    Some(published)
}

/// Returns the date a number stands for: seconds or milliseconds since 1970, `20240305`, or
/// a year.
pub(crate) fn published_number(number: f64, origin: &'static str) -> Option<Published> {
    let seconds = match number.abs() {
        n if n >= 1e14 => number / 1e6,
        n if n >= 1e11 => number / 1e3,
        n if n >= 1e8 => number,
        _ => return published(&number.to_string(), origin),
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

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'t> {
    /// A number, and how many digits it has.
    Number(i64, usize),
    Word(&'t str),
    Sign(char),
}

/// What a date was made of: the date, how precise, and the tokens it took.
type Found = (Date, Precision, std::ops::Range<usize>);

/// Reads a date whose first token is at an index.
type Pattern = fn(&[Token], usize) -> Option<Found>;

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let is_same: fn(char) -> bool = match c {
            c if c.is_ascii_digit() => |c| c.is_ascii_digit(),
            c if is_letter(c) => is_letter,
            _ => |_| false,
        };
        let length = rest.find(|c| !is_same(c)).unwrap_or(rest.len());
        let length = length.max(c.len_utf8());
        let (token, after) = rest.split_at(length);
        if !c.is_whitespace() {
            tokens.push(match token.parse() {
                Ok(number) => Token::Number(number, length),
                Err(_) if is_letter(c) => Token::Word(token),
                Err(_) => Token::Sign(c),
            });
        }
        rest = after;
    }
    tokens
}

/// Letters join into words, but the signs for year, month and day stand alone.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, '年' | '月' | '日')
}

fn date(tokens: &[Token]) -> Option<Found> {
    const PATTERNS: &[Pattern] = &[numbers, compact, day_month, month_day, month_year, year];
    let found = |pattern: &Pattern| (0..tokens.len()).find_map(|at| pattern(tokens, at));
    PATTERNS.iter().find_map(found)
}

/// `2024-03-05`, `5.3.2024`, `2024年3月5日`; and `2024-03`, as a month.
fn numbers(tokens: &[Token], at: usize) -> Option<Found> {
    let Token::Number(first, digits) = *tokens.get(at)? else {
        return None;
    };
    let is_joint = |at: usize| {
        let joints = ['-', '/', '.', '年', '月', '‑', '–'];
        matches!(tokens.get(at), Some(Token::Sign(c)) if joints.contains(c))
    };
    let number = |at: usize| match tokens.get(at) {
        Some(&Token::Number(number, digits)) => Some((number, digits)),
        _ => None,
    };
    if !is_joint(at + 1) {
        return None;
    }
    let (second, _) = number(at + 2)?;
    let third = number(at + 4).filter(|_| is_joint(at + 3));
    match third {
        Some((day, _)) if digits == 4 => found(first, second, day, at..at + 5),
        Some((year, 4)) => {
            let range = at..at + 5;
            let day_first = found(year, second, first, range.clone());
            day_first.or_else(|| found(year, first, second, range))
        }
        Some((year, 2)) if digits <= 2 => {
            let range = at..at + 5;
            let year = full_year(year, 2);
            let day_first = found(year, second, first, range.clone());
            day_first.or_else(|| found(year, first, second, range))
        }
        None if digits == 4 => month(first, second, at..at + 3),
        _ => None,
    }
}

/// `20240305`, and `20240305T101112` or `20240305101112` with its time.
fn compact(tokens: &[Token], at: usize) -> Option<Found> {
    let Token::Number(number, digits) = *tokens.get(at)? else {
        return None;
    };
    let day = match digits {
        8 => number,
        14 => number / 1_000_000,
        _ => return None,
    };
    // The time is read again from the same digits.
    let used = if digits == 14 { at..at } else { at..at + 1 };
    found(day / 10_000, day / 100 % 100, day % 100, used)
}

/// `5 March 2024`, `5. März 2024`, `5 de marzo de 2024`, `22 Aug 26`.
fn day_month(tokens: &[Token], at: usize) -> Option<Found> {
    let Token::Number(day, 1..=2) = *tokens.get(at)? else {
        return None;
    };
    let month_at = skip_filler(tokens, at + 1);
    let month = month_named(tokens.get(month_at)?)?;
    let year_at = skip_filler(tokens, month_at + 1);
    let Token::Number(year, digits @ (2 | 4)) = *tokens.get(year_at)? else {
        return None;
    };
    found(full_year(year, digits), month, day, at..year_at + 1)
}

/// `March 5, 2024`, `Mar. 5th 2024`.
fn month_day(tokens: &[Token], at: usize) -> Option<Found> {
    let month = month_named(tokens.get(at)?)?;
    let day_at = skip_filler(tokens, at + 1);
    let Token::Number(day, 1..=2) = *tokens.get(day_at)? else {
        return None;
    };
    let year_at = skip_filler(tokens, day_at + 1);
    let Token::Number(year, 4) = *tokens.get(year_at)? else {
        return None;
    };
    found(year, month, day, at..year_at + 1)
}

/// `March 2024`.
fn month_year(tokens: &[Token], at: usize) -> Option<Found> {
    let named = month_named(tokens.get(at)?)?;
    let year_at = skip_filler(tokens, at + 1);
    let Token::Number(year, 4) = *tokens.get(year_at)? else {
        return None;
    };
    month(year, named, at..year_at + 1)
}

/// `2024`, alone.
fn year(tokens: &[Token], at: usize) -> Option<Found> {
    let &[Token::Number(year, 4)] = tokens else {
        return None;
    };
    let date = Date::new(year.try_into().ok()?, 1, 1).ok()?;
    Some((date, Precision::Year, at..1))
}

fn found(year: i64, month: i64, day: i64, used: std::ops::Range<usize>) -> Option<Found> {
    let month = month.try_into().ok()?;
    let date = Date::new(year.try_into().ok()?, month, day.try_into().ok()?).ok()?;
    Some((date, Precision::Day, used))
}

fn month(year: i64, month: i64, used: std::ops::Range<usize>) -> Option<Found> {
    let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, 1).ok()?;
    Some((date, Precision::Month, used))
}

/// Two digits are this century's up to 50, as mail has it.
fn full_year(year: i64, digits: usize) -> i64 {
    match (digits, year) {
        (2, 0..50) => 2000 + year,
        (2, _) => 1900 + year,
        _ => year,
    }
}

fn month_named(token: &Token) -> Option<i64> {
    let Token::Word(word) = token else {
        return None;
    };
    let word = fold(word);
    let found = MONTHS.iter().position(|names| names.contains(&&*word))?;
    Some(found as i64 + 1)
}

/// Passes over what stands between the parts: "5th of March, 2024", "5. de marzo del 2024".
fn skip_filler(tokens: &[Token], mut at: usize) -> usize {
    while let Some(token) = tokens.get(at) {
        match token {
            Token::Sign('.' | ',' | '-' | '/' | 'º' | '°') => at += 1,
            Token::Word("de" | "del" | "of" | "st" | "nd" | "rd" | "th" | "er" | "º") => at += 1,
            _ => break,
        }
    }
    at
}

/// Returns the first time of day outside the date's own tokens, with its offset in seconds.
fn time(tokens: &[Token], date: std::ops::Range<usize>) -> Option<(Time, Option<i32>)> {
    let compact = |at: usize| match tokens[at] {
        Token::Number(number, 14) => Some((number % 1_000_000, at + 1)),
        Token::Number(number, 6) if at == date.end + 1 => Some((number, at + 1)),
        Token::Number(number, 4) if at == date.end + 1 => Some((number * 100, at + 1)),
        _ => None,
    };
    let spelled = |at: usize| {
        let Token::Number(hour, 1..=2) = tokens[at] else {
            return None;
        };
        let is_joint = match tokens.get(at + 1)? {
            Token::Sign(':') => true,
            Token::Word(word) => *word == "h",
            _ => false,
        };
        let Some(&Token::Number(minute, 2)) = tokens.get(at + 2).filter(|_| is_joint) else {
            return None;
        };
        let clock = (hour * 100 + minute) * 100;
        match (tokens.get(at + 3), tokens.get(at + 4)) {
            (Some(Token::Sign(':')), Some(&Token::Number(second, 2))) => {
                Some((clock + second, at + 5))
            }
            _ => Some((clock, at + 3)),
        }
    };
    let outside = (0..tokens.len()).filter(|at| !date.contains(at));
    let (clock, mut at) = outside
        .clone()
        .find_map(spelled)
        .or_else(|| outside.clone().find_map(compact))?;
    let (mut hour, minute, second) = (clock / 10_000, clock / 100 % 100, clock % 100);
    // A fraction of a second.
    if let (Some(Token::Sign('.' | ',')), Some(Token::Number(..))) =
        (tokens.get(at), tokens.get(at + 1))
    {
        at += 2;
    }
    if let Some((is_afternoon, length)) = half_of_day(&tokens[at..]) {
        hour = hour % 12 + if is_afternoon { 12 } else { 0 };
        at += length;
    }
    // A leap second is the one before it here.
    let second = second.min(59);
    let time = Time::new(hour.try_into().ok()?, minute as i8, second as i8, 0).ok()?;
    Some((time, offset(&tokens[at..])))
}

/// Reads "am", "p.m.": whether it is the second half, and how many tokens that took.
fn half_of_day(tokens: &[Token]) -> Option<(bool, usize)> {
    let Token::Word(word) = tokens.first()? else {
        return None;
    };
    match word.to_ascii_lowercase().as_str() {
        "am" => Some((false, 1)),
        "pm" => Some((true, 1)),
        half @ ("a" | "p") if matches!(tokens.get(2), Some(Token::Word("m" | "M"))) => {
            let dot = usize::from(tokens.get(3) == Some(&Token::Sign('.')));
            Some((half == "p", 3 + dot))
        }
        _ => None,
    }
}

/// Reads `Z`, `+02:00`, `-0700`, `+02`, `EST`, in seconds east.
fn offset(tokens: &[Token]) -> Option<i32> {
    let minutes = match *tokens.first()? {
        Token::Word(word) => {
            let word = word.to_ascii_lowercase();
            let (_, minutes) = ZONES.iter().find(|(zone, _)| *zone == word)?;
            // "GMT+2", "UTC +02:00".
            match tokens.get(1) {
                Some(Token::Sign('+' | '-')) if *minutes == 0 => {
                    return offset(&tokens[1..]).or(Some(0));
                }
                _ => *minutes,
            }
        }
        Token::Sign(sign @ ('+' | '-' | '−')) => {
            let minutes = match *tokens.get(1)? {
                Token::Number(number, 4) => number / 100 * 60 + number % 100,
                Token::Number(hours, 1..=2) => match (tokens.get(2), tokens.get(3)) {
                    (Some(Token::Sign(':')), Some(&Token::Number(minutes, 2))) => {
                        hours * 60 + minutes
                    }
                    _ => hours * 60,
                },
                _ => return None,
            };
            let minutes = i32::try_from(minutes).ok()?;
            if sign == '+' { minutes } else { -minutes }
        }
        _ => return None,
    };
    // The widest zone is fourteen hours from Greenwich.
    (minutes.abs() <= 14 * 60).then_some(minutes * 60)
}

/// Prints a date for tests: `2024-03-05T14:46:12+02:00`, shorter where less precise.
#[cfg(test)]
pub(crate) fn shown(published: &Published) -> String {
    let when = published.when;
    let mut shown = match published.precision {
        Precision::Year => return format!("{:04}", when.year()),
        Precision::Month => return format!("{:04}-{:02}", when.year(), when.month()),
        Precision::Day => return when.date().to_string(),
        Precision::Second => when.to_string(),
    };
    if let Some(offset) = published.offset {
        let sign = if offset < 0 { '-' } else { '+' };
        let minutes = offset.abs() / 60;
        shown += &format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = published(text, "field").map(|found| shown(&found));
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
            let found = published_number(number, "field").map(|found| shown(&found));
            assert_eq!(found.unwrap_or_default(), expected);
        }
    }
}
