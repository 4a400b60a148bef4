//! The table of languages: grammar switches and word-list files, one row per language.

/// A language with word lists of its own.
pub struct Language {
    /// ISO 639-1: "en".
    pub code: &'static str,
    /// ISO 639-2, terminological and bibliographic: "deu", "ger".
    pub three_letter_codes: &'static [&'static str],
    /// The English name: "German".
    pub name: &'static str,
    pub(crate) grammar: Grammar,
    pub(crate) files: Files,
}

/// The syntax and spelling rules in which languages differ.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Grammar {
    /// Verb-second word order, with commas between clauses: "Am Montag sagte der Minister, er
    /// komme".
    pub verb_second: bool,
    /// Rows of verbs list their forms in the order base, third person, past, participle, gerund;
    /// without it every form counts as a past tense.
    pub verbs_by_inflection: bool,
    /// Verbs with an addressee may precede their subject: "explique Anna Lind"; but not "told
    /// Anna Lind".
    pub addressee_verbs_invert: bool,
    /// A few quoted words within indirect speech are a quotation of their own.
    pub fragments_are_speech: bool,
    /// A dash at the start of a paragraph opens direct speech: "—No —dijo Lind—."
    pub dialogue_dashes: bool,
    /// A subject pronoun follows its verb after a hyphen: "dit-elle", "a-t-il".
    pub hyphenated_inversion: bool,
    /// Articles and prepositions lose their vowel and join the name after them: "l'Allemagne".
    pub elided_articles: bool,
    /// All nouns are capitalized, and only names stand without an article.
    pub capitalized_nouns: bool,
    /// Adjectives of countries are written in lower case: "französisch", unlike "French".
    pub lowercase_demonyms: bool,
    /// A full stop after a figure makes it an ordinal: "am 3. Oktober".
    pub ordinals_end_in_stop: bool,
    /// Compounds are written as one word, whose last part is the head: "Energieministerin".
    pub compounds: bool,
}

/// The files of one language; every folder has all of them.
pub(crate) struct Files {
    pub abbreviations: &'static str,
    pub countries: &'static str,
    pub dates: &'static str,
    pub function_words: &'static str,
    pub given_names: &'static str,
    pub grammar: &'static str,
    pub honorifics: &'static str,
    pub not_places: &'static str,
    pub organisations: &'static str,
    pub phrasal_verbs: &'static str,
    pub place_context: &'static str,
    pub pronouns: &'static str,
    pub regions: &'static str,
    pub roles: &'static str,
    pub source_phrases: &'static str,
    pub speech_nouns: &'static str,
    pub speech_verbs: &'static str,
    pub subjunctive: &'static str,
    pub titled_works: &'static str,
    pub town_homographs: &'static str,
}

macro_rules! files {
    ($code:literal) => {
        Files {
            abbreviations: include_str!(concat!($code, "/abbreviations.txt")),
            countries: include_str!(concat!($code, "/countries.tsv")),
            dates: include_str!(concat!($code, "/dates.tsv")),
            function_words: include_str!(concat!($code, "/function_words.txt")),
            given_names: include_str!(concat!($code, "/given_names.tsv")),
            grammar: include_str!(concat!($code, "/grammar.tsv")),
            honorifics: include_str!(concat!($code, "/honorifics.tsv")),
            not_places: include_str!(concat!($code, "/not_places.txt")),
            organisations: include_str!(concat!($code, "/organisations.txt")),
            phrasal_verbs: include_str!(concat!($code, "/phrasal_verbs.tsv")),
            place_context: include_str!(concat!($code, "/place_context.tsv")),
            pronouns: include_str!(concat!($code, "/pronouns.tsv")),
            regions: include_str!(concat!($code, "/regions.tsv")),
            roles: include_str!(concat!($code, "/roles.tsv")),
            source_phrases: include_str!(concat!($code, "/source_phrases.txt")),
            speech_nouns: include_str!(concat!($code, "/speech_nouns.txt")),
            speech_verbs: include_str!(concat!($code, "/speech_verbs.tsv")),
            subjunctive: include_str!(concat!($code, "/subjunctive.txt")),
            titled_works: include_str!(concat!($code, "/titled_works.txt")),
            town_homographs: include_str!(concat!($code, "/town_homographs.txt")),
        }
    };
}

