//! From words to the terms they are found by: lower case, the stem of the language, no accents.
//!
//! A stem comes before the folding: a German or French stemmer needs its umlauts and accents.
//! "Häuser" and "Hauser" both end at "haus", "élections" and "elections" at "elect".
//!
//! A stem belongs to the language of its text: the term begins with a character that stands for
//! the language. A query does not say its language, so a word typed stands for one term in each
//! language of the index, found only in texts of that language: "wine" is French `vin…` nowhere
//! but in French. Words of a language without a stemmer are folded, and begin with no such
//! character; those of Vietnamese have one, as a word typed with marks is looked up with them.

use crate::engine::analysis::stemmer::{self, WordStemmer};
use crate::engine::analysis::vietnamese::{self, VIETNAMESE, marked_term, plain_term};
use crate::person::phonetic_key_of_folded;
use crate::query::Case;
use crate::text::fold::fold_into;
use crate::text::offsets::floor;
use crate::text::words::{broken_parts, fold_word, letters};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

/// Longer words are no words but data; they are cut, in texts and in queries alike.
const MAX_LEN: usize = 64;
/// How many words of a language are cached with their stems: news uses the same ones again.
const MAX_CACHED: usize = 1 << 16;

/// In place of a language: words of people's names, alike for all their spellings.
pub(crate) const SOUNDS: &str = "@sounds";

/// Turns the words of one language into terms, remembering those it has seen.
#[derive(Clone)]
pub(crate) struct Stems {
    stemmer: Option<WordStemmer>,
    sounds: bool,
    vietnamese: bool,
    /// Where a word is cached, by its hash; of two words with one hash, the last.
    cached: FxHashMap<u64, CachedTerm>,
    /// Words, each followed by its term and its form.
    texts: String,
}

/// A word with its term and its form, as places in the texts.
#[derive(Clone, Copy)]
pub(crate) struct CachedTerm {
    word: u32,
    term: u32,
    form: u32,
    end: u32,
}

impl Stems {
    /// Returns the stems of an ISO 639-1 code; of any other text, folding without stemming.
    pub(crate) fn of(lang: &str) -> Self {
        Self {
            stemmer: WordStemmer::of(lang),
            sounds: lang == SOUNDS,
            vietnamese: lang == VIETNAMESE,
            cached: FxHashMap::default(),
            texts: String::new(),
        }
    }

    /// Returns the term of a word.
    pub(crate) fn term(&mut self, word: &str) -> &str {
        let cached = self.cached(word);
        self.term_of(cached)
    }

    pub(crate) fn term_of(&self, cached: CachedTerm) -> &str {
        &self.texts[cached.term as usize..cached.form as usize]
    }

    /// Returns the term of a word's very form, marked with how it is written.
    pub(crate) fn form_of(&self, cached: CachedTerm) -> &str {
        &self.texts[cached.form as usize..cached.end as usize]
    }

    /// Returns where a word is cached; valid until the next call.
    pub(crate) fn cached(&mut self, word: &str) -> CachedTerm {
        let word = &word[..floor(word, MAX_LEN)];
        let hash = FxBuildHasher.hash_one(word);
        if let Some(&cached) = self.cached.get(&hash)
            && self.texts[cached.word as usize..cached.term as usize] == *word
        {
            return cached;
        }
        if self.cached.len() == MAX_CACHED || self.texts.len() > MAX_CACHED * MAX_LEN {
            self.cached.clear();
            self.texts.clear();
        }
        let made = self.make(word);
        let texts = &mut self.texts;
        let mut push = |text: &str| {
            texts.push_str(text);
            texts.len() as u32
        };
        let word_at = push("");
        let cached = CachedTerm {
            word: word_at,
            term: push(word),
            form: push(&made),
            end: push(&form(word)),
        };
        self.cached.insert(hash, cached);
        cached
    }

    fn make(&mut self, word: &str) -> String {
        let word = letters(word);
        if self.vietnamese {
            return plain_term(&word);
        }
        let mut term = String::with_capacity(word.len() + 1);
        // Codes have no endings: W8S is not W8E.
        let code = word.contains(char::is_numeric);
        match self.stemmer.as_mut().filter(|_| !code) {
            None => fold_into(&word, &mut term),
            Some(stemmer) => {
                term.push(stemmer.prefix);
                fold_into(&stemmer.stem(&word), &mut term);
            }
        }
        match self.sounds {
            true => phonetic_key_of_folded(&term),
            false => term,
        }
    }

