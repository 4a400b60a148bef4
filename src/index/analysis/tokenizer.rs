//! The tokenizer tantivy runs while indexing: words as terms, in the language of each text.

// Longer than most: a third of it are its tests.

use crate::engine::analysis::boundaries::{Breaks, breaks};
use crate::engine::analysis::sign_terms::sign_terms;
use crate::engine::analysis::terms::{CachedTerm, PARAGRAPH, SENTENCE, Stems, TITLE_END};
use crate::engine::matching::spans::{TEXT_FROM, TITLE_WORDS};
use crate::text::Span;
use crate::text::signs::signs;
use crate::text::words::next_word;
use std::cell::Cell;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Stands between a text's language and the text: "en\u{1}Ministers met".
///
/// A field has one tokenizer for all languages, so each text must say its own, and what is
/// wanted of it.
const NAMES: u8 = 1;
const TITLE: u8 = 2;
const TEXT: u8 = 3;
const TITLE_BREAKS: u8 = 4;
const TEXT_BREAKS: u8 = 5;

/// What is wanted of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    /// The terms of its words.
    Names,
    /// Of each word its term and its form.
    Title,
    /// The same, at places beyond any title's.
    Text,
    /// Where its sentences and paragraphs begin.
    TitleBreaks,
    TextBreaks,
}

/// Returns the text as the tokenizer wants it.
pub(crate) fn tagged(lang: &str, want: Want, text: &str) -> String {
    let mut tagged = String::with_capacity(lang.len() + 1 + text.len());
    tagged.push_str(lang);
    tagged.push(char::from(match want {
        Want::Names => NAMES,
        Want::Title => TITLE,
        Want::Text => TEXT,
        Want::TitleBreaks => TITLE_BREAKS,
        Want::TextBreaks => TEXT_BREAKS,
    }));
    tagged.push_str(text);
    tagged
}

thread_local! {
    /// The words a thread has met, in whatever field; lent to the stream at hand.
    ///
    /// Few languages meet in one archive; looking through them is quicker than hashing.
    static LANGUAGES: Cell<Vec<(String, Stems)>> = const { Cell::new(Vec::new()) };
}

/// Cuts texts into words, and gives each word's term in the language the text is tagged with.
#[derive(Clone, Default)]
pub(crate) struct Words {
    token: Token,
}

pub(crate) struct WordStream<'a> {
    text: &'a str,
    at: usize,
    languages: Vec<(String, Stems)>,
    /// Which of the languages the text is in.
    language: usize,
    token: &'a mut Token,
    /// What else stands at the place of the last word.
    more: [Option<More>; 2],
    /// What else stands at the place of the last word: the signs around it, and its parts if it
    /// is broken at a line's end.
    extra: Vec<String>,
    want: Want,
    /// Where the text begins, behind its tag.
    from: usize,
    breaks: Breaks,
    /// How many of the breaks we have passed.
    passed: [usize; 2],
    words: usize,
    ended: bool,
}

#[derive(Clone, Copy)]
enum More {
    Form(CachedTerm),
    Sentence,
    Paragraph,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        let tag = text
            .bytes()
            .take(16)
            .position(|byte| (NAMES..=TEXT_BREAKS).contains(&byte));
        let (lang, at) = tag.map_or(("", 0), |tag| (&text[..tag], tag + 1));
        let want = match tag.map(|tag| text.as_bytes()[tag]) {
            Some(TITLE) => Want::Title,
            Some(TEXT) => Want::Text,
            Some(TITLE_BREAKS) => Want::TitleBreaks,
            Some(TEXT_BREAKS) => Want::TextBreaks,
            _ => Want::Names,
        };
        let mut languages = LANGUAGES.take();
        let known = languages.iter().position(|(code, _)| code == lang);
        let language = known.unwrap_or_else(|| {
            languages.push((lang.to_owned(), Stems::of(lang)));
            languages.len() - 1
        });
        self.token.reset();
        if matches!(want, Want::Text | Want::TextBreaks) {
            self.token.position = TEXT_FROM as usize - 1;
        }
        WordStream {
            text,
            at,
            languages,
            language,
            token: &mut self.token,
            more: [None; 2],
            extra: Vec::new(),
            want,
            from: at,
            breaks: match want {
                Want::Names | Want::Title | Want::Text => Breaks::default(),
                Want::TitleBreaks | Want::TextBreaks => breaks(&text[at..], lang),
            },
            passed: [0; 2],
            words: 0,
            ended: false,
        }
    }
}

