//! Paths in a query: the beginning of one, or a glob.

use regex::Regex;

/// Which paths a `path:` matches.
///
/// Without a wildcard, those that begin with the text. With one it is a glob as in `.gitignore`:
/// `*` and `?` stop at a slash, `**` does not; without a slash it matches a file or a folder
/// anywhere, with one from the corpus on; a folder's name stands for all that is in it.
#[derive(Debug)]
pub(crate) enum PathPattern {
    Prefix(String),
    Glob(Regex),
}

impl PathPattern {
    /// Compiles a pattern; none if it is too large.
    pub(crate) fn new(typed: &str) -> Option<Self> {
        let typed = normalized(typed);
        if !typed.contains(['*', '?']) {
            return Some(Self::Prefix(typed));
        }
        let anchored = typed.trim_end_matches('/').contains('/');
        let mut pattern = String::from(if anchored { "^" } else { "^(?:.*/)?" });
        let mut rest = typed.as_str();
        while let Some(c) = rest.chars().next() {
            let (regex, length) = match c {
                _ if rest.starts_with("**/") => ("(?:.*/)?".to_owned(), 3),
                _ if rest.starts_with("**") => (".*".to_owned(), 2),
                '*' => ("[^/]*".to_owned(), 1),
                '?' => ("[^/]".to_owned(), 1),
                c => (regex::escape(c.encode_utf8(&mut [0; 4])), c.len_utf8()),
            };
            pattern.push_str(&regex);
            rest = &rest[length..];
        }
        pattern.push_str(if typed.ends_with('/') {
            ""
        } else {
            "(?:/.*)?$"
        });
        Regex::new(&pattern).ok().map(Self::Glob)
    }

    /// Tells whether it matches a file's key: the corpus's label, a slash, the path below it.
    pub(crate) fn matches_key(&self, key: &str) -> bool {
        let path = key.split_once('/').map_or(key, |(_, path)| path);
        let path = path.to_lowercase();
        match self {
            Self::Prefix(prefix) => path.starts_with(prefix),
            Self::Glob(regex) => regex.is_match(&path),
        }
    }
}

/// Lower case, with slashes, relative to the corpus.
fn normalized(typed: &str) -> String {
    let typed = typed.trim().replace('\\', "/").to_lowercase();
    let typed = typed.strip_prefix("./").unwrap_or(&typed);
    typed.trim_start_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, matching: &[&str], others: &[&str]) {
        let pattern = PathPattern::new(typed).expect(typed);
        let key = |path: &str| format!("corpus/{path}");
        for path in matching {
            assert!(pattern.matches_key(&key(path)), "{typed} {path}");
        }
        for path in others {
            assert!(!pattern.matches_key(&key(path)), "{typed} {path}");
        }
    }

    #[test]
    fn beginnings() {
        check(
            "2024/",
            &["2024/a.txt", "2024/03/b.txt"],
            &["2023/a.txt", "x/2024/a.txt"],
        );
        check("Reuters", &["reuters/a", "reuters-old/a"], &["ap/reuters"]);
        check("./a.json", &["a.json"], &["b.json"]);
    }

    #[test]
    fn globs() {
        check("*.json", &["a.json", "x/y/a.json"], &["a.json.txt"]);
        check(
            "2024/*.json",
            &["2024/a.json"],
            &["2024/03/a.json", "x/2024/a.json"],
        );
        check(
            "2024/**/*.json",
            &["2024/a.json", "2024/03/a.json"],
            &["a.json"],
        );
        check(
            "**/march/**",
            &["2024/march/a", "march/b/c"],
            &["2024/april/a"],
        );
        check(
            "20*/march",
            &["2024/march/a.txt", "2020/march"],
            &["2024/marches/a"],
        );
        check("day-?.txt", &["day-1.txt"], &["day-11.txt"]);
    }
}
