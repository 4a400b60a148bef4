//! What a reader knows better: a list of names that are one person, and of names that are not.

use crate::person::{Name, NameMatching, sound_of_folded};
use crate::text::fold::fold;
use crate::text::words::words;
use rustc_hash::FxHashMap;

/// Names joined and parted by hand.
///
/// A line `Full Name<TAB>other spelling<TAB>…` joins; `!Name<TAB>Name` parts. Empty lines and
/// those that begin with `#` say nothing.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    groups: Vec<Group>,
    /// By the folded words of a spelling.
    by_words: FxHashMap<String, usize>,
    /// By the key of the name it is.
    by_key: FxHashMap<String, usize>,
    /// Pairs by their folded words.
    parted: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
struct Group {
    line: usize,
    /// As the list has them; the first is the name to show.
    spellings: Vec<String>,
}

/// A line of an alias list that cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// From 1.
    pub line: usize,
    pub message: String,
}

impl Aliases {
    /// Reads a list; lines that cannot be followed are left out and told of.
    pub fn read(text: &str) -> (Self, Vec<Problem>) {
        let mut aliases = Self::default();
        let mut problems = Vec::new();
        let mut parts = Vec::new();
        for (at, row) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let row = row.trim();
            if row.is_empty() || row.starts_with('#') {
                continue;
            }
            let line = at + 1;
            let (row, parting) = match row.strip_prefix('!') {
                Some(row) => (row, true),
                None => (row, false),
            };
            let names: Vec<&str> = row.split('\t').map(str::trim).collect();
            let read = match plain_names(&names) {
                Err(message) => Err(message),
                Ok(()) if parting => {
                    parts.push((line, names));
                    Ok(())
                }
                Ok(()) => aliases.join(line, &names),
            };
            problems.extend(read.err().map(|message| Problem { line, message }));
        }
        // A name may be parted before it is joined.
        for (line, names) in parts {
            let parted = aliases.part(&names);
            problems.extend(parted.err().map(|message| Problem { line, message }));
        }
        problems.sort_by_key(|problem| problem.line);
        (aliases, problems)
    }

    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.parted.is_empty()
    }

    fn join(&mut self, line: usize, names: &[&str]) -> Result<(), String> {
        for name in names {
            if let Some(&group) = self.by_words.get(&folded(name)) {
                let other = self.groups[group].line;
                return Err(format!("`{name}` is joined on line {other} already"));
            }
        }
        let group = self.groups.len();
        for name in names {
            self.by_words.insert(folded(name), group);
            self.by_key.entry(whole(name)).or_insert(group);
        }
        self.groups.push(Group {
            line,
            spellings: names.iter().map(|&name| name.to_owned()).collect(),
        });
        Ok(())
    }

    fn part(&mut self, names: &[&str]) -> Result<(), String> {
        for (at, one) in names.iter().enumerate() {
            for other in &names[at + 1..] {
                let (a, b) = (folded(one), folded(other));
                let group = self.by_words.get(&a);
                if let Some(&group) = group.filter(|group| self.by_words.get(&b) == Some(group)) {
                    let line = self.groups[group].line;
                    return Err(format!(
                        "`{one}` and `{other}` cannot be parted: line {line} joins them"
                    ));
                }
                self.parted.push((a, b));
            }
        }
        Ok(())
    }

    /// Returns the group a whole name is of.
    pub(crate) fn group(&self, name: &str, merging: NameMatching) -> Option<usize> {
        let group = self.by_words.get(&folded(name));
        let group = group.or_else(|| match merging {
            NameMatching::On => self.by_key.get(&whole(name)),
            NameMatching::Off => None,
        });
        group.copied()
    }

    /// Returns the name a group is shown by.
    pub(crate) fn name(&self, group: usize) -> &str {
        &self.groups[group].spellings[0]
    }

    /// Tells whether two names, as folded words, are parted.
    pub(crate) fn are_parted(&self, one: &str, other: &str) -> bool {
        let pair = |(a, b): &(String, String)| (a == one && b == other) || (a == other && b == one);
        self.parted.iter().any(pair)
    }

    /// Returns how else those may be spelled who are called so: all other spellings of the groups
    /// in which one has these words, one behind the other.
    pub fn spellings(&self, words: &[String], merging: NameMatching) -> Vec<&str> {
        let typed = forms(words.iter().map(String::as_str), merging);
        let calls = |name: &String| runs(&typed, &forms(cut(name), merging));
        let groups = self.groups.iter();
        groups
            .filter(|group| group.spellings.iter().any(calls))
            .flat_map(|group| &group.spellings)
            .filter(|name| !calls(name))
            .map(String::as_str)
            .collect()
    }

    /// Tells whether these words are a whole name that is parted from another one which sounds
    /// like it, so that they must be taken as they are written.
    pub fn parts(&self, words: &[String]) -> bool {
        let typed = folded(&words.join(" "));
        let sounds = |name: &str| forms(name.split(' '), NameMatching::On);
        self.parted
            .iter()
            .any(|(a, b)| (*a == typed || *b == typed) && sounds(a) == sounds(b))
    }
}

