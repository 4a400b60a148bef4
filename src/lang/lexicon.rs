//! One language's lists, read once: what is known of a word by itself.

use crate::lang::{Files, LANGUAGES};
use rustc_hash::FxHashMap;

/// What a word can be; a word is often several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(pub u32);

impl Class {
    pub const FUNCTION: Self = Self(1);
    pub const GIVEN: Self = Self(1 << 1);
    pub const HONORIFIC: Self = Self(1 << 2);
    pub const ROLE: Self = Self(1 << 3);
    pub const ORGANISATION: Self = Self(1 << 4);
    pub const ABBREVIATION: Self = Self(1 << 5);
    pub const PRONOUN: Self = Self(1 << 6);
    pub const SUBJECT: Self = Self(1 << 7);
    pub const POSSESSIVE: Self = Self(1 << 8);
    pub const DATE: Self = Self(1 << 9);
    pub const TIME: Self = Self(1 << 10);
    pub const PREPOSITION: Self = Self(1 << 11);
    pub const AUXILIARY: Self = Self(1 << 12);
    pub const DETERMINER: Self = Self(1 << 13);
    pub const CONJUNCTION: Self = Self(1 << 14);
    pub const SUBORDINATOR: Self = Self(1 << 15);
    pub const RELATIVE: Self = Self(1 << 16);
    pub const NEGATION: Self = Self(1 << 17);
    pub const ADVERB: Self = Self(1 << 18);
    pub const LISTENER: Self = Self(1 << 19);
    pub const SPEECH_NOUN: Self = Self(1 << 20);
    pub const SPEECH_VERB: Self = Self(1 << 21);
    /// Gender and number, of names, roles, honorifics and pronouns.
    pub const MALE: Self = Self(1 << 22);
    pub const FEMALE: Self = Self(1 << 23);
    pub const PLURAL: Self = Self(1 << 24);
    /// Opens a phrase that names a source ("according to").
    pub const SOURCE: Self = Self(1 << 25);
    /// Opens a verb that needs more words ("point out").
    pub const PARTICLE_VERB: Self = Self(1 << 26);
    pub const THAT: Self = Self(1 << 27);
    /// Marks after it hold a name: "the film 'Up'".
    pub const NAMER: Self = Self(1 << 28);
    /// A verb form that marks speech as retold.
    pub const SUBJUNCTIVE: Self = Self(1 << 29);
    /// Leads up to who said it: "as Lind said".
    pub const AS: Self = Self(1 << 30);
    /// A finite verb that no ending tells: "knew".
    pub const VERB: Self = Self(1 << 31);

    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What a speech verb takes; the letters of `speech_verbs.tsv`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frames(u16);

impl Frames {
    pub const MARKS: Self = Self(1);
    pub const THAT: Self = Self(1 << 1);
    pub const BARE: Self = Self(1 << 2);
    pub const LISTENER: Self = Self(1 << 3);
    pub const NOUN: Self = Self(1 << 4);
    pub const INFINITIVE: Self = Self(1 << 5);
    pub const WHETHER: Self = Self(1 << 6);
    pub const STRONG: Self = Self(1 << 7);
    pub const CONTENT: Self = Self(1 << 8);
    pub const PASSIVE: Self = Self(1 << 9);

    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn read(letters: &str) -> Self {
        letters.bytes().fold(Self(0), |frames, letter| {
            Self(
                frames.0
                    | match letter {
                        b'q' => 1,
                        b't' => 2,
                        b'b' => 4,
                        b'o' => 8,
                        b'n' => 16,
                        b'i' => 32,
                        b'w' => 64,
                        b's' => 128,
                        b'k' => 256,
                        b'p' => 512,
                        _ => 0,
                    },
            )
        })
    }

    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub const fn is_none(self) -> bool {
        self.0 == 0
    }
}

/// The form a verb stands in; several for forms that look alike ("read").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inflection(u8);

impl Inflection {
    pub const BASE: Self = Self(1);
    pub const THIRD: Self = Self(1 << 1);
    pub const PAST: Self = Self(1 << 2);
    pub const PARTICIPLE: Self = Self(1 << 3);
    pub const GERUND: Self = Self(1 << 4);

    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What the lists say of one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    pub class: Class,
    pub frames: Frames,
    pub inflection: Inflection,
    /// Given names, counted apart: a word may be a name only with a capital.
    pub name: Class,
}

/// A verb of several words: "pointed out"; `rest` follows the verb, in lower case.
pub struct ParticleVerb {
    pub rest: Vec<&'static str>,
    pub frames: Frames,
}

/// A phrase that names a source: "according to".
pub struct Phrase {
    pub words: Vec<&'static str>,
    /// It stands after the source: German "zufolge".
    pub follows: bool,
}

/// The lists of one language, by word in lower case.
#[derive(Default)]
pub struct Lexicon {
    code: &'static str,
    words: FxHashMap<&'static str, Word>,
    particles: FxHashMap<&'static str, Vec<ParticleVerb>>,
    phrases: Vec<Phrase>,
    verbal_order: bool,
    splits_verbs: bool,
    verb_second: bool,
    fragments_are_speech: bool,
    dashes_open_speech: bool,
    hyphens_invert: bool,
    nouns_take_capitals: bool,
    ordinals_take_stops: bool,
    compounds: bool,
}

impl Lexicon {
    pub(crate) fn of(language: usize) -> Self {
        let mut lexicon = Self::default();
        // English names turn up in the news of every language.
        if language != 0 {
            lexicon.given_names(LANGUAGES[0].files.given_names);
            lexicon.honorifics(LANGUAGES[0].files.honorifics);
        }
        lexicon.code = LANGUAGES[language].code;
        lexicon.verbal_order = language == 0;
        lexicon.verb_second = LANGUAGES[language].verb_second;
        lexicon.compounds = LANGUAGES[language].compounds;
        lexicon.fragments_are_speech = LANGUAGES[language].fragments_are_speech;
        lexicon.dashes_open_speech = LANGUAGES[language].dashes_open_speech;
        lexicon.hyphens_invert = LANGUAGES[language].hyphens_invert;
        lexicon.nouns_take_capitals = LANGUAGES[language].nouns_take_capitals;
        lexicon.ordinals_take_stops = LANGUAGES[language].ordinals_take_stops;
        lexicon.read(&LANGUAGES[language].files);
        lexicon
    }

