//! Preprocesses the command line: separates excluded words (`-cuts`) from options.

use std::ffi::OsString;

/// Commands that take a query.
const ASKING: &[&str] = &["search", "quotes", "count"];

/// Returns the arguments with every excluded word, `-cuts`, distinguished from an option: written
/// with a minus sign, which means the same in a query.
///
/// `-n 5`, `-n5` and `-fcsv` are options; `-nato` and `-france` are words.
pub(crate) fn arguments(typed: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = typed.collect();
    let command = |argument: &OsString| argument.to_str().is_some_and(|a| ASKING.contains(&a));
    if !arguments.get(1).is_some_and(command) {
        return arguments;
    }
    for argument in arguments.iter_mut().skip(2) {
        let Some(text) = argument.to_str() else {
            continue;
        };
        if text == "--" {
            break;
        }
        if let Some(word) = text.strip_prefix('-').filter(|word| is_word(word)) {
            if let Some(option) = word.chars().next().filter(|c| matches!(c, 's' | 'c'))
                && word.chars().all(char::is_alphanumeric)
            {
                let value = &word[1..];
                anstream::eprintln!("-{word} leaves out the word; the option is -{option} {value}");
            }
            *argument = format!("−{word}").into();
        }
    }
    arguments
}

/// Tells whether what follows a hyphen belongs to a query.
fn is_word(word: &str) -> bool {
    const FORMATS: [&str; 7] = ["text", "json", "ndjson", "csv", "kwic", "trec", "bars"];
    if word.starts_with('-') || word.chars().nth(1).is_none() {
        return false;
    }
    let value = word[word.chars().next().map_or(0, char::len_utf8)..].trim_start_matches('=');
    match word.chars().next() {
        Some('n') => !value.bytes().all(|byte| byte.is_ascii_digit()),
        Some('f') => !FORMATS.contains(&value),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &str) {
        let split = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        let found = arguments(split(&format!("onrecord {typed}")).into_iter());
        assert_eq!(found, split(&format!("onrecord {expected}")), "{typed}");
    }

    #[test]
    fn words_are_told_from_options() {
        check("search tax -cuts", "search tax −cuts");
        check("search -nato -n5 -n 0", "search −nato -n5 -n 0");
        check("search -france -fcsv -f csv", "search −france -fcsv -f csv");
        check("quotes -speaker:brown", "quotes −speaker:brown");
        check("search -(a -byline:*", "search −(a −byline:*");
        check("search -s lind --any -h", "search -s lind --any -h");
        check("search -- -nato", "search -- -nato");
        check("search --queries -", "search --queries -");
        check("index -x2", "index -x2");
    }
}
