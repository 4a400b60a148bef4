//! Tables: names on the left, numbers flush right.

use crate::cli::output::style;
use crate::evaluate::{PrecisionRecall, Ratio};
use anyhow::Result;
use std::io::Write;

/// Names on the left, numbers flush right under their headings.
pub(crate) struct Table {
    title: &'static str,
    heads: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(title: &'static str, heads: &'static str) -> Self {
        Self {
            title,
            heads: heads.split('|').collect(),
            rows: Vec::new(),
        }
    }

    pub(crate) fn print(&self, out: &mut impl Write) -> Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let length = |text: &str| text.chars().count();
        let widths: Vec<usize> = (0..self.heads.len())
            .map(|column| {
                let cells = self.rows.iter().map(|row| length(&row[column]));
                cells.chain([length(self.heads[column])]).max().unwrap_or(0)
            })
            .collect();
        let line = |cells: &[&str]| {
            let mut line = format!("{:<1$}", cells[0], widths[0]);
            for (cell, width) in cells.iter().zip(&widths).skip(1) {
                line.push_str(&format!("  {cell:>width$}"));
            }
            line
        };
        writeln!(out, "\n{}", style::title(self.title))?;
        writeln!(out, "{}", style::aside(line(&self.heads)))?;
        for row in &self.rows {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            writeln!(out, "{}", line(&cells))?;
        }
        Ok(())
    }
}

/// Prints a dash where the denominator is zero.
pub(crate) const DASH: &str = "–";

pub(crate) fn share(ratio: Ratio) -> String {
    ratio
        .share()
        .map_or(DASH.to_owned(), |share| format!("{share:.3}"))
}

pub(crate) fn three(scores: PrecisionRecall) -> [String; 3] {
    [scores.precision, scores.recall, scores.f1].map(|figure| format!("{figure:.3}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::output::stream::Visible;

    #[test]
    fn a_table_is_flush() {
        let mut table = Table::new("Rules", "rule|found|share");
        table
            .rows
            .push(vec!["said-after".into(), "7".into(), DASH.into()]);
        let mut bytes = Vec::new();
        let mut out = Visible::new(anstream::StripStream::new(&mut bytes));
        table.print(&mut out).expect("writing to memory");
        out.flush().expect("writing to memory");
        drop(out);
        let printed = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(
            printed,
            "\nRules\nrule        found  share\nsaid-after      7      –\n"
        );
    }
}
