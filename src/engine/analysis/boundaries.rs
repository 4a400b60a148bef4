//! Where sentences and paragraphs begin, as `w/s` and `w/p` take them.
//!
//! Simpler than what attribution reads by: a stop, closing marks and a space end a sentence, if a
//! capital, a figure or an opening mark follows and no abbreviation stands before.

use crate::lang::{Class, lexicon};
use crate::text::Span;
use crate::text::paragraphs::paragraphs;

/// What ends a sentence if white space follows.
const STOPS: [char; 4] = ['.', '!', '?', '…'];
/// What ends a sentence in Chinese and Japanese, Arabic and Urdu, Indic scripts, Armenian and
/// Amharic, whatever follows.
const SCRIPT_STOPS: [char; 10] = ['。', '！', '？', '｡', '؟', '۔', '।', '॥', '։', '።'];

/// The beginnings, as bytes of a text, in order; a paragraph's is a sentence's too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Breaks {
    pub sentences: Vec<usize>,
    pub paragraphs: Vec<usize>,
}

pub(crate) fn breaks(text: &str, lang: &str) -> Breaks {
    let mut breaks = Breaks::default();
    for paragraph in paragraphs(text) {
        breaks.paragraphs.push(paragraph.start);
        breaks.sentences.push(paragraph.start);
        sentences(text, paragraph, lang, &mut breaks.sentences);
    }
    breaks
}

fn sentences(text: &str, paragraph: Span, lang: &str, starts: &mut Vec<usize>) {
    let bytes = text.as_bytes();
    let mut at = paragraph.start;
    while let Some(offset) = text[at..paragraph.end].find(is_stop) {
        let stop = at + offset;
        let rest = &text[stop..paragraph.end];
        let ends = rest.trim_start_matches(is_stop);
        let after = ends.trim_start_matches([
            '"', '”', '’', '\'', '»', '“', '‘', ')', ']', '«', '」', '』', '）', '》',
        ]);
        let next = after.trim_start();
        at = paragraph.end - next.len();
        if next.len() == after.len() && rest.starts_with(STOPS) {
            // No space: "U.S", "3.5", or the end.
            at = stop + rest.len() - ends.len();
            continue;
        }
        let single = rest.len() - ends.len() == 1 && bytes[stop] == b'.';
        if opens_a_sentence(next) && !(single && abbreviated(text, paragraph.start, stop, lang)) {
            starts.push(at);
        }
    }
}

fn is_stop(c: char) -> bool {
    STOPS.contains(&c) || SCRIPT_STOPS.contains(&c)
}

fn opens_a_sentence(next: &str) -> bool {
    next.chars().next().is_some_and(|c| {
        // Letters without case, as in Arabic or Chinese, may always open one.
        !c.is_lowercase() && (c.is_alphanumeric() || "\"“”„«»‘’'‹(¿¡[—–-「『（《".contains(c))
    })
}

/// Tells whether the word that ends at a stop is an abbreviation, or an initial.
fn abbreviated(text: &str, from: usize, stop: usize, lang: &str) -> bool {
    let before = &text[from..stop];
    let word = before
        .rsplit(|c: char| c.is_whitespace() || "\"“„«(‘[—".contains(c))
        .next()
        .unwrap_or(before);
    let mut letters = word.chars();
    let initial = matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase());
    if initial {
        return true;
    }
    // No list holds longer ones.
    word.len() <= 16 && {
        let lower = format!("{}.", word.to_lowercase());
        lexicon(lang).word(&lower).class.has(Class::ABBREVIATION)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences are parted by `|`, paragraphs by `||`.
    #[track_caller]
    fn check(lang: &str, expected: &str) {
        let text = expected.replace("||", "\n\n").replace('|', "");
        let breaks = breaks(&text, lang);
        let mut shown = text.clone();
        for &start in breaks.sentences.iter().rev().filter(|&&start| start > 0) {
            match breaks.paragraphs.contains(&start) {
                true => shown.replace_range(start - 2..start, "||"),
                false => shown.insert(start, '|'),
            }
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn cuts() {
        check("en", "He came. |She went! |“Why?” he asked. |It rained.");
        check("en", "One.||Two. |Three.");
        check("en", "“We won.” |The crowd sang… |It rained.");
        check("de", "Er kam. |„Warum?“ |Sie ging.");
    }

    #[test]
    fn cuts_at_the_stops_of_other_scripts() {
        check("zh", "政府减税。|股市上涨！|「为什么？」|他问。");
        check("ja", "首相が話した。|「減税だ。」|市場は上がった。");
        check("hi", "कर कम हुआ। |बाज़ार चढ़ा।");
        check("ar", "لماذا؟ |قال الوزير. |لا");
        check("ur", "وہ آیا۔ |وہ گیا۔");
    }

    #[test]
    fn leaves_abbreviations_alone() {
        check(
            "en",
            "Mr. Smith of the U.S. Senate met J. Doe. |He paid 3.5 million.",
        );
        check("en", "It was 5 p.m. in Berlin");
        check("de", "Dr. Weber kam z.B. Montag. |Er ging.");
    }

    #[test]
    fn takes_time_in_proportion() {
        let text = "a. ".repeat(300_000);
        assert_eq!(breaks(&text, "en").sentences.len(), 1);
        assert_eq!(
            breaks(&"A! ".repeat(100_000), "en").sentences.len(),
            100_000
        );
    }
}
