//! Phonetic keys: one key for the spellings of a name in different languages.
//!
//! In the manner of Metaphone, but made for transliterations rather than English sounds: letters
//! of other scripts become Latin (`transliteration.tsv`), the longest matching rule rewrites the
//! letters at each position (`phonetic_rules.tsv`), doubled letters become single, and well-known
//! names that no rule unites share the key of their first spelling (`spelling_variants.txt`). Keys
//! are for comparison, not for display: "selenski", "mohamed".

use crate::lang::list::rows;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Words of so many characters keep their letters.
const UNCHANGED: usize = 3;

/// Returns the phonetic key of a word as written.
pub fn phonetic_key(word: &str) -> String {
    phonetic_key_of_folded(&fold(word))
}

/// Returns the phonetic key of a word that is [folded](fold): the same for "sergei" and "sergey".
pub fn phonetic_key_of_folded(folded: &str) -> String {
    let key = RULES.apply(&RULES.to_latin(folded));
    RULES.variants.get(&key).cloned().unwrap_or(key)
}

static RULES: LazyLock<PhoneticRules> = LazyLock::new(PhoneticRules::load);

struct PhoneticRules {
    /// From one or two letters of another script to Latin letters.
    transliteration: FxHashMap<&'static str, &'static str>,
    /// By first byte; the longest first, then the anchored ones, then those for long words.
    rules: FxHashMap<u8, Vec<Rule>>,
    /// From the key of a spelling to the key of the first spelling of its name.
    variants: FxHashMap<String, String>,
}

/// Rewrites letters, anywhere or at one end of a word.
struct Rule {
    letters: &'static str,
    replacement: &'static str,
    at_start: bool,
    at_end: bool,
    /// The least number of characters of a word it applies to.
    min_length: usize,
}

impl PhoneticRules {
    fn load() -> Self {
        let letters = rows(include_str!("transliteration.tsv"));
        let letters = letters.map(|row| row.split_once('\t').unwrap_or((row, "")));
        let mut phonetic = Self {
            transliteration: letters.collect(),
            rules: FxHashMap::default(),
            variants: FxHashMap::default(),
        };
        for row in rows(include_str!("phonetic_rules.tsv")) {
            let rule = Rule::parse(row);
            let first = rule.letters.as_bytes()[0];
            phonetic.rules.entry(first).or_default().push(rule);
        }
        for rules in phonetic.rules.values_mut() {
            rules.sort_by_key(|rule| {
                let anchored = rule.at_start || rule.at_end;
                std::cmp::Reverse((rule.letters.len(), anchored, rule.min_length))
            });
        }
        for row in rows(include_str!("spelling_variants.txt")) {
            let keys: Vec<String> = row
                .split(' ')
                .map(|word| phonetic.apply(&phonetic.to_latin(word)))
                .collect();
            for key in &keys {
                phonetic.variants.insert(key.clone(), keys[0].clone());
            }
        }
        phonetic
    }

    fn to_latin(&self, word: &str) -> String {
        if word.is_ascii() {
            return word.to_owned();
        }
        let mut latin = String::with_capacity(word.len());
        let mut rest = word;
        while let Some(letter) = rest.chars().next() {
            let one = letter.len_utf8();
            let two = one + rest[one..].chars().next().map_or(0, char::len_utf8);
            let known = [two, one].into_iter().find_map(|end| {
                let letters = self.transliteration.get(&rest[..end])?;
                Some((end, *letters))
            });
            let (end, letters) = known.unwrap_or((one, &rest[..one]));
            latin.push_str(letters);
            rest = &rest[end..];
        }
        latin
    }

    fn apply(&self, word: &str) -> String {
        let length = word.chars().count();
        if length <= UNCHANGED {
            return word.to_owned();
        }
        let mut key = String::with_capacity(word.len());
        let mut at = 0;
        while at < word.len() {
            let rules = self.rules.get(&word.as_bytes()[at]);
            let mut rules = rules.into_iter().flatten();
            if let Some(rule) = rules.find(|rule| rule.applies(word, at, length)) {
                key.push_str(rule.replacement);
                at += rule.letters.len();
                continue;
            }
            let letter = word[at..].chars().next().expect("within the word");
            key.push(letter);
            at += letter.len_utf8();
        }
        without_doubled_letters(&key)
    }
}

impl Rule {
    fn parse(row: &'static str) -> Self {
        let mut columns = row.split('\t');
        let letters = columns.next().unwrap_or_default();
        let replacement = columns.next().unwrap_or_default();
        let min_length = columns.next().and_then(|column| column.parse().ok());
        Self {
            letters: letters.trim_start_matches('^').trim_end_matches('$'),
            replacement,
            at_start: letters.starts_with('^'),
            at_end: letters.ends_with('$'),
            min_length: min_length.unwrap_or(UNCHANGED + 1),
        }
    }

