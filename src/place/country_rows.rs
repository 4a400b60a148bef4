//! Reads the country lists: one row a written form.

use crate::lang::list::rows;
use crate::lang::{LANGUAGES, LanguageSet};
use crate::place::country::Country;
use rustc_hash::FxHashMap;

#[derive(Clone, Copy)]
pub(crate) struct Flags {
    pub weak: bool,
    pub only_after_place: bool,
    pub languages: LanguageSet,
}

/// A row of the country lists.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    pub country: Country,
    pub kind: &'static str,
    pub form: &'static str,
    pub flags: Flags,
}

/// Kinds of names, from the strongest claim to a form to the weakest.
const KINDS: [&str; 8] = [
    "iso3", "name", "former", "demonym", "capital", "city", "region", "metonym",
];

/// Returns all rows by preference of country and kind: of a form that several rows have, the
/// first decides.
pub(crate) fn country_rows() -> Vec<Row> {
    let shared = parse_rows(include_str!("countries.tsv"), LanguageSet::ALL);
    let mut preference = FxHashMap::default();
    for row in &shared {
        let next = preference.len();
        preference.entry(row.country).or_insert(next);
    }
    let mut rows = shared;
    for language in LANGUAGES {
        let languages = LanguageSet::of(language.code);
        rows.extend(parse_rows(language.files.countries, languages));
    }
    rows.sort_by_cached_key(|row| {
        let country = preference.get(&row.country).copied();
        let kind = KINDS.iter().position(|&kind| kind == row.kind);
        (country.unwrap_or(usize::MAX), kind.unwrap_or(KINDS.len()))
    });
    rows
}

/// Returns the rows of a list; `languages` are those whose texts have its forms.
pub(crate) fn parse_rows(list: &'static str, languages: LanguageSet) -> Vec<Row> {
    let row = |row: &'static str| {
        let mut columns = row.split('\t');
        let country = Country::from_code(columns.next()?)?;
        let (kind, form) = (columns.next()?, columns.next()?);
        let flags = columns.next().unwrap_or_default();
        Some(Row {
            country,
            kind,
            form,
            flags: Flags {
                weak: flags.contains("weak"),
                only_after_place: flags.contains("after"),
                languages,
            },
        })
    };
    rows(list).filter_map(row).collect()
}