fn plain_names(names: &[&str]) -> Result<(), String> {
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
            return Err(format!("`{name}` stands here twice"));
        }
        known.push(form);
    }
    Ok(())
}

/// Returns a name's words, folded, with a space between them.
pub(crate) fn folded(name: &str) -> String {
    cut(name).map(fold).collect::<Vec<_>>().join(" ")
}

fn whole(name: &str) -> String {
    Name::of(name).keys().whole()
}

fn cut(name: &str) -> impl Iterator<Item = &str> {
    words(name).map(|word| word.of(name))
}

fn forms<'a>(words: impl Iterator<Item = &'a str>, merging: NameMatching) -> Vec<String> {
    words
        .map(|word| match merging {
            NameMatching::On => sound_of_folded(&fold(word)),
            NameMatching::Off => fold(word),
        })
        .collect()
}

/// Tells whether the words stand in a name one behind the other.
pub(crate) fn runs(typed: &[String], name: &[String]) -> bool {
    !typed.is_empty() && name.windows(typed.len()).any(|run| run == typed)
}

/// Tells whether a name has the words typed, one behind the other.
pub fn called(name: &str, typed: &str, merging: NameMatching) -> bool {
    runs(&forms(cut(typed), merging), &forms(cut(name), merging))
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
        let (aliases, problems) = Aliases::read(LIST);
        assert_eq!(problems, []);
        aliases
    }

    #[track_caller]
    fn check(typed: &str, merging: NameMatching, expected: &[&str]) {
        let words: Vec<String> = typed.split(' ').map(str::to_owned).collect();
        assert_eq!(aliases().spellings(&words, merging), expected, "{typed}");
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
    fn parted_names() {
        let aliases = aliases();
        let parts = |typed: &str| {
            let words: Vec<String> = typed.split(' ').map(str::to_owned).collect();
            aliases.parts(&words)
        };
        assert!(parts("Sergei Ivanov"));
        assert!(parts("sergey ivanov"));
        assert!(!parts("Sergej Ivanov"));
        assert!(!parts("Ivanov"));
        assert!(aliases.are_parted("sergey ivanov", "sergei ivanov"));
    }

    #[track_caller]
    fn refuse(list: &str, line: usize, message: &str) {
        let (_, problems) = Aliases::read(list);
        let problem = problems.first().expect("a problem");
        assert_eq!((problem.line, problem.message.as_str()), (line, message));
    }

    #[test]
    fn tells_what_is_wrong() {
        refuse(
            "\nBob Dylan",
            2,
            "two names or more, with a tab between them, are needed",
        );
        refuse("a b\tc\na\t\tb", 2, "a name between two tabs is empty");
        refuse("Ann\tánn", 1, "`ánn` stands here twice");
        refuse("A B\tC\n\nD\tC", 3, "`C` is joined on line 1 already");
        refuse(
            "!A B\tC\nA B\tC",
            1,
            "`A B` and `C` cannot be parted: line 2 joins them",
        );
    }
}
