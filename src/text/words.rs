//! Word segmentation for search.
//!
//! A word is a run of letters, digits and combining marks; other characters separate words:
//! "Lavrov's" is `Lavrov` and `s`, "COVID-19" is `COVID` and `19`. These stay in one word:
//!
//! | what | such as | found as |
//! |---|---|---|
//! | initials | `U.S.`, `U. S.`, `J.D.`, `p.m.` | `us`, `jd`, `pm` |
//! | invisible characters | a soft hyphen, a zero-width space | without them |
//! | a word broken at a line's end | `deci-⏎sion` | `decision`, and as the two words |
//!
//! Scripts written without spaces (Han, kana, Thai, Lao, Khmer, Burmese) have no words that a rule
//! could find: each letter with its marks is a word, and a run typed is a phrase of these.

use crate::text::Span;
use crate::text::fold::{fold, is_invisible};
use std::borrow::Cow;

/// Returns the words of a text in order, as byte spans.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let word = next_word(text, at)?;
        at = word.end;
        Some(word)
    })
}

/// Returns the first word at or after a byte, where a word or a gap begins.
pub(crate) fn next_word(text: &str, from: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut start = from;
    while start < bytes.len() && bytes[start].is_ascii() && !bytes[start].is_ascii_alphanumeric() {
        start += 1;
    }
    let mut end = start;
    while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
        end += 1;
    }
    match bytes.get(end) {
        // Most words end here, at a space or a mark that joins nothing.
        _ if end == start => {}
        None | Some(b' ' | b'\n' | b',' | b'\'' | b'"' | b')' | b':' | b';' | b'!' | b'?') => {
            return Some(Span::new(start, end));
        }
        // Initials are single letters.
        Some(b'.') if end > start + 1 => return Some(Span::new(start, end)),
        _ => {}
    }
    let first = text[start..].find(is_letter)?;
    start += first;
    let c = text[start..].chars().next()?;
    let end = match is_unspaced(c) {
        true => cluster(text, start),
        false => joined(text, start),
    };
    Some(Span::new(start, end))
}

/// Returns the end of a run of letters, digits, marks and the invisible.
fn run(text: &str, start: usize) -> usize {
    let mut end = start;
    for (at, c) in text[start..].char_indices() {
        if is_letter(c) && !is_unspaced(c) {
            end = start + at + c.len_utf8();
        } else if !is_combining(c) && !is_invisible(c) {
            break;
        } else if is_combining(c) {
            end = start + at + c.len_utf8();
        }
    }
    end
}

/// Returns the end of a word that begins with a run: further runs may belong to it.
fn joined(text: &str, start: usize) -> usize {
    if let Some(end) = initials(text, start) {
        return end;
    }
    let mut end = run(text, start);
    while let Some(next) = line_end(text, end) {
        end = run(text, next);
    }
    end
}

/// `govern-⏎ment`: returns where the word goes on in the next line, in a small letter.
fn line_end(text: &str, end: usize) -> Option<usize> {
    let before = text[..end].chars().next_back()?;
    let rest = &text[end..];
    let hyphen = rest.chars().next().filter(|c| is_hyphen(*c))?;
    let rest = rest[hyphen.len_utf8()..].trim_start_matches([' ', '\t', '\r']);
    let next = rest.strip_prefix('\n')?.trim_start_matches([' ', '\t']);
    let goes_on = next.starts_with(char::is_lowercase) && before.is_alphabetic();
    goes_on.then_some(text.len() - next.len())
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{AD}')
}

