//! Closed sets of words that single rules test for, from `word_lists.tsv`.

use std::sync::LazyLock;

/// Defines the lists, each with the name it has in the table.
macro_rules! word_lists {
    ($($list:ident $name:literal)*) => {
        /// A named set of words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum WordList {
            $($list),*
        }

        /// The lists' names in the order of `WordList`.
        const NAMES: &[&str] = &[$($name),*];
    };
}

word_lists! {
    PassiveAuxiliaries "passive_auxiliaries"
    Reflexives "reflexives"
    DependentDeterminers "dependent_determiners"
    OtherSubjects "other_subjects"
    IrregularPlurals "irregular_plurals"
    And "and"
    GenitiveLinks "genitive_links"
    ComplementPrepositions "complement_prepositions"
    PlacePrepositions "place_prepositions"
    WeakPlacePrepositions "weak_place_prepositions"
    DefiniteDeterminers "definite_determiners"
    ContractedArticles "contracted_articles"
    NameParticles "name_particles"
    NameSuffixes "name_suffixes"
    UnabbreviatedWords "unabbreviated_words"
    NeuterPronouns "neuter_pronouns"
    InvertedPronouns "inverted_pronouns"
    EmptyObjects "empty_objects"
    ObjectPrepositions "object_prepositions"
    VerbParticles "verb_particles"
    NarrationOpeners "narration_openers"
    QuestionWords "question_words"
    RelativeArticles "relative_articles"
    InfinitiveConjunctions "infinitive_conjunctions"
    AmbiguousSubjunctives "ambiguous_subjunctives"
    PlaceSuffixes "place_suffixes"
    GenericDomains "generic_domains"
}

static WORDS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    NAMES
        .iter()
        .map(|name| words(include_str!("word_lists.tsv"), name))
        .collect()
});

fn words(table: &'static str, name: &str) -> Vec<&'static str> {
    let rows = table.lines().filter(|row| !row.starts_with('#'));
    rows.filter_map(|row| row.strip_prefix(name)?.strip_prefix('\t')?.split_once('\t'))
        .flat_map(|(_, words)| words.split(' '))
        .collect()
}

impl WordList {
    /// Tells whether the list has the word exactly as it is written.
    pub(crate) fn contains(self, word: &str) -> bool {
        WORDS[self as usize].contains(&word)
    }

    /// Tells whether the list has the word, whichever case its ASCII letters are in.
    pub(crate) fn contains_in_any_case(self, word: &str) -> bool {
        let mut words = WORDS[self as usize].iter();
        words.any(|known| known.eq_ignore_ascii_case(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_words_and_every_row_a_list() {
        for (name, words) in NAMES.iter().zip(WORDS.iter()) {
            assert!(!words.is_empty(), "{name}");
        }
        let rows = include_str!("word_lists.tsv").lines();
        for row in rows.filter(|row| !row.starts_with('#')) {
            let name = row.split('\t').next().unwrap_or_default();
            assert!(NAMES.contains(&name), "{row}");
        }
    }

    #[test]
    fn a_list_is_the_union_of_its_rows() {
        assert!(WordList::And.contains("and") && WordList::And.contains("y"));
        assert!(!WordList::And.contains("And"));
        assert!(WordList::DefiniteDeterminers.contains_in_any_case("The"));
    }
}