impl Drop for WordStream<'_> {
    fn drop(&mut self) {
        LANGUAGES.set(std::mem::take(&mut self.languages));
    }
}

impl WordStream<'_> {
    /// Passes the breaks before the end of a word, which then stands at them.
    fn pass(&mut self, end: usize) {
        if passes(&self.breaks.paragraphs, &mut self.passed[0], end) {
            self.more[1] = Some(More::Paragraph);
        }
        if passes(&self.breaks.sentences, &mut self.passed[1], end) {
            self.more[0] = Some(More::Sentence);
        }
    }
}

/// Tells whether one of the breaks lies before the end of this word, and passes them.
fn passes(breaks: &[usize], passed: &mut usize, end: usize) -> bool {
    let before = *passed;
    while breaks.get(*passed).is_some_and(|&at| at < end) {
        *passed += 1;
    }
    *passed > before
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        if let Some(more) = self.more.iter_mut().find_map(Option::take) {
            let token = &mut *self.token;
            token.text.clear();
            token.text.push_str(match more {
                More::Form(kept) => self.languages[self.language].1.form_of(kept),
                More::Sentence => SENTENCE,
                More::Paragraph => PARAGRAPH,
            });
            return true;
        }
        if let Some(term) = self.extra.pop() {
            self.token.text = term;
            return true;
        }
        let title = matches!(self.want, Want::Title | Want::TitleBreaks);
        while !(title && self.words == TITLE_WORDS) {
            let Some(Span { start, end }) = next_word(self.text, self.at) else {
                break;
            };
            self.at = end;
            self.words += 1;
            let token = &mut *self.token;
            token.offset_from = start;
            token.offset_to = end;
            token.position = token.position.wrapping_add(1);
            match self.want {
                Want::TitleBreaks | Want::TextBreaks => {
                    self.pass(end - self.from);
                    if self.more.iter().any(Option::is_some) {
                        return self.advance();
                    }
                }
                want => {
                    let stems = &mut self.languages[self.language].1;
                    if want != Want::Names {
                        self.extra = stems.part_terms(&self.text[start..end]);
                    }
                    let kept = stems.kept(&self.text[start..end]);
                    token.text.clear();
                    token.text.push_str(stems.term_of(kept));
                    if want != Want::Names {
                        self.more[0] = Some(More::Form(kept));
                        let word = Span::new(start, end);
                        self.extra
                            .extend(sign_terms(word.of(self.text), signs(self.text, word)));
                    }
                    return true;
                }
            }
        }
        self.at = self.text.len();
        // tantivy counts the places of the text from the last token of the title.
        let last = self.want == Want::TitleBreaks && self.words > 0 && !self.ended;
        self.ended = true;
        if last {
            self.token.text.clear();
            self.token.text.push_str(TITLE_END);
        }
        last
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Gives a value as a term: as often as its share counts, or once.
#[derive(Clone)]
pub(crate) struct Shares {
    once: bool,
    token: Token,
}

impl Shares {
    pub(crate) fn as_often() -> Self {
        let (once, token) = (false, Token::default());
        Self { once, token }
    }

    pub(crate) fn once() -> Self {
        let (once, token) = (true, Token::default());
        Self { once, token }
    }

    /// Returns a value and how much it counts as the tokenizer wants them: "7 US".
    pub(crate) fn text(value: &str, count: usize) -> String {
        format!("{count} {value}")
    }
}

impl Tokenizer for Shares {
    type TokenStream<'a> = ShareStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ShareStream<'a> {
        let (count, value) = text.split_once(' ').unwrap_or(("1", text));
        self.token.reset();
        self.token.text.push_str(value);
        let count = count.parse().unwrap_or(1);
        ShareStream {
            left: if self.once { 1 } else { count },
            token: &mut self.token,
        }
    }
}

pub(crate) struct ShareStream<'a> {
    token: &'a mut Token,
    left: usize,
}

