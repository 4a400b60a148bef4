//! Word lists: one entry per line, `#` for comments.

/// Returns the rows of a list without comments, blank lines and trailing white space.
pub(crate) fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim_end)
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
}