/// `U.S.`, `J. D.`: returns the end of at least two single letters, a stop behind each; the last
/// may lack it where no space stands between them. Spaces stand between all or none.
fn initials(text: &str, start: usize) -> Option<usize> {
    let mut at = start;
    let mut end = None;
    let mut spaced = None;
    loop {
        let c = text[at..].chars().next()?;
        let letter_end = at + c.len_utf8();
        let single = (c.is_lowercase() || c.is_uppercase()) && run(text, at) == letter_end;
        let first = at == start;
        if !single || (spaced == Some(true) && !c.is_uppercase()) {
            return end;
        }
        if !text[letter_end..].starts_with('.') {
            return match !first && spaced == Some(false) {
                true => Some(letter_end),
                false => end,
            };
        }
        at = letter_end + 1;
        let space = text[at..].starts_with(' ');
        // "U. S. U.N.": the third begins the next.
        if spaced == Some(true) && text[at..].starts_with(char::is_alphabetic) {
            return end;
        }
        if !first {
            end = Some(at);
        }
        if at == text.len() || space != *spaced.get_or_insert(space) {
            return end;
        }
        at += usize::from(space);
    }
}

/// Returns the end of one letter of a script without spaces, with its marks.
fn cluster(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut last = '\0';
    let mut am = false;
    for (at, c) in text[start..].char_indices() {
        let goes_on = match c {
            _ if at == 0 => true,
            _ if is_combining(c) => true,
            // The vowel sign AM, in one character or two.
            '\u{E33}' | '\u{EB3}' => true,
            '\u{E32}' | '\u{EB2}' => am,
            // A consonant below the last: Burmese and Khmer.
            c if matches!(last, '\u{1039}' | '\u{17D2}') => is_unspaced(c),
            c if is_invisible(c) => continue,
            _ => false,
        };
        if !goes_on {
            break;
        }
        am |= matches!(c, '\u{E4D}' | '\u{ECD}');
        last = c;
        end = start + at + c.len_utf8();
    }
    end
}

/// Tells whether a word is one letter of a script that is written without spaces.
pub(crate) fn is_of_unspaced_script(word: &str) -> bool {
    word.starts_with(is_unspaced)
}

/// Tells whether a character belongs to a script that is written without spaces.
fn is_unspaced(c: char) -> bool {
    !c.is_ascii()
        && matches!(c as u32,
            // Thai, Lao but for the digits; Burmese, Khmer.
            0xE01..=0xE4F | 0xE81..=0xECF | 0xEDC..=0xEDF
            | 0x1000..=0x103F | 0x1050..=0x108F | 0xAA60..=0xAA7F | 0x1780..=0x17DC
            // Han with its repetition marks, Hiragana, Katakana, of half width too.
            | 0x3005..=0x3007 | 0x3040..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF
            | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFF66..=0xFF9F | 0x20000..=0x3FFFF)
}

/// Tells whether a character is part of a word; an apostrophe, of whatever shape, is not.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, '\u{2B9}'..='\u{2BF}' | '\u{2C8}')
}

fn is_combining(c: char) -> bool {
    let half_width = matches!(c, '\u{FF9E}' | '\u{FF9F}');
    !c.is_ascii() && (half_width || unicode_normalization::char::is_combining_mark(c))
}

/// Returns the two parts of a word broken at a line's end.
pub(crate) fn broken_parts(word: &str) -> Option<(Span, Span)> {
    let line = memchr::memchr(b'\n', word.as_bytes())?;
    let first = word[..line].trim_end().trim_end_matches(is_hyphen).len();
    let second = word.len() - word[line..].trim_start().len();
    Some((Span::new(0, first), Span::new(second, word.len())))
}

/// Returns a word's letters: without what joins its parts but says nothing.
pub(crate) fn letters(word: &str) -> Cow<'_, str> {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric();
    if word.as_bytes().iter().all(plain) {
        return Cow::Borrowed(word);
    }
    let dotted = word.contains('.') && !word.contains(|c: char| c.is_numeric());
    let initials = dotted && initials(word, 0) == Some(word.len());
    let broken = word.contains('\n');
    let drops = |c: char| match c {
        '.' | ' ' if initials => true,
        '\u{AD}' => true,
        ' ' | '\t' | '\r' | '\n' => broken,
        c if is_invisible(c) => true,
        c if is_hyphen(c) => broken,
        _ => false,
    };
    match word.contains(drops) {
        true => Cow::Owned(word.replace(drops, "")),
        false => Cow::Borrowed(word),
    }
}

