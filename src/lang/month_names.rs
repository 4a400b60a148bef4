//! Month names in the languages of the archives.

use crate::text::fold::fold;
use std::sync::LazyLock;

/// The names of each month, January first.
static MONTHS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let lines = include_str!("months.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split(' ').collect()).collect()
});

/// Returns the number of the month with this name or abbreviation, 1 for January.
pub(crate) fn month_number(name: &str) -> Option<i64> {
    let name = fold(name);
    let index = MONTHS.iter().position(|names| names.contains(&&*name))?;
    Some(index as i64 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_months() {
        assert_eq!(month_number("March"), Some(3));
        assert_eq!(month_number("März"), Some(3));
        assert_eq!(month_number("dic"), Some(12));
        assert_eq!(month_number("Monday"), None);
    }
}
