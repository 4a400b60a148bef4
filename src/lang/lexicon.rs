//! One language's word lists, loaded once.

use crate::lang::language::{Files, Grammar, LANGUAGES, Language, LanguageSet};
use crate::lang::list::rows;
use crate::lang::word::{Class, Frames, Inflection, LexiconEntry, PhrasalVerb, SourcePhrase};
use rustc_hash::FxHashMap;
use std::sync::{LazyLock, OnceLock};

/// The word lists of one language, by word in lower case.
pub(crate) struct Lexicon {
    language: &'static Language,
    language_set: LanguageSet,
    words: FxHashMap<&'static str, LexiconEntry>,
    /// The words that may be the last part of an unlisted compound, with their classes; few, so
    /// that a look-up is quick.
    compound_heads: FxHashMap<&'static str, Class>,
    phrasal_verbs: FxHashMap<&'static str, Vec<PhrasalVerb>>,
    source_phrases: Vec<SourcePhrase>,
    separable_verbs: bool,
}

/// Returns the lexicon of a language by its ISO 639-1 code; that of the fallback language for one
/// without lists. The first call for a language loads it.
pub(crate) fn lexicon(code: &str) -> &'static Lexicon {
    static LEXICONS: LazyLock<Vec<OnceLock<Lexicon>>> =
        LazyLock::new(|| LANGUAGES.iter().map(|_| OnceLock::new()).collect());
    let position = LANGUAGES.iter().position(|language| language.code == code);
    let position = position.unwrap_or_default();
    LEXICONS[position].get_or_init(|| Lexicon::load(&LANGUAGES[position]))
}

/// Tells whether a word in lower case has a class in any language.
pub(crate) fn any_language_has(lower: &str, class: Class) -> bool {
    let mut languages = LANGUAGES.iter();
    languages.any(|language| lexicon(language.code).word(lower).class.has(class))
}

impl Lexicon {
    fn load(language: &'static Language) -> Self {
        let mut lexicon = Self {
            language,
            language_set: LanguageSet::of(language.code),
            words: FxHashMap::default(),
            compound_heads: FxHashMap::default(),
            phrasal_verbs: FxHashMap::default(),
            source_phrases: Vec::new(),
            separable_verbs: false,
        };
        // English names occur in the news of every language.
        if !language.is_fallback() {
            let fallback = Language::fallback();
            lexicon.add_given_names(fallback.files.given_names);
            lexicon.add_honorifics(fallback.files.honorifics);
        }
        lexicon.add(&language.files);
        if language.grammar.compounds {
            lexicon.collect_compound_heads();
        }
        lexicon
    }

    /// Returns the set of the lists' one language.
    pub(crate) const fn language_set(&self) -> LanguageSet {
        self.language_set
    }

    const fn grammar(&self) -> &Grammar {
        &self.language.grammar
    }

    /// Returns what the lists say of a word given in lower case; the default entry for a word in
    /// none of them.
    ///
    /// An unlisted compound is looked up by its head: "energieministerin" is a "ministerin".
    pub(crate) fn word(&self, lower: &str) -> LexiconEntry {
        let known = self.words.get(lower).copied();
        known.or_else(|| self.compound(lower)).unwrap_or_default()
    }

    fn compound(&self, lower: &str) -> Option<LexiconEntry> {
        const SHORTEST: usize = 5;
        if !self.grammar().compounds || lower.len() < SHORTEST + 3 {
            return None;
        }
        let parts = lower
            .char_indices()
            .skip(3)
            .map(|(at, _)| &lower[at..])
            .take_while(|part| part.len() >= SHORTEST);
        // "beatles-lp"
        let last = lower.rsplit_once('-').map(|(_, last)| last);
        let head = last
            .into_iter()
            .chain(parts)
            .find_map(|part| self.compound_heads.get(part))?;
        Some(LexiconEntry {
            class: *head,
            ..LexiconEntry::default()
        })
    }

    fn collect_compound_heads(&mut self) {
        let heads = Class::ROLE
            .with(Class::ORGANISATION)
            .with(Class::TITLED_WORK);
        let gender = Class::MALE.with(Class::FEMALE).with(Class::PLURAL);
        let words = self.words.iter().filter(|(_, word)| word.class.has(heads));
        let classes = words.map(|(&word, entry)| (word, entry.class.only(heads.with(gender))));
        self.compound_heads = classes.collect();
    }

