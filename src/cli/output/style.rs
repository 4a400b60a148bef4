//! Colours, few and consistent: matches, speakers, secondary information.
//!
//! They go through [`crate::cli::output::stream`], which drops them where the output is no terminal
//! or `NO_COLOR` is set.

use crate::cli::output::stream::STYLE;
use crate::place::{Country, display_name};
use crate::text::Span;
use anstyle::{AnsiColor, Style};
use std::fmt::Display;

const MATCH: Style = Style::new()
    .bold()
    .fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));
const TITLE: Style = Style::new().bold();
const SPEAKER: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));
const ASIDE: Style = Style::new().dimmed();
const FAILED: Style = Style::new()
    .bold()
    .fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));

pub(crate) fn title(text: impl Display) -> String {
    styled(TITLE, text)
}

pub(crate) fn speaker(text: impl Display) -> String {
    styled(SPEAKER, text)
}

/// Returns a speaker's country as it stands after the name: ", France".
pub(crate) fn after_name(country: Option<Country>) -> String {
    country.map_or(String::new(), |country| {
        format!(", {}", display_name(&country))
    })
}

pub(crate) fn aside(text: impl Display) -> String {
    styled(ASIDE, text)
}

pub(crate) fn failed(text: impl Display) -> String {
    styled(FAILED, text)
}

pub(crate) fn matched(text: impl Display) -> String {
    styled(MATCH, text)
}

fn styled(style: Style, text: impl Display) -> String {
    let [begin, end] = [format!("{style}"), format!("{style:#}")];
    let own = |codes: &str| codes.replace('\u{1b}', STYLE.encode_utf8(&mut [0; 4]));
    format!("{}{text}{}", own(&begin), own(&end))
}

/// Returns the part of a text with what matched in it lit up.
pub(crate) fn lit(text: &str, part: Span, marks: &[Span]) -> String {
    let mut lit = String::with_capacity(part.len() + 16 * marks.len());
    let mut at = part.start;
    for mark in marks
        .iter()
        .filter(|mark| part.contains(**mark) && mark.start >= part.start)
    {
        if mark.start < at {
            continue;
        }
        lit.push_str(&text[at..mark.start]);
        lit.push_str(&matched(mark.of(text)));
        at = mark.end;
    }
    lit.push_str(&text[at..part.end]);
    lit
}

/// Returns the text in lines of at most `width` characters, each after an indent; escape codes count
/// for nothing.
pub(crate) fn wrapped(text: &str, indent: &str, width: usize) -> String {
    let width = width.saturating_sub(indent.chars().count()).max(20);
    let mut out = String::with_capacity(text.len() + text.len() / 40);
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = shown_length(word);
        if column > 0 && column + 1 + length > width {
            out.push('\n');
            column = 0;
        }
        if column == 0 {
            out.push_str(indent);
        } else {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}

fn shown_length(word: &str) -> usize {
    let mut length = 0;
    let mut escaped = false;
    for c in word.chars() {
        match c {
            STYLE => escaped = true,
            'm' if escaped => escaped = false,
            _ if !escaped => length += 1,
            _ => {}
        }
    }
    length
}

/// Returns how many columns to fill: the terminal's, within reason.
pub(crate) fn width() -> usize {
    let terminal = terminal_size::terminal_size();
    terminal.map_or(100, |(width, _)| usize::from(width.0).clamp(40, 110))
}

/// "1 article", "12 articles".
pub(crate) fn counted(count: usize, what: &str) -> String {
    let count_shown = indicatif::HumanCount(count as u64);
    if count == 1 {
        format!("1 {what}")
    } else {
        format!("{count_shown} {what}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lights_up_what_matched() {
        let text = "one two three";
        assert_eq!(
            lit(text, Span::new(0, 13), &[Span::new(4, 7)]),
            format!("one {} three", matched("two"))
        );
        assert_eq!(lit(text, Span::new(4, 7), &[Span::new(0, 3)]), "two");
    }

    #[test]
    fn wraps_without_counting_colours() {
        let text = format!("aaaaaaaaa {} ccccccccc", matched("bbbbbbbbb"));
        assert_eq!(
            wrapped(&text, "", 20),
            format!("aaaaaaaaa {}\nccccccccc", matched("bbbbbbbbb"))
        );
        assert_eq!(wrapped("a b", "  ", 80), "  a b");
    }
}
