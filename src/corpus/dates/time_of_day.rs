//! Finds a time of day and its UTC offset among tokens.

use crate::corpus::dates::tokens::DateToken;
use jiff::civil::Time;
use std::ops::Range;

/// Time zone abbreviations, in minutes east of UTC. The American ones are those of RFC 2822; "BST" is Britain's and "IST" India's.
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

/// Returns the first time of day outside the date's own tokens, with its UTC offset in seconds
/// east.
pub(super) fn find_time(tokens: &[DateToken], date: Range<usize>) -> Option<(Time, Option<i32>)> {
    let compact = |at: usize| match tokens[at] {
        DateToken::Number(number, 14) => Some((number % 1_000_000, at + 1)),
        DateToken::Number(number, 6) if at == date.end + 1 => Some((number, at + 1)),
        DateToken::Number(number, 4) if at == date.end + 1 => Some((number * 100, at + 1)),
        _ => None,
    };
    let with_separators = |at: usize| {
        let DateToken::Number(hour, 1..=2) = tokens[at] else {
            return None;
        };
        let is_separator = match tokens.get(at + 1)? {
            DateToken::Symbol(':') => true,
            DateToken::Word(word) => *word == "h",
            _ => false,
        };
        let Some(&DateToken::Number(minute, 2)) = tokens.get(at + 2).filter(|_| is_separator)
        else {
            return None;
        };
        let digits = (hour * 100 + minute) * 100;
        match (tokens.get(at + 3), tokens.get(at + 4)) {
            (Some(DateToken::Symbol(':')), Some(&DateToken::Number(second, 2))) => {
                Some((digits + second, at + 5))
            }
            _ => Some((digits, at + 3)),
        }
    };
    let outside = (0..tokens.len()).filter(|at| !date.contains(at));
    let (digits, mut at) = outside
        .clone()
        .find_map(with_separators)
        .or_else(|| outside.clone().find_map(compact))?;
    let (mut hour, minute, second) = (digits / 10_000, digits / 100 % 100, digits % 100);
    // A fraction of a second.
    if let (Some(DateToken::Symbol('.' | ',')), Some(DateToken::Number(..))) =
        (tokens.get(at), tokens.get(at + 1))
    {
        at += 2;
    }
    if let Some((is_afternoon, length)) = meridiem(&tokens[at..]) {
        hour = hour % 12 + if is_afternoon { 12 } else { 0 };
        at += length;
    }
    // A leap second is the one before it here.
    let second = second.min(59);
    let time = Time::new(hour.try_into().ok()?, minute as i8, second as i8, 0).ok()?;
    Some((time, utc_offset(&tokens[at..])))
}

/// Reads "am" or "p.m.": whether it is after noon, and how many tokens it takes.
fn meridiem(tokens: &[DateToken]) -> Option<(bool, usize)> {
    let DateToken::Word(word) = tokens.first()? else {
        return None;
    };
    match word.to_ascii_lowercase().as_str() {
        "am" => Some((false, 1)),
        "pm" => Some((true, 1)),
        half @ ("a" | "p") if matches!(tokens.get(2), Some(DateToken::Word("m" | "M"))) => {
            let dot = usize::from(tokens.get(3) == Some(&DateToken::Symbol('.')));
            Some((half == "p", 3 + dot))
        }
        _ => None,
    }
}

/// Reads `Z`, `+02:00`, `-0700`, `+02`, `EST`, in seconds east.
fn utc_offset(tokens: &[DateToken]) -> Option<i32> {
    let minutes = match *tokens.first()? {
        DateToken::Word(word) => {
            let word = word.to_ascii_lowercase();
            let (_, minutes) = ZONES.iter().find(|(zone, _)| *zone == word)?;
            // "GMT+2", "UTC +02:00".
            match tokens.get(1) {
                Some(DateToken::Symbol('+' | '-')) if *minutes == 0 => {
                    return utc_offset(&tokens[1..]).or(Some(0));
                }
                _ => *minutes,
            }
        }
        DateToken::Symbol(sign @ ('+' | '-' | '−')) => {
            let minutes = match *tokens.get(1)? {
                DateToken::Number(number, 4) => number / 100 * 60 + number % 100,
                DateToken::Number(hours, 1..=2) => match (tokens.get(2), tokens.get(3)) {
                    (Some(DateToken::Symbol(':')), Some(&DateToken::Number(minutes, 2))) => {
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
