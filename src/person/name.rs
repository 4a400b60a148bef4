//! The parts of a personal name: given names, particles, surname, suffix; titles are dropped.

use crate::lang::list::rows;
use crate::lang::{Class, LANGUAGES, Language, lexicon};
use crate::person::phonetic::phonetic_key_of_folded;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The parts of a name, folded, in the order given names, particles, surname.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Given names, an initial as one letter: "george", "w".
    pub given: Vec<String>,
    /// "van", "der", "al".
    pub particles: Vec<String>,
    /// The last part, or the first in names that start with the family name; keeps its hyphens.
    pub surname: String,
    /// "jr", "iii".
    pub suffix: Option<String>,
    /// Whether it names an organisation or a place: a ministry, NATO.
    pub is_organisation: bool,
}

impl Name {
    /// Returns the parts of a name as written: "Lavrov, Sergei", "Foreign Minister Sergei
    /// Lavrov", "V. V. Putin", "Kim Jong-un".
    pub fn of(text: &str) -> Self {
        let (text, mut suffix) = in_natural_order(text);
        let mut words: Vec<&str> = text.split_whitespace().map(trimmed).collect();
        words.retain(|word| word.chars().any(char::is_alphanumeric));
        let is_organisation = names_organisation(&words);
        let titles = if is_organisation {
            0
        } else {
            title_count(&words)
        };
        words.drain(..titles);
        while words.len() > 1 && words.last().is_some_and(|last| is_suffix(last)) {
            suffix = words.pop().map(plain).or(suffix);
        }
        if words.len() > 1 && has_family_name_first(&words) {
            words.rotate_left(1);
        }
        let mut name = Self {
            suffix,
            is_organisation,
            ..Self::default()
        };
        let Some(last) = words.pop() else {
            return name;
        };
        for word in words {
            name.add_given(word);
        }
        name.set_surname(last);
        name
    }

    fn add_given(&mut self, word: &str) {
        let folded = plain(word);
        let initials = word.contains('.') && word.split('.').all(|part| part.chars().count() < 2);
        let initials = initials || is_initials(word);
        if initials {
            let letters = folded.chars().filter(|letter| letter.is_alphanumeric());
            self.given.extend(letters.map(String::from));
        } else if is_particle(&folded) && !self.given.is_empty() {
            self.particles.push(folded);
        } else {
            // "Jean-Pierre" equals "Jean Pierre".
            let parts = folded.split('-').filter(|part| !part.is_empty());
            self.given.extend(parts.map(str::to_owned));
        }
    }

    fn set_surname(&mut self, word: &str) {
        let mut folded = plain(word);
        while let Some((first, rest)) = folded.split_once('-') {
            if rest.is_empty() || !is_particle(first) {
                break;
            }
            // "al-Sisi"
            self.particles.push(first.to_owned());
            folded = rest.to_owned();
        }
        self.surname = folded;
    }

    /// Returns the phonetic keys of the given names and the surname.
    pub(crate) fn keys(&self) -> NameKeys {
        let surname: Vec<String> = self
            .surname
            .split('-')
            .map(phonetic_key_of_folded)
            .collect();
        NameKeys {
            given: self
                .given
                .iter()
                .map(|part| phonetic_key_of_folded(part))
                .collect(),
            surname: surname.join("-"),
        }
    }
}

/// The phonetic keys of a name's parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NameKeys {
    pub given: Vec<String>,
    pub surname: String,
}

impl NameKeys {
    /// Returns the keys joined by hyphens, given names first: "jong-un-kim".
    pub(crate) fn joined(&self) -> String {
        let given = self.given.iter().map(String::as_str);
        given
            .chain([self.surname.as_str()])
            .collect::<Vec<_>>()
            .join("-")
    }
}

/// Returns the key of a whole name, the same for every spelling of the same parts: phonetic keys
/// and suffix joined by hyphens, given names first: `sergei-lavrov`.
pub fn key(name: &str) -> String {
    let name = Name::of(name);
    let mut key = name.keys().joined();
    if let Some(suffix) = &name.suffix {
        key = format!("{key}-{suffix}");
    }
    key
}

/// Returns a name as written, without the titles before it.
pub(crate) fn without_titles(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let trimmed: Vec<&str> = words.iter().map(|word| trimmed(word)).collect();
    let titles = if names_organisation(&trimmed) {
        0
    } else {
        title_count(&trimmed)
    };
    words[titles..].join(" ")
}

/// Turns "Lavrov, Sergei" around, and splits a suffix off after a comma.
fn in_natural_order(text: &str) -> (String, Option<String>) {
    let Some((first, rest)) = text.split_once(',') else {
        return (text.to_owned(), None);
    };
    let rest = rest.trim().trim_end_matches(',');
    if is_suffix(rest) {
        return (first.to_owned(), Some(plain(rest)));
    }
    if let Some((rest, suffix)) = rest.split_once(',') {
        let suffix = Some(plain(suffix.trim())).filter(|suffix| is_suffix(suffix));
        return (format!("{rest} {first}"), suffix);
    }
    let words: Vec<&str> = first.split_whitespace().collect();
    if title_count(&words) > 0 {
        return (rest.to_owned(), None);
    }
    (format!("{rest} {first}"), None)
}

