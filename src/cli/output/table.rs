//! Tables as CSV.

use anyhow::{Context, Result};
use std::borrow::Cow;
use std::io::Write;

/// How a table is written.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(crate) struct TableArgs {
    /// Begin CSV with a byte order mark, by which spreadsheets know that it is UTF-8
    #[arg(long)]
    bom: bool,
}

impl TableArgs {
    /// Begins a table.
    pub(crate) fn begin(self, out: &mut (impl Write + ?Sized)) -> Result<()> {
        if self.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        Ok(())
    }
}

/// Writes one row; cells that a spreadsheet would compute are kept as text.
pub(crate) fn write_row<'c>(
    out: &mut (impl Write + ?Sized),
    cells: impl IntoIterator<Item = &'c str>,
) -> Result<()> {
    let mut row = csv::Writer::from_writer(Vec::new());
    let cells: Vec<Cow<'_, str>> = cells.into_iter().map(guarded).collect();
    row.write_record(cells.iter().map(|cell| cell.as_bytes()))?;
    let row = row.into_inner().context("a row fits into memory")?;
    Ok(out.write_all(&row)?)
}

/// A spreadsheet takes a cell that begins so for a formula; a leading mark keeps it text.
pub(crate) fn guarded(value: &str) -> Cow<'_, str> {
    if value.starts_with(['=', '+', '@', '\t', '\r']) || (value.starts_with('-') && value.len() > 1)
    {
        format!("'{value}").into()
    } else {
        value.into()
    }
}

/// Returns the first day a date may be of, as `2024-03-05`; nothing of an unknown one. A column
/// of dates is only read as such if all are alike.
pub(crate) fn day(published: Option<&str>) -> String {
    let given = published.unwrap_or_default();
    let day = given.get(..10).unwrap_or(given);
    match day.len() {
        4 => format!("{day}-01-01"),
        7 => format!("{day}-01"),
        _ => day.to_owned(),
    }
}

/// Returns how precise a date is: `year`, `month`, `day` or `second`; nothing of an unknown one.
pub(crate) fn precision(published: Option<&str>) -> &'static str {
    match published.map(str::len) {
        None | Some(0) => "",
        Some(4) => "year",
        Some(7) => "month",
        Some(10) => "day",
        Some(_) => "second",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_all_alike() {
        let check = |given: Option<&str>, expected: &str, precise: &str| {
            assert_eq!(day(given), expected);
            assert_eq!(precision(given), precise);
        };
        check(Some("2024"), "2024-01-01", "year");
        check(Some("2024-03"), "2024-03-01", "month");
        check(Some("2024-03-05"), "2024-03-05", "day");
        check(Some("2024-03-05T10:30:00+02:00"), "2024-03-05", "second");
        check(None, "", "");
    }

    #[test]
    fn cells_stay_text() {
        let check = |cell: &str, expected: &str| {
            let mut row = Vec::new();
            write_row(&mut row, [cell, "b"]).expect("memory takes all");
            assert_eq!(String::from_utf8_lossy(&row), expected);
        };
        check("a", "a,b\n");
        check("=1+1", "'=1+1,b\n");
        check("-", "-,b\n");
        check("a \u{1b}]0; \"b\"", "\"a \u{1b}]0; \"\"b\"\"\",b\n");
    }
}
