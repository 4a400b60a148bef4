//! Finds a calendar date among tokens: ISO, numeric, or with the month in words.

use crate::article::Precision;
use crate::corpus::dates::tokens::DateToken;
use crate::lang::month_number;
use jiff::civil::Date;
use std::ops::Range;

/// A date found among tokens: how precise it is, and which tokens it was read from.
pub(super) type DateMatch = (Date, Precision, Range<usize>);

/// Matches a date whose first token is at an index.
type DatePattern = fn(&[DateToken], usize) -> Option<DateMatch>;

/// Returns the date in the tokens: the first pattern that matches anywhere.
pub(super) fn find_date(tokens: &[DateToken]) -> Option<DateMatch> {
    const PATTERNS: &[DatePattern] = &[numeric, compact, day_month, month_day, month_year, year];
    let first_match = |pattern: &DatePattern| (0..tokens.len()).find_map(|at| pattern(tokens, at));
    PATTERNS.iter().find_map(first_match)
}

/// `2024-03-05`, `5.3.2024`, `2024年3月5日`; and `2024-03`, as a month.
fn numeric(tokens: &[DateToken], at: usize) -> Option<DateMatch> {
    let DateToken::Number(first, digits) = *tokens.get(at)? else {
        return None;
    };
    let is_separator = |at: usize| {
        let separators = ['-', '/', '.', '年', '月', '‑', '–'];
        matches!(tokens.get(at), Some(DateToken::Symbol(c)) if separators.contains(c))
    };
    let number = |at: usize| match tokens.get(at) {
        Some(&DateToken::Number(number, digits)) => Some((number, digits)),
        _ => None,
    };
    if !is_separator(at + 1) {
        return None;
    }
    let (second, _) = number(at + 2)?;
    let third = number(at + 4).filter(|_| is_separator(at + 3));
    match third {
        Some((day, _)) if digits == 4 => day_match(first, second, day, at..at + 5),
        Some((year, 4)) => {
            let range = at..at + 5;
            let day_first = day_match(year, second, first, range.clone());
            day_first.or_else(|| day_match(year, first, second, range))
        }
        Some((year, 2)) if digits <= 2 => {
            let range = at..at + 5;
            let year = full_year(year, 2);
            let day_first = day_match(year, second, first, range.clone());
            day_first.or_else(|| day_match(year, first, second, range))
        }
        None if digits == 4 => month_match(first, second, at..at + 3),
        _ => None,
    }
}

/// `20240305`, and `20240305T101112` or `20240305101112` with its time.
fn compact(tokens: &[DateToken], at: usize) -> Option<DateMatch> {
    let DateToken::Number(number, digits) = *tokens.get(at)? else {
        return None;
    };
    let day = match digits {
        8 => number,
        14 => number / 1_000_000,
        _ => return None,
    };
    // The time is read again from the same digits.
    let used = if digits == 14 { at..at } else { at..at + 1 };
    day_match(day / 10_000, day / 100 % 100, day % 100, used)
}

/// `5 March 2024`, `5. März 2024`, `5 de marzo de 2024`, `22 Aug 26`.
fn day_month(tokens: &[DateToken], at: usize) -> Option<DateMatch> {
    let DateToken::Number(day, 1..=2) = *tokens.get(at)? else {
        return None;
    };
    let month_at = skip_fillers(tokens, at + 1);
    let month = month(tokens.get(month_at)?)?;
    let year_at = skip_fillers(tokens, month_at + 1);
    let DateToken::Number(year, digits @ (2 | 4)) = *tokens.get(year_at)? else {
        return None;
    };
    day_match(full_year(year, digits), month, day, at..year_at + 1)
}

/// `March 5, 2024`, `Mar. 5th 2024`.
fn month_day(tokens: &[DateToken], at: usize) -> Option<DateMatch> {
    let month = month(tokens.get(at)?)?;
    let day_at = skip_fillers(tokens, at + 1);
    let DateToken::Number(day, 1..=2) = *tokens.get(day_at)? else {
        return None;
    };
    let year_at = skip_fillers(tokens, day_at + 1);
    let DateToken::Number(year, 4) = *tokens.get(year_at)? else {
        return None;
    };
    day_match(year, month, day, at..year_at + 1)
}

/// `March 2024`.
fn month_year(tokens: &[DateToken], at: usize) -> Option<DateMatch> {
    let month = month(tokens.get(at)?)?;
    let year_at = skip_fillers(tokens, at + 1);
    let DateToken::Number(year, 4) = *tokens.get(year_at)? else {
        return None;
    };
    month_match(year, month, at..year_at + 1)
}

/// `2024`, alone.
fn year(tokens: &[DateToken], at: usize) -> Option<DateMatch> {
    let &[DateToken::Number(year, 4)] = tokens else {
        return None;
    };
    let date = Date::new(year.try_into().ok()?, 1, 1).ok()?;
    Some((date, Precision::Year, at..1))
}

fn day_match(year: i64, month: i64, day: i64, used: Range<usize>) -> Option<DateMatch> {
    let month = month.try_into().ok()?;
    let date = Date::new(year.try_into().ok()?, month, day.try_into().ok()?).ok()?;
    Some((date, Precision::Day, used))
}

fn month_match(year: i64, month: i64, used: Range<usize>) -> Option<DateMatch> {
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

fn month(token: &DateToken) -> Option<i64> {
    match token {
        DateToken::Word(word) => month_number(word),
        _ => None,
    }
}

/// Returns the index past the fillers between the parts of a date: "5th of March, 2024", "5. de marzo del 2024".
fn skip_fillers(tokens: &[DateToken], mut at: usize) -> usize {
    while let Some(token) = tokens.get(at) {
        match token {
            DateToken::Symbol('.' | ',' | '-' | '/' | 'º' | '°') => at += 1,
            DateToken::Word("de" | "del" | "of" | "st" | "nd" | "rd" | "th" | "er" | "º") => {
                at += 1
            }
            _ => break,
        }
    }
    at
}