/// Every language with word lists of its own.
///
/// The first one is the fallback: its lists serve texts in languages without lists, and its
/// names, honorifics and place names count in texts of every language.
pub static LANGUAGES: &[Language] = &[
    Language {
        code: "en",
        three_letter_codes: &["eng"],
        name: "English",
        grammar: Grammar {
            verb_second: false,
            verbs_by_inflection: true,
            addressee_verbs_invert: false,
            fragments_are_speech: false,
            dialogue_dashes: false,
            hyphenated_inversion: false,
            elided_articles: false,
            capitalized_nouns: false,
            lowercase_demonyms: false,
            ordinals_end_in_stop: false,
            compounds: false,
        },
        files: files!("en"),
    },
    Language {
        code: "de",
        three_letter_codes: &["deu", "ger"],
        name: "German",
        grammar: Grammar {
            verb_second: true,
            verbs_by_inflection: false,
            addressee_verbs_invert: true,
            fragments_are_speech: true,
            dialogue_dashes: false,
            hyphenated_inversion: false,
            elided_articles: false,
            capitalized_nouns: true,
            lowercase_demonyms: true,
            ordinals_end_in_stop: true,
            compounds: true,
        },
        files: files!("de"),
    },
    Language {
        code: "fr",
        three_letter_codes: &["fra", "fre"],
        name: "French",
        grammar: Grammar {
            verb_second: false,
            verbs_by_inflection: false,
            addressee_verbs_invert: true,
            fragments_are_speech: false,
            dialogue_dashes: true,
            hyphenated_inversion: true,
            elided_articles: true,
            capitalized_nouns: false,
            lowercase_demonyms: true,
            ordinals_end_in_stop: false,
            compounds: false,
        },
        files: files!("fr"),
    },
    Language {
        code: "es",
        three_letter_codes: &["spa"],
        name: "Spanish",
        grammar: Grammar {
            verb_second: false,
            verbs_by_inflection: false,
            addressee_verbs_invert: true,
            fragments_are_speech: false,
            dialogue_dashes: true,
            hyphenated_inversion: false,
            elided_articles: false,
            capitalized_nouns: false,
            lowercase_demonyms: true,
            ordinals_end_in_stop: false,
            compounds: false,
        },
        files: files!("es"),
    },
];

impl Language {
    /// Returns the language whose lists serve where a text's own language has none.
    pub fn fallback() -> &'static Self {
        &LANGUAGES[0]
    }

    /// Tells whether this is the fallback language.
    pub(crate) fn is_fallback(&self) -> bool {
        self.code == Self::fallback().code
    }
}

/// A set of the languages of [`LANGUAGES`]: a bit set in the table's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LanguageSet(u64);

impl LanguageSet {
    /// Every language.
    pub(crate) const ALL: Self = Self(u64::MAX);

    /// Returns the set of one language by its ISO 639-1 code; all languages for a code that the
    /// table does not have.
    pub(crate) fn of(code: &str) -> Self {
        let position = LANGUAGES.iter().position(|language| language.code == code);
        position.map_or(Self::ALL, |position| Self(1 << position))
    }

    /// Returns the set of the fallback language.
    pub(crate) const fn fallback() -> Self {
        Self(1)
    }

    /// Returns the languages that are in either set.
    pub(crate) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Tells whether the sets have a language in common.
    pub(crate) const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Returns the ISO 639-1 code for a declared language tag: "en-GB", "EN", "eng" and "English" all
/// give "en".
///
/// A well-formed primary subtag (BCP 47) of another language is returned in lower case; anything
/// else gives `None`.
pub fn declared(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next()?.to_lowercase();
    let is_named = |language: &&Language| {
        language.name.to_lowercase() == primary
            || language.three_letter_codes.contains(&primary.as_str())
    };
    if let Some(language) = LANGUAGES.iter().find(is_named) {
        return Some(language.code.to_owned());
    }
    let well_formed =
        (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
    well_formed.then_some(primary)
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_set_holds_every_language() {
        assert!(LANGUAGES.len() <= 64);
        let all = LANGUAGES
            .iter()
            .map(|language| LanguageSet::of(language.code));
        for (index, set) in all.clone().enumerate() {
            for (other_index, other) in all.clone().enumerate() {
                assert_eq!(set.intersects(other), index == other_index);
            }
        }
        assert_eq!(LanguageSet::of("xx"), LanguageSet::ALL);
        assert_eq!(
            LanguageSet::of(Language::fallback().code),
            LanguageSet::fallback()
        );
    }
}
