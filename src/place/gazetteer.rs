//! The gazetteer of countries: names, demonyms, capitals, cities, regions and seats of power.

use crate::lang::list::rows;
use crate::lang::{LANGUAGES, Language, LanguageSet};
use crate::place::country::Country;
use crate::place::country_rows::{Flags, Row, country_rows, parse_rows};
use crate::text::fold::fold;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// One written form of a place: "North Korea", "Pyongyang", "nordkoreanisch".
#[derive(Clone, Debug)]
pub(crate) struct PlaceName {
    /// `None` for phrases that contain a country's name without meaning it: "South China Sea".
    pub country: Option<Country>,
    /// "name", "former", "demonym", "capital", "city", "region", "metonym"; "none" for phrases
    /// without a country.
    pub kind: &'static str,
    /// Poor evidence alone: also a person's name, a US state, a place in another country.
    pub weak: bool,
    /// Means the place only after another place name: "Austin, TX".
    pub only_after_place: bool,
    languages: LanguageSet,
    /// The words after the first.
    rest: Vec<&'static str>,
}

impl PlaceName {
    /// Tells whether texts in one of the languages write it so; names in the fallback language
    /// occur in texts of every language.
    pub(crate) fn is_in(&self, languages: LanguageSet) -> bool {
        self.languages
            .intersects(languages.union(LanguageSet::fallback()))
    }
}

/// Every written form, by its first word in exact case.
pub(crate) struct Gazetteer {
    by_first_word: FxHashMap<&'static str, Vec<PlaceName>>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::load);

/// The countries by the names that [`lookup`] knows, folded.
static FOLDED_NAMES: LazyLock<FxHashMap<String, Country>> = LazyLock::new(folded_names);

/// The English name of each country.
static DISPLAY_NAMES: LazyLock<FxHashMap<Country, &'static str>> = LazyLock::new(display_names);

/// The countries of names of several words, folded; none for phrases that are no place.
static LONGER_NAMES: LazyLock<FxHashMap<String, Vec<Option<Country>>>> = LazyLock::new(|| {
    let mut countries: FxHashMap<String, Vec<Option<Country>>> = FxHashMap::default();
    for (first, forms) in &GAZETTEER.by_first_word {
        for form in forms.iter().filter(|form| !form.rest.is_empty()) {
            let name = fold(&format!("{first} {}", form.rest.join(" ")));
            countries.entry(name).or_default().push(form.country);
        }
    }
    countries
});

/// Returns the gazetteer; the first call loads it.
pub(crate) fn gazetteer() -> &'static Gazetteer {
    &GAZETTEER
}

/// Returns the country of an ISO 3166-1 code of two or three letters, or of a name, demonym or
/// capital in any language of the gazetteer; case and accents do not matter.
pub fn lookup(name: &str) -> Option<Country> {
    FOLDED_NAMES.get(&fold(name.trim())).copied()
}

/// Returns the one-word names and demonyms of the country that a word names in a language, as
/// written, that word's own row first; none if it names no country. Abbreviations must be written
/// as listed: "US".
///
/// Left out are weak forms, and demonyms of a part of the country, which share no beginning with
/// its names or with its first demonym: "Texan", "Bavarian".
pub(crate) fn one_word_names(word: &str, lang: &str) -> Vec<&'static str> {
    let Some(language) = LANGUAGES.iter().find(|language| language.code == lang) else {
        return Vec::new();
    };
    let rows = parse_rows(language.files.countries, LanguageSet::of(language.code));
    let usable = |row: &&Row| {
        matches!(row.kind, "name" | "former" | "demonym")
            && !row.flags.weak
            && !row.form.contains([' ', '-'])
    };
    let is_abbreviation = |form: &str| !form.contains(char::is_lowercase);
    let is_typed = |row: &&Row| match is_abbreviation(row.form) {
        true => row.form == word,
        false => fold(row.form) == fold(word),
    };
    let Some(typed) = rows.iter().filter(usable).find(is_typed) else {
        return Vec::new();
    };
    let own: Vec<&Row> = rows
        .iter()
        .filter(|row| row.country == typed.country)
        .filter(usable)
        .collect();
    let first_demonym = own.iter().position(|row| row.kind == "demonym");
    let beginning = |form: &str| fold(form).chars().take(3).collect::<String>();
    let is_known = |at: usize| own[at].kind != "demonym" || Some(at) == first_demonym;
    let known: Vec<String> = (0..own.len())
        .filter(|&at| is_known(at) && !is_abbreviation(own[at].form))
        .map(|at| beginning(own[at].form))
        .collect();
    // "UK" is in every headline; "RSFSR" and "PRC" stand for themselves.
    let letters = |form: &str| form.chars().filter(|c| c.is_alphabetic()).count();
    let in_headlines = |row: &&Row| is_abbreviation(row.form) && letters(row.form) == 2;
    let abbreviates = own.iter().any(in_headlines);
    let belongs = |row: &&&Row| match is_abbreviation(row.form) {
        true => abbreviates || row.form == typed.form,
        false => known.contains(&beginning(row.form)),
    };
    let mut names: Vec<&'static str> = own.iter().filter(belongs).map(|row| row.form).collect();
    let Some(at) = names.iter().position(|&name| name == typed.form) else {
        return Vec::new();
    };
    names[..=at].rotate_right(1);
    names
}

