//! What an archive holds, in numbers.

use crate::place::Country;

/// A value and how often it occurs.
pub type ValueCount = (String, usize);

/// Counts over an archive. Lists have the most frequent value first, equals by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Articles.
    pub articles: usize,
    /// Passages of articles.
    pub passages: usize,
    /// Quotations.
    pub quotes: usize,
    /// Quotations with a named speaker.
    pub attributed: usize,
    /// Files read.
    pub files: usize,
    /// Articles that could not be read, by reason.
    pub skips: Vec<ValueCount>,
    /// Articles by language.
    pub languages: Vec<ValueCount>,
    /// Articles by outlet.
    pub outlets: Vec<ValueCount>,
    /// Articles by the countries they name.
    pub countries: Vec<ValueCount>,
    /// Quotations by speaker.
    pub speakers: Vec<ValueCount>,
    /// The first and the last day of publication (`2024-03-05`).
    pub days: Option<(String, String)>,
    /// Size on disk, in bytes.
    pub bytes: u64,
}

/// A country, counted over an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryCounts {
    /// The country.
    pub country: Country,
    /// Articles that name it.
    pub articles: usize,
    /// Articles mainly about it.
    pub about: usize,
    /// Quotations of people who speak from it.
    pub quotes: usize,
}