    /// Returns the phrasal verbs whose verb has this form, in lower case.
    pub(crate) fn phrasal_verbs(&self, lower: &str) -> &[PhrasalVerb] {
        self.phrasal_verbs.get(lower).map_or(&[], Vec::as_slice)
    }

    /// Tells whether verbs leave their particle at the end of the clause, as in German.
    pub(crate) fn has_separable_verbs(&self) -> bool {
        self.separable_verbs
    }

    /// Tells whether the finite verb comes second and commas separate clauses, as in German.
    pub(crate) fn verb_second(&self) -> bool {
        self.grammar().verb_second
    }

    /// Tells whether a few quoted words within indirect speech are a quotation of their own.
    pub(crate) fn fragments_are_speech(&self) -> bool {
        self.grammar().fragments_are_speech
    }

    /// Tells whether a dash at the start of a paragraph opens direct speech.
    pub(crate) fn dialogue_dashes(&self) -> bool {
        self.grammar().dialogue_dashes
    }

    /// Tells whether a subject pronoun follows its verb after a hyphen, as in French.
    pub(crate) fn hyphenated_inversion(&self) -> bool {
        self.grammar().hyphenated_inversion
    }

    /// Tells whether an article or preposition joins the name after it: "l'Allemagne".
    pub(crate) fn elided_articles(&self) -> bool {
        self.grammar().elided_articles
    }

    /// Tells whether all nouns are capitalized, as in German.
    pub(crate) fn capitalized_nouns(&self) -> bool {
        self.grammar().capitalized_nouns
    }

    /// Tells whether a full stop after a figure makes it an ordinal.
    pub(crate) fn ordinals_end_in_stop(&self) -> bool {
        self.grammar().ordinals_end_in_stop
    }

    /// Tells whether verbs with an addressee may precede their subject: "explique Anna Lind", but
    /// not "told Anna Lind".
    pub(crate) fn addressee_verbs_invert(&self) -> bool {
        self.grammar().addressee_verbs_invert
    }

    /// Tells whether these are the fallback language's lists, with which the weights of the
    /// confidence were fitted.
    pub(crate) fn is_fallback(&self) -> bool {
        self.language.is_fallback()
    }

    /// Tells whether adjectives of countries are written in lower case, unlike in English.
    pub(crate) fn lowercase_demonyms(&self) -> bool {
        self.grammar().lowercase_demonyms
    }

    /// Returns the phrases that introduce a source, those with most words first.
    pub(crate) fn source_phrases(&self) -> &[SourcePhrase] {
        &self.source_phrases
    }

    fn add(&mut self, files: &Files) {
        for word in rows(files.abbreviations) {
            self.add_class(word, Class::ABBREVIATION);
        }
        for word in rows(files.function_words) {
            self.add_class(word, Class::FUNCTION);
        }
        for word in rows(files.organisations) {
            self.add_class(word, Class::ORGANISATION);
        }
        for word in rows(files.titled_works) {
            self.add_class(word, Class::TITLED_WORK);
        }
        for word in rows(files.subjunctive) {
            self.add_class(word, Class::SUBJUNCTIVE);
        }
        for word in rows(files.speech_nouns) {
            self.add_class(word, Class::SPEECH_NOUN);
        }
        for row in rows(files.dates) {
            self.add_class(first(row), Class::DATE.with(Class::TIME));
        }
        for row in rows(files.grammar) {
            let (word, class) = row.split_once('\t').unwrap_or((row, ""));
            self.add_class(word, grammar_class(class));
        }
        for row in rows(files.roles) {
            let (word, rest) = row.split_once('\t').unwrap_or((row, ""));
            self.add_class(word, Class::ROLE.with(traits(rest)));
        }
        for row in rows(files.pronouns) {
            let (word, rest) = row.split_once('\t').unwrap_or((row, ""));
            self.add_class(word, Class::PRONOUN.with(traits(rest)));
        }
        self.add_honorifics(files.honorifics);
        self.add_given_names(files.given_names);
        self.add_verbs(files);
        for row in rows(files.source_phrases) {
            let (row, postposed) = row
                .strip_suffix('<')
                .map_or((row, false), |row| (row.trim(), true));
            let words: Vec<&str> = row.split(' ').collect();
            self.add_class(words[0], Class::SOURCE);
            self.source_phrases.push(SourcePhrase { words, postposed });
        }
        self.source_phrases
            .sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    }