/// Tells whether a word that names the country is part of a longer name that does not: "Latin
/// America", "New Mexico", "South Sudan". Case and accents do not matter.
pub(crate) fn means_another_place(words: &[&str], at: usize, country: Country) -> bool {
    const LONGEST: usize = 4;
    let from = (at + 1).saturating_sub(LONGEST);
    let spans = (from..=at).flat_map(|from| {
        let most = words.len().min(from + LONGEST);
        (at + 1..=most).map(move |to| from..to)
    });
    spans.filter(|span| span.len() > 1).any(|span| {
        let countries = LONGER_NAMES.get(&fold(&words[span].join(" ")));
        countries.is_some_and(|countries| !countries.contains(&Some(country)))
    })
}

/// Returns every name that [`lookup`] knows, folded, in no particular order.
pub fn names() -> impl Iterator<Item = &'static str> {
    FOLDED_NAMES.keys().map(String::as_str)
}

/// Returns the English display name of a country; its code if the gazetteer does not have it.
pub fn display_name(country: &Country) -> &str {
    let name = DISPLAY_NAMES.get(country).copied();
    name.unwrap_or_else(|| country.code())
}

/// A country's own names replace other countries' capitals and the like; cities and regions are
/// not looked up.
fn folded_names() -> FxHashMap<String, Country> {
    let mut names = FxHashMap::default();
    for row in country_rows() {
        let weak = row.flags.weak;
        let own = matches!(row.kind, "name" | "iso3") || (row.kind == "demonym" && !weak);
        if own && (!weak || row.kind == "name") {
            names.insert(fold(row.form), row.country);
        } else if row.kind != "city" && row.kind != "region" {
            names.entry(fold(row.form)).or_insert(row.country);
        }
    }
    for country in DISPLAY_NAMES.keys() {
        names.insert(country.code().to_lowercase(), *country);
    }
    names
}

fn display_names() -> FxHashMap<Country, &'static str> {
    let fallback = Language::fallback().files.countries;
    let mut names = FxHashMap::default();
    for row in parse_rows(fallback, LanguageSet::fallback()) {
        if row.kind == "name" {
            names.entry(row.country).or_insert(row.form);
        }
    }
    names
}

impl Gazetteer {
    fn load() -> Self {
        let mut gazetteer = Self {
            by_first_word: FxHashMap::default(),
        };
        for row in country_rows() {
            gazetteer.add(row);
        }
        let flags = Flags {
            weak: false,
            only_after_place: false,
            languages: LanguageSet::ALL,
        };
        for language in LANGUAGES {
            for phrase in rows(language.files.not_places) {
                gazetteer.add_form(phrase, None, "none", flags);
            }
        }
        for forms in gazetteer.by_first_word.values_mut() {
            // Longest first; the readings of the same words side by side.
            forms.sort_by(|a, b| {
                let longer = b.rest.len().cmp(&a.rest.len());
                longer.then_with(|| a.rest.cmp(&b.rest))
            });
        }
        gazetteer
    }

    fn add(&mut self, row: Row) {
        let Row {
            country,
            kind,
            form,
            flags,
        } = row;
        if kind != "iso3" {
            self.add_form(form, Some(country), kind, flags);
            // German and Spanish adjectives also start sentences and proper names.
            if kind == "demonym" && form.starts_with(char::is_lowercase) {
                self.add_form(capitalized(form), Some(country), kind, flags);
            }
        }
    }

