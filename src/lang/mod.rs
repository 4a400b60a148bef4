//! Languages: which one a text is in, and each one's word lists.

pub(crate) mod lexicon;

pub use lexicon::{Class, Frames, Inflection, Lexicon, ParticleVerb, Phrase, Word};

use crate::text::offsets;
use std::sync::LazyLock;
use whichlang::Lang;

/// A language whose quotations we read: a folder of word lists.
pub struct Language {
    /// ISO 639-1.
    pub code: &'static str,
    pub name: &'static str,
    /// The finite verb comes second, the subject after it where something else leads, and commas
    /// part clauses: "Am Montag sagte der Minister, er komme".
    verb_second: bool,
    /// Marks are kept for words somebody said: a few of them inside retold speech are a quotation
    /// of their own.
    fragments_are_speech: bool,
    /// A dash at a paragraph's head opens speech: "—No —dijo Lind—."
    dashes_open_speech: bool,
    /// A pronoun hangs on its verb by a hyphen: "dit-elle", "a-t-il".
    hyphens_invert: bool,
    /// Every noun begins with a capital, and only names stand without an article.
    nouns_take_capitals: bool,
    /// A stop after a figure makes it an ordinal: "am 3. Oktober".
    ordinals_take_stops: bool,
    /// Words grow together, and the last part tells what they are.
    compounds: bool,
    files: Files,
    lexicon: LazyLock<Lexicon>,
}

/// The word lists of one language; every folder has the same files.
struct Files {
    abbreviations: &'static str,
    according_to: &'static str,
    dates: &'static str,
    function_words: &'static str,
    given_names: &'static str,
    grammar: &'static str,
    honorifics: &'static str,
    namers: &'static str,
    organisations: &'static str,
    particle_verbs: &'static str,
    pronouns: &'static str,
    roles: &'static str,
    speech_nouns: &'static str,
    speech_verbs: &'static str,
    subjunctive: &'static str,
}

macro_rules! files {
    ($code:literal) => {
        Files {
            abbreviations: include_str!(concat!($code, "/abbreviations.txt")),
            according_to: include_str!(concat!($code, "/according_to.txt")),
            dates: include_str!(concat!($code, "/dates.tsv")),
            function_words: include_str!(concat!($code, "/function_words.txt")),
            given_names: include_str!(concat!($code, "/given_names.tsv")),
            grammar: include_str!(concat!($code, "/grammar.tsv")),
            honorifics: include_str!(concat!($code, "/honorifics.tsv")),
            namers: include_str!(concat!($code, "/namers.txt")),
            organisations: include_str!(concat!($code, "/organisations.txt")),
            particle_verbs: include_str!(concat!($code, "/particle_verbs.tsv")),
            pronouns: include_str!(concat!($code, "/pronouns.tsv")),
            roles: include_str!(concat!($code, "/roles.tsv")),
            speech_nouns: include_str!(concat!($code, "/speech_nouns.txt")),
            speech_verbs: include_str!(concat!($code, "/speech_verbs.tsv")),
            subjunctive: include_str!(concat!($code, "/subjunctive.txt")),
        }
    };
}

/// Every language with lists of its own. The first serves where a text's language has none:
/// its marks and names still show, its verbs do not.
pub static LANGUAGES: [Language; 4] = [
    Language {
        code: "en",
        name: "English",
        verb_second: false,
        fragments_are_speech: false,
        dashes_open_speech: false,
        hyphens_invert: false,
        nouns_take_capitals: false,
        ordinals_take_stops: false,
        compounds: false,
        files: files!("en"),
        lexicon: LazyLock::new(|| Lexicon::of(0)),
    },
    Language {
        code: "de",
        name: "German",
        verb_second: true,
        fragments_are_speech: true,
        dashes_open_speech: false,
        hyphens_invert: false,
        nouns_take_capitals: true,
        ordinals_take_stops: true,
        compounds: true,
        files: files!("de"),
        lexicon: LazyLock::new(|| Lexicon::of(1)),
    },
    Language {
        code: "fr",
        name: "French",
        verb_second: false,
        fragments_are_speech: false,
        dashes_open_speech: true,
        hyphens_invert: true,
        nouns_take_capitals: false,
        ordinals_take_stops: false,
        compounds: false,
        files: files!("fr"),
        lexicon: LazyLock::new(|| Lexicon::of(2)),
    },
    Language {
        code: "es",
        name: "Spanish",
        verb_second: false,
        fragments_are_speech: false,
        dashes_open_speech: true,
        hyphens_invert: false,
        nouns_take_capitals: false,
        ordinals_take_stops: false,
        compounds: false,
        files: files!("es"),
        lexicon: LazyLock::new(|| Lexicon::of(3)),
    },
];

/// Returns the word lists for a language code; those of English for a language without lists.
pub fn lexicon(code: &str) -> &'static Lexicon {
    let language = LANGUAGES.iter().find(|language| language.code == code);
    &language.unwrap_or(&LANGUAGES[0]).lexicon
}

/// How much of a text tells its language, in bytes.
const SAMPLE: usize = 360;

/// Returns the ISO 639-1 code of the language the text is in, by its letters.
///
/// Sixteen languages are told apart (those of the `whichlang` crate); a text in another one
/// gets the nearest of them. Empty text gives `None`.
pub fn detect(text: &str) -> Option<&'static str> {
    let sample = sample(text);
    if !sample.chars().any(char::is_alphabetic) {
        return None;
    }
    Some(match whichlang::detect_language(sample) {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    })
}

/// Returns a piece from the middle of the text: openings are full of names and datelines.
fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE {
        return text;
    }
    let start = offsets::ceil(text, (text.len() - SAMPLE) / 2);
    &text[start..offsets::floor(text, start + SAMPLE)]
}

/// Returns the code of a declared language: "en-GB", "EN" and "English" all give "en".
pub fn declared(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next()?.to_lowercase();
    let named = LANGUAGES
        .iter()
        .find(|language| language.name.to_lowercase() == primary);
    if let Some(language) = named {
        return Some(language.code.to_owned());
    }
    let three = [
        ("eng", "en"),
        ("deu", "de"),
        ("ger", "de"),
        ("fra", "fr"),
        ("fre", "fr"),
        ("spa", "es"),
    ];
    if let Some((_, code)) = three.iter().find(|(three, _)| *three == primary) {
        return Some((*code).to_owned());
    }
    let well_formed =
        (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
    well_formed.then_some(primary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detects() {
        for (text, code) in [
            (
                "The minister told reporters that the talks would go on.",
                "en",
            ),
            (
                "Der Minister sagte, die Gespräche würden fortgesetzt.",
                "de",
            ),
            (
                "Le ministre a déclaré que les discussions continueraient.",
                "fr",
            ),
            (
                "El ministro dijo que las conversaciones continuarían.",
                "es",
            ),
        ] {
            assert_eq!(detect(text), Some(code));
        }
        assert_eq!(detect("12 — 7"), None);
    }

    #[test]
    fn reads_declared_tags() {
        for (tag, code) in [
            ("en-GB", Some("en")),
            ("DE", Some("de")),
            ("German", Some("de")),
            ("fra", Some("fr")),
            ("", None),
            ("x1", None),
        ] {
            assert_eq!(declared(tag).as_deref(), code);
        }
    }
}
