//! Key words in context: a line for each place found, what was found in one column.

use crate::cli::output::style;
use crate::cli::output::table::{day, precision};
use crate::engine::Hit;
use crate::text::Span;
use crate::text::fold::fold;
use serde::Serialize;

/// By which words lines are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

/// One place, with the words around it on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Line {
    id: String,
    article: String,
    published: Option<String>,
    outlet: Option<String>,
    title: String,
    /// `title` or `text`, whichever it stands in.
    part: &'static str,
    left: String,
    #[serde(rename = "match")]
    words: String,
    right: String,
}

/// The columns of a table of lines.
pub(crate) const COLUMNS: [&str; 9] = [
    "id",
    "published",
    "outlet",
    "title",
    "part",
    "left",
    "match",
    "right",
    "published_precision",
];

/// More than fits on any line, in code points: sorting wants all lines at once, and their texts
/// would not fit.
const REACH: usize = 200;

/// Returns a line for each place found in a hit's text and, unless they are left out, in its title: all
/// passages of an article have the same one.
pub(crate) fn lines(hit: &Hit, titles: Titles) -> Vec<Line> {
    let record = &hit.record;
    let line = |part, text: &str, mark: &Span| Line {
        id: record.id(),
        article: record.article.to_string(),
        published: record.published.clone(),
        outlet: record.outlet.clone(),
        title: record.title.clone(),
        part,
        left: plain(last(&text[..mark.start])),
        words: plain(mark.of(text)).trim().to_owned(),
        right: plain(first(&text[mark.end..])),
    };
    let of_title: &[Span] = match titles {
        Titles::Shown => &hit.marks.title,
        Titles::LeftOut => &[],
    };
    let of_title = of_title
        .iter()
        .map(|mark| line("title", &record.title, mark));
    let of_text = hit.marks.text.iter();
    let of_text = of_text.map(|mark| line("text", &record.text, mark));
    of_title.chain(of_text).collect()
}

/// Whether places in a title get lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Titles {
    Shown,
    /// They had theirs, with another passage of the article.
    LeftOut,
}

fn last(text: &str) -> &str {
    let from = text.char_indices().rev().nth(REACH - 1);
    &text[from.map_or(0, |(at, _)| at)..]
}

fn first(text: &str) -> &str {
    let end = text.char_indices().nth(REACH);
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

/// Returns the text with all white space as single spaces.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() {
            true if plain.ends_with(' ') => {}
            true => plain.push(' '),
            false => plain.push(c),
        }
    }
    plain
}

/// Sorts by the words next to what was found, outwards; equals stay as they are.
pub(crate) fn sort(lines: &mut [Line], side: Side) {
    lines.sort_by_cached_key(|line| match side {
        Side::Right => fold(
            line.right
                .trim_start_matches(|c: char| !c.is_alphanumeric()),
        ),
        Side::Left => {
            let left = fold(&line.left);
            let words = left.split(|c: char| !c.is_alphanumeric());
            let outwards: Vec<&str> = words.rev().filter(|word| !word.is_empty()).collect();
            outwards.join(" ")
        }
    });
}

impl Line {
    /// Returns the cells of a table, in the order of [`COLUMNS`].
    pub(crate) fn cells(&self) -> [String; 9] {
        let published = self.published.as_deref();
        [
            self.id.clone(),
            day(published),
            self.outlet.clone().unwrap_or_default(),
            self.title.clone(),
            self.part.to_owned(),
            self.left.trim_start().to_owned(),
            self.words.clone(),
            self.right.trim_end().to_owned(),
            precision(published).to_owned(),
        ]
    }

    /// Returns the line, as wide as the terminal; what was found begins in its middle.
    pub(crate) fn shown(&self) -> String {
        let room = style::width().saturating_sub(self.id.len() + 2) / 2;
        let left_room = room.saturating_sub(8).max(10);
        let right_room = room.max(10);
        let skipped = self.left.chars().count().saturating_sub(left_room);
        let left: String = self.left.chars().skip(skipped).collect();
        let right: String = self
            .right
            .chars()
            .take(right_room.saturating_sub(self.words.chars().count()))
            .collect();
        let pad = right_room.saturating_sub(self.words.chars().count() + right.chars().count());
        format!(
            "{left:>left_room$}{}{right}{:pad$}  {}",
            style::matched(&self.words),
            "",
            style::aside(&self.id)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(starred: &str) -> Line {
        let parts: Vec<&str> = starred.split('*').collect();
        Line {
            left: parts[0].to_owned(),
            words: parts[1].to_owned(),
            right: parts[2].to_owned(),
            id: "id".to_owned(),
            ..Line::default()
        }
    }

    #[test]
    fn sorts_outwards() {
        let mut lines = [
            "the long *war*, zone",
            "a *war* aims",
            "the short *war* — Bonn",
        ]
        .map(line);
        sort(&mut lines, Side::Right);
        let order = |lines: &[Line]| {
            lines
                .iter()
                .map(|line| line.left.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(order(&lines), ["a ", "the short ", "the long "]);
        sort(&mut lines, Side::Left);
        assert_eq!(order(&lines), ["a ", "the long ", "the short "]);
    }

    #[test]
    fn what_was_found_stands_in_one_column() {
        let shown = [
            "a *war* of words",
            "far behind all of the words in front of this *war*",
        ]
        .map(line)
        .map(|line| line.shown());
        let column = |line: &String| {
            let at = line.find(&style::matched("war")).expect("it is shown");
            line[..at].chars().count()
        };
        assert_eq!(column(&shown[0]), column(&shown[1]));
    }
}