    /// Returns the language whose words these are, as ISO 639-1: "en".
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// Returns what is known of a word given in lower case.
    ///
    /// Of a compound no list holds, the last part tells: "energieministerin" is a "ministerin".
    pub fn word(&self, lower: &str) -> Word {
        let known = self.words.get(lower).copied();
        known.or_else(|| self.compound(lower)).unwrap_or_default()
    }

    fn compound(&self, lower: &str) -> Option<Word> {
        const SHORTEST: usize = 5;
        if !self.compounds || lower.len() < SHORTEST + 3 {
            return None;
        }
        let heads = Class::ROLE.with(Class::ORGANISATION).with(Class::NAMER);
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
            .filter_map(|part| self.words.get(part))
            .find(|word| word.class.has(heads))?;
        let gender = Class::MALE.with(Class::FEMALE).with(Class::PLURAL);
        Some(Word {
            class: head.class.only(heads.with(gender)),
            ..Word::default()
        })
    }

    /// Returns the verbs of several words that begin with this form.
    pub fn particle_verbs(&self, lower: &str) -> &[ParticleVerb] {
        self.particles.get(lower).map_or(&[], Vec::as_slice)
    }

    /// Tells whether verbs leave their particle at the clause's end, as in German.
    pub fn splits_verbs(&self) -> bool {
        self.splits_verbs
    }

    /// Tells whether the finite verb comes second and commas part clauses, as in German.
    pub fn verb_second(&self) -> bool {
        self.verb_second
    }

    /// Tells whether a few words in marks inside retold speech are a quotation of their own.
    pub fn fragments_are_speech(&self) -> bool {
        self.fragments_are_speech
    }

    /// Tells whether a dash at a paragraph's head opens speech.
    pub fn dashes_open_speech(&self) -> bool {
        self.dashes_open_speech
    }

    /// Tells whether a pronoun hangs on its verb by a hyphen, as in French.
    pub fn hyphens_invert(&self) -> bool {
        self.hyphens_invert
    }

    /// Tells whether every noun begins with a capital.
    pub fn nouns_take_capitals(&self) -> bool {
        self.nouns_take_capitals
    }

    /// Tells whether a stop after a figure makes it an ordinal.
    pub fn ordinals_take_stops(&self) -> bool {
        self.ordinals_take_stops
    }

    /// Tells whether even verbs that take a listener may come before their speaker: "explique
    /// Anna Lind", but not "told Anna Lind".
    pub fn tellers_invert(&self) -> bool {
        !self.verbal_order
    }

    /// Tells whether these are the English lists, the ones numbers were fitted with.
    pub fn is_english(&self) -> bool {
        self.verbal_order
    }

    /// Tells whether adjectives of countries are written small, unlike English ones.
    pub fn small_adjectives(&self) -> bool {
        !self.verbal_order
    }

    /// Returns the phrases that name a source.
    pub fn phrases(&self) -> &[Phrase] {
        &self.phrases
    }

