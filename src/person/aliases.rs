//! Alias lists: names that a user declares to be one person, or two.

use crate::person::name::Name;
use crate::person::name_match::NameMatching;
use crate::person::phonetic::phonetic_key_of_folded;
use crate::text::words::{fold_word, words};
use rustc_hash::FxHashMap;

/// Groups of names merged by hand, and pairs kept separate.
///
/// A line `Full Name<TAB>other spelling<TAB>…` joins names; `!Name<TAB>Name` keeps them apart.
/// Empty lines and lines that begin with `#` are ignored.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    groups: Vec<Group>,
    /// From the folded words of a spelling to its group.
    by_words: FxHashMap<String, usize>,
    /// From the phonetic key of a whole name to its group.
    by_key: FxHashMap<String, usize>,
    /// Pairs of names that are two people, by their folded words.
    separated: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
struct Group {
    line: usize,
    /// As written in the list; the first is the display name.
    spellings: Vec<String>,
}

/// A line of an alias list that is ignored because it is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AliasError {
    /// The line number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

impl Aliases {
    /// Parses a list; also returns the lines that are wrong and left out, in order.
    pub fn parse(text: &str) -> (Self, Vec<AliasError>) {
        let mut aliases = Self::default();
        let mut errors = Vec::new();
        let mut separations = Vec::new();
        for (at, row) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let row = row.trim();
            if row.is_empty() || row.starts_with('#') {
                continue;
            }
            let line = at + 1;
            let (row, separates) = match row.strip_prefix('!') {
                Some(row) => (row, true),
                None => (row, false),
            };
            let names: Vec<&str> = row.split('\t').map(str::trim).collect();
            let added = match check_names(&names) {
                Err(message) => Err(message),
                Ok(()) if separates => {
                    separations.push((line, names));
                    Ok(())
                }
                Ok(()) => aliases.join(line, &names),
            };
            errors.extend(added.err().map(|message| AliasError { line, message }));
        }
        // A list may separate names before it joins them.
        for (line, names) in separations {
            let separated = aliases.separate(&names);
            errors.extend(separated.err().map(|message| AliasError { line, message }));
        }
        errors.sort_by_key(|error| error.line);
        (aliases, errors)
    }

    /// Tells whether the list neither joins nor separates names.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.separated.is_empty()
    }

    fn join(&mut self, line: usize, names: &[&str]) -> Result<(), String> {
        for name in names {
            if let Some(&group) = self.by_words.get(&folded(name)) {
                let other = self.groups[group].line;
                return Err(format!("`{name}` is already joined on line {other}"));
            }
        }
        let group = self.groups.len();
        for name in names {
            self.by_words.insert(folded(name), group);
            self.by_key.entry(whole_key(name)).or_insert(group);
        }
        self.groups.push(Group {
            line,
            spellings: names.iter().map(|&name| name.to_owned()).collect(),
        });
        Ok(())
    }

    fn separate(&mut self, names: &[&str]) -> Result<(), String> {
        for (at, one) in names.iter().enumerate() {
            for other in &names[at + 1..] {
                let (a, b) = (folded(one), folded(other));
                let group = self.by_words.get(&a);
                if let Some(&group) = group.filter(|group| self.by_words.get(&b) == Some(group)) {
                    let line = self.groups[group].line;
                    return Err(format!(
                        "`{one}` and `{other}` cannot be kept apart: line {line} joins them"
                    ));
                }
                self.separated.push((a, b));
            }
        }
        Ok(())
    }

    /// Returns the group that a whole name belongs to.
    pub(crate) fn group(&self, name: &str, matching: NameMatching) -> Option<usize> {
        let group = self.by_words.get(&folded(name));
        let group = group.or_else(|| match matching {
            NameMatching::On => self.by_key.get(&whole_key(name)),
            NameMatching::Off => None,
        });
        group.copied()
    }

    /// Returns the display name of a group.
    pub(crate) fn display_name(&self, group: usize) -> &str {
        &self.groups[group].spellings[0]
    }

    /// Tells whether two names, given as folded words, are kept apart.
    pub(crate) fn are_separated(&self, one: &str, other: &str) -> bool {
        let pair = |(a, b): &(String, String)| (a == one && b == other) || (a == other && b == one);
        self.separated.iter().any(pair)
    }

    /// Returns the other spellings of a name given by its words: of every group in which a spelling
    /// contains them in sequence, the spellings that do not.
    pub fn other_spellings(&self, words: &[String], matching: NameMatching) -> Vec<&str> {
        let query = comparable(words.iter().map(String::as_str), matching);
        let contains =
            |name: &String| contains_sequence(&comparable(words_of(name), matching), &query);
        let groups = self.groups.iter();
        groups
            .filter(|group| group.spellings.iter().any(contains))
            .flat_map(|group| &group.spellings)
            .filter(|name| !contains(name))
            .map(String::as_str)
            .collect()
    }

    /// Tells whether the words are a whole name that is kept apart from another with the same
    /// phonetic keys, so that only its exact spelling may match.
    pub fn needs_exact_spelling(&self, words: &[String]) -> bool {
        let name = folded(&words.join(" "));
        let keys = |name: &str| comparable(name.split(' '), NameMatching::On);
        self.separated
            .iter()
            .any(|(a, b)| (*a == name || *b == name) && keys(a) == keys(b))
    }
}