/// Returns the number of words at the start that are titles, never all of them.
fn title_count(words: &[&str]) -> usize {
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let mut titles = 0;
    'more: while titles + 1 < words.len() {
        let remaining = words.len() - titles;
        for length in (1..remaining.min(5)).rev() {
            let title = lower[titles..titles + length].join(" ");
            // "President Biden", but "Hunter Biden": a role alone may be a given name.
            if is_title(&title, remaining - length) {
                titles += length;
                continue 'more;
            }
        }
        // "Foreign Minister Ann Lee", "Union leader Ann Lee": modifiers before a role.
        let next = lower[titles..].iter().take(4).skip(1);
        let ahead = next.enumerate().find(|(at, word)| {
            let remaining = remaining.saturating_sub(at + 2);
            remaining > 1 && has(word, Class::ROLE) && !is_given(word)
        });
        match ahead {
            Some((at, _)) if !is_given(&lower[titles]) => titles += at + 2,
            _ => break,
        }
    }
    titles
}

/// Tells whether words are a title of a name of which so many words remain.
fn is_title(title: &str, remaining: usize) -> bool {
    if is_given(title) {
        return false;
    }
    has(title, Class::HONORIFIC)
        || has(title.trim_end_matches('.'), Class::HONORIFIC)
        || remaining > 1 && (has(title, Class::ROLE) || is_compound_role(title))
}

/// "Energieministerin": a compound whose head is a role.
fn is_compound_role(word: &str) -> bool {
    let is_head = |at: &usize| *at >= 3 && word.len() - at >= 6;
    let starts = word.char_indices().map(|(at, _)| at).filter(is_head);
    let heads = starts.map(|at| &word[at..]);
    let mut compounding = LANGUAGES
        .iter()
        .filter(|language| language.grammar.compounds);
    compounding.any(|language| {
        let mut heads = heads.clone();
        heads.any(|head| lexicon(language.code).word(head).class.has(Class::ROLE))
    })
}

/// Tells whether a word in lower case has a class in any language.
fn has(lower: &str, class: Class) -> bool {
    LANGUAGES
        .iter()
        .any(|language| lexicon(language.code).word(lower).class.has(class))
}

fn is_given(lower: &str) -> bool {
    let name = lexicon(Language::fallback().code).word(lower).name;
    name.has(Class::GIVEN)
}

/// Tells whether words name an organisation or a place rather than a person: an organisation's
/// head noun, an acronym, or a name of the gazetteer.
fn names_organisation(words: &[&str]) -> bool {
    let is_acronym = |word: &&str| {
        let letters = word.chars().filter(|letter| letter.is_alphabetic());
        word.chars().all(|c| !c.is_lowercase()) && (2..=6).contains(&letters.count())
    };
    if let [word] = words {
        return is_acronym(word)
            || crate::place::lookup(word).is_some()
            || has(&word.to_lowercase(), Class::ORGANISATION);
    }
    let mut given = words.iter().take(words.len().saturating_sub(1));
    if given.any(|word| is_given(&word.to_lowercase())) {
        return false;
    }
    let lower = words.iter().map(|word| word.to_lowercase());
    let has_title = title_count(words) > 0;
    !has_title
        && lower
            .into_iter()
            .any(|word| has(&word, Class::ORGANISATION))
}

/// "JD": two capital consonants, or a single letter.
fn is_initials(word: &str) -> bool {
    let mut letters = word.chars();
    let few = matches!(word.chars().count(), 1 | 2);
    few && letters.all(|c| c.is_uppercase() && !(word.chars().count() == 2 && "AEIOUY".contains(c)))
        || word.chars().count() == 1
}

fn is_suffix(word: &str) -> bool {
    matches!(
        plain(word).as_str(),
        "jr" | "sr" | "junior" | "senior" | "ii" | "iii" | "iv"
    )
}

fn is_particle(folded: &str) -> bool {
    static PARTICLES: LazyLock<Vec<&str>> =
        LazyLock::new(|| rows(include_str!("particles.txt")).collect());
    PARTICLES.binary_search(&folded).is_ok()
}

/// Tells whether the family name comes first: "Xi Jinping", "Kim Jong Un", "Bae Seung-rok".
fn has_family_name_first(words: &[&str]) -> bool {
    static FAMILIES: LazyLock<FxHashMap<&str, bool>> = LazyLock::new(|| {
        let rows = rows(include_str!("family_first.txt"));
        rows.map(|row| match row.split_once('\t') {
            Some((family, _)) => (family, true),
            None => (row, false),
        })
        .collect()
    });
    let Some(&always) = FAMILIES.get(plain(words[0]).as_str()) else {
        return false;
    };
    let hyphen = words.len() == 2 && words[1].contains('-');
    let syllables = |word: &&str| word.chars().count() <= 5 && !word.contains(['.', '-']);
    match words.len() {
        2 => always || hyphen,
        3 => words.iter().all(syllables),
        _ => false,
    }
}