    fn read(&mut self, files: &Files) {
        for word in rows(files.abbreviations) {
            self.mark(word, Class::ABBREVIATION);
        }
        for word in rows(files.function_words) {
            self.mark(word, Class::FUNCTION);
        }
        for word in rows(files.organisations) {
            self.mark(word, Class::ORGANISATION);
        }
        for word in rows(files.namers) {
            self.mark(word, Class::NAMER);
        }
        for word in rows(files.subjunctive) {
            self.mark(word, Class::SUBJUNCTIVE);
        }
        for word in rows(files.speech_nouns) {
            self.mark(word, Class::SPEECH_NOUN);
        }
        for row in rows(files.dates) {
            self.mark(first(row), Class::DATE.with(Class::TIME));
        }
        for row in rows(files.grammar) {
            let (word, class) = row.split_once('\t').unwrap_or((row, ""));
            self.mark(word, grammar(class));
        }
        for row in rows(files.roles) {
            let (word, rest) = row.split_once('\t').unwrap_or((row, ""));
            self.mark(word, Class::ROLE.with(traits(rest)));
        }
        for row in rows(files.pronouns) {
            let (word, rest) = row.split_once('\t').unwrap_or((row, ""));
            self.mark(word, Class::PRONOUN.with(traits(rest)));
        }
        self.honorifics(files.honorifics);
        self.given_names(files.given_names);
        self.verbs(files);
        for row in rows(files.according_to) {
            let (row, follows) = row
                .strip_suffix('<')
                .map_or((row, false), |row| (row.trim(), true));
            let words: Vec<&str> = row.split(' ').collect();
            self.mark(words[0], Class::SOURCE);
            self.phrases.push(Phrase { words, follows });
        }
        self.phrases
            .sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    }

    fn verbs(&mut self, files: &Files) {
        for row in rows(files.speech_verbs) {
            let (forms, letters) = row.split_once('\t').unwrap_or((row, "q"));
            for (slot, form) in self.forms(forms) {
                // A form written `teilte+mit` leaves its particle at the clause's end.
                let (form, rest) = form
                    .split_once('+')
                    .map_or((form, None), |(form, rest)| (form, Some(rest)));
                if let Some(rest) = rest {
                    self.splits_verbs = true;
                    self.particle_verb(form, rest, letters, slot);
                    continue;
                }
                let word = self.words.entry(lower(form)).or_default();
                word.class = word.class.with(Class::SPEECH_VERB);
                word.frames = Frames(word.frames.0 | Frames::read(letters).0);
                word.inflection = Inflection(word.inflection.0 | slot);
            }
        }
        for row in rows(files.particle_verbs) {
            let mut columns = row.split('\t');
            let (Some(forms), Some(rest), Some(letters)) =
                (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            for (slot, form) in self.forms(forms) {
                self.particle_verb(form, rest, letters, slot);
            }
        }
    }

    /// Returns a row's forms with their place: English rows are in the order of `Inflection`.
    fn forms(&self, forms: &'static str) -> Vec<(u8, &'static str)> {
        let in_order = self.verbal_order;
        let slots = forms
            .split(' ')
            .enumerate()
            .flat_map(|(slot, forms)| forms.split(',').map(move |form| (slot, form)));
        slots
            .map(|(slot, form)| {
                (
                    if in_order && slot < 5 {
                        1 << slot
                    } else {
                        Inflection::PAST.0
                    },
                    form,
                )
            })
            .collect()
    }

    fn particle_verb(&mut self, form: &'static str, rest: &'static str, letters: &str, slot: u8) {
        let word = self.words.entry(lower(form)).or_default();
        word.class = word.class.with(Class::PARTICLE_VERB);
        word.inflection = Inflection(word.inflection.0 | slot);
        let verb = ParticleVerb {
            rest: rest.split(' ').collect(),
            frames: Frames::read(letters),
        };
        self.particles.entry(lower(form)).or_default().push(verb);
    }

    fn honorifics(&mut self, list: &'static str) {
        for row in rows(list) {
            let (word, rest) = row.split_once('\t').unwrap_or((row, ""));
            self.mark(word, Class::HONORIFIC.with(traits(rest)));
        }
    }

    fn given_names(&mut self, list: &'static str) {
        for row in rows(list) {
            let (name, rest) = row.split_once('\t').unwrap_or((row, ""));
            let word = self.words.entry(lower(name)).or_default();
            word.name = word.name.with(Class::GIVEN).with(traits(rest));
        }
    }

    fn mark(&mut self, word: &'static str, class: Class) {
        let word = self.words.entry(lower(word)).or_default();
        word.class = word.class.with(class);
    }
}

/// Returns a list's rows: no comments, no blank lines.
fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim_end)
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
}

fn first(row: &'static str) -> &'static str {
    row.split('\t').next().unwrap_or(row)
}

/// Returns the word in lower case; the lists live as long as the program, so this copies once.
fn lower(word: &'static str) -> &'static str {
    if word.chars().any(char::is_uppercase) {
        word.to_lowercase().leak()
    } else {
        word
    }
}

/// Reads gender, number and case: `m`, `f`, `p`, `subject`, …
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

fn grammar(class: &str) -> Class {
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
        "listener" => Class::LISTENER,
        "that" => Class::THAT,
        "as" => Class::AS,
        "verb" => Class::VERB,
        _ => Class(0),
    }
}