    fn add_verbs(&mut self, files: &Files) {
        for row in rows(files.speech_verbs) {
            let (forms, frames) = row.split_once('\t').unwrap_or((row, "q"));
            for (inflection, form) in self.forms(forms) {
                // `teilte+mit`: a separable verb, whose particle ends the clause.
                let (form, rest) = form
                    .split_once('+')
                    .map_or((form, None), |(form, rest)| (form, Some(rest)));
                if let Some(rest) = rest {
                    self.separable_verbs = true;
                    self.add_phrasal_verb(form, rest, frames, inflection);
                    continue;
                }
                let word = self.words.entry(lower(form)).or_default();
                word.class = word.class.with(Class::SPEECH_VERB);
                word.frames = word.frames.or(Frames::parse(frames));
                word.inflection = word.inflection.or(inflection);
            }
        }
        for row in rows(files.phrasal_verbs) {
            let mut columns = row.split('\t');
            let (Some(forms), Some(rest), Some(frames)) =
                (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            for (inflection, form) in self.forms(forms) {
                self.add_phrasal_verb(form, rest, frames, inflection);
            }
        }
    }

    /// Returns the forms of a row of verbs with their inflection; alternatives are joined by commas.
    fn forms(&self, forms: &'static str) -> Vec<(Inflection, &'static str)> {
        let by_inflection = self.grammar().verbs_by_inflection;
        let inflection = |column: usize| {
            if by_inflection && column < 5 {
                Inflection(1 << column)
            } else {
                Inflection::PAST
            }
        };
        let columns = forms.split(' ').enumerate();
        columns
            .flat_map(|(column, forms)| {
                let forms = forms.split(',');
                forms.map(move |form| (inflection(column), form))
            })
            .collect()
    }

    fn add_phrasal_verb(
        &mut self,
        form: &'static str,
        rest: &'static str,
        frames: &str,
        inflection: Inflection,
    ) {
        let word = self.words.entry(lower(form)).or_default();
        word.class = word.class.with(Class::PHRASAL_VERB);
        word.inflection = word.inflection.or(inflection);
        let verb = PhrasalVerb {
            rest: rest.split(' ').collect(),
            frames: Frames::parse(frames),
        };
        self.phrasal_verbs
            .entry(lower(form))
            .or_default()
            .push(verb);
    }

    fn add_honorifics(&mut self, list: &'static str) {
        for row in rows(list) {
            let (word, rest) = row.split_once('\t').unwrap_or((row, ""));
            self.add_class(word, Class::HONORIFIC.with(traits(rest)));
        }
    }

    fn add_given_names(&mut self, list: &'static str) {
        for row in rows(list) {
            let (name, rest) = row.split_once('\t').unwrap_or((row, ""));
            let word = self.words.entry(lower(name)).or_default();
            word.name = word.name.with(Class::GIVEN).with(traits(rest));
        }
    }

    fn add_class(&mut self, word: &'static str, class: Class) {
        let word = self.words.entry(lower(word)).or_default();
        word.class = word.class.with(class);
    }
}

/// Returns the first column.
fn first(row: &'static str) -> &'static str {
    row.split('\t').next().unwrap_or(row)
}

/// Returns the word in lower case; leaks a copy, as the lists live as long as the program.
fn lower(word: &'static str) -> &'static str {
    if word.chars().any(char::is_uppercase) {
        word.to_lowercase().leak()
    } else {
        word
    }
}

/// Parses gender, number and case: `m`, `f`, `p`, `subject`, …
fn traits(columns: &str) -> Class {
    columns.split('\t').fold(Class(0), |class, column| {
        class.with(match column {
            "m" => Class::MALE,
            "f" => Class::FEMALE,
            "p" => Class::PLURAL,
            "subject" => Class::SUBJECT,
            "possessive" => Class::POSSESSIVE,
            _ => Class(0),
        })
    })
}

/// Parses the class of a row of `grammar.tsv`.
fn grammar_class(class: &str) -> Class {
    match class {
        "prep" => Class::PREPOSITION,
        "aux" => Class::AUXILIARY,
        "det" => Class::DETERMINER,
        "poss" => Class::POSSESSIVE,
        "conj" => Class::CONJUNCTION,
        "sub" => Class::SUBORDINATOR,
        "rel" => Class::RELATIVE,
        "neg" => Class::NEGATION,
        "adv" => Class::ADVERB,
        "time" => Class::TIME,
        "addressee" => Class::ADDRESSEE,
        "that" => Class::THAT,
        "as" => Class::AS,
        "verb" => Class::VERB,
        _ => Class(0),
    }
}
