//! Language identification by character n-grams (the `whichlang` crate).

use crate::text::fold::is_latin;
use crate::text::offsets;
use std::ops::RangeInclusive;
use whichlang::Lang;

/// How much of a text is examined, in bytes.
const SAMPLE: usize = 360;

/// With fewer Latin letters a text is as soon taken for a neighbour of its language.
const MIN_LATIN_LETTERS: usize = 40;

/// Returns the ISO 639-1 code of the language a text is written in.
///
/// The sixteen languages of `whichlang` are distinguished, and those with a script of their own;
/// text in any other gets the most similar of them. Text without letters gives `None`.
pub fn detect(text: &str) -> Option<&'static str> {
    let sample = sample(text);
    if !sample.chars().any(char::is_alphabetic) {
        return None;
    }
    if let Some(lang) = language_of_script(sample) {
        return Some(lang);
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

/// Scripts in which one language above all is written.
const SCRIPTS: [(RangeInclusive<char>, &str); 15] = [
    ('\u{370}'..='\u{3FF}', "el"),
    ('\u{530}'..='\u{58F}', "hy"),
    ('\u{590}'..='\u{5FF}', "he"),
    ('\u{980}'..='\u{9FF}', "bn"),
    ('\u{A00}'..='\u{A7F}', "pa"),
    ('\u{A80}'..='\u{AFF}', "gu"),
    ('\u{B80}'..='\u{BFF}', "ta"),
    ('\u{C00}'..='\u{C7F}', "te"),
    ('\u{C80}'..='\u{CFF}', "kn"),
    ('\u{D00}'..='\u{D7F}', "ml"),
    ('\u{E00}'..='\u{E7F}', "th"),
    ('\u{E80}'..='\u{EFF}', "lo"),
    ('\u{1000}'..='\u{109F}', "my"),
    ('\u{10A0}'..='\u{10FF}', "ka"),
    ('\u{1780}'..='\u{17FF}', "km"),
];

/// Returns the language of the script that most letters of a text are in, if it is the script of
/// one language.
fn language_of_script(text: &str) -> Option<&'static str> {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let first = letters.clone().find(|c| script(*c).is_some())?;
    let own = letters.clone().filter(|&c| script(c) == script(first));
    script(first).filter(|_| 2 * own.count() > letters.count())
}

fn script(c: char) -> Option<&'static str> {
    let found = SCRIPTS.iter().find(|(letters, _)| letters.contains(&c));
    found.map(|&(_, lang)| lang)
}

/// Tells whether a text has too few letters to tell its language, if that is one of the many in
/// Latin script.
pub(crate) fn is_too_short(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    letters.clone().all(is_latin) && letters.nth(MIN_LATIN_LETTERS - 1).is_none()
}

/// Returns a sample from the middle of the text: openings are full of names and datelines.
fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE {
        return text;
    }
    let start = offsets::ceil(text, (text.len() - SAMPLE) / 2);
    &text[start..offsets::floor(text, start + SAMPLE)]
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
            ("Ο υπουργός μίλησε χθες στη βουλή.", "el"),
            ("ראש הממשלה אמר אתמול", "he"),
            ("The letter α is Greek.", "en"),
        ] {
            assert_eq!(detect(text), Some(code));
        }
        assert_eq!(detect("12 — 7"), None);
    }

    #[test]
    fn short_texts_in_latin_script_do_not_tell() {
        for short in [
            "",
            "12 — 7",
            "Fire in Lund",
            "Hà Nội mưa",
            "Ships sail at noon.",
        ] {
            assert!(is_too_short(short), "{short}");
        }
        for told in [
            "Огонь",
            "东京",
            "Der Minister sagte am Montag, die Gespräche würden fortgesetzt.",
        ] {
            assert!(!is_too_short(told), "{told}");
        }
    }
}