    /// Returns the term a word typed is looked up by.
    fn typed_term(&mut self, word: &str) -> String {
        self.marked_term(word)
            .unwrap_or_else(|| self.term(word).to_owned())
    }

    /// Returns the term of a Vietnamese word with its marks, if it has any.
    pub(crate) fn marked_term(&self, word: &str) -> Option<String> {
        self.vietnamese
            .then(|| marked_term(&letters(word)))
            .flatten()
    }

    /// Returns what else a word broken at a line's end is found by: both parts in a row, then each
    /// as stem and as form.
    pub(crate) fn part_terms(&mut self, word: &str) -> Vec<String> {
        let Some((first, second)) = broken_parts(word) else {
            return Vec::new();
        };
        let parts = [first.of(word), second.of(word)];
        let mut terms = vec![broken_term(parts)];
        for part in parts {
            terms.push(self.term(part).to_owned());
            terms.push(form(part));
        }
        terms
    }
}

/// Returns what stems begin with, by language, each once.
pub(crate) fn stem_prefixes() -> impl Iterator<Item = char> {
    stemmer::prefixes().chain([vietnamese::FIRST])
}

/// What the term of a word broken at a line's end begins with.
const BROKEN: char = '\u{1E}';

/// Returns the term of two words that are one broken at a line's end, or two with a hyphen.
pub(crate) fn broken_term(parts: [&str; 2]) -> String {
    let [first, second] = parts.map(fold_word);
    format!("{BROKEN}{first}-{second}")
}

/// What the terms of forms begin with, by how the word is capitalised: no word does.
pub(crate) const NO_CAPS: char = '\u{2}';
pub(crate) const SOME_CAPS: char = '\u{3}';
pub(crate) const ALL_CAPS: char = '\u{4}';
/// All of them.
const WRITTEN: [char; 3] = [NO_CAPS, SOME_CAPS, ALL_CAPS];

/// Returns a word's form: how it is written, then the word folded, with all of its ending.
fn form(word: &str) -> String {
    let word = &word[..floor(word, MAX_LEN)];
    let word = letters(word);
    let mut form = String::from(match () {
        () if Case::AllCaps.matches(&word) => ALL_CAPS,
        () if Case::Caps.matches(&word) => SOME_CAPS,
        () => NO_CAPS,
    });
    fold_into(&word, &mut form);
    form
}

/// Returns a term as a reader knows it, without its language.
pub(crate) fn shown(term: &str) -> &str {
    term.trim_start_matches(char::is_control)
}

/// Tells whether a term is that of a form, and returns the form.
pub(crate) fn as_form(term: &str) -> Option<&str> {
    term.strip_prefix(WRITTEN)
}

/// Returns the terms of a word in this form, however written or just so.
pub(crate) fn forms(word: &str, case: Option<Case>) -> Vec<String> {
    let form = form(word);
    let written: &[char] = match case {
        None => &WRITTEN,
        Some(Case::Caps) => &[SOME_CAPS, ALL_CAPS],
        Some(Case::AllCaps) => &[ALL_CAPS],
        Some(Case::NoCaps) => &[NO_CAPS],
    };
    written
        .iter()
        .map(|first| format!("{first}{}", &form[1..]))
        .collect()
}

/// The languages of an index, to look a typed word up in all of them.
pub(crate) struct Languages {
    stems: Vec<Stems>,
}

impl Languages {
    pub(crate) fn new<'a>(langs: impl IntoIterator<Item = &'a str>) -> Self {
        let mut stems: Vec<Stems> = Vec::new();
        let mut plain = false;
        for lang in langs {
            let of = Stems::of(lang);
            if of.stemmer.is_some() || of.vietnamese {
                stems.push(of);
            } else {
                plain = true;
            }
        }
        if plain || stems.is_empty() {
            stems.push(Stems::of(""));
        }
        Self { stems }
    }

    /// Returns the ways the words may be indexed, one after the other in one language.
    pub(crate) fn terms(&mut self, words: &[String]) -> Vec<Vec<String>> {
        let mut ways: Vec<Vec<String>> = Vec::new();
        for stems in &mut self.stems {
            let way = words.iter().map(|word| stems.typed_term(word)).collect();
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
        ways
    }
}

