//! The key of a word of a name: what is left when spellings of other languages are evened out.
//!
//! The rules are data: `letters.tsv`, then `sounds.tsv`, then `spellings.txt` for names that no
//! rule brings together. A key is for comparing, not for reading: "selenski", "mohamed".

use crate::person::rows;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Words this short keep their letters.
const SHORT: usize = 3;

/// Returns the key of a word as a text has it.
pub fn sound(word: &str) -> String {
    sound_of_folded(&fold(word))
}

/// Returns the key of a folded word: the same for "sergei" and "sergey".
pub fn sound_of_folded(folded: &str) -> String {
    let sound = SOUNDS.read(&SOUNDS.latin(folded));
    SOUNDS.same.get(&sound).cloned().unwrap_or(sound)
}

static SOUNDS: LazyLock<Sounds> = LazyLock::new(Sounds::load);

struct Sounds {
    letters: FxHashMap<&'static str, &'static str>,
    /// By first letter; the longest first, then those bound to an end, then those for long words.
    rules: FxHashMap<u8, Vec<Rule>>,
    /// From the key of a spelling to that of its name's first one.
    same: FxHashMap<String, String>,
}

struct Rule {
    letters: &'static str,
    becomes: &'static str,
    begins: bool,
    ends: bool,
    /// The shortest word it is for.
    shortest: usize,
}

impl Sounds {
    fn load() -> Self {
        let letters = rows(include_str!("letters.tsv"));
        let letters = letters.map(|row| row.split_once('\t').unwrap_or((row, "")));
        let mut sounds = Self {
            letters: letters.collect(),
            rules: FxHashMap::default(),
            same: FxHashMap::default(),
        };
        for row in rows(include_str!("sounds.tsv")) {
            let rule = Rule::of(row);
            let first = rule.letters.as_bytes()[0];
            sounds.rules.entry(first).or_default().push(rule);
        }
        for rules in sounds.rules.values_mut() {
            rules.sort_by_key(|rule| {
                let bound = rule.begins || rule.ends;
                std::cmp::Reverse((rule.letters.len(), bound, rule.shortest))
            });
        }
        for row in rows(include_str!("spellings.txt")) {
            let keys: Vec<String> = row
                .split(' ')
                .map(|word| sounds.read(&sounds.latin(word)))
                .collect();
            for key in &keys {
                sounds.same.insert(key.clone(), keys[0].clone());
            }
        }
        sounds
    }

    fn latin(&self, word: &str) -> String {
        if word.is_ascii() {
            return word.to_owned();
        }
        let mut latin = String::with_capacity(word.len());
        let mut rest = word;
        while let Some(letter) = rest.chars().next() {
            let one = letter.len_utf8();
            let two = one + rest[one..].chars().next().map_or(0, char::len_utf8);
            let known = [two, one].into_iter().find_map(|end| {
                let letters = self.letters.get(&rest[..end])?;
                Some((end, *letters))
            });
            let (end, letters) = known.unwrap_or((one, &rest[..one]));
            latin.push_str(letters);
            rest = &rest[end..];
        }
        latin
    }

    fn read(&self, word: &str) -> String {
        let long = word.chars().count();
        if long <= SHORT {
            return word.to_owned();
        }
        let mut sound = String::with_capacity(word.len());
        let mut at = 0;
        while at < word.len() {
            let rules = self.rules.get(&word.as_bytes()[at]);
            let mut fitting = rules.into_iter().flatten();
            if let Some(rule) = fitting.find(|rule| rule.fits(word, at, long)) {
                sound.push_str(rule.becomes);
                at += rule.letters.len();
                continue;
            }
            let letter = word[at..].chars().next().expect("within the word");
            sound.push(letter);
            at += letter.len_utf8();
        }
        undoubled(&sound)
    }
}

impl Rule {
    fn of(row: &'static str) -> Self {
        let mut columns = row.split('\t');
        let letters = columns.next().unwrap_or_default();
        let becomes = columns.next().unwrap_or_default();
        let shortest = columns.next().and_then(|column| column.parse().ok());
        Self {
            letters: letters.trim_start_matches('^').trim_end_matches('$'),
            becomes,
            begins: letters.starts_with('^'),
            ends: letters.ends_with('$'),
            shortest: shortest.unwrap_or(SHORT + 1),
        }
    }

    fn fits(&self, word: &str, at: usize, long: usize) -> bool {
        long >= self.shortest
            && (!self.begins || at == 0)
            && (!self.ends || at + self.letters.len() == word.len())
            && word[at..].starts_with(self.letters)
    }
}

fn undoubled(word: &str) -> String {
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
            assert_eq!(sound(word), sound(first), "{word} {first}");
        }
    }

    #[track_caller]
    fn apart(names: &str) {
        let mut known: BTreeMap<String, &str> = BTreeMap::new();
        for name in names.split(' ') {
            let other = known.insert(sound(name), name);
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
            assert_eq!(sound(word), word);
        }
    }

    #[test]
    fn a_spelling_is_listed_once() {
        let mut known = BTreeMap::new();
        for row in rows(include_str!("spellings.txt")) {
            for word in row.split(' ') {
                assert_eq!(fold(word), word);
                let key = SOUNDS.read(&fold(word));
                if let Some(other) = known.insert(key, row) {
                    assert_eq!(other, row, "{word}");
                }
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn what_folds_alike_sounds_alike(word in "\\PC{0,12}") {
            let folded = fold(&word);
            proptest::prop_assert_eq!(sound(&word), sound_of_folded(&folded));
        }
    }
}