/// Returns a word without surrounding punctuation; nothing of a nickname in quotation marks.
fn trimmed(word: &str) -> &str {
    let quoted = |c| matches!(c, '"' | '“' | '”' | '‘' | '(' | ')');
    if word.starts_with(quoted) {
        return "";
    }
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.')
}

/// Returns the folded word without punctuation.
fn plain(word: impl AsRef<str>) -> String {
    fold(word.as_ref())
        .trim_matches(|c: char| !c.is_alphanumeric())
        .replace(['.', '\'', '`'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Given names, particles, surname, suffix: "george w | | bush |".
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let name = Name::of(text);
        let suffix = name.suffix.unwrap_or_default();
        let shown = format!(
            "{}|{}|{}|{suffix}",
            name.given.join(" "),
            name.particles.join(" "),
            name.surname
        );
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn parts() {
        check("Sergei Lavrov", "sergei||lavrov|");
        check("Lavrov", "||lavrov|");
        check("Lavrov, Sergei", "sergei||lavrov|");
        check("LAVROV, Sergei Viktorovich", "sergei viktorovich||lavrov|");
        check("Ursula von der Leyen", "ursula|von der|leyen|");
        check("von der Leyen, Ursula", "ursula|von der|leyen|");
        check("Abdel Fattah el-Sisi", "abdel fattah|el|sisi|");
        check("José Ignacio Arrebola", "jose ignacio||arrebola|");
        check("Jean-Luc Mélenchon", "jean luc||melenchon|");
        check("Friedemann Wachsmuth-Kröll", "friedemann||wachsmuth-kroll|");
        check("Sinéad O’Connor", "sinead||oconnor|");
        check("", "|||");
        check("…", "|||");
    }

    #[test]
    fn initials() {
        check("V. Putin", "v||putin|");
        check("V.V. Putin", "v v||putin|");
        check("George W. Bush", "george w||bush|");
        check("George H. W. Bush", "george h w||bush|");
        check("George H.W. Bush", "george h w||bush|");
        check("JD Vance", "j d||vance|");
        check("J.D. Vance", "j d||vance|");
        check("Jo Cox", "jo||cox|");
        check("Bo Xilai", "bo||xilai|");
    }

    #[test]
    fn suffixes() {
        check("Donald Trump Jr.", "donald||trump|jr");
        check("Donald Trump, Jr.", "donald||trump|jr");
        check("King, Martin Luther, Jr.", "martin luther||king|jr");
        check("Harry Connick III", "harry||connick|iii");
    }

    #[test]
    fn titles_are_dropped() {
        check("President Biden", "||biden|");
        check("Foreign Minister Sergei Lavrov", "sergei||lavrov|");
        check("Energieministerin Marta Kelenvari", "marta||kelenvari|");
        check("Hafendirektorin Regula Zumthurm", "regula||zumthurm|");
        check("Union leader Próspero Matus-Ruiz", "prospero||matus-ruiz|");
        check("Dr. Angela Merkel", "angela||merkel|");
        check("Mr Penhallow", "||penhallow|");
        check("Hunter Biden", "hunter||biden|");
        check("Judge", "||judge|");
        check("Desmond Tutu", "desmond||tutu|");
    }

    #[test]
    fn family_names_that_come_first() {
        check("Xi Jinping", "jinping||xi|");
        check("Kim Jong Un", "jong un||kim|");
        check("Kim Jong-un", "jong un||kim|");
        check("Bae Seung-rok", "seung rok||bae|");
        check("Kim Clijsters", "kim||clijsters|");
        check("Lee Harvey Oswald", "lee harvey||oswald|");
    }

    #[test]
    fn organisations() {
        for (text, expected) in [
            ("NATO", true),
            ("Foreign Ministry", true),
            ("Russia", true),
            ("Lavrov", false),
            ("Sergei Lavrov", false),
            ("Union leader Próspero Matus-Ruiz", false),
        ] {
            assert_eq!(Name::of(text).is_organisation, expected, "{text}");
        }
    }

    #[test]
    fn keys_of_whole_names() {
        for (text, expected) in [
            ("Sergey Lavrov", "sergei-lavrov"),
            ("Lawrow, Sergej", "sergei-lavrov"),
            ("Kim Jong Un", "jong-un-kim"),
            ("Donald Trump Jr.", "donald-trump-jr"),
            ("", ""),
        ] {
            assert_eq!(key(text), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_parts(text in "\\PC{0,40}") {
            Name::of(&text);
        }
    }
}
