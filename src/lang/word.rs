//! What a lexicon says of one word: classes, verb frames, inflection.

/// The classes of a word, as a bit set: parts of speech, semantic classes, gender and number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class(pub(crate) u32);

impl Class {
    /// A function word.
    pub(crate) const FUNCTION: Self = Self(1);
    /// A given name.
    pub(crate) const GIVEN: Self = Self(1 << 1);
    /// A title before a name: "Mr", "Dr".
    pub(crate) const HONORIFIC: Self = Self(1 << 2);
    /// A noun for a person by office, job or kin: "minister".
    pub(crate) const ROLE: Self = Self(1 << 3);
    /// A head noun of organisations: "ministry".
    pub(crate) const ORGANISATION: Self = Self(1 << 4);
    pub(crate) const ABBREVIATION: Self = Self(1 << 5);
    pub(crate) const PRONOUN: Self = Self(1 << 6);
    /// A pronoun in the nominative.
    pub(crate) const SUBJECT: Self = Self(1 << 7);
    pub(crate) const POSSESSIVE: Self = Self(1 << 8);
    /// A month or weekday.
    pub(crate) const DATE: Self = Self(1 << 9);
    /// A word of a time expression.
    pub(crate) const TIME: Self = Self(1 << 10);
    pub(crate) const PREPOSITION: Self = Self(1 << 11);
    pub(crate) const AUXILIARY: Self = Self(1 << 12);
    pub(crate) const DETERMINER: Self = Self(1 << 13);
    pub(crate) const CONJUNCTION: Self = Self(1 << 14);
    pub(crate) const SUBORDINATOR: Self = Self(1 << 15);
    pub(crate) const RELATIVE: Self = Self(1 << 16);
    pub(crate) const NEGATION: Self = Self(1 << 17);
    /// An adverb that may stand between subject and verb.
    pub(crate) const ADVERB: Self = Self(1 << 18);
    /// A noun for an addressee: "reporters".
    pub(crate) const ADDRESSEE: Self = Self(1 << 19);
    /// A noun for an utterance: "claim", "warning".
    pub(crate) const SPEECH_NOUN: Self = Self(1 << 20);
    /// A reporting verb: "said".
    pub(crate) const SPEECH_VERB: Self = Self(1 << 21);
    /// Masculine; gender and number belong to names, roles, honorifics and pronouns.
    pub(crate) const MALE: Self = Self(1 << 22);
    /// Feminine.
    pub(crate) const FEMALE: Self = Self(1 << 23);
    /// Plural.
    pub(crate) const PLURAL: Self = Self(1 << 24);
    /// First word of a phrase that introduces a source ("according to").
    pub(crate) const SOURCE: Self = Self(1 << 25);
    /// First word of a phrasal verb ("point out").
    pub(crate) const PHRASAL_VERB: Self = Self(1 << 26);
    /// Complementizer: "that".
    pub(crate) const THAT: Self = Self(1 << 27);
    /// A noun before a quoted title: "the film 'Up'".
    pub(crate) const TITLED_WORK: Self = Self(1 << 28);
    /// A verb form of indirect speech: German "sei", "habe".
    pub(crate) const SUBJUNCTIVE: Self = Self(1 << 29);
    /// Introduces a reporting clause: "as Lind said".
    pub(crate) const AS: Self = Self(1 << 30);
    /// A finite verb without a telling ending: "knew".
    pub(crate) const VERB: Self = Self(1 << 31);

    /// Function words, which say nothing of what a sentence is about.
    pub(crate) const FUNCTION_WORDS: Self = Self::DETERMINER
        .with(Self::PRONOUN)
        .with(Self::POSSESSIVE)
        .with(Self::PREPOSITION)
        .with(Self::CONJUNCTION)
        .with(Self::SUBORDINATOR)
        .with(Self::RELATIVE)
        .with(Self::AUXILIARY)
        .with(Self::NEGATION)
        .with(Self::THAT)
        .with(Self::AS);

    /// Tells whether the word has any of the other classes.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Returns the classes that are in both sets.
    pub(crate) const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Returns the classes that are in either set.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The subcategorization frames of a reporting verb, as a bit set: what it takes as complement.
///
/// One letter each in `speech_verbs.tsv`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frames(pub(crate) u16);

impl Frames {
    /// `q`: quoted words.
    pub(crate) const QUOTED: Self = Self(1);
    /// `t`: a that-clause.
    pub(crate) const THAT: Self = Self(1 << 1);
    /// `b`: a clause without "that".
    pub(crate) const BARE_CLAUSE: Self = Self(1 << 2);
    /// `o`: an addressee ("told reporters").
    pub(crate) const ADDRESSEE: Self = Self(1 << 3);
    /// `n`: a noun phrase with quoted words in it ("called it a sham").
    pub(crate) const NOUN: Self = Self(1 << 4);
    /// `i`: an infinitive ("vowed to leave").
    pub(crate) const INFINITIVE: Self = Self(1 << 5);
    /// `w`: an embedded question.
    pub(crate) const WHETHER: Self = Self(1 << 6);
    /// `s`: a reporting verb in any context.
    pub(crate) const STRONG: Self = Self(1 << 7);
    /// `k`: a noun phrase that is itself what was said ("announced the deal").
    pub(crate) const CONTENT: Self = Self(1 << 8);
    /// `p`: speech even in the passive without an agent ("when asked whether").
    pub(crate) const PASSIVE: Self = Self(1 << 9);

    /// Returns the frames that are in either set.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Parses the letters of a row; unknown letters add nothing.
    pub(crate) fn parse(letters: &str) -> Self {
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

    /// Tells whether the verb has any of the other frames.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The inflected forms a word may be, as a bit set: "read" is base, past and participle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Inflection(pub(crate) u8);

impl Inflection {
    pub(crate) const BASE: Self = Self(1);
    /// Third person singular, present tense.
    pub(crate) const THIRD: Self = Self(1 << 1);
    pub(crate) const PAST: Self = Self(1 << 2);
    pub(crate) const PARTICIPLE: Self = Self(1 << 3);
    pub(crate) const GERUND: Self = Self(1 << 4);

    /// Tells whether the word may be any of the other forms.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Returns the forms that are in either set.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What the lists say of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LexiconEntry {
    pub class: Class,
    pub frames: Frames,
    pub inflection: Inflection,
    /// The classes of the word as a given name, kept apart because they hold only for a
    /// capitalized word.
    pub name: Class,
}

/// A phrasal verb: "pointed out".
pub(crate) struct PhrasalVerb {
    /// The words after the verb, in lower case.
    pub rest: Vec<&'static str>,
    pub frames: Frames,
}

/// A phrase that introduces a source: "according to".
pub(crate) struct SourcePhrase {
    pub words: Vec<&'static str>,
    /// A postposition, after the source: German "zufolge".
    pub postposed: bool,
}