    fn add_form(
        &mut self,
        form: &'static str,
        country: Option<Country>,
        kind: &'static str,
        flags: Flags,
    ) {
        let mut words = form.split(' ');
        let Some(first) = words.next() else { return };
        let rest: Vec<&str> = words.collect();
        let forms = self.by_first_word.entry(first).or_default();
        let known = forms
            .iter_mut()
            .find(|known| known.rest == rest && known.country == country);
        match known {
            Some(known) => known.languages = known.languages.union(flags.languages),
            None => forms.push(PlaceName {
                country,
                kind,
                weak: flags.weak,
                only_after_place: flags.only_after_place,
                languages: flags.languages,
                rest,
            }),
        }
    }

    /// Returns the longest match at a word: its number of words, and its readings, the preferred
    /// one first.
    ///
    /// `first` is the word in exact case, and `word_is` tells whether the word 1, 2, … after it is
    /// the given one. There is no match unless a reading [is in](PlaceName::is_in) one of the
    /// languages.
    pub(crate) fn longest_match(
        &self,
        first: &str,
        languages: LanguageSet,
        word_is: impl Fn(usize, &str) -> bool,
    ) -> Option<(usize, &[PlaceName])> {
        let forms = self.by_first_word.get(first)?;
        let fits = |form: &PlaceName| {
            form.is_in(languages)
                && form
                    .rest
                    .iter()
                    .enumerate()
                    .all(|(step, word)| word_is(step + 1, word))
        };
        let best = forms.iter().position(fits)?;
        let length = forms[best].rest.len();
        let readings = forms[best..]
            .iter()
            .take_while(|form| form.rest == forms[best].rest)
            .count();
        Some((length + 1, &forms[best..best + readings]))
    }
}

/// Returns the form with a capital; leaks a copy, as the gazetteer lives as long as the program.
fn capitalized(form: &'static str) -> &'static str {
    let mut letters = form.chars();
    let first = letters
        .next()
        .map(|c| c.to_uppercase().to_string())
        .unwrap_or_default();
    (first + letters.as_str()).leak()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_longer_names_of_other_places() {
        let check = |text: &str, at: usize, country: &str, expected: bool| {
            let words: Vec<&str> = text.split(' ').collect();
            let country = lookup(country).expect(country);
            assert_eq!(means_another_place(&words, at, country), expected, "{text}");
        };
        check("ferment in latin america", 3, "US", true);
        check("NEW MEXICO WILDFIRES", 1, "MX", true);
        check("war in South Sudan", 3, "SD", true);
        check("the papua new guinea vote", 3, "GN", true);
        check("South Korea votes", 1, "KR", false);
        check("mexico and america", 2, "US", false);
        check("America", 0, "US", false);
    }

    #[test]
    fn looks_up() {
        for (name, code) in [
            ("KP", "KP"),
            ("prk", "KP"),
            ("North Korea", "KP"),
            ("nordkorea", "KP"),
            ("FRENCH", "FR"),
            ("Côte d'Ivoire", "CI"),
            ("burkinabe", "BF"),
            ("georgia", "GE"),
            ("Khartoum", "SD"),
            ("de", "DE"),
            ("us", "US"),
        ] {
            assert_eq!(
                lookup(name)
                    .map(|country| country.code().to_owned())
                    .as_deref(),
                Some(code),
                "{name}"
            );
        }
        assert_eq!(lookup("Atlantis"), None);
    }

    #[test]
    fn other_names_of_a_country() {
        let check = |word: &str, lang: &str, expected: &[&str]| {
            assert_eq!(one_word_names(word, lang), expected, "{word}");
        };
        check("China", "en", &["China", "Chinese"]);
        check("chinese", "en", &["Chinese", "China"]);
        check("PARISIAN", "en", &[]);
        check(
            "DUTCH",
            "en",
            &[
                "Dutch",
                "Netherlands",
                "Dutchman",
                "Dutchmen",
                "Dutchwoman",
                "Dutchwomen",
                "Netherlander",
                "Netherlanders",
            ],
        );
        check("us", "en", &[]);
        check("Texan", "en", &[]);
        check("Georgia", "en", &[]);
        check("tariff", "en", &[]);
        check("China", "xx", &[]);
    }

    #[test]
    fn names_for_readers() {
        assert_eq!(
            display_name(&Country::from_code("kp").expect("two letters")),
            "North Korea"
        );
    }
}
