//! The names places go by, and the country each belongs to.

use crate::place::Country;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// One written form of a place: "North Korea", "Pyongyang", "nordkoreanisch".
#[derive(Clone, Debug)]
pub struct Form {
    /// `None` for phrases that hold a country's name without meaning it: "South China Sea".
    pub country: Option<Country>,
    /// "name", "former", "demonym", "capital", "city", "region", "metonym"
    pub kind: &'static str,
    /// Poor evidence alone: it is also a person's name, a state, another country's place.
    pub weak: bool,
    /// Means the place only behind another's name: "Austin, TX".
    pub after: bool,
    /// The languages that write it so, as bits in the order of [`LANGS`].
    langs: u8,
    /// The words after the first.
    rest: Vec<&'static str>,
}

#[derive(Clone, Copy, Default)]
struct Flags {
    weak: bool,
    after: bool,
    langs: u8,
}

/// The languages of the list; a form of "*" belongs to all.
const LANGS: [&str; 4] = ["en", "de", "fr", "es"];

/// Returns the bit of a language; all bits for one the list does not know.
pub fn lang_bit(code: &str) -> u8 {
    let place = LANGS.iter().position(|&lang| lang == code);
    place.map_or(u8::MAX, |place| 1 << place)
}

impl Form {
    /// Tells whether texts in a language write it so; English names stand in all.
    pub fn is_in(&self, lang_bit: u8) -> bool {
        self.langs & (lang_bit | 1) != 0
    }
}

/// Every form, by its first word as written.
pub struct Gazetteer {
    by_first: FxHashMap<&'static str, Vec<Form>>,
    by_name: FxHashMap<String, Country>,
    display: FxHashMap<Country, &'static str>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::read);

/// Returns the gazetteer; the first call reads it.
pub fn gazetteer() -> &'static Gazetteer {
    &GAZETTEER
}

/// Returns the country of a code of two or three letters, or of a name, demonym or capital in
/// any of the gazetteer's languages, whatever its case and accents.
pub fn lookup(name: &str) -> Option<Country> {
    GAZETTEER.by_name.get(&fold(name.trim())).copied()
}

/// Returns every name `lookup` knows, folded, in no order.
pub fn names() -> impl Iterator<Item = &'static str> {
    GAZETTEER.by_name.keys().map(String::as_str)
}

/// Returns a country's usual English name; its code for one the gazetteer does not know.
pub fn display_name(country: &Country) -> &str {
    GAZETTEER
        .display
        .get(country)
        .copied()
        .unwrap_or_else(|| country.code())
}

impl Gazetteer {
    fn read() -> Self {
        let mut gazetteer = Self {
            by_first: FxHashMap::default(),
            by_name: FxHashMap::default(),
            display: FxHashMap::default(),
        };
        for row in rows(include_str!("countries.tsv")) {
            let mut columns = row.split('\t');
            let (Some(code), Some(kind), Some(lang), Some(form)) = (
                columns.next(),
                columns.next(),
                columns.next(),
                columns.next(),
            ) else {
                continue;
            };
            let Some(country) = Country::from_code(code) else {
                continue;
            };
            let flags = columns.next().unwrap_or_default();
            let flags = Flags {
                weak: flags.contains("weak"),
                after: flags.contains("after"),
                langs: lang_bit(lang),
            };
            if kind == "name" && lang == "en" {
                gazetteer.display.entry(country).or_insert(form);
            }
            gazetteer.name(form, country, kind, flags);
            if kind != "iso3" {
                gazetteer.form(form, Some(country), kind, flags);
                // German and Spanish adjectives open sentences and names, too.
                if kind == "demonym" && form.starts_with(char::is_lowercase) {
                    gazetteer.form(capitalised(form), Some(country), kind, flags);
                }
            }
        }
        for country in gazetteer.display.keys().copied().collect::<Vec<_>>() {
            gazetteer
                .by_name
                .insert(country.code().to_lowercase(), country);
        }
        for phrase in rows(include_str!("not_countries.txt")) {
            let flags = Flags {
                langs: u8::MAX,
                ..Flags::default()
            };
            gazetteer.form(phrase, None, "none", flags);
        }
        for forms in gazetteer.by_first.values_mut() {
            // Readings of the same words lie side by side.
            forms.sort_by(|a, b| {
                let longer = b.rest.len().cmp(&a.rest.len());
                longer.then_with(|| a.rest.cmp(&b.rest))
            });
        }
        gazetteer
    }

    fn form(
        &mut self,
        form: &'static str,
        country: Option<Country>,
        kind: &'static str,
        flags: Flags,
    ) {
        let mut words = form.split(' ');
        let Some(first) = words.next() else { return };
        let rest: Vec<&str> = words.collect();
        let forms = self.by_first.entry(first).or_default();
        let known = forms
            .iter_mut()
            .find(|known| known.rest == rest && known.country == country);
        match known {
            Some(known) => known.langs |= flags.langs,
            None => forms.push(Form {
                country,
                kind,
                weak: flags.weak,
                after: flags.after,
                langs: flags.langs,
                rest,
            }),
        }
    }

    /// Remembers what a reader may type; a country's own names win over its neighbours' cities.
    fn name(&mut self, form: &'static str, country: Country, kind: &str, flags: Flags) {
        let Flags { weak, .. } = flags;
        let own = matches!(kind, "name" | "iso3") || (kind == "demonym" && !weak);
        let key = fold(form);
        if own && (!weak || kind == "name") {
            self.by_name.insert(key, country);
        } else if kind != "city" && kind != "region" {
            self.by_name.entry(key).or_insert(country);
        }
    }

    /// Returns the longest forms that begin with `first`, with their number of words, if one of
    /// them [is in](Form::is_in) the language; `says`
    /// tells whether the word 1, 2, … after the first is the given one. Several forms are
    /// several readings of the same words.
    pub fn longest(
        &self,
        first: &str,
        lang_bit: u8,
        says: impl Fn(usize, &str) -> bool,
    ) -> Option<(usize, &[Form])> {
        let forms = self.by_first.get(first)?;
        let fits = |form: &Form| {
            form.is_in(lang_bit)
                && form
                    .rest
                    .iter()
                    .enumerate()
                    .all(|(step, word)| says(step + 1, word))
        };
        let best = forms.iter().position(fits)?;
        let length = forms[best].rest.len();
        let alike = forms[best..]
            .iter()
            .take_while(|form| form.rest == forms[best].rest)
            .count();
        Some((length + 1, &forms[best..best + alike]))
    }
}

fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(|row| row.trim_end_matches(['\r', '\n']))
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
}

/// Returns the form with a capital; read once, kept for good.
fn capitalised(form: &'static str) -> &'static str {
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
    fn names_for_readers() {
        assert_eq!(
            display_name(&Country::from_code("kp").expect("two letters")),
            "North Korea"
        );
    }
}
