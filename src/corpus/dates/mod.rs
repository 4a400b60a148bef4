//! Publication dates: parsed from text and numbers, or found in a URL or file path.

mod tokens;

mod calendar_date;
mod time_of_day;

mod parse;

mod in_path;

pub(crate) use in_path::date_in_path;
#[cfg(test)]
pub(crate) use parse::iso_8601;
pub(crate) use parse::parse_date;
pub(crate) use parse::parse_numeric_date;