/// Checks the names of a line; the error says what is wrong.
fn check_names(names: &[&str]) -> Result<(), String> {
    if names.len() < 2 {
        return Err("two names or more, with a tab between them, are needed".to_owned());
    }
    let mut known: Vec<String> = Vec::new();
    for name in names {
        let form = folded(name);
        if form.is_empty() {
            return Err("a name between two tabs is empty".to_owned());
        }
        if known.contains(&form) {
            return Err(format!("`{name}` is listed twice"));
        }
        known.push(form);
    }
    Ok(())
}

/// Returns the folded words of a name, joined by spaces.
pub(crate) fn folded(name: &str) -> String {
    words_of(name).map(fold_word).collect::<Vec<_>>().join(" ")
}

fn whole_key(name: &str) -> String {
    Name::of(name).keys().joined()
}

fn words_of(name: &str) -> impl Iterator<Item = &str> {
    words(name).map(|word| word.of(name))
}

/// Returns the words in the form in which they are compared: phonetic keys, or only folded.
fn comparable<'a>(words: impl Iterator<Item = &'a str>, matching: NameMatching) -> Vec<String> {
    words
        .map(|word| match matching {
            NameMatching::On => phonetic_key_of_folded(&fold_word(word)),
            NameMatching::Off => fold_word(word),
        })
        .collect()
}

fn contains_sequence(words: &[String], sequence: &[String]) -> bool {
    !sequence.is_empty() && words.windows(sequence.len()).any(|run| run == sequence)
}

/// Tells whether a name contains the words of a query in sequence.
pub fn name_contains(name: &str, query: &str, matching: NameMatching) -> bool {
    contains_sequence(
        &comparable(words_of(name), matching),
        &comparable(words_of(query), matching),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "\
# those who changed their names
Bob Dylan\tRobert Zimmerman\tBlind Boy Grunt

Sergei Lavrov\tMinister Nyet
!Sergei Ivanov\tSergey Ivanov
";

    fn aliases() -> Aliases {
        let (aliases, errors) = Aliases::parse(LIST);
        assert_eq!(errors, []);
        aliases
    }

    #[track_caller]
    fn check(typed: &str, matching: NameMatching, expected: &[&str]) {
        let words: Vec<String> = typed.split(' ').map(str::to_owned).collect();
        assert_eq!(
            aliases().other_spellings(&words, matching),
            expected,
            "{typed}"
        );
    }

    #[test]
    fn other_spellings() {
        check(
            "Bob Dylan",
            NameMatching::On,
            &["Robert Zimmerman", "Blind Boy Grunt"],
        );
        check(
            "dylan",
            NameMatching::On,
            &["Robert Zimmerman", "Blind Boy Grunt"],
        );
        check("Sergej Lawrow", NameMatching::On, &["Minister Nyet"]);
        check("Sergej Lawrow", NameMatching::Off, &[]);
        check("SERGEI LAVROV", NameMatching::Off, &["Minister Nyet"]);
        check("Sergei", NameMatching::On, &["Minister Nyet"]);
        check("lavrov sergei", NameMatching::On, &[]);
        check("Putin", NameMatching::On, &[]);
    }

    #[test]
    fn separated_names() {
        let aliases = aliases();
        let needs_exact_spelling = |typed: &str| {
            let words: Vec<String> = typed.split(' ').map(str::to_owned).collect();
            aliases.needs_exact_spelling(&words)
        };
        assert!(needs_exact_spelling("Sergei Ivanov"));
        assert!(needs_exact_spelling("sergey ivanov"));
        assert!(!needs_exact_spelling("Sergej Ivanov"));
        assert!(!needs_exact_spelling("Ivanov"));
        assert!(aliases.are_separated("sergey ivanov", "sergei ivanov"));
    }

    #[track_caller]
    fn refuse(list: &str, line: usize, message: &str) {
        let (_, errors) = Aliases::parse(list);
        let error = errors.first().expect("an error");
        assert_eq!((error.line, error.message.as_str()), (line, message));
    }

    #[test]
    fn tells_what_is_wrong() {
        refuse(
            "\nBob Dylan",
            2,
            "two names or more, with a tab between them, are needed",
        );
        refuse("a b\tc\na\t\tb", 2, "a name between two tabs is empty");
        refuse("Ann\tánn", 1, "`ánn` is listed twice");
        refuse("A B\tC\n\nD\tC", 3, "`C` is already joined on line 1");
        refuse(
            "!A B\tC\nA B\tC",
            1,
            "`A B` and `C` cannot be kept apart: line 2 joins them",
        );
    }
}