/// Returns a word as words are compared: its letters, folded.
pub fn fold_word(word: &str) -> String {
    fold(&letters(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = words(text).map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    fn folds(text: &str, expected: &[&str]) {
        let found: Vec<String> = words(text).map(|span| fold_word(span.of(text))).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn splits() {
        check("Russia’s “plan”, twice", &["Russia", "s", "plan", "twice"]);
        check(
            "COVID-19 9/11 3:30pm",
            &["COVID", "19", "9", "11", "3", "30pm"],
        );
        check("新闻 ok", &["新", "闻", "ok"]);
        check("  ", &[]);
        check("e\u{301}t\u{e9}", &["e\u{301}t\u{e9}"]);
        check("п'ять п’ять пʼять", &["п", "ять", "п", "ять", "п", "ять"]);
        check("3.5m 1,000 AT&T", &["3", "5m", "1", "000", "AT", "T"]);
        check("end.Next one,two", &["end", "Next", "one", "two"]);
    }

    #[test]
    fn keeps_initials_whole() {
        check("the U.S. Senate", &["the", "U.S.", "Senate"]);
        folds("U.S. U.S U. S. U.S.A. US", &["us", "us", "us", "usa", "us"]);
        folds("J.D. Vance, J. D. Vance", &["jd", "vance", "jd", "vance"]);
        folds("at 5 p.m. i.e. noon", &["at", "5", "pm", "ie", "noon"]);
        folds("В.В. Путин U.S.-led", &["вв", "путин", "us", "led"]);
        check(
            "J. Smith A.Smith plan B. He",
            &["J", "Smith", "A", "Smith", "plan", "B", "He"],
        );
        check("example.com a.example", &["example", "com", "a", "example"]);
        check("A. I went", &["A", "I", "went"]);
    }

    #[test]
    fn passes_over_the_invisible() {
        folds(
            "govern\u{AD}ment zero\u{200B}width",
            &["government", "zerowidth"],
        );
        check("\u{FEFF}word\u{200B} next", &["word", "next"]);
        folds("می\u{200C}رود", &["ميرود"]);
    }

    #[test]
    fn joins_words_broken_at_a_line_end() {
        folds("The govern-\nment fell", &["the", "government", "fell"]);
        folds("deci‐ \r\n  sion", &["decision"]);
        folds("dis\u{AD}\nmay", &["dismay"]);
        check("Anglo-\nSaxon", &["Anglo", "Saxon"]);
        check(
            "pages 3-\nfive and -\nb",
            &["pages", "3", "five", "and", "b"],
        );
        check("paragraph-\n\nnext", &["paragraph", "next"]);
        let word = "twenty-\nfour";
        let (first, second) = broken_parts(word).expect("it is broken");
        assert_eq!([first.of(word), second.of(word)], ["twenty", "four"]);
    }

    #[test]
    fn cuts_scripts_without_spaces_by_letters() {
        check("กรุงเทพ", &["ก", "รุ", "ง", "เ", "ท", "พ"]);
        check("ป่า ๒๕๖๗", &["ป่", "า", "๒๕๖๗"]);
        check("คำ น้ำ", &["คำ", "น้ำ"]);
        check("ຂ່າວ", &["ຂ່", "າ", "ວ"]);
        check("ဘဏ်ဖွင့်", &["ဘ", "ဏ်", "ဖွ", "င့်"]);
        check("စာ စား", &["စာ", "စား"]);
        check("ខ្មែរ", &["ខ្មែ", "រ"]);
        check("ｶﾞｽ ハ\u{309A}リ", &["ｶﾞ", "ｽ", "ハ\u{309A}", "リ"]);
        check("NATOの2024年", &["NATO", "の", "2024", "年"]);
        check("人々", &["人", "々"]);
        folds("ｶﾞｽ", &["ガ", "ス"]);
        folds("ค\u{E4D}า", &["ค\u{E4D}า"]);
        folds("คำ", &["ค\u{E4D}า"]);
    }
}