/// Returns the terms of words in a field of names: folded, not stemmed.
pub(crate) fn folded(words: &[String]) -> Vec<String> {
    plain_terms("", words)
}

/// Returns the keys by which words of people's names meet their other spellings.
pub(crate) fn sounds(words: &[String]) -> Vec<String> {
    plain_terms(SOUNDS, words)
}

fn plain_terms(lang: &str, words: &[String]) -> Vec<String> {
    let mut stems = Stems::of(lang);
    words
        .iter()
        .map(|word| stems.term(word).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lang: &str, words: &[&str], term: &str) {
        let mut stems = Stems::of(lang);
        for word in words {
            assert_eq!(shown(stems.term(word)), term, "{lang} {word}");
        }
    }

    #[test]
    fn stems_then_folds() {
        check("en", &["Elections", "election", "ELECTION"], "elect");
        check("en", &["Müller", "muller"], "muller");
        check("de", &["Häuser", "Hauser", "Haus", "hauses"], "haus");
        check("de", &["Straße", "Strassen"], "strass");
        check(
            "fr",
            &["élections", "elections", "e\u{301}lection"],
            "elect",
        );
        check("fr", &["présidents", "president"], "president");
        check("es", &["elecciones", "elección", "eleccion"], "eleccion");
        check("ru", &["Москвы", "Москва"], "москв");
        check("ru", &["всё", "все", "ВСЁ"], "все");
        check("ru", &["за́мок", "замок"], "замок");
        check("el", &["ΑΘΗΝΑ", "Αθήνα"], "αθην");
        check("el", &["πρόεδρος", "ΠΡΟΕΔΡΟΣ"], "προεδρ");
        check("tr", &["IŞIK", "Işık", "ışık"], "isik");
        check("en", &["staﬀed", "staffing", "staff\u{AD}ing"], "staf");
        check("en", &["govern-\nments", "Government"], "govern");
        check("en", &["cafés", "cafe"], "cafe");
        check("en", &["CO₂", "CO2"], "co2");
        check("en", &["U.S.", "US", "U. S."], "us");
        check("no", &["husene", "husene"], "hus");
        check("", &["Élections"], "elections");
        check("zz", &["新"], "新");
    }

    #[test]
    fn a_typed_word_stands_for_its_stems_in_every_language() {
        let mut languages = Languages::new(["en", "de", "xx"]);
        let ways = languages.terms(&["elections".to_owned()]);
        assert_eq!(ways, [["\u{c}elect"], ["\u{a}election"], ["elections"]]);
        let ways = languages.terms(&["NATO".to_owned()]);
        assert_eq!(ways, [["\u{c}nato"], ["\u{a}nato"], ["nato"]]);
    }

    #[test]
    fn forms_keep_endings_and_capitals() {
        assert_eq!(form("Elections"), "\u{3}elections");
        assert_eq!(form("ÉLECTION"), "\u{4}election");
        assert_eq!(form("walls"), "\u{2}walls");
        assert_eq!(form("U.S."), "\u{4}us");
        assert_eq!(form("Герой"), "\u{3}герой");
        assert_eq!(forms("Us", Some(Case::AllCaps)), ["\u{4}us"]);
        assert_eq!(forms("Us", None), ["\u{2}us", "\u{3}us", "\u{4}us"]);
    }

    #[test]
    fn languages_of_one_stemmer_share_its_terms() {
        let [nb, no, sv] = ["nb", "no", "sv"].map(|lang| Stems::of(lang).term("by").to_owned());
        assert_eq!(nb, no);
        assert_ne!(no, sv);
    }

    #[test]
    fn finds_broken_words_by_their_parts() {
        let mut stems = Stems::of("en");
        assert_eq!(stems.part_terms("twenty"), [""; 0]);
        let parts = [
            "\u{1e}twenty-four",
            "\u{c}twenti",
            "\u{2}twenty",
            "\u{c}four",
            "\u{2}four",
        ];
        assert_eq!(stems.part_terms("twenty-\nfour"), parts);
    }

    #[test]
    fn names_by_their_sound() {
        check(SOUNDS, &["Sergei", "SERGEY", "Sergueï", "Сергей"], "sergei");
        check(SOUNDS, &["Müller", "Mueller"], "muler");
    }

    #[test]
    fn cuts_long_words() {
        let long = "ü".repeat(1000);
        assert_eq!(Stems::of("").term(&long).len(), 32);
    }
}