impl TokenStream for ShareStream<'_> {
    fn advance(&mut self) -> bool {
        let more = self.left > 0;
        self.left -= usize::from(more);
        self.token.position = self.token.position.wrapping_add(1);
        more
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::analysis::terms::shown;
    use crate::text::words::words;

    fn check(text: &str, expected: &[&str]) {
        let mut tokenizer = Words::default();
        let mut stream = tokenizer.token_stream(text);
        let mut found = Vec::new();
        while stream.advance() {
            assert_eq!(stream.token().position, found.len());
            found.push(shown(&stream.token().text).to_owned());
        }
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn stems_by_the_tag() {
        check(
            &tagged("en", Want::Names, "The ministers’ meetings"),
            &["the", "minist", "meet"],
        );
        check(
            &tagged("de", Want::Names, "Die Häuser, 3.5"),
            &["die", "haus", "3", "5"],
        );
        check(
            &tagged("", Want::Names, "The ministers"),
            &["the", "ministers"],
        );
        check("Sergueï Lavrov", &["serguei", "lavrov"]);
        check(&tagged("en", Want::Names, " … "), &[]);
        check("", &[]);
    }

    fn placed(want: Want, text: &str) -> Vec<(usize, String)> {
        let mut tokenizer = Words::default();
        let text = tagged("en", want, text);
        let mut stream = tokenizer.token_stream(&text);
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().position, stream.token().text.clone()));
        }
        found
    }

    #[test]
    fn forms_stand_where_their_word_does() {
        let text = "He left. Ministers met.";
        let terms = [
            "\u{c}he",
            "\u{3}he",
            "\u{c}left",
            "\u{2}left",
            "\u{c}minist",
            "\u{3}ministers",
            "\u{c}met",
            "\u{2}met",
        ];
        let at = |from: usize| {
            (0..)
                .zip(terms)
                .map(move |(at, term)| (from + at / 2, term.to_owned()))
        };
        assert_eq!(placed(Want::Title, text), at(0).collect::<Vec<_>>());
        let beyond = TEXT_FROM as usize;
        assert_eq!(placed(Want::Text, text), at(beyond).collect::<Vec<_>>());
        let breaks = [(0, SENTENCE), (0, PARAGRAPH), (2, SENTENCE)];
        let breaks = breaks.map(|(at, term)| (beyond + at, term.to_owned()));
        assert_eq!(placed(Want::TextBreaks, text), breaks);
        let title = placed(Want::TitleBreaks, text);
        assert_eq!(title.last(), Some(&(3, TITLE_END.to_owned())));
    }

    #[test]
    fn shares_count_as_often_as_they_say() {
        let count = |mut shares: Shares, text: &str| {
            let mut stream = shares.token_stream(text);
            let mut count = 0;
            while stream.advance() {
                assert_eq!(stream.token().text, "US");
                count += 1;
            }
            count
        };
        assert_eq!(count(Shares::as_often(), &Shares::text("US", 7)), 7);
        assert_eq!(count(Shares::once(), &Shares::text("US", 7)), 1);
    }

    proptest::proptest! {
        #[test]
        fn cuts_as_text_words_does(text in "[a-c1-2é\u{301}新 .’]{0,20}|\\PC{0,20}") {
            let mut tokenizer = Words::default();
            let mut stream = tokenizer.token_stream(&text);
            let mut found = Vec::new();
            while stream.advance() {
                found.push((stream.token().offset_from, stream.token().offset_to));
            }
            let expected: Vec<_> = words(&text).map(|word| (word.start, word.end)).collect();
            proptest::prop_assert_eq!(found, expected);
        }
    }
}