    fn applies(&self, word: &str, at: usize, length: usize) -> bool {
        length >= self.min_length
            && (!self.at_start || at == 0)
            && (!self.at_end || at + self.letters.len() == word.len())
            && word[at..].starts_with(self.letters)
    }
}

fn without_doubled_letters(word: &str) -> String {
    let mut single = String::with_capacity(word.len());
    let mut last = None;
    for letter in word.chars() {
        if last != Some(letter) {
            single.push(letter);
        }
        last = Some(letter);
    }
    single
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[track_caller]
    fn check(spellings: &str) {
        let mut words = spellings.split(' ');
        let first = words.next().unwrap_or_default();
        for word in words {
            assert_eq!(phonetic_key(word), phonetic_key(first), "{word} {first}");
        }
    }

    #[track_caller]
    fn apart(names: &str) {
        let mut known: BTreeMap<String, &str> = BTreeMap::new();
        for name in names.split(' ') {
            let other = known.insert(phonetic_key(name), name);
            assert_eq!(other, None, "{name}");
        }
    }

    #[test]
    fn one_name() {
        check("Sergei Sergey Sergej Serguei Sergueï SERGEY Сергей Sergeï");
        check("Lavrov Lawrow Lavroff Лавров");
        check("Zelensky Zelenskyy Zelenskiy Zelenskyi Selenskyj Selenski Зеленский");
        check("Volodymyr Wolodymyr Володимир");
        check("Mohammed Muhammad Mohamed Mohammad Muhammed Mohamad");
        check("Gaddafi Qaddafi Kadhafi Gadhafi Qadhafi");
        check("Yuri Yury Juri Yuriy Jurij Youri Юрий");
        check("Tavrichin Tawritschin Tavritchin Тавричин");
        check("Müller Mueller Muller");
        check("Möller Moeller Moller");
        check("Gorbachev Gorbatschow Gorbatchev Gorbachov Gorbachyov Горбачёв");
        check("Khrushchev Chruschtschow Khrouchtchev Хрущёв");
        check("Putin Poutine Путин");
        check("Medvedev Medwedew Medvedeff");
        check("Navalny Nawalny Nawalnyj Navalniy");
        check("Yeltsin Jelzin Eltsine");
        check("Yanukovych Janukowytsch Janukowitsch");
        check("Milosevic Milošević Milosevich Milosewitsch");
        check("Shoigu Schoigu Schojgu Шойгу");
        check("Alexei Alexey Aleksei Alexej Aleksej");
        check("Alexander Alexandr Aleksandr Aleksander");
        check("Joseph Josef");
        check("Marta Márta Martha");
        check("Aissatou Aïssatou Aïssatu");
        check("Maigari Maïgari");
        check("Mahmoud Mahmud Mahmood");
        check("Moussa Mousa Musa");
        check("Netanyahu Netanjahu Netanyahou");
        check("Papadopoulos Παπαδόπουλος Papadopulos");
        check("Solovyov Soloviev Solowjow");
        check("Julia Yulia Yuliya Julija");
        check("Sarah Sara");
        check("Yevgeny Evgeny Jewgeni Evgueni Evgenij");
        check("González Gonzalez");
    }

    #[test]
    fn different_names() {
        apart("Volodymyr Vladimir");
        apart("Oleksandr Alexander");
        apart("Chen Shen Jen Zhen Cheng");
        apart("Zhang Chang Shang Jang Yang Zang");
        apart("Wang Vang Wong Wu Vu Li Ly Le Lu");
        apart("Han Khan Kan");
        apart("Smith Smit");
        apart("Jong Yong Jung");
        apart("Gonzales Gonzalez");
        apart("Yellen Ellen");
        apart("Sahra Zahra");
        apart("Merkel Merkle Markel");
        apart("Macron Marcon Morin Moran");
        apart("Miriam Daniel Maria Mario Marie");
        apart("Young Yung");
        apart("Kim Kin Kem 新 文");
    }

    #[test]
    fn short_words_keep_their_letters() {
        for word in ["li", "ly", "joe", "wu", "jan"] {
            assert_eq!(phonetic_key(word), word);
        }
    }

    #[test]
    fn a_spelling_is_listed_once() {
        let mut known = BTreeMap::new();
        for row in rows(include_str!("spelling_variants.txt")) {
            for word in row.split(' ') {
                assert_eq!(fold(word), word);
                let key = RULES.apply(&fold(word));
                if let Some(other) = known.insert(key, row) {
                    assert_eq!(other, row, "{word}");
                }
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn equal_when_folded_means_equal_keys(word in "\\PC{0,12}") {
            let folded = fold(&word);
            proptest::prop_assert_eq!(phonetic_key(&word), phonetic_key_of_folded(&folded));
        }
    }
}
