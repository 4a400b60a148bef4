//! The role that a mention gives a speaker: "shipping minister".

use crate::lang::{Class, Lexicon, lexicon};

/// The greatest number of words in a role; the last is its head.
const MAX_WORDS: usize = 4;

/// Returns the role in a mention of a speaker with the given name, in lower case: "foreign minister" of
/// "Russian Foreign Minister Sergei Lavrov", and of "the foreign minister".
pub fn role(mention: &str, name: &str, lang: &str) -> Option<String> {
    let lexicon = lexicon(lang);
    let before = mention.find(name).filter(|_| !name.is_empty());
    let mention = &mention[..before.unwrap_or(mention.len())];
    let phrase = mention.rsplit(',').find(|part| !part.trim().is_empty())?;
    let words: Vec<String> = phrase.split_whitespace().map(str::to_lowercase).collect();
    let last = words.iter().rposition(|word| is_role(lexicon, word))?;
    let mut start = last;
    while start > 0 && last - start + 1 < MAX_WORDS && modifies_role(lexicon, &words[start - 1]) {
        start -= 1;
    }
    Some(words[start..=last].join(" "))
}

fn is_role(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.word(word).class.has(Class::ROLE)
}

/// Tells whether a word before a role is part of it: "foreign", not "the", "Russian" or "her".
fn modifies_role(lexicon: &Lexicon, word: &str) -> bool {
    let known = lexicon.word(word).class;
    let excluded = [
        Class::DETERMINER,
        Class::POSSESSIVE,
        Class::PREPOSITION,
        Class::PRONOUN,
        Class::CONJUNCTION,
    ];
    word.chars().all(|c| c.is_alphabetic() || c == '-')
        && !excluded.iter().any(|&class| known.has(class))
        && crate::place::lookup(word).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(mention: &str, lang: &str, expected: Option<&str>) {
        let found = role(mention, "Ann Lee", lang);
        assert_eq!(found.as_deref(), expected, "{mention}");
    }

    #[test]
    fn roles() {
        check(
            "Russian Foreign Minister Ann Lee",
            "en",
            Some("foreign minister"),
        );
        check("the interior minister", "en", Some("interior minister"));
        check("Chief executive Ann Lee", "en", Some("chief executive"));
        check("Her successor, Ann Lee", "en", Some("successor"));
        check("La ministra", "es", Some("ministra"));
        check("Ann Lee", "en", None);
        check("Mr Lee", "en", None);
        check("he", "en", None);
        check("", "en", None);
    }
}
