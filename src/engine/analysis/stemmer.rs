//! Snowball stemmers by language, and what the terms of each language begin with.

use crate::text::fold::fold;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};
use unicode_normalization::UnicodeNormalization;

/// The languages whose endings we know; words of any other are folded only.
const STEMMERS: &[(&str, Language)] = &[
    ("ar", Language::Arabic),
    ("da", Language::Danish),
    ("de", Language::German),
    ("el", Language::Greek),
    ("en", Language::English),
    ("es", Language::Spanish),
    ("fi", Language::Finnish),
    ("fr", Language::French),
    ("hu", Language::Hungarian),
    ("it", Language::Italian),
    ("nb", Language::Norwegian),
    ("nl", Language::Dutch),
    ("nn", Language::Norwegian),
    ("no", Language::Norwegian),
    ("pt", Language::Portuguese),
    ("ro", Language::Romanian),
    ("ru", Language::Russian),
    ("sv", Language::Swedish),
    ("ta", Language::Tamil),
    ("tr", Language::Turkish),
];

/// What the terms of the first row's language begin with; every further row has the next
/// character. No word begins with a control character.
const FIRST_LANGUAGE: u8 = 8;

/// Returns what the terms of the languages begin with, each once.
pub(crate) fn prefixes() -> impl Iterator<Item = char> {
    let firsts = (0..STEMMERS.len()).filter(|&at| first_of(STEMMERS[at].1) == at);
    firsts.map(prefix)
}

/// Returns the first row of a language: its codes share that row's character.
fn first_of(language: Language) -> usize {
    let first = STEMMERS.iter().position(|&(_, other)| other == language);
    first.expect("it is in the table")
}

fn prefix(row: usize) -> char {
    char::from(FIRST_LANGUAGE + row as u8)
}

/// Tells whether a stemmer wants its words folded: English and those of other scripts know no
/// accents.
fn stems_folded_words(language: Language) -> bool {
    matches!(
        language,
        Language::Arabic
            | Language::English
            | Language::Greek
            | Language::Russian
            | Language::Tamil
    )
}

/// The stemmer of one language.
#[derive(Clone)]
pub(crate) struct WordStemmer {
    language: Language,
    analyzer: TextAnalyzer,
    /// What the language's terms begin with.
    pub prefix: char,
}

impl WordStemmer {
    /// Returns the stemmer of an ISO 639-1 code, if there is one.
    pub(crate) fn of(lang: &str) -> Option<Self> {
        let &(_, language) = STEMMERS.iter().find(|(code, _)| *code == lang)?;
        Some(Self {
            language,
            analyzer: TextAnalyzer::builder(RawTokenizer::default())
                .filter(Stemmer::new(language))
                .build(),
            prefix: prefix(first_of(language)),
        })
    }

    /// Returns the stem of a word, in lower case.
    pub(crate) fn stem(&mut self, word: &str) -> String {
        let lower = lower(word, self.language);
        let mut stream = self.analyzer.token_stream(&lower);
        match stream.advance() {
            true => stream.token().text.clone(),
            false => String::new(),
        }
    }
}

/// Returns a word in lower case as a language's stemmer wants it, its ligatures dissolved.
fn lower(word: &str, language: Language) -> String {
    if stems_folded_words(language) {
        return fold(word);
    }
    let lower = |c: char| match (c, language) {
        ('I', Language::Turkish) => 'ı'.to_lowercase(),
        ('İ', Language::Turkish) => 'i'.to_lowercase(),
        _ => c.to_lowercase(),
    };
    match word.is_ascii() && language != Language::Turkish {
        true => word.to_ascii_lowercase(),
        false => word.nfkc().flat_map(lower).collect(),
    }
}
